"""Which recorded names a name of the world is compared with, and how near each party comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter

from supplychain_cli.light import dataclass
from supplychain_cli.matching.compare import score
from supplychain_cli.matching.index import NameIndex, NameRow
from supplychain_cli.matching.keys import NameKeys, grams, stored_keys
from supplychain_cli.matching.pieces import pieces_asked
from supplychain_cli.matching.prepared import Prepared, prepare

_NEAR = 30
"""Names asked of the index that share most pieces with the row's."""
_COMPARED = 5
"""Names of these that are compared, those first that share the greatest part of their pieces."""
_SHARED = 0.45
"""Part of the pieces of the telling words of both names that must be shared: names that come near share more."""
_EXACT = 97
"""Score of a name that is the recorded one but for legal form, case, script or spelling."""
_SAME_AS_WRITTEN = 100
_TELLING = 3
"""Letters that a word needs to name a party by itself."""
Accept = Callable[[str], bool]
_STRONG = {"primary": 0, "official": 1, "alias": 2, "former": 3, "weak": 4}


@dataclass(frozen=True, slots=True)
class Near:
    """A party, its recorded name that comes nearest, and how near, 0 to 100."""

    party: str
    name: str
    kind: str
    """primary, official, alias, former or weak."""
    score: int
    written: bool = False
    """Whether the name is recorded as the row writes it, but for case, width, punctuation and spaces."""


class Candidates:
    """The parties that one name could mean. The index is asked for names that share pieces at most once."""

    def __init__(self, name: Prepared, index: NameIndex, accept: Accept) -> None:
        """`accept` says of a party whether it is among those to be found."""
        self._name, self._index, self._accept = name, index, accept

    def near(self, least: float) -> list[Near]:
        """Give the parties whose names come as near as `least`, the nearest first; ties by kind of name, then id.

        Names that are equal once folded are looked up by key, and only when there are none are names compared that
        share pieces with it. Cost: three look-ups, and two more with some ten comparisons where no name is equal.
        """
        rows = self._equal()
        found = self._best(rows, least)
        if found and found[0].score >= _EXACT:
            return found
        return self._best([*rows, *self._alike(), *self._by_signs()], least)

    def adding_general(self) -> list[Near]:
        """Give parties one of whose names has all words of this one, and beyond them only general ones.

        `Impuls` is not the name of NPO Impuls or of NPP Impuls, but may be said for either.
        """
        core = set(self._name.keys.core)
        return self._best([row for row in self._holding() if set(_keys(row).core) == core], 0)

    def adding_more(self) -> list[Near]:
        """Give parties one of whose names has all words of this one, and further telling words.

        `Saturn` is near the name of JSC Saturn, and may be said for UEC-Saturn.
        """
        core = set(self._name.keys.core)
        return self._best([row for row in self._holding() if set(_keys(row).core) > core], 0)

    def _equal(self) -> list[NameRow]:
        keys = self._name.keys
        every = (
            row
            for key in dict.fromkeys((keys.raw, keys.folded, keys.compact))
            for row in self._index.exact(key)
        )
        return [row for row in dict.fromkeys(every) if self._accept(row.party)]

    @cached_property
    def _sharing(self) -> list[NameRow]:
        pieces = grams(self._name.keys.folded)
        return [row for row in self._index.near(pieces, _NEAR) if self._accept(row.party)] if pieces else []

    def _alike(self) -> list[NameRow]:
        """Give the names worth a comparison: those whose telling words share most pieces with this one's."""
        keys = self._name.keys
        pieces = _pieces(keys.core or keys.words)
        parts = []
        for row in self._sharing:
            others = _pieces_of(row)
            share = 2 * len(pieces & others) / (len(pieces) + len(others))
            if share >= _SHARED:
                parts.append((-share, row.party, row.text, row))
        parts.sort(key=itemgetter(0, 1, 2))
        return [row for *_, row in parts[:_COMPARED]]

    def _by_signs(self) -> list[NameRow]:
        """Give names in a script that leaves sounds open, or of the same characters, which share other pieces."""
        near = self._index.near(pieces_asked(self._name.text), _COMPARED)
        return [row for row in near if self._accept(row.party)]

    def _holding(self) -> list[NameRow]:
        """Give names that have all words of this one, if it has one telling word: they share all its pieces."""
        core = self._name.keys.core
        if len(core) != 1 or len(core[0]) < _TELLING or core[0].isdigit():
            return []
        words = set(self._name.keys.words)
        return [row for row in self._sharing if words <= set(_keys(row).words)]

    def _best(self, rows: Iterable[NameRow], least: float) -> list[Near]:
        best: dict[str, Near] = {}
        for row in dict.fromkeys(rows):
            other = prepared_row(row)
            written = self._name.keys.raw == other.keys.raw
            points = _SAME_AS_WRITTEN if written else round(score(self._name, other))
            if points >= least:
                one = Near(row.party, row.text, row.kind, points, written)
                best[row.party] = min(best.get(row.party, one), one, key=_order)
        return sorted(best.values(), key=_order)


def _pieces(words: Sequence[str]) -> frozenset[str]:
    """Give the three-letter pieces of words, whatever their order; a word of two letters is a piece itself."""
    return frozenset(word[at : at + 3] for word in words for at in range(max(1, len(word) - 2)))


@lru_cache(maxsize=1 << 16)
def _pieces_of(row: NameRow) -> frozenset[str]:
    keys = _keys(row)
    return _pieces(keys.core or keys.words or (keys.raw,))


def _keys(row: NameRow) -> NameKeys:
    return stored_keys(row.text, row.folded)


def _order(one: Near) -> tuple[int, bool, int, str, str]:
    return (-one.score, not one.written, _STRONG.get(one.kind, len(_STRONG)), one.party, one.name)


@lru_cache(maxsize=1 << 16)
def prepared_row(row: NameRow) -> Prepared:
    """Prepare a recorded name, once for all rows that come near it."""
    return prepare(row.text)
