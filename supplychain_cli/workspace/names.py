"""The index of names that a snapshot holds, as the matching room wants to ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supplychain_cli.matching.index import NameRow
from supplychain_cli.snapshot import rows
from supplychain_cli.snapshot.reader import Snapshot


class StoredNames:
    """Implements `matching.index.NameIndex` over a snapshot; each verb is one look-up by key."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read from an open snapshot."""
        self._snapshot = snapshot

    def exact(self, key: str) -> Sequence[NameRow]:
        """See `matching.index.NameIndex.exact`."""
        return _rows(self._snapshot.names_equal(key)) if key else []

    def with_words(self, words: Sequence[str]) -> Sequence[NameRow]:
        """See `matching.index.NameIndex.with_words`."""
        return _rows(self._snapshot.names_with_words(words))

    def near(self, grams: Sequence[str], limit: int) -> Sequence[NameRow]:
        """See `matching.index.NameIndex.near`."""
        return _rows(self._snapshot.names_near(grams, limit)) if grams else []

    def identifier(self, value: str) -> Sequence[str]:
        """See `matching.index.NameIndex.identifier`."""
        own = [value] if self._snapshot.node(value) else []
        return own + [party for party in self._snapshot.identified(value) if party != value]


def _rows(found: Iterable[rows.NameRow]) -> list[NameRow]:
    return [NameRow(row.id, row.text, row.kind, row.folded) for row in found]
