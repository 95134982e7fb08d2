"""The index of names that a snapshot holds, as the matching room wants to ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supplychain_cli.graph.view import View
from supplychain_cli.matching.index import NameRow
from supplychain_cli.snapshot import rows


class StoredNames:
    """Implements `matching.index.NameIndex` over a snapshot; each verb is one look-up by key.

    A name of any record of a party is a name of the party: rows carry the id of the record that stands for it.
    """

    def __init__(self, view: View) -> None:
        """Read from the snapshot behind a view."""
        self._snapshot, self._view = view.snapshot, view

    def exact(self, key: str) -> Sequence[NameRow]:
        """See `matching.index.NameIndex.exact`."""
        return self._rows(self._snapshot.names_equal(key)) if key else []

    def with_words(self, words: Sequence[str]) -> Sequence[NameRow]:
        """See `matching.index.NameIndex.with_words`."""
        return self._rows(self._snapshot.names_with_words(words))

    def near(self, grams: Sequence[str], limit: int) -> Sequence[NameRow]:
        """See `matching.index.NameIndex.near`."""
        return self._rows(self._snapshot.names_near(grams, limit)) if grams else []

    def identifier(self, value: str) -> Sequence[str]:
        """See `matching.index.NameIndex.identifier`."""
        own = [value] if self._snapshot.node(value) else []
        carriers = own + [party for party in self._snapshot.identified(value) if party != value]
        return list(dict.fromkeys(map(self._party, carriers)))

    def _rows(self, found: Iterable[rows.NameRow]) -> list[NameRow]:
        return [NameRow(self._party(row.id), row.text, row.kind, row.folded) for row in found]

    def _party(self, record: str) -> str:
        """Give the id of the record that stands for the party; one that is not in scope stands for itself."""
        if not len(self._snapshot.joined):
            return record
        found = self._view.find(record)
        return found.id if found else record
