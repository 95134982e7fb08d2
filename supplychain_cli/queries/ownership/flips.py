"""The days on which the verdict of an ownership rule on a party changes, and the records that changed it.

Every day on which a tie above the party, a listing of anybody there, or a rule begins or ends is looked at; between two
such days nothing recorded changes. The rules of one authority about the same measures follow each other, so that an
amended rule is a change like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.standing import of_listing
from supplychain_cli.graph.view import Move, Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import day_text, parse_period
from supplychain_cli.model.listing import Regime
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.queries.ownership.answers import Beginning, Cause, Flip, FlipsAnswer
from supplychain_cli.queries.ownership.holdings import Holding, Holdings, closure
from supplychain_cli.queries.ownership.judging import nobodys
from supplychain_cli.queries.ownership.verdict import Rule
from supplychain_cli.snapshot.rows import ListingRow

LIMIT = 20_000
"""How many parties are looked at before the reading ends."""
WORK = 2_000_000
"""How many ties are weighed, over all days, before the looking ends."""
NONE = "not-in-force"


@dataclass(frozen=True, slots=True)
class _State:
    """What counts for the rules of one line on one day: the rule, and the ids of ties and listings."""

    rule: str
    ties: frozenset[str]
    listings: frozenset[str]


def of(
    view: View, party: Party, *, wanted: tuple[str, ...] = (), open_world: bool = False, limit: int = LIMIT
) -> FlipsAnswer:
    """Give every change of a verdict on a party, oldest first; the view must not be bound to a day.

    Empty `flips` say that no recorded day changes a verdict. `complete` is False when a limit ended the reading or the
    looking. Cost: the ties above the party, once for every day on which something begins or ends.
    """
    return _Flips(view, party, wanted, limit, open_world=open_world).answer()


class _Flips:
    """One question: the ties, listings and rules that change, and what each state of them means."""

    def __init__(
        self, view: View, party: Party, wanted: tuple[str, ...], limit: int, *, open_world: bool
    ) -> None:
        self._view, self._party, self._open_world = view, party, open_world
        self._scribe = Scribe(view)
        self._held = closure(view, [party.node], (Move.UP,), limit)
        self._ties = {held.edge.id: held for held in self._held.all()}
        self._nobodys = nobodys(view, self._held.parties() | {party.node})
        self._rules = {
            rule.id: rule
            for rule in regimes.recorded(view)
            if not wanted or {rule.id, rule.authority} & {*wanted}
        }
        self._rows = {
            row.id: row
            for node in sorted(self._held.parties() - {party.node})
            for row in view.listings(node)
            if row.status != "candidate" and self._about(row)
        }
        self._words: dict[_State, str] = {}

    def answer(self) -> FlipsAnswer:
        """Look at every day for every line of rules."""
        days = self._days()
        looked = days[: max(WORK // max(len(self._ties), 1), 1)]
        lines = self._lines()
        flips = sorted(
            (flip for line in lines for flip in self._changes(line, looked)),
            key=lambda flip: (flip.on, flip.authority),
        )
        cut = self._held.cut or len(looked) < len(days)
        stopped = Notice("N101", "The looking stopped at its limit; verdicts may change on further days.")
        return FlipsAnswer(
            party=self._scribe.party(self._party),
            beginnings=tuple(self._beginning(line, looked) for line in lines),
            flips=tuple(flips),
            days=len(looked),
            searched=len(self._held.parties() | {self._party.node}),
            notices=(stopped,) if cut else (),
            complete=not cut,
        )

    def _about(self, row: ListingRow) -> bool:
        return any(row.authority == r.authority and row.measure in r.measures for r in self._rules.values())

    def _lines(self) -> list[list[Regime]]:
        """Group rules that follow each other; rules in force at the same time stand alone."""
        lines: list[list[Regime]] = []
        for rule in sorted(self._rules.values(), key=lambda r: (parse_period(r.period).first or 0, r.id)):
            line = next((line for line in lines if all(_follows(rule, before) for before in line)), None)
            if line:
                line.append(rule)
            else:
                lines.append([rule])
        return lines

    def _days(self) -> list[int]:
        """Give the days on which something begins, and those after something ends, in order."""
        bounds = [(held.edge.period.first, held.edge.period.last) for held in self._ties.values()]
        bounds += [(row.first, row.last) for row in self._rows.values()]
        for rule in self._rules.values():
            spans = [parse_period(rule.period), *([parse_period(rule.suspended)] if rule.suspended else [])]
            bounds += [(span.first, span.last) for span in spans]
        begins = {first for first, _ in bounds if first is not None}
        return sorted(begins | {last + 1 for _, last in bounds if last is not None})

    def _beginning(self, line: list[Regime], days: list[int]) -> Beginning:
        state = self._state(line, days[0] - 1 if days else self._view.scope.today)
        return Beginning(line[0].authority, state.rule, self._word(state))

    def _changes(self, line: list[Regime], days: list[int]) -> Iterator[Flip]:
        before = self._state(line, days[0] - 1) if days else None
        for day in days:
            now = self._state(line, day)
            if before is not None and self._word(now) != self._word(before):
                causes = tuple(self._causes(before, now))
                yield Flip(
                    day_text(day), line[0].authority, now.rule, self._word(before), self._word(now), causes
                )
            before = now

    def _state(self, line: list[Regime], day: int) -> _State:
        rule = next((rule for rule in line if regimes.applies(rule, day)), None)
        if rule is None:
            return _State("", frozenset(), frozenset())
        scope = replace(self._view.scope, as_of=day)
        ties = frozenset(name for name, held in self._ties.items() if held.edge.period.covers(day))
        rows = (
            row
            for row in self._rows.values()
            if row.authority == rule.authority and row.measure in rule.measures
        )
        return _State(rule.id, ties, frozenset(row.id for row in rows if of_listing(scope, row) == "counts"))

    def _word(self, state: _State) -> str:
        if not state.rule:
            return NONE
        if state not in self._words:
            holdings = Holdings(cut=self._held.cut)
            for name in sorted(state.ties):
                holdings.add(self._ties[name])
            listed = {self._rows[name].node for name in state.listings}
            rule = Rule(
                self._rules[state.rule], holdings, listed, open_world=self._open_world, nobodys=self._nobodys
            )
            self._words[state] = rule.of(self._party.node).word
        return self._words[state]

    def _causes(self, before: _State, now: _State) -> Iterator[Cause]:
        """Give the changes without which the verdict would not have changed; all of them where none did it alone."""
        if not before.rule or not now.rule:
            yield self._rule_cause(before, now)
            return
        changes: list[tuple[Cause, _State]] = []
        if before.rule != now.rule:
            changes.append((self._rule_cause(before, now), replace(now, rule=before.rule)))
        changes += [
            (self._tie_cause(self._ties[name], name in now.ties), replace(now, ties=now.ties ^ {name}))
            for name in sorted(before.ties ^ now.ties)
        ]
        changes += [
            (
                self._listing_cause(self._rows[name], name in now.listings),
                replace(now, listings=now.listings ^ {name}),
            )
            for name in sorted(before.listings ^ now.listings)
        ]
        needed = [cause for cause, undone in changes if self._word(undone) != self._word(now)]
        yield from needed or [cause for cause, _ in changes]

    def _rule_cause(self, before: _State, now: _State) -> Cause:
        name = now.rule or before.rule
        rule = self._rules[name]
        what = (
            "is amended"
            if before.rule and now.rule
            else "comes into force"
            if now.rule
            else "ends or is suspended"
        )
        return Cause(name, "regimes", f"{rule.name} {what}", self._place("regimes", name))

    def _tie_cause(self, held: Holding, began: bool) -> Cause:
        owner, asset = (self._view.party(node).name for node in (held.owner, held.asset))
        what = (
            f"a stake of {held.stake}"
            if held.edge.kind == "owns" and held.stake.known
            else f"the tie ({held.edge.kind})"
        )
        says = f"{what} of {owner} in {asset} {'begins' if began else 'ends'}"
        return Cause(held.edge.id, "relations", says, self._place("relations", held.edge.id))

    def _listing_cause(self, row: ListingRow, began: bool) -> Cause:
        who = self._view.party(row.node).name
        says = f"the listing of {who} ({row.authority}, {row.programme}) {'begins' if began else 'ends'}"
        return Cause(row.id, "listings", says, self._place("listings", row.id))

    def _place(self, section: str, name: str) -> str:
        held = self._view.record(section, name)
        return f"{held.file}:{held.line}" if held else ""


def _follows(rule: Regime, before: Regime) -> bool:
    """Whether a rule takes the place of an earlier one: the same authority and measures, never at the same time."""
    first, last = parse_period(rule.period).first, parse_period(before.period).last
    same = (rule.authority, rule.measures) == (before.authority, before.measures)
    return same and first is not None and last is not None and last < first
