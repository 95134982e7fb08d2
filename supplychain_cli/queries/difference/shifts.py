"""What becomes of the best chain between two parties, and of ownership verdicts, from one dataset to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from supplychain_cli.graph.view import View
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import Leg, PartyRef
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.screening import Hit, Screening
from supplychain_cli.queries.chains.search import Found
from supplychain_cli.queries.chains.trace import legs_of
from supplychain_cli.queries.difference.answers import Cause, Shift, Turn, Way
from supplychain_cli.queries.difference.blame import Blame
from supplychain_cli.queries.exposure.counting import Choice, Counting

_BUDGET, _LEAST = 500_000, 2_000
"""Partial chains that all searches of one side may look at together, and each of them at least."""
Pair = tuple[str, str]
"""Ids of the first party and the listed one."""


class Best(NamedTuple):
    """The best chain of a pair, with the listings that make its end count."""

    found: Found
    listings: tuple[str, ...]

    @property
    def strength(self) -> tuple[tuple[int, bool], int]:
        """How good the evidence is, smaller is better: the weakest leg, then the number of inferences."""
        return (self.found.rank.weakest, self.found.rank.inferences)


class Chains:
    """One side of a comparison: the best chain between any two of some parties, found in few searches.

    `spent` says that a search met its budget. An end counts where a listing asked about names it, or it is among
    `named`.
    """

    def __init__(self, view: View, ask: Ask, choice: Choice, named: frozenset[str]) -> None:
        """Prepare; nothing is searched yet."""
        self.view, self._ask, self._named = view, ask, named
        self.scribe = Scribe(view)
        self.counting = Counting(view, self.scribe, choice, ask.min_grade)
        self.spent = False

    def is_end(self, node: int) -> bool:
        """Whether a chain to this party is asked about."""
        if self._named:
            return self.view.party(node).id in self._named
        return self.counting.counts(node)

    def between(self, starts: Iterable[str], ends: Iterable[str]) -> dict[Pair, Best]:
        """Give the best chain of every pair that has one.

        Cost: a sweep for all, and a search for each party of the smaller side; together they keep within a budget.
        """
        sources = self._nodes(starts)
        targets = frozenset(node for node in self._nodes(ends) if self.is_end(node))
        found: dict[Pair, Best] = {}
        for hit in self._hits(sources, targets):
            start, end = (hit.far, hit.near) if hit.against else (hit.near, hit.far)
            pair = (self.view.party(start).id, self.view.party(end).id)
            if pair not in found or hit.found.rank < found[pair].found.rank:
                found[pair] = Best(hit.found, self.listings(end))
        return found

    def _hits(self, sources: frozenset[int], targets: frozenset[int]) -> Iterator[Hit]:
        against = len(targets) < len(sources)
        asked, wanted = (targets, sources) if against else (sources, targets)
        each = max(_LEAST, _BUDGET // max(len(asked), 1))
        ask = replace(self._ask, budget=min(self._ask.budget, each))
        flows, hierarchy = Screening(self.view, wanted, ask), Screening(self.view, targets, ask)
        yield from flows.flows(sorted(asked), against=against)
        yield from hierarchy.hierarchy(sorted(sources))
        self.spent = self.spent or flows.spent or hierarchy.spent

    def listings(self, node: int) -> tuple[str, ...]:
        """Give the authorities and measures of a party's listings that count, each once."""
        entries = self.counting.entries(node)
        return tuple(sorted({f"{entry.authority}/{entry.measure}" for entry in entries}))

    def way(self, pair: Pair, best: Best) -> Way:
        """Write a chain out with its evidence."""
        start = self.view.find(pair[0])
        assert start is not None  # it was found from there  # noqa: S101
        legs = tuple(legs_of(self.scribe, start.node, best.found))
        grade, inferred = best.found.rank.weakest
        basis = "inferred" if inferred else "stated"
        return Way(GRADES[grade], basis, best.found.rank.inferences, "", legs, self.parties(pair[0], legs))

    def parties(self, start: str, legs: Iterable[Leg]) -> tuple[PartyRef, ...]:
        """Give the parties that legs pass, the first included."""
        return (self.scribe.named(start), *(self.scribe.named(leg.to) for leg in legs))

    def _nodes(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset(party.node for name in names if (party := self.view.find(name)) is not None)


def chain_shifts(
    old: Chains, new: Chains, was: Mapping[Pair, Best], now: Mapping[Pair, Best], blame: Blame
) -> Iterator[Shift]:
    """Compare the best chains pair by pair. A pair whose chain is as good as before, over whomever, is no shift."""
    for pair in sorted(was.keys() | now.keys()):
        before, after = was.get(pair), now.get(pair)
        turn = _turn(before, after)
        if turn is not None:
            yield _shift(turn, pair, (old, before), (new, after), blame)
        if before is not None and after is not None and before.listings != after.listings:
            yield from _listing_shifts(pair, (old, before), (new, after), blame)


def _turn(before: Best | None, after: Best | None) -> Turn | None:
    if before is None or after is None:
        return "gained" if before is None else "lost"
    if before.strength == after.strength:
        return None
    return "stronger" if after.strength < before.strength else "weaker"


def _shift(
    turn: Turn, pair: Pair, was: tuple[Chains, Best | None], now: tuple[Chains, Best | None], blame: Blame
) -> Shift:
    ways = tuple(side.way(pair, best) if best else None for side, best in (was, now))
    shown, best = now if now[1] is not None else was
    judged = ways[1] if turn in {"gained", "stronger"} else ways[0]
    side = now[0] if turn in {"gained", "stronger"} else was[0]
    listings = best.listings if best else ()
    causes: tuple[Cause, ...] = ()
    if judged is not None:
        parties = [party.id for party in judged.parties]
        causes = blame.of(side.view, [leg.relation for leg in judged.legs], parties, pair[1])
    ends = (shown.scribe.named(pair[0]), shown.scribe.named(pair[1]))
    return Shift(turn, "chain", *ends, listings, ways[0], ways[1], causes)


def _listing_shifts(
    pair: Pair, was: tuple[Chains, Best], now: tuple[Chains, Best], blame: Blame
) -> Iterator[Shift]:
    """Tell of listings of an end that came or went while the chain stayed."""
    whole = _shift("stronger", pair, was, now, blame)
    sides: tuple[tuple[Turn, Best, Best], ...] = (("gained", now[1], was[1]), ("lost", was[1], now[1]))
    for turn, more, less in sides:
        listings = tuple(name for name in more.listings if name not in less.listings)
        if listings:
            side = now[0] if turn == "gained" else was[0]
            causes = tuple(blame.listings(side.view, pair[1]))
            yield replace(whole, turn=turn, listings=listings, causes=causes)


__all__ = ["Best", "Chains", "Pair", "chain_shifts"]
