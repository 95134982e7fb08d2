"""What each ownership rule says of a party on a day, with the ties that it rests on and the stakes that decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.graph.standing import of_listing
from supplychain_cli.graph.view import Move, View
from supplychain_cli.model.dates import day_text, parse_period
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.listing import Regime
from supplychain_cli.queries.chains.answers import Leg
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.queries.ownership.answers import Counted, Counts, Resting, Step, Verdict
from supplychain_cli.queries.ownership.consequences import Deciding, RuleRef
from supplychain_cli.queries.ownership.figures import number, range_of
from supplychain_cli.queries.ownership.holdings import Holding, Holdings
from supplychain_cli.queries.ownership.lastowners import rest
from supplychain_cli.queries.ownership.tree import nature_of
from supplychain_cli.queries.ownership.verdict import Rule, Ruling

_NOBODYS = frozenset({"person", "country"})


class Judge:
    """Rules on one party, over the holdings of one day."""

    def __init__(
        self, view: View, scribe: Scribe, holdings: Holdings, party: int, *, open_world: bool
    ) -> None:
        """Take the holdings above a party on the day asked about."""
        self._view, self._scribe, self._holdings, self._party = view, scribe, holdings, party
        self._day = view.scope.listings_on
        self._open_world = open_world
        self._stakes = holdings.stakes(party)
        self._nobodys = nobodys(view, holdings.parties() | {party}) if open_world else frozenset()

    def verdicts(self, wanted: tuple[str, ...]) -> tuple[Verdict, ...]:
        """Give what each rule in force says, or each of those wanted, in order of ids."""
        return tuple(map(self._verdict, regimes.in_force(self._view, self._day, wanted)))

    def resting(self, wanted: tuple[str, ...]) -> tuple[Resting, ...]:
        """Give the recorded rules, or those wanted, that are not in force, and why not."""
        return tuple(
            Resting(self._rule(rule), resting_words(rule, self._day))
            for rule in regimes.recorded(self._view)
            if not regimes.applies(rule, self._day) and (not wanted or {rule.id, rule.authority} & {*wanted})
        )

    def candidates(self) -> int:
        """Count the listings of owners that nobody has verified and that therefore never count."""
        return sum(
            row.status == "candidate" and of_listing(self._view.scope, row) == "counts"
            for node in self._owners()
            for row in self._view.listings(node)
        )

    def _owners(self) -> list[int]:
        return sorted(self._holdings.parties() - {self._party})

    def _verdict(self, regime: Regime) -> Verdict:
        listed = regimes.listed(self._view, regime, self._owners(), self._day)
        rule = Rule(regime, self._holdings, listed, open_world=self._open_world, nobodys=self._nobodys)
        ruling = rule.of(self._party)
        route = tuple(self._route(rule, ruling))
        weakest = max((step.relation for step in route), key=_strength, default=None)
        deciding = tuple(self._deciding(rule)) if ruling.word == "undetermined" else ()
        summed = sum((len(owners) > 1 for owners, _ in rule.totals(self._party, rule.possible)), 0)
        return Verdict(
            regime=regime.id,
            rule=self._rule(regime),
            verdict=ruling.word,
            aggregate=range_of(ruling.total),
            threshold=float(regime.threshold),
            operator=regime.operator,
            owners=tuple(self._counted(rule, owner, regime) for owner in self._counting(ruling, route)),
            route=route,
            deciding=deciding,
            unrecorded=range_of(rest(self._stakes)),
            control=ruling.control,
            unstated=regime.aggregate == "not-stated"
            and ruling.word == "undetermined"
            and not deciding
            and bool(summed),
            itself=self._listings(regime, self._party),
            grade=weakest.grade if weakest else "",
            basis=weakest.basis if weakest else "",
            in_force=force_words(regime),
            note=regime.note,
        )

    def _counting(self, ruling: Ruling, route: tuple[Step, ...]) -> list[int]:
        """Give the owners that count: those with a stake, then those who control."""
        name = self._view.party(self._party).id
        others = [step.owner for step in route if step.asset == name]
        found = (self._view.find(other) for other in others)
        return list(dict.fromkeys((*ruling.owners, *(party.node for party in found if party))))

    def _counted(self, rule: Rule, owner: int, regime: Regime) -> Counted:
        stake = self._stakes.get(owner)
        counts: Counts = (
            "listed" if owner in rule.listed else "owned" if owner in rule.certain else "undetermined"
        )
        return Counted(
            self._scribe.party(self._view.party(owner)),
            counts,
            self._listings(regime, owner) if counts == "listed" else (),
            range_of(stake) if stake else None,
        )

    def _listings(self, regime: Regime, node: int) -> tuple[str, ...]:
        return tuple(
            row.id
            for row in self._view.listings(node)
            if row.authority == regime.authority
            and row.measure in regime.measures
            and row.status != "candidate"
            and of_listing(self._view.scope, row) == "counts"
        )

    def _route(self, rule: Rule, ruling: Ruling) -> Iterator[Step]:
        """Give every tie that carries the verdict, from the party up to listed owners; certain ones if it is owned."""
        sure = ruling.word == "owned"
        counted = rule.listed | (rule.certain if sure else rule.possible)
        found = [self._party]
        seen = {self._party}
        for asset in found:
            by_stakes = sure and asset == self._party and not ruling.control
            for held in sorted(self._holdings.above.get(asset, ()), key=lambda tie: (tie.owner, tie.edge.id)):
                if held.owner not in counted or not _carries(rule.regime, held, sure=sure):
                    continue
                if by_stakes and not held.owns:
                    continue
                yield self._step(held)
                if held.owner not in seen and held.owner not in rule.listed:
                    seen.add(held.owner)
                    found.append(held.owner)

    def _step(self, held: Holding) -> Step:
        owner, asset = (self._view.party(node).id for node in (held.owner, held.asset))
        figure = range_of(held.stake) if held.edge.kind == "owns" else None
        return Step(owner, asset, nature_of(held), figure, self._scribe.leg(held.edge, held.owner, Move.DOWN))

    def _deciding(self, rule: Rule) -> Iterator[Deciding]:
        for held, needed in rule.deciding(self._party):
            owner, asset = (self._scribe.party(self._view.party(node)) for node in (held.owner, held.asset))
            leg = self._scribe.leg(held.edge, held.owner, Move.DOWN)
            yield Deciding(
                owner, asset, range_of(held.stake), number(needed), rule.regime.operator == ">", leg
            )

    def _rule(self, regime: Regime) -> RuleRef:
        held = self._view.record("regimes", regime.id)
        assert held is not None  # every rule is read from a record of the same snapshot  # noqa: S101
        least = "more than" if regime.operator == ">" else "at least"
        return RuleRef(
            regime.id,
            regime.name,
            regime.authority,
            f"{least} {regime.threshold.normalize():f} %",
            regime.period,
            regime.suspended,
            regime.note,
            f"{held.file}:{held.line}",
        )


def nobodys(view: View, parties: Iterable[int]) -> frozenset[int]:
    """Give those of the parties whom nobody can own: people and countries."""
    return frozenset(node for node in parties if view.party(node).kind in _NOBODYS)


def resting_words(rule: Regime, day: int) -> str:
    """Say why a rule is not in force on a day."""
    period = parse_period(rule.period)
    if rule.suspended and parse_period(rule.suspended).covers(day) and period.covers(day):
        return f"Suspended on {day_text(day)} ({rule.suspended})."
    return f"Not in force on {day_text(day)} ({rule.period})."


def force_words(rule: Regime) -> str:
    """Say when a rule is in force, and when it was not."""
    return f"{rule.period}, suspended {rule.suspended}" if rule.suspended else rule.period


def _carries(regime: Regime, held: Holding, *, sure: bool) -> bool:
    """Whether a tie can carry a rule downwards; one that is only possible carries nothing that is certain."""
    if held.owns:
        return held.stake.high > 0 and not (sure and (not held.direct or not held.stake.low))
    return regime.control and (held.controls or not sure)


def _strength(leg: Leg) -> tuple[int, bool]:
    return (GRADES.index(leg.grade), leg.basis == "inferred")
