"""The hall: from a folder of records to a world that questions can be asked of."""

from __future__ import annotations
