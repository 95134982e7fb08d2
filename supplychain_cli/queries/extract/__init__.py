"""What leaves for other programs: all records in scope, those around a party, or those of chains."""

from __future__ import annotations
