"""What is recorded of one thing, and what the dataset holds."""

from __future__ import annotations
