"""Who is one party: why records are taken for one, and which others may be."""

from __future__ import annotations
