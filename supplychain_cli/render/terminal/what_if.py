"""What would follow, as a page: what is supposed, who becomes owned and why, who touches them, what would free whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from supplychain_cli.queries.chains.answers import Leg
from supplychain_cli.queries.ownership.consequences import Effect, Exposed, Owner, WhatIfAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sentences import NOT_NOTHING, is_inferred
from supplychain_cli.render.tables.what_if import (
    CHANGES,
    TOUCHES,
    as_recorded,
    freeing_sentences,
    from_which,
    not_in_force,
    summary,
    supposed,
)
from supplychain_cli.render.terminal.evidence import facts, paint_sources
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import MARK, NAME, PLACE, QUIET
from supplychain_cli.render.words import listing

_INDENT = "    "


def paint(answer: WhatIfAnswer, envelope: Envelope, page: Page) -> None:
    """Write what changes rule by rule; parties for which nothing changes are counted, not named."""
    page.heading("What if")
    page.write(supposed(answer))
    page.write(summary(answer))
    for rule in answer.regimes:
        changed = [effect for effect in answer.verdicts if effect.regime == rule.id and effect.change]
        if changed:
            page.heading(f"{rule.name}: {rule.threshold} ({rule.id})")
            for effect in changed:
                _paint_effect(effect, page)
    _paint_exposed(answer, page)
    _paint_divestments(answer, page)
    _paint_contradictions(answer, page)
    page.blank()
    for rule in answer.left_out:
        page.write(not_in_force(rule, answer.day), style=QUIET)
    page.write(NOT_NOTHING, style=QUIET)
    _paint_legend(answer, page)
    paint_foot(page, envelope, answer.notices)


def _paint_effect(effect: Effect, page: Page) -> None:
    page.flow(
        [
            *party_items(effect.party, page),
            Item(Text(CHANGES[effect.change][0], MARK), page.dot),
            *_verdicts(effect, page),
        ],
        "  ",
        _INDENT,
    )
    for owner in effect.owners:
        page.flow(_owner_items(owner, page), _INDENT, f"{_INDENT}  ")
        _paint_legs(owner.relations, page)
    for stake in effect.deciding:
        page.write(
            f"What decides: the stake of {stake.owner.name} in {stake.asset.name}, {as_recorded(stake.recorded)}; "
            f"{from_which(stake)} it is owned ({stake.relation.location}).",
            _INDENT,
            f"{_INDENT}  ",
        )


def _verdicts(effect: Effect, page: Page) -> Iterator[Item]:
    yield Item(f"{effect.before}, then {effect.after}", page.dot)
    if effect.control:
        yield Item("by control", page.dot)
    elif effect.aggregate_after.max:
        yield Item(f"counted stakes {effect.aggregate_after.text}", page.dot)


def _owner_items(owner: Owner, page: Page) -> Iterator[Item]:
    if owner.held is None:
        held = "controls it, without a stake"
    else:
        held = f"holds {'an unknown stake' if owner.held.text == 'unknown' else owner.held.text}"
    yield Item(Text.assemble((owner.owner.name, NAME), f" {held}"))
    supposition = " (supposed)" if owner.counts == "designated" else ""
    yield Item(Text(f"{owner.counts}{supposition}", QUIET), page.dot)


def _paint_legs(legs: Iterable[Leg], page: Page) -> None:
    """Write what each stake rests on: kind, date, grade, basis, place."""
    guide = f"{_INDENT}  "
    for leg in legs:
        place = [] if page.verbose else [Item(Text(leg.location, PLACE), page.dot)]
        page.flow([Item(leg.says), *facts(leg, page), *place], f"{guide}{page.signs.cite} ", f"{guide}  ")
        if page.verbose:
            paint_sources(page, leg, f"{guide}  ")


def _paint_exposed(answer: WhatIfAnswer, page: Page) -> None:
    if not answer.exposed:
        return
    page.heading("One leg away from them")
    for entry in answer.exposed:
        page.flow(_exposed_items(entry, page), "  ", _INDENT)
        _paint_legs((entry.leg,), page)


def _exposed_items(entry: Exposed, page: Page) -> Iterator[Item]:
    yield from party_items(entry.party, page)
    yield Item(f"{TOUCHES[entry.channel]} {entry.of.name}", page.dot)
    yield Item(Text(listing(entry.regimes), QUIET), page.dot)
    goods = listing([good.name for good in entry.leg.goods])
    if goods:
        yield Item(goods, page.dot)


def _paint_divestments(answer: WhatIfAnswer, page: Page) -> None:
    if not answer.divestments:
        return
    page.heading("What would free them")
    for freeing in answer.divestments:
        first, *further = freeing_sentences(freeing)
        page.write(first, "  ", _INDENT)
        for sentence, sale in zip(further, freeing.sales, strict=True):
            page.write(sentence, _INDENT, f"{_INDENT}  ")
            _paint_legs((leg for seller in sale.owners for leg in seller.relations), page)


def _paint_contradictions(answer: WhatIfAnswer, page: Page) -> None:
    if not answer.contradictions:
        return
    page.heading("Records that contradict each other")
    for found in answer.contradictions:
        page.write(f"{found.says} ({found.code})", "  ", _INDENT)
        _paint_legs(found.relations, page)


def _paint_legend(answer: WhatIfAnswer, page: Page) -> None:
    changed = [effect for effect in answer.verdicts if effect.change]
    legs = [leg for effect in changed for owner in effect.owners for leg in owner.relations]
    legs += [entry.leg for entry in answer.exposed]
    listed = [mark for effect in changed for mark in effect.party.listed]
    listed += [mark for entry in answer.exposed for mark in entry.party.listed]
    paint_legend(page, [leg for leg in legs if leg.marks or is_inferred(leg)], listed, page.signs.dashed)
