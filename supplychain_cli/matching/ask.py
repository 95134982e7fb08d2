"""One query and what the index says to it: the look-ups, who is meant, and how to say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from functools import cache, cached_property, lru_cache, partial
from itertools import islice

from supplychain_cli.light import dataclass
from supplychain_cli.matching.han import characters
from supplychain_cli.matching.index import NameIndex, NameRow
from supplychain_cli.matching.keys import NameKeys, grams, keys_of, stored_keys
from supplychain_cli.matching.pieces import pieces_asked
from supplychain_cli.matching.score import alike, reason_of, sounds_only, value_of

Accept = Callable[[str], bool]
_RANK = {"primary": 0, "official": 1, "alias": 2, "former": 3, "weak": 4}
_NEAR = 60
"""Names looked at for misspellings."""
_NEAR_BY_SIGNS = 20
"""And of those that their script writes without vowels, or in other characters."""
_LEAST_SCORE = 35
_TELLING = 3
"""Letters that a word needs to name a party by itself."""
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that the query could mean: its recorded name that fits best, and how well (0 to 100)."""

    party: str
    name: str
    score: int
    reason: Callable[[], str] = field(compare=False)
    identified: bool = False
    """Whether the query is an id or identifier, so that no names were compared."""

    @property
    def why(self) -> str:
        """Why it fits, in a sentence or two, written when somebody asks: that costs more than the score."""
        return self.reason()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a query means."""

    party: str | None
    """The party's id; None when the query fits nobody or several."""
    candidates: tuple[Candidate, ...]
    """The party first, then what else it could mean, best first; empty when nothing is near."""
    certain: bool
    """Whether the query is an id, an identifier or a recorded name. If not, tell the person how it was understood."""
    why: str
    """One or two sentences for a person."""
    several: bool = False
    """Whether the query fits more than one, so that a person may choose among the candidates."""


class Ask:
    """One query and what the index says to it; each look-up is made at most once."""

    def __init__(self, query: str, index: NameIndex, accept: Accept, limit: int) -> None:
        self.query = query.strip()
        self.characters = characters(self.query)
        self.index = index
        self.accept = cache(accept)
        self.value = cache(self._value)
        self.limit = limit
        self._exact: list[NameRow] | None = None

    @cached_property
    def keys(self) -> NameKeys:
        """What the query is compared by. An id needs none of it, nor the tables behind it."""
        return keys_of(self.query)

    def _value(self, row: NameRow) -> int:
        return value_of(self.keys, keys_of_row(row))

    def _admitted(self, rows: Iterable[NameRow]) -> list[NameRow]:
        return [row for row in dict.fromkeys(rows) if self.accept(row.party)]

    def exact(self) -> list[NameRow]:
        """Names that are the query as written or once folded; none for a mere legal form."""
        if self._exact is None:
            keys = (self.keys.raw, self.keys.folded, self.keys.compact) if self.keys.folded else ()
            rows = self._admitted(row for key in dict.fromkeys(keys) for row in self.index.exact(key))
            self._exact = self._not_homophones([row for row in rows if self._is_exact(row)])
        return self._exact

    def _is_exact(self, row: NameRow) -> bool:
        keys = keys_of_row(row)
        return keys.raw == self.keys.raw or alike(self.keys, keys)

    def _not_homophones(self, rows: list[NameRow]) -> list[NameRow]:
        """Leave out parties whose Chinese names only sound like the query's, with all their names."""
        if not self.characters:
            return rows
        other = parties_of(row for row in rows if sounds_only(self.keys, keys_of_row(row)))
        same = parties_of(
            row for row in rows if not row.text.isascii() and not sounds_only(self.keys, keys_of_row(row))
        )
        return [row for row in rows if row.party not in other - same]

    def holding(self) -> list[NameRow]:
        """Names with all words of the query, if these can name anybody."""
        return self._admitted(self.all_holding())

    def all_holding(self) -> list[NameRow]:
        """The same, also of parties that are not accepted."""
        if not any(len(word) >= _TELLING and not word.isdigit() for word in self.keys.core):
            return []
        return self._not_homophones(list(self.index.with_words(tuple(dict.fromkeys(self.keys.words)))))

    def near(self) -> list[NameRow]:
        """Names that share pieces with the query; none when it has only general words."""
        return self._admitted(self.all_near)

    @cached_property
    def all_near(self) -> list[NameRow]:
        """The same, also of parties that are not accepted."""
        if not self.keys.core:
            return []
        near = self.index.near(grams(self.keys.folded), _NEAR)
        return list(dict.fromkeys([*near, *self.near_by_signs]))

    @cached_property
    def near_by_signs(self) -> Sequence[NameRow]:
        """Those of them that are found by their consonants or characters; none for a query of general words."""
        return self.index.near(pieces_asked(self.query), _NEAR_BY_SIGNS) if self.keys.core else ()

    def parts(self) -> list[NameRow]:
        """Names that are what a query has in brackets or before them, where it has both."""
        from supplychain_cli.matching.prepared import prepare  # not needed for a name that is recorded

        whole = prepare(self.query)
        keys = [part.keys for part in (whole.inner, whole.bare) if part and whole.inner]
        rows = (row for part in keys for key in (part.folded, part.compact) for row in self.index.exact(key))
        return self._not_homophones(self._admitted(rows))

    def ranked(self, rows: Iterable[NameRow], least: int = _LEAST_SCORE) -> tuple[Candidate, ...]:
        """Give the best name of every accepted party with at least this score, best party first."""
        best: dict[str, tuple[int, int, NameRow]] = {}
        for row in dict.fromkeys(rows):
            value = self.value(row)
            if value >= least:
                entry = (-value, _RANK.get(row.kind, len(_RANK)), row)
                best[row.party] = min(best.get(row.party, entry), entry, key=lambda e: e[:2])
        order = sorted(best.values(), key=lambda entry: (*entry[:2], entry[2].party))
        accepted = (entry for entry in order if self.accept(entry[2].party))
        return tuple(
            Candidate(row.party, row.text, -value, partial(reason_of, self.keys, keys_of_row(row)))
            for value, _, row in islice(accepted, max(self.limit, 1))
        )

    def settled(self, party: str, rows: Iterable[NameRow], *, certain: bool) -> Resolution:
        """Answer with one party; the other rows stay as candidates."""
        rows = tuple(rows)
        (meant,) = self.ranked((row for row in rows if row.party == party), 0)
        others = self.ranked(row for row in rows if row.party != party)
        return Resolution(party, (meant, *others)[: max(self.limit, 1)], certain, meant.why)

    def ambiguous(self, rows: Iterable[NameRow]) -> Resolution:
        """Answer that all these are meant, or none."""
        candidates = self.ranked(rows, 0)
        listed = "; ".join(f"'{candidate.name}' ({candidate.party})" for candidate in candidates[:_LISTED])
        more = ", among others" if len(candidates) > _LISTED else ""
        return Resolution(
            None,
            candidates,
            certain=False,
            several=True,
            why=f"'{self.query}' fits more than one: {listed}{more}.",
        )


@lru_cache(maxsize=4096)
def keys_of_row(row: NameRow) -> NameKeys:
    """Give the keys of a recorded name from what the index stored."""
    return stored_keys(row.text, row.folded)


def parties_of(rows: Iterable[NameRow]) -> set[str]:
    """Ids of the parties and goods that these names belong to."""
    return {row.party for row in rows}
