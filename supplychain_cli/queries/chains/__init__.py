"""How goods can get from one party to another: what a chain is, how it is found, and who supplies whom."""

from __future__ import annotations
