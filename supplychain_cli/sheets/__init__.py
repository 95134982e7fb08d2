"""Rows as people keep them: a file of any usual kind becomes lines that say whom they mean, one after the other."""

from __future__ import annotations
