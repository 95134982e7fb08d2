"""The smallest divestments in words: who sells how much of what, with the records of each stake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from supplychain_cli.graph.view import Move, View
from supplychain_cli.model.listing import Regime
from supplychain_cli.model.stake import percent
from supplychain_cli.queries.chains.answers import Leg, PartyRef
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership.consequences import Freeing, SaleNeeded, Seller
from supplychain_cli.queries.ownership.divestment import Cut, shared_out, smallest
from supplychain_cli.queries.ownership.figures import number, range_of
from supplychain_cli.queries.ownership.holdings import Holdings
from supplychain_cli.queries.ownership.verdict import Rule


class Freedom:
    """Writes divestments out over the holdings of one day."""

    def __init__(self, view: View, scribe: Scribe, holdings: Holdings) -> None:
        """Work on these holdings."""
        self._view, self._scribe, self._holdings = view, scribe, holdings

    def under(self, rule: Rule, parties: Iterable[int]) -> Iterator[Freeing]:
        """Give the smallest divestment for each party; an empty one where the rule does not reach it."""
        return (self._freeing(rule, party) for party in parties)

    def _freeing(self, rule: Rule, party: int) -> Freeing:
        word = rule.of(party).word
        if party in rule.listed:
            return self._none(
                rule, party, word, "A sale of stakes does not end a listing of the party itself."
            )
        plan = smallest(rule.regime, self._holdings, rule.listed, party)
        if plan is None:
            return self._none(rule, party, word, "No sale of stakes ends it: what counts here is control.")
        return Freeing(
            party=self._party(party),
            regime=rule.regime.id,
            verdict=word,
            possible=True,
            why="" if plan.cuts else "The rule does not reach it; nothing need be sold.",
            points=number(plan.points),
            beyond=plan.beyond,
            smallest=plan.proven,
            sales=tuple(
                self._sale(rule.regime, cut, shares)
                for cut, shares in zip(plan.cuts, shared_out(plan.cuts, self._holdings), strict=True)
            ),
        )

    def _none(self, rule: Rule, party: int, word: str, why: str) -> Freeing:
        return Freeing(self._party(party), rule.regime.id, word, False, why, 0.0, False, True, ())

    def _sale(self, regime: Regime, cut: Cut, shares: Iterable[tuple[int, Fraction]]) -> SaleNeeded:
        stakes = self._holdings.stakes(cut.asset)
        bound = "less than" if regime.operator == ">=" else "at most"
        return SaleNeeded(
            asset=self._party(cut.asset),
            held=range_of(cut.held),
            until=f"{bound} {percent(Fraction(regime.threshold))} %",
            points=number(cut.points),
            beyond=cut.beyond,
            owners=tuple(
                Seller(
                    self._party(owner), range_of(stakes[owner]), number(sells), self._legs(cut.asset, owner)
                )
                for owner, sells in shares
            ),
        )

    def _legs(self, asset: int, owner: int) -> tuple[Leg, ...]:
        held = [h for h in self._holdings.above.get(asset, ()) if h.owner == owner and h.owns]
        return tuple(self._scribe.leg(h.edge, owner, Move.DOWN) for h in held)

    def _party(self, node: int) -> PartyRef:
        return self._scribe.party(self._view.party(node))
