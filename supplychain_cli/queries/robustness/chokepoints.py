"""Which parties, if removed, cut an end user from a good, or from every supplier at the far end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Move, Party, View
from supplychain_cli.light import NamedTuple
from supplychain_cli.queries.chains.answers import Chain, PartyRef
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.far import MOST, Way, Ways, from_far_ends, ways
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.trace import chain_of
from supplychain_cli.queries.robustness.answers import Chokepoint, ChokepointsAnswer, OnlySource, Role, Tier
from supplychain_cli.queries.robustness.fewest import fewest, greedy, singles
from supplychain_cli.queries.robustness.ground import Ground, ground_of

_CUTS_WEIGHED = 100
"""Smallest cuts among which the one to be shown is chosen."""


class Cut(NamedTuple):
    """A set of parties that cuts every chain, None when there is none; and whether no smaller one exists."""

    parties: frozenset[int] | None
    proven: bool


def chokepoints(
    view: View,
    target: Party,
    ask: Ask,
    *,
    source: Party | None = None,
    outside: bool = False,
    most: int = MOST,
) -> ChokepointsAnswer:
    """Find the parties that chains to `target` need: from `source`, or from every far end of the records.

    A far end is a party that nobody is recorded to supply within the limits (see `queries.chains.far`); a chain
    begins there with a flow. Parties stand in order: those on every chain, those of a smallest cut, then by chains,
    at most `ask.limit` of the last. `outside` leaves the end user's own group out of the cut.

    `parties` is empty when there is no chain. Where there are more than `most` chains, or the budget does not do,
    counts are lower bounds, the cut is one of all walks along the same relations, and `complete` is False. Cost: the
    part of the graph that leads to the party, and its chains.
    """
    ground = ground_of(view, target, ask, source)
    found = ways(view, ground.pieces, ask, most)
    if source is None:
        found = _from_far_ends(view, ground, found, ask, most)
    return _Report(view, ask, ground, found, source, outside=outside).answer(target)


def _from_far_ends(view: View, ground: Ground, found: Ways, ask: Ask, most: int) -> Ways:
    if found.whole:
        outer = tuple(from_far_ends(found.ways))
        return Ways(outer, frozenset(way.start for way in outer), whole=True)
    far = ground.far_ends()
    pieces = {start: piece for start, piece in ground.pieces.items() if start in far}
    return replace(ways(view, pieces, ask, most), whole=False)


class _Report:
    """What follows from the chains that were found."""

    def __init__(
        self, view: View, ask: Ask, ground: Ground, found: Ways, source: Party | None, *, outside: bool
    ) -> None:
        self._view, self._ask, self._ground, self._source = view, ask, ground, source
        self._scribe = Scribe(view)
        self._outside = outside
        self._ways = found.ways
        self._exact = found.whole and not ground.cut
        self._starts = found.starts
        self._through = Counter(party for way in self._ways for party in way.parties)
        self._receivers = {party for way in self._ways for party in way.receivers}
        self._stay = {ground.target, *(self._starts if source else ()), *(self._receivers if outside else ())}
        self._best: dict[int, Way] = {}
        self._roles: dict[int, set[Role]] = {}
        self._tiers: dict[int, int] = {}
        for way in self._ways:
            self._note(way)

    def _note(self, way: Way) -> None:
        for at, party in enumerate(way.parties[:-1]):
            best = self._best.setdefault(party, way)
            if (way.found.rank, way.start) < (best.found.rank, best.start):
                self._best[party] = way
            flows = sum(arc.move is Move.CUSTOMER for arc in way.found.arcs[at:])
            self._tiers[party] = min(flows, self._tiers.get(party, flows))
            role: Role = "far-end" if at == 0 else "receiver" if not flows else "between"
            self._roles.setdefault(party, set()).add(role)

    def answer(self, target: Party) -> ChokepointsAnswer:
        """Put the answer together."""
        every = self._on_every()
        cut = self._cut()
        parties = sorted(
            {*self._best, *every, *(cut.parties or ())} - {self._ground.target, *self._own_ends()},
            key=lambda party: self._order(party, every, cut),
        )
        needed = len(every | (cut.parties or frozenset()))
        shown = parties[: needed + self._ask.limit]
        sole = self._only_sources()
        return ChokepointsAnswer(
            to=self._scribe.party(target),
            from_=self._scribe.party(self._source) if self._source else None,
            max_legs=self._ask.max_legs,
            outside=self._outside,
            searched=self._ground.searched,
            chains=len(self._ways),
            exact=self._exact,
            far_ends=() if self._source else self._named(self._starts),
            cut=None if cut.parties is None else len(cut.parties),
            cut_exact=cut.proven,
            uncut=self._uncut() if cut.parties is None else None,
            tiers=tuple(self._tier_counts()),
            unnamed=tuple(edge.id for edge in self._ground.unnamed),
            parties=tuple(self._chokepoint(party, every, cut, sole) for party in shown),
            more=len(parties) > len(shown),
            notices=tuple(self._notices(cut)),
            complete=self._exact and cut.proven,
        )

    def _own_ends(self) -> frozenset[int]:
        return self._starts if self._source else frozenset()

    def _order(self, party: int, every: frozenset[int], cut: Cut) -> tuple[bool, bool, int, int, str]:
        return (
            party not in every,
            party not in (cut.parties or ()),
            -self._through[party],
            self._tiers.get(party, 0),
            self._view.party(party).id,
        )

    def _on_every(self) -> frozenset[int]:
        if not self._ways:
            return frozenset()
        if not self._exact:
            return self._ground.on_every_walk(self._starts) - self._own_ends()
        shared = frozenset.intersection(*(frozenset(way.parties) for way in self._ways))
        return shared - {self._ground.target} - self._own_ends()

    def _cut(self) -> Cut:
        """Choose among the smallest cuts: parties outside the end user's group, then those that most chains pass."""
        if not self._exact:
            return Cut(self._ground.walk_cut(self._starts, self._stay), proven=False)
        ids = {party: self._view.party(party).id for party in self._through}
        nodes = {name: party for party, name in ids.items()}
        claims = [
            singles(ids[party] for party in way.parties if party not in self._stay) for way in self._ways
        ]
        found = fewest(claims, limit=_CUTS_WEIGHED)
        if found.size is None:
            return Cut(None, proven=True)
        cuts = [frozenset(nodes[name] for name in names) for names in found.sets or (greedy(claims),)]
        best = min(
            cuts,
            key=lambda cut: (
                len(cut & self._receivers),
                -sum(self._through[party] for party in cut),
                sorted(ids[party] for party in cut),
            ),
        )
        return Cut(best, found.proven)

    def _uncut(self) -> Chain | None:
        """Give a chain that no removal cuts; None when none is known."""
        return self._chain(next((way for way in self._ways if self._stay.issuperset(way.parties)), None))

    def _chain(self, way: Way | None) -> Chain | None:
        if way is None:
            return None
        return chain_of(self._view, self._scribe, self._view.party(way.start), [way.found])

    def _instead(self, party: int, cut: Cut) -> tuple[PartyRef, ...]:
        """Give the parties any one of which could take the place of this one in the cut."""
        others = (cut.parties or frozenset()) - {party}
        if not self._exact or party not in (cut.parties or ()):
            return ()
        alone = [frozenset(way.parties) for way in self._ways if others.isdisjoint(way.parties)]
        swaps = frozenset.intersection(*alone) - self._stay - {party} if alone else frozenset()
        return self._named(swaps)

    def _named(self, parties: frozenset[int]) -> tuple[PartyRef, ...]:
        named = (self._scribe.party(self._view.party(party)) for party in parties)
        return tuple(sorted(named, key=lambda party: party.id))

    def _only_sources(self) -> dict[int, list[OnlySource]]:
        """Give the goods that one seller alone is recorded to supply on what leads to the end user."""
        if self._source:
            return {}
        unnamed = {good for edge in self._ground.unnamed for good in edge.goods}
        sold: dict[str, dict[int, list[str]]] = {}
        for edge in self._ground.flows().values():
            for good in edge.goods:
                if good not in unnamed and (self._ask.goods is None or good in self._ask.goods):
                    sold.setdefault(good, {}).setdefault(edge.tail, []).append(edge.id)
        alone: dict[int, list[OnlySource]] = {}
        for good in sorted(sold):
            if len(sold[good]) == 1:
                ((seller, relations),) = sold[good].items()
                only = OnlySource(self._scribe.good(good), tuple(sorted(relations)))
                alone.setdefault(seller, []).append(only)
        return alone

    def _tier_counts(self) -> Iterator[Tier]:
        tiers: dict[int, set[int]] = {}
        for way in self._ways:
            for tier, seller in enumerate(reversed(way.sellers), 1):
                tiers.setdefault(tier, set()).add(seller)
        for tier, sellers in sorted(tiers.items()):
            alone = self._named(frozenset(sellers)) if len(sellers) == 1 and self._exact else ()
            yield Tier(tier, len(sellers), alone[0] if alone else None)

    def _chokepoint(
        self, node: int, every: frozenset[int], cut: Cut, sole: dict[int, list[OnlySource]]
    ) -> Chokepoint:
        party = self._scribe.party(self._view.party(node))
        chain = self._chain(self._best.get(node))
        return Chokepoint(
            id=party.id,
            name=party.name,
            native=party.native,
            kind=party.kind,
            country=party.country,
            listed=party.listed,
            roles=tuple(sorted(self._roles.get(node, ()))),
            tier=self._tiers.get(node),
            chains=self._through[node],
            on_every=node in every,
            in_cut=node in (cut.parties or ()),
            instead=self._instead(node, cut),
            only_source_of=tuple(sole.get(node, ())),
            grade=chain.grade if chain else "",
            basis=chain.basis if chain else "",
            chain=chain,
        )

    def _notices(self, cut: Cut) -> Iterator[Notice]:
        if self._ground.cut:
            yield Notice(
                "N101",
                f"The search stopped after {self._ground.searched:,} parties; what lies beyond them was not looked at.",
            )
        elif not self._exact:
            yield Notice(
                "N101",
                "The chains are too many to be counted one by one: the counts are lower bounds, and the cut is one of "
                "all ways along the same relations, whatever their dates; fewer parties may be enough.",
            )
        elif not cut.proven:
            yield Notice(
                "N101", "The search for the smallest cut met its limit of work; fewer parties may be enough."
            )
