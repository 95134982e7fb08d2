"""Which parties may be the same: those with a name near another's, and nothing that says otherwise.

A proposal is for a person to judge. Nothing is joined by it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.standing import judged_by, recorded_by
from supplychain_cli.graph.view import Party, View
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.matching.calibration import band_of
from supplychain_cli.matching.compare import THRESHOLD
from supplychain_cli.matching.explanation import explained
from supplychain_cli.matching.index import NameIndex
from supplychain_cli.matching.prepared import prepare
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.numbers import STRONG
from supplychain_cli.queries.cards.party import identifiers, place, records_of
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.identity.explain import judgement_of
from supplychain_cli.queries.identity.pairs import MatchAnswer, MatchPair, Side
from supplychain_cli.queries.screen.candidates import Candidates, Near
from supplychain_cli.snapshot.format import EDGE_CLASSES, RECORDS
from supplychain_cli.snapshot.rows import Held

KINDS = frozenset({"company", "group", "person", "public-body", "vessel"})
_ALONE = frozenset({"person", "vessel"})
"""Kinds that are the same only as their own."""
_NAMES_SHOWN = 4
_HELD = 100_000
"""Parties whose place is remembered while names are compared."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairs are asked for: of these parties (by default all of `source`), against these feeds."""

    parties: tuple[Party, ...] = ()
    feeds: frozenset[str] = frozenset()
    """Names of feeds; without any, pairs within `source`."""
    limit: int = 20
    judged: bool = False
    source: str = RECORDS
    """The records, or the name of a feed."""


class _Found(NamedTuple):
    """A pair of nodes by rank: judged ones last, then by score, then by ids."""

    judged: bool
    behind: float
    left: str
    right: str
    names: tuple[str, str]


def pairs(
    view: View, names: NameIndex, wanted: Wanted, progress: Progress = lambda _done, _of: None
) -> MatchAnswer:
    """Propose pairs, best first by how near their names are; nothing near gives none, and a notice.

    Left out are pairs whose kinds, countries or strong identifiers contradict each other, and pairs on which a person
    has judged already, unless `judged` asks for these. Cost: some look-ups and comparisons for each name of the
    parties asked about, which are read one after the other; as many pairs are held as are shown.
    """
    scout = _Scout(view, names, wanted)
    best: list[_Found] = []
    parties = more = 0
    for party, of in scout.parties():
        progress(parties, of)
        parties += 1
        for found in scout.around(party):
            if found in best:
                continue
            insort(best, found)
            more += len(best) > wanted.limit
            del best[wanted.limit :]
    return MatchAnswer(
        pairs=tuple(scout.pair(found) for found in best),
        parties=parties,
        more=bool(more),
        against=", ".join(sorted(wanted.feeds))
        or (wanted.source if wanted.source != RECORDS else "the records"),
        notices=() if best else (_nothing(),),
    )


