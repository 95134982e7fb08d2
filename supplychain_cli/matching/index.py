"""What resolving a name asks of an index of names, and the plainest index that answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from supplychain_cli.light import dataclass
from supplychain_cli.matching.keys import keys_of, stored_keys
from supplychain_cli.matching.pieces import pieces_of, signs_of


@dataclass(frozen=True, slots=True)
class NameRow:
    """One recorded name of a party or good."""

    party: str
    """Id of the party or good."""
    text: str
    """The name as recorded."""
    kind: str
    """primary, official, alias, former or weak."""
    folded: str
    """Its folded key, see `matching.keys.NameKeys`."""


def name_row(party: str, text: str, kind: str = "primary", lang: str = "") -> NameRow:
    """Make the row of a name, folding it."""
    return NameRow(party, text, kind, keys_of(text, lang).folded)


class NameIndex(Protocol):
    """Finds recorded names. Every verb gives rows in a stable order and an empty sequence when nothing fits."""

    def exact(self, key: str) -> Sequence[NameRow]:
        """Names whose raw, folded or compact key is this; nothing for an empty key."""
        ...

    def with_words(self, words: Sequence[str]) -> Sequence[NameRow]:
        """Names whose folded words include all of these; nothing for no words."""
        ...

    def near(self, grams: Sequence[str], limit: int) -> Sequence[NameRow]:
        """Names that share most of these three-letter pieces, most first."""
        ...

    def identifier(self, value: str) -> Sequence[str]:
        """Parties with this identifier in any scheme, and the party or good whose own id it is."""
        ...


class ListIndex:
    """An index in memory: the plain twin of the snapshot's. `near` costs one look at every name that shares a piece."""

    def __init__(
        self, rows: Iterable[NameRow], identifiers: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Index rows; `identifiers` gives, for each value in capitals, the parties that carry it."""
        self._rows = tuple(rows)
        self._identifiers = dict(identifiers or {})
        self._parties = {row.party for row in self._rows}
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, set[int]] = defaultdict(set)
        self._grams: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            keys = stored_keys(row.text, row.folded)
            for key in {keys.raw, keys.folded, keys.compact} - {""}:
                self._exact[key].append(number)
            for word in keys.words:
                self._words[word].add(number)
            for gram in pieces_of(keys.folded, signs_of(row.text)):
                self._grams[gram].append(number)

    def exact(self, key: str) -> Sequence[NameRow]:
        """See `NameIndex.exact`."""
        return [self._rows[number] for number in self._exact.get(key, ())]

    def with_words(self, words: Sequence[str]) -> Sequence[NameRow]:
        """See `NameIndex.with_words`."""
        if not words:
            return []
        found = set.intersection(*(self._words.get(word, set()) for word in words))
        return [self._rows[number] for number in sorted(found)]

    def near(self, grams: Sequence[str], limit: int) -> Sequence[NameRow]:
        """See `NameIndex.near`."""
        shared = Counter(number for gram in grams for number in self._grams.get(gram, ()))
        best = sorted(shared, key=lambda number: (-shared[number], number))
        return [self._rows[number] for number in best[:limit]]

    def identifier(self, value: str) -> Sequence[str]:
        """See `NameIndex.identifier`."""
        own = [value] if value in self._parties else []
        return own + [party for party in self._identifiers.get(value, ()) if party != value]
