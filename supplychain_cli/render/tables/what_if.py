"""What would follow, as rows: one row for each party and rule, with the verdicts before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.queries.ownership.consequences import (
    Deciding,
    Effect,
    Exposed,
    Freeing,
    RuleRef,
    SaleNeeded,
    WhatIfAnswer,
)
from supplychain_cli.queries.ownership.figures import Range
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.tables.table import Cell, Table, joined
from supplychain_cli.render.tables.trace import listed
from supplychain_cli.render.words import count, listing, when

COLUMNS = (
    "regime",
    "id",
    "name",
    "native",
    "kind",
    "country",
    "listed",
    "before",
    "after",
    "change",
    "designated",
    "listed_under_rule",
    "before_min",
    "before_max",
    "after_min",
    "after_max",
    "control",
    "owners",
    "relations",
    "locations",
    "deciding",
)
_BRIEF = (
    "regime",
    "name",
    "country",
    "listed",
    "before",
    "after",
    "change",
    "owners",
    "locations",
    "deciding",
)
CHANGES = {
    "becomes-owned": ("becomes owned", "become owned"),
    "becomes-undetermined": ("becomes undetermined", "become undetermined"),
    "freed": ("is freed", "are freed"),
    "less-certain": ("is no longer certainly owned", "are no longer certainly owned"),
}
"""What each change is called, of one party and of several."""
TOUCHES = {
    "supplies": "supplies",
    "supplied-by": "is supplied by",
    "owns-or-controls": "stands above",
    "owned-or-controlled": "stands below",
}
"""How an exposed party touches the one that is reached."""


def table(answer: WhatIfAnswer) -> Table:
    """Give one row a party and rule; Markdown tells the rest in sentences below."""
    rows = tuple(_row(effect) for effect in answer.verdicts)
    return Table(COLUMNS, rows, _BRIEF, tuple(sentences(answer)))


def sentences(answer: WhatIfAnswer) -> Iterator[str]:
    """Say what is supposed, who is exposed, what would free whom, and what contradicts itself."""
    yield supposed(answer)
    yield summary(answer)
    yield from (exposure(entry) for entry in answer.exposed)
    yield from (sentence for freeing in answer.divestments for sentence in freeing_sentences(freeing))
    yield from (
        f"{found.says} ({found.code}; {joined(leg.location for leg in found.relations)})"
        for found in answer.contradictions
    )
    yield from (not_in_force(rule, answer.day) for rule in answer.left_out)
    yield NOT_NOTHING


def supposed(answer: WhatIfAnswer) -> str:
    """Say what the question supposes, so that nobody takes it for a fact."""
    designated = [party.name for party in answer.designated]
    parts = (
        [f"{listing(designated)} {'is' if len(designated) == 1 else 'are'} designated"] if designated else []
    )
    for sale in answer.sold:
        points = "its whole stake in" if sale.points is None else f"{sale.points:g} points of"
        parts.append(f"{sale.owner.name} sells {points} {sale.asset.name}")
    if not parts:
        return f"Nothing is supposed; the holdings are those recorded for {answer.day}."
    return f"Supposed, on {answer.day}: {listing(parts)}. No record says so."


def summary(answer: WhatIfAnswer) -> str:
    """Say how many parties change, under how many rules, among how many that were looked at."""
    rules = count(len(answer.regimes), "rule")
    searched = f"{count(answer.searched, 'party', 'parties')} looked at under {rules}"
    told = []
    for change, (one, several) in CHANGES.items():
        parties = {effect.party.id for effect in answer.verdicts if effect.change == change}
        if parties:
            told.append(f"{len(parties):,} {one if len(parties) == 1 else several}")
    return f"{listing(told)}; {searched}." if told else f"No verdict changes; {searched}."


def exposure(entry: Exposed) -> str:
    """Say how a party would touch one that the designation reaches, with the record."""
    leg = entry.leg
    return (
        f"{entry.party.name} {TOUCHES[entry.channel]} {entry.of.name} under {listing(entry.regimes)}: "
        f"{leg.relation}, {leg.grade}, {leg.basis}, {leg.location}."
    )


def freeing_sentences(freeing: Freeing) -> Iterator[str]:
    """Say what must be sold, by whom, so that a rule does not reach a party; or why no sale is enough."""
    head = f"{freeing.party.name} under {freeing.regime}"
    if freeing.why:
        yield f"{head}: {freeing.why}"
        return
    proven = "the smallest divestment" if freeing.smallest else "a divestment, not proven to be the smallest,"
    yield f"{head}: {proven} is {points(freeing.points, freeing.beyond, freeing.sales)}."
    for sale in freeing.sales:
        owners = [f"{seller.owner.name} ({seller.held.text})" for seller in sale.owners]
        sell, hold = ("sell", "together they hold") if len(owners) > 1 else ("sells", "it holds")
        yield (
            f"{listing(owners)} {sell} {points(sale.points, sale.beyond, (sale,))} of {sale.asset.name}, "
            f"until {hold} {sale.until}; now {sale.held.text}."
        )


def as_recorded(figure: Range) -> str:
    """Say how a stake is recorded; one without a figure has no number that could be read as one."""
    return "recorded without a figure" if figure.text == "unknown" else f"recorded as {figure.text}"


def from_which(stake: Deciding) -> str:
    """Say from which figure on a stake decides: `from 20 % on`, `above 20 %`."""
    return f"above {stake.from_:.6g} %" if stake.above else f"from {stake.from_:.6g} % on"


def points(figure: float, beyond: bool, sales: Iterable[SaleNeeded]) -> str:
    """Give percentage points in words; `beyond` is a little more than so many; of ranges it is the most."""
    words = f"{figure:.6g} {'point' if figure == 1 and not beyond else 'points'}"
    if all(sale.held.min == sale.held.max for sale in sales):
        return f"more than {words}" if beyond else words
    return f"up to {words}{' and a little more' if beyond else ''}"


def not_in_force(rule: RuleRef, day: str) -> str:
    """Say that a rule was not applied, and why."""
    if rule.suspended:
        force = f"it is in force {when(rule.period)} and suspended {when(rule.suspended)}"
        return f"{rule.name} was not applied on {day}: {force}."
    return f"{rule.name} was not applied on {day}: it is in force {when(rule.period)}."


def _row(effect: Effect) -> tuple[Cell, ...]:
    party = effect.party
    legs = [leg for owner in effect.owners for leg in owner.relations]
    return (
        effect.regime,
        party.id,
        party.name,
        party.native,
        party.kind,
        party.country,
        listed(party),
        effect.before,
        effect.after,
        effect.change,
        "yes" if effect.designated else "no",
        "yes" if effect.listed else "no",
        *_bounds(effect.aggregate_before),
        *_bounds(effect.aggregate_after),
        "yes" if effect.control else "no",
        joined(_owner(owner.owner.name, owner.counts, owner.held) for owner in effect.owners),
        joined(leg.relation for leg in legs),
        joined(leg.location for leg in legs),
        joined(
            f"{stake.owner.name} in {stake.asset.name}: {as_recorded(stake.recorded)}, owned {from_which(stake)} "
            f"({stake.relation.location})"
            for stake in effect.deciding
        ),
    )


def _owner(name: str, counts: str, held: Range | None) -> str:
    return f"{name} ({counts}): {held.text if held else 'control'}"


def _bounds(figure: Range) -> tuple[float, float]:
    return figure.min, figure.max