class _Scout:
    """Looks for those near one party after the other."""

    def __init__(self, view: View, names: NameIndex, wanted: Wanted) -> None:
        self._view, self._names, self._wanted = view, names, wanted
        self._scribe = Scribe(view)
        self._segments = wanted.feeds or frozenset({wanted.source})
        self._party_named = lru_cache(maxsize=_HELD)(self._view.find)
        self._is_here = lru_cache(maxsize=_HELD)(self._in_segments)

    def parties(self) -> Iterator[tuple[Party, int]]:
        """Give the parties asked about, and how many there are."""
        if self._wanted.parties:
            yield from ((party, len(self._wanted.parties)) for party in self._wanted.parties)
            return
        view = self._view
        segment = next(each for each in view.snapshot.segments if each.name == self._wanted.source)
        for node in range(segment.base, segment.base + segment.nodes):
            row = view.snapshot.node_at(node)
            if row.kind not in KINDS or not recorded_by(view.scope, row.recorded):
                continue
            leader = view.leader(node)
            first = next(each for each in view.members(leader) if each >= segment.base)
            if first == node:
                yield view.party(leader), segment.nodes

    def around(self, party: Party) -> Iterator[_Found]:
        """Give the pairs that one party is of, each with the two names that are nearest."""
        nearest: dict[str, tuple[Near, str]] = {}
        for name in _texts(self._entities(party)):
            for near in Candidates(prepare(name), self._names, self._accepts(party)).near(THRESHOLD):
                if near.party not in nearest or near.score > nearest[near.party][0].score:
                    nearest[near.party] = (near, name)
        for other, (near, name) in nearest.items():
            ends = sorted(((party.id, name), (other, near.name)))
            judged = any(True for _ in self._judged(party.id, other))
            if judged <= self._wanted.judged and not self._contradicts(party.id, other):
                (left, one), (right, two) = ends
                score = explained(one, two).score
                yield _Found(judged, 100 - score, left, right, (one, two))

    def pair(self, found: _Found) -> MatchPair:
        """Write out a pair."""
        compared = explained(*found.names)
        band = band_of(compared.score)
        return MatchPair(
            left=self._side(found.left, found.names[0]),
            right=self._side(found.right, found.names[1]),
            score=compared.score,
            precision=band.precision if band else None,
            why=compared.why,
            apart=self._apart(found),
            judgements=tuple(
                judgement_of(self._scribe, held) for held in self._judged(found.left, found.right)
            ),
        )

    def _accepts(self, party: Party) -> Callable[[str], bool]:
        def accepts(name: str) -> bool:
            other = self._party_named(name)
            return (
                other is not None
                and other.node != party.node
                and _may_be(party, other)
                and self._is_here(other.node)
            )

        return accepts

    def _in_segments(self, node: int) -> bool:
        """Whether any record of a party is of a segment that is compared with."""
        view = self._view
        return any(view.snapshot.home(each)[0].name in self._segments for each in view.members(node))

    def _contradicts(self, one: str, other: str) -> bool:
        """Whether a strong identifier of one is another's: both carry the scheme, and no number of it is the same."""
        mine, theirs = _numbers(self._entities_of(one)), _numbers(self._entities_of(other))
        return any(mine[scheme].isdisjoint(theirs[scheme]) for scheme in mine.keys() & theirs.keys())

    def _judged(self, one: str, other: str) -> Iterator[Held]:
        """Give the judgements on any two records of the two parties, by id."""
        view = self._view
        sides = [
            {view.snapshot.node_at(node).id for node in view.members(self._party(name).node)}
            for name in (one, other)
        ]
        judged = [{identity for name in side for identity in view.snapshot.judged(name)} for side in sides]
        for identity in sorted(judged[0] & judged[1]):
            held = view.record("identities", identity)
            if held is not None and judged_by(view.scope, held.plain):
                yield held

    def _apart(self, found: _Found) -> str:
        left, right = self._party(found.left), self._party(found.right)
        if left.kind == right.kind:
            return ""
        return f"One is recorded as {left.kind}, the other as {right.kind}."

    def _side(self, name: str, matched: str) -> Side:
        party = self._party(name)
        helds = tuple(records_of(self._view, party))
        entities = [from_plain(Entity, held.plain) for held in helds]
        others = [text for text in _texts(entities) if text not in {matched, party.name}]
        return Side(
            party=self._scribe.party(party),
            matched=matched,
            names=tuple(others[:_NAMES_SHOWN]),
            identifiers=tuple(dict.fromkeys(number for entity in entities for number in identifiers(entity))),
            relations=len({edge.id for edge in self._view.edges(party.node, EDGE_CLASSES)}),
            listings=len(self._view.listings(party.node)),
            records=len(helds),
            location=place(helds[0]),
        )

    def _party(self, name: str) -> Party:
        party = self._party_named(name)
        assert party is not None  # only parties in scope are accepted  # noqa: S101
        return party

    def _entities(self, party: Party) -> list[Entity]:
        return [from_plain(Entity, held.plain) for held in records_of(self._view, party)]

    def _entities_of(self, name: str) -> list[Entity]:
        return self._entities(self._party(name))


def _may_be(one: Party, other: Party) -> bool:
    """Whether kinds and countries leave it open that two parties are the same."""
    if one.country and other.country and one.country != other.country:
        return False
    return one.kind == other.kind or (not {one.kind, other.kind} & _ALONE and other.kind in KINDS)


def _texts(entities: Iterable[Entity]) -> list[str]:
    """Give all names but weak ones, each once."""
    every = (
        text
        for entity in entities
        for text in (entity.name, *(name.name for name in entity.names if name.kind != "weak"))
    )
    return list(dict.fromkeys(every))


def _numbers(entities: Iterable[Entity]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in entities:
        for number in identifiers(entity):
            if number.scheme in STRONG:
                found.setdefault(number.scheme, set()).add(number.value)
    return found


def _nothing() -> Notice:
    return Notice(
        "N401",
        "No two names are near enough to be proposed. Parties may still be the same under names that are not recorded.",
    )
