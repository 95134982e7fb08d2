"""A feed to columns: read, numbered and sorted by a database that spills to disk, so that memory stays bounded."""

from __future__ import annotations

from supplychain_cli.snapshot.bulk.feed import Feed, compile_feed

__all__ = ["Feed", "compile_feed"]
