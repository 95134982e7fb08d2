"""Every way in which a party touches listed ones."""

from __future__ import annotations
