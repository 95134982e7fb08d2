"""Who is who: names to comparable keys, keys to a score with its reason, a query to one party or an honest list."""

from __future__ import annotations
