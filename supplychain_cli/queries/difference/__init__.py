"""What differs between two datasets, and what follows from it."""

from __future__ import annotations
