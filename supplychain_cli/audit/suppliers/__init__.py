"""Suppliers as people keep them: a file of any usual kind becomes rows, and rows become parties of the records."""

from __future__ import annotations
