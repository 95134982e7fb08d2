"""Which ownership verdicts differ between two datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.graph.view import Move, View
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.difference.answers import Cause, Shift, Turn, Way
from supplychain_cli.queries.difference.blame import Blame
from supplychain_cli.queries.difference.seeds import Seeds, edges_of
from supplychain_cli.queries.difference.shifts import Chains
from supplychain_cli.queries.ownership.holdings import closure
from supplychain_cli.queries.ownership.rulings import Reached, reaching

_STRENGTH = {"": 0, "undetermined": 1, "owned": 2}


class Owned(NamedTuple):
    """What the rules of one side say of a party: by rule id, with the way up to the listed owner."""

    side: Chains
    rulings: dict[str, Reached]


class Verdicts:
    """Compares the verdicts on parties below changed holdings, listings and rules. `spent` says that a limit cut it."""

    def __init__(self, old: Chains, new: Chains, blame: Blame, limit: int) -> None:
        """Prepare; nothing is read yet."""
        self._sides, self._blame, self._limit = (old, new), blame, limit
        self.spent = False

    def touched(self, seeds: Seeds) -> frozenset[str]:
        """Give the parties, by id, on whom a verdict may differ."""
        found: set[str] = set()
        for side in self._sides:
            view = side.view
            above = {edge.head for edge in edges_of(view, seeds.relations) if edge.klass == "hierarchy"}
            above |= {party.node for name in seeds.listed if (party := view.find(name)) is not None}
            if seeds.rules:
                above |= _all_listed(side)
            below = closure(view, sorted(above), (Move.DOWN,), self._limit)
            self.spent |= below.cut
            found |= {view.party(node).id for node in below.parties() | above}
        return frozenset(found)

    def shifts(self, parties: Iterable[str]) -> Iterator[Shift]:
        """Compare the verdicts on parties, in order of ids."""
        for party in sorted(parties):
            was, now = (self._owned(side, party) for side in self._sides)
            for rule in sorted(was.rulings.keys() | now.rulings.keys()):
                before, after = (_word(owned, rule) for owned in (was, now))
                if _STRENGTH[before] != _STRENGTH[after]:
                    yield self._shift(_turn(before, after), party, rule, was, now)

    def _owned(self, side: Chains, party: str) -> Owned:
        found = side.view.find(party)
        if found is None:
            return Owned(side, {})
        reached, cut = reaching(side.view, [found.node], side.counting.rules, self._limit)
        self.spent |= cut
        return Owned(side, {item.regime.id: item for item in reached[found.node]})

    def _shift(self, turn: Turn, party: str, rule: str, was: Owned, now: Owned) -> Shift:
        ways = [_way(owned, party, rule) for owned in (was, now)]
        shown = now if ways[1] is not None else was
        way = ways[1] or ways[0]
        assert way is not None  # at least one side has a verdict  # noqa: S101
        ends = (shown.side.scribe.named(party), way.parties[-1])
        causes = self._causes(party, rule, (was, now), [leg.relation for w in ways if w for leg in w.legs])
        return Shift(turn, "verdict", *ends, (rule,), ways[0], ways[1], causes)

    def _causes(
        self, party: str, rule: str, sides: tuple[Owned, Owned], relations: Iterable[str]
    ) -> tuple[Cause, ...]:
        """Give the changed records of the ways and the changed listings of the owners that count.

        Only where there are none, the changed holdings and listings above the party, and then the changed rules.
        """
        found = dict.fromkeys(self._blame.relations(relations))
        authority = next(one.rulings[rule].regime.authority for one in sides if rule in one.rulings)
        for owned in sides:
            listings = self._listings(owned.side.view, _owners(owned, rule), authority)
            found.update(dict.fromkeys(listings))
        if not found:
            for owned in sides:
                found.update(dict.fromkeys(self._above(owned.side.view, party, authority)))
        return tuple(found or dict.fromkeys(self._blame.rules()))

    def _above(self, view: View, party: str, authority: str) -> Iterator[Cause]:
        found = view.find(party)
        if found is not None:
            above = closure(view, [found.node], (Move.UP,), self._limit)
            yield from self._blame.relations(sorted(holding.edge.id for holding in above.all()))
            yield from self._listings(view, sorted(above.parties() - {found.node}), authority)

    def _listings(self, view: View, nodes: Iterable[int], authority: str) -> Iterator[Cause]:
        for node in nodes:
            yield from self._blame.listings(view, view.party(node).id, authority)


def _owners(owned: Owned, rule: str) -> list[int]:
    """Give the direct owners that count, and the listed one at the end of the way."""
    reached = owned.rulings.get(rule)
    if reached is None:
        return []
    return sorted({*reached.ruling.owners, *(holding.owner for holding in reached.route)})


def _all_listed(side: Chains) -> set[int]:
    return set(side.view.listed())


def _word(owned: Owned, rule: str) -> str:
    reached = owned.rulings.get(rule)
    return reached.ruling.word if reached else ""


def _turn(before: str, after: str) -> Turn:
    if not before or not after:
        return "lost" if before else "gained"
    return "stronger" if _STRENGTH[after] > _STRENGTH[before] else "weaker"


def _way(owned: Owned, party: str, rule: str) -> Way | None:
    """Write out the holdings that lead up to the listed owner; None without a verdict."""
    reached, scribe = owned.rulings.get(rule), owned.side.scribe
    start = owned.side.view.find(party)
    if reached is None or start is None:
        return None
    legs, node = [], start.node
    for holding in reached.route:
        legs.append(scribe.leg(holding.edge, node, Move.UP))
        node = holding.owner
    grade = max((holding.edge.grade for holding in reached.route), default=0)
    inferred = sum(holding.edge.inferred for holding in reached.route)
    basis = "inferred" if inferred else "stated"
    parties = owned.side.parties(party, legs)
    return Way(GRADES[grade], basis, inferred, reached.ruling.word, tuple(legs), parties)
