"""Exposures by channel: the listed party, how far away, and under it every leg with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.chains.answers import Leg, Listed
from supplychain_cli.queries.exposure.answers import CHANNELS, Entry, Exposure, ExposureAnswer, Tally
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.exposed import NOT_CONDUCT, carried, found, searched, verdict
from supplychain_cli.render.sentences import NOT_ACCUSED, is_inferred
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.evidence import facts, paint_citation, paint_remarks, paint_sources
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import badge_of, badge_text, name_text, party_items
from supplychain_cli.render.terminal.theme import HEAD, PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.words import count, listing

_UNDER = IN * 2


def paint(answer: ExposureAnswer, envelope: Envelope, page: Page) -> None:
    """Write every channel that has an exposure, then what was searched, and what an exposure does not say."""
    page.heading(found(answer))
    for tag in answer.tags:
        if tag in NOT_ACCUSED:
            page.write(Text(NOT_ACCUSED[tag], "bold"), rest=IN)
    for tally in answer.channels:
        if tally.found:
            _paint_channel(answer, tally, page)
    page.heading("What was searched")
    for sentence in searched(answer):
        page.write(sentence, IN, IN)
    if answer.exposures:
        page.write(NOT_CONDUCT, IN, IN)
    legs = [leg for exposure in answer.exposures for leg in exposure.chain]
    paint_legend(page, legs, _listings(answer), page.signs.inferred)
    paint_foot(page, envelope, answer.notices)


def _listings(answer: ExposureAnswer) -> Iterator[Listed]:
    yield from answer.party.listed
    for exposure in answer.exposures:
        for party in (exposure.party, *exposure.parties):
            yield from party.listed


def _paint_channel(answer: ExposureAnswer, tally: Tally, page: Page) -> None:
    page.heading(f"{CHANNELS[tally.channel]} ({tally.found:,})")
    rules = {rule.id: rule.name for rule in answer.rules}
    for exposure in answer.exposures:
        if exposure.channel != tally.channel:
            continue
        if exposure.channel == "listed":
            for entry in exposure.listings:
                _paint_entry(entry, page)
        else:
            _paint_exposure(exposure, rules, page)
    if tally.shown < tally.found:
        page.write(
            f"{tally.found - tally.shown:,} further, farther or weaker; --limit shows more.", IN, IN, QUIET
        )


def _paint_entry(entry: Entry, page: Page) -> None:
    """Write one listing of the party itself, with its evidence."""
    badge = badge_of(Listed(entry.authority, entry.measure, entry.programme, entry.since, entry.status))
    items = [Item(badge_text(badge)), Item(entry.programme, " "), Item(entry.measure, page.dot)]
    items.append(Item(f"since {entry.since}" if entry.since else "first day not recorded", page.dot))
    if entry.until:
        items.append(Item(f"until {entry.until}", page.dot))
    if entry.entry:
        items.append(Item(f"entry {entry.entry}", page.dot))
    page.flow([*items, *_strength(entry.grade, entry.basis, page)], IN, _UNDER)
    for piece in entry.sources:
        paint_citation(page, piece, _UNDER, entry.basis)
    page.write(Text(f"recorded in {entry.location}", PLACE), f"{_UNDER}{page.signs.cite} ", _UNDER + IN)


def _paint_exposure(exposure: Exposure, rules: dict[str, str], page: Page) -> None:
    """Write one way to a listed party: its title, the rule, the legs, and what is unknown."""
    if exposure.regime:
        rule = Text().append(rules.get(exposure.regime, exposure.regime), HEAD)
        rule.append(f" ({exposure.regime}): ").append(verdict(exposure), HEAD)
        page.write(rule, IN, _UNDER)
    else:
        page.flow(_title(exposure, page), IN, _UNDER)
    names = {party.id: name_text(party.name, "", page, "") for party in exposure.parties}
    for leg in exposure.chain:
        _paint_leg(leg, names, page)
    if exposure.goods:
        page.write(carried(exposure), _UNDER, _UNDER)
    for sentence in exposure.unknown:
        page.write(Text.assemble(("unknown: ", HEAD), sentence), _UNDER, _UNDER + IN)


def _title(exposure: Exposure, page: Page) -> Iterator[Item]:
    yield from party_items(exposure.party, page)
    yield Item(count(exposure.distance, "leg"), page.dot)
    if exposure.distance > 1 or exposure.grade != exposure.chain[0].grade:
        yield from _strength(exposure.grade, exposure.basis, page)


def _strength(grade: str, basis: str, page: Page) -> Iterator[Item]:
    yield Item(grade_text(grade, page.signs), page.dot)
    yield Item(basis_text(basis), page.dot)


def _paint_leg(leg: Leg, names: dict[str, Text], page: Page) -> None:
    """Write one leg as a sentence behind an arrow, its facts below it; a verbose page adds every source."""
    signs = page.signs
    arrow = signs.inferred if is_inferred(leg) else signs.stated
    words = Text().append_text(names.get(leg.from_, Text(leg.from_))).append(f" {leg.says} ")
    if leg.kind == "supplies":
        words.append(f"{listing([good.name for good in leg.goods]) or 'goods that are not named'} to ")
    words.append_text(names.get(leg.to, Text(leg.to)))
    guide = _UNDER + " " * (len(arrow) + 1)
    page.write(words, f"{_UNDER}{arrow} ", guide)
    items = list(facts(leg, page))
    if not page.verbose:
        items.append(Item(Text(leg.location, PLACE), page.dot))
    page.flow(items, guide, guide)
    paint_remarks(page, leg, guide)
    if page.verbose:
        paint_sources(page, leg, guide)
