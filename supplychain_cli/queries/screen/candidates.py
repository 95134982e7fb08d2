"""Which recorded names a name of the world is compared with, and how near each party comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from supplychain_cli.matching.compare import score
from supplychain_cli.matching.index import NameIndex, NameRow
from supplychain_cli.matching.keys import NameKeys, grams, stored_keys
from supplychain_cli.matching.prepared import Prepared, prepare

_NEAR = 30
"""Names asked of the index that share most pieces with the row's."""
_COMPARED = 5
"""Names of these that are compared, those first that share the greatest part of their pieces."""
_SHARED = 0.4
"""Part of the pieces of the telling words of both names that must be shared: names that come near share more."""
_EXACT = 97
"""Score of a name that is the recorded one but for legal form, case, script or spelling."""
_NAMES = 4
_SAME_AS_WRITTEN = 100
_TELLING = 3
"""Letters that a word needs to name a party by itself."""
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


def near(name: Prepared, index: NameIndex, accept: Callable[[str], bool], least: float) -> list[Near]:
    """Give the parties whose names come as near as `least`, the nearest first; ties by kind of name, then id.

    Names that are equal once folded are looked up by key, and only when there are none are names compared that share
    pieces with it. Cost: three look-ups, or some five comparisons.
    """
    rows = [row for row in _equal(name.keys, index) if accept(row.party)]
    found = _best(name, rows, least)
    if found and found[0].score >= _EXACT:
        return found
    return _best(name, [*rows, *_sharing(name.keys, index, accept)], least)


def same_but_general(
    name: Prepared, index: NameIndex, accept: Callable[[str], bool], most: int
) -> list[Near]:
    """Give parties one of whose names has all words of this one, and beyond them only general ones; at most so many.

    `Impuls` is not the name of NPO Impuls or of NPP Impuls, but may be said for either. Empty for general words alone.
    """
    core = set(name.keys.core)
    kept = [row for row in _with_all_words(name.keys, index, accept) if set(_keys(row).core) == core]
    return _best(name, _of_first(kept, most), 0)


def holding(name: Prepared, index: NameIndex, accept: Callable[[str], bool], most: int) -> list[Near]:
    """Give parties one of whose names has all words of this one, and further telling words; at most so many."""
    core = set(name.keys.core)
    kept = [row for row in _with_all_words(name.keys, index, accept) if set(_keys(row).core) > core]
    return _best(name, _of_first(kept, most), 0)


def _of_first(rows: Sequence[NameRow], most: int) -> list[NameRow]:
    """Keep the rows of the first parties: so many parties, and at most four names of each."""
    names: dict[str, list[NameRow]] = {}
    for row in rows:
        if row.party in names or len(names) < most:
            names.setdefault(row.party, []).append(row)
    return [row for every in names.values() for row in every[:_NAMES]]


def _with_all_words(keys: NameKeys, index: NameIndex, accept: Callable[[str], bool]) -> list[NameRow]:
    if not any(len(word) >= _TELLING and not word.isdigit() for word in keys.core):
        return []
    return [row for row in index.with_words(tuple(sorted(set(keys.words)))) if accept(row.party)]


def _sharing(name: NameKeys, index: NameIndex, accept: Callable[[str], bool]) -> list[NameRow]:
    """Give the names worth a comparison: those whose telling words share most pieces with this one's."""
    pieces = _pieces(name.core or name.words)
    parts = []
    for row in index.near(grams(name.folded), _NEAR) if pieces else ():
        others = _pieces_of(row)
        share = 2 * len(pieces & others) / (len(pieces) + len(others))
        if share >= _SHARED and accept(row.party):
            parts.append((-share, row.party, row.text, row))
    parts.sort(key=itemgetter(0, 1, 2))
    return [row for *_, row in parts[:_COMPARED]]


def _pieces(words: Sequence[str]) -> frozenset[str]:
    """Give the three-letter pieces of words, whatever their order; a word of two letters is a piece itself."""
    return frozenset(word[at : at + 3] for word in words for at in range(max(1, len(word) - 2)))


@lru_cache(maxsize=1 << 16)
def _pieces_of(row: NameRow) -> frozenset[str]:
    keys = _keys(row)
    return _pieces(keys.core or keys.words or (keys.raw,))


def _keys(row: NameRow) -> NameKeys:
    return stored_keys(row.text, row.folded)


def _equal(keys: NameKeys, index: NameIndex) -> list[NameRow]:
    every = (row for key in dict.fromkeys((keys.raw, keys.folded, keys.compact)) for row in index.exact(key))
    return list(dict.fromkeys(every))


def _best(name: Prepared, rows: Iterable[NameRow], least: float) -> list[Near]:
    best: dict[str, Near] = {}
    for row in dict.fromkeys(rows):
        other = prepared_row(row)
        written = name.keys.raw == other.keys.raw
        points = _SAME_AS_WRITTEN if written else round(score(name, other))
        if points >= least:
            one = Near(row.party, row.text, row.kind, points, written)
            best[row.party] = min(best.get(row.party, one), one, key=_order)
    return sorted(best.values(), key=_order)


def _order(one: Near) -> tuple[int, bool, int, str, str]:
    return (-one.score, not one.written, _STRONG.get(one.kind, len(_STRONG)), one.party, one.name)


@lru_cache(maxsize=1 << 16)
def prepared_row(row: NameRow) -> Prepared:
    """Prepare a recorded name, once for all rows that come near it."""
    return prepare(row.text)
