"""Names of the world against the names of the records: who in a long list may be a recorded party."""

from __future__ import annotations
