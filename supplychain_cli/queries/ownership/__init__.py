"""Who owns whom, what it is worth, what the rules say of it, and what would change that."""

from __future__ import annotations
