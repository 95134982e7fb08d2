"""Who owns a party: the tree of owners, to whom it belongs in the end, what it owns, and what each rule says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.queries.ownership.answers import Hold, OwnershipAnswer, Step, Verdict
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.rulings import (
    ENDS,
    WORDS,
    claim_words,
    figure,
    nobody,
    reservations,
    ruling,
    stake_words,
    unrecorded,
)
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.evidence import paint_remarks, paint_sources
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import WIDE, Item, Page
from supplychain_cli.render.terminal.parties import name_text, party_items
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.words import listing, when

_STYLES = {"owned": "bold red", "not-owned": "green", "undetermined": "bold yellow"}
_DEEPEST = 40
"""Levels that the guides of a tree show; deeper ones stay at that margin."""


def paint(answer: OwnershipAnswer, envelope: Envelope, page: Page) -> None:
    """Write the tree of owners, the last owners, assets where asked for, circles, contradictions and verdicts."""
    page.heading(f"Who owns {answer.party.name}, on {answer.day}")
    page.blank()
    if answer.owners:
        paint_tree(answer.party, answer.owners, page)
        _paint_rest(answer, page)
    else:
        page.write(nobody(answer))
    _paint_claims(answer, page)
    if answer.assets is not None:
        _paint_assets(answer.party, answer.assets, page)
    _paint_circles(answer, page)
    _paint_contradictions(answer, page)
    _paint_verdicts(answer, page)
    holds = (*answer.owners, *(answer.assets or ()))
    listed = [*answer.party.listed, *(mark for hold in holds for mark in hold.listed)]
    paint_legend(page, [hold.relation for hold in holds], listed, page.signs.branch_dashed)
    paint_foot(page, envelope, answer.notices)


def paint_tree(root: PartyRef, holds: Sequence[Hold], page: Page) -> None:
    """Write ties in the order of the tree, each below the one that it belongs to."""
    page.flow(party_items(root, page), rest="  ")
    last = _last_of_siblings(holds)
    open_levels: list[bool] = []
    for at, hold in enumerate(holds):
        del open_levels[hold.depth - 1 :]
        first, rest = _guides(
            page, open_levels[-_DEEPEST:], last=last[at], inferred=hold.relation.basis == "inferred"
        )
        below = at + 1 < len(holds) and holds[at + 1].depth > hold.depth
        under = f"{rest}{page.signs.solid if below else ' '} "
        page.flow(_title(hold, page), first, under)
        page.flow(_facts(hold, page), under, under)
        paint_remarks(page, hold.relation, under)
        if page.verbose:
            paint_sources(page, hold.relation, under)
        open_levels.append(not last[at])


def _last_of_siblings(holds: Sequence[Hold]) -> list[bool]:
    """Tell for each line whether no further line hangs at its level below the same parent."""
    last = [True] * len(holds)
    open_at: dict[int, bool] = {}
    for at in range(len(holds) - 1, -1, -1):
        depth = holds[at].depth
        last[at] = not open_at.get(depth, False)
        open_at = {level: value for level, value in open_at.items() if level <= depth} | {depth: True}
        if at and holds[at - 1].depth < depth:
            open_at.pop(depth, None)
    return last


def _title(hold: Hold, page: Page) -> Iterator[Item]:
    yield Item(name_text(hold.name, hold.native, page))
    yield from list(party_items(_ref(hold), page))[1:]
    if hold.circle:
        yield Item(Text(f"({hold.circle})", MARK), " ")
    if hold.repeated:
        yield Item(Text("(its own ties are written elsewhere)", QUIET), " ")
    elif hold.end:
        yield Item(Text(f"({ENDS[hold.end]})", QUIET), " ")


def _facts(hold: Hold, page: Page) -> Iterator[Item]:
    yield Item(stake_words(hold))
    if hold.economic is not None and hold.economic != hold.direct:
        yield Item(f"economic interest {figure(hold.economic)}", page.dot)
    elif hold.economic is None and hold.counted and not hold.repeated:
        yield Item("economic interest unknown", page.dot)
    yield Item(when(hold.relation.period, hold.relation.attested), page.dot)
    yield Item(grade_text(hold.relation.grade, page.signs), page.dot)
    yield Item(basis_text(hold.relation.basis), page.dot)
    for mark in hold.relation.marks:
        if mark != "undated":
            yield Item(Text(mark, MARK), page.dot)
    if not hold.counted:
        yield Item(Text("not counted", MARK), page.dot)
    if not page.verbose:
        yield Item(Text(hold.relation.location, PLACE), page.dot)


def _ref(hold: Hold) -> PartyRef:
    return PartyRef(hold.id, hold.name, hold.native, hold.kind, hold.country, hold.listed)


def _guides(page: Page, open_levels: Sequence[bool], *, last: bool, inferred: bool) -> tuple[str, str]:
    """Give the tree's lines before a party's name, and before everything that hangs below it."""
    signs = page.signs
    wide = page.screen.width >= WIDE
    gap = "  " if wide else " "
    prefix = "".join(f"{signs.solid if is_open else ' '}{gap}" for is_open in open_levels)
    solid, dashed = (signs.corner, signs.corner_dashed) if last else (signs.branch, signs.branch_dashed)
    branch = (dashed if inferred else solid) if wide else solid[0]
    return f"{prefix}{branch} ", f"{prefix}{' ' if last else signs.solid}{gap}"


def _paint_rest(answer: OwnershipAnswer, page: Page) -> None:
    if answer.unrecorded.max > 0:
        page.blank()
        page.write(unrecorded(answer))


def _paint_claims(answer: OwnershipAnswer, page: Page) -> None:
    if not answer.claims:
        return
    page.heading("To whom it belongs in the end")
    for claim in answer.claims:
        items = [Item(claim_words(claim)), Item(figure(claim.share), page.dot)]
        if claim.end and not claim.others:
            items.append(Item(Text(ENDS[claim.end], QUIET), page.dot))
        page.flow(items, IN, IN * 2)


def _paint_assets(party: PartyRef, assets: Sequence[Hold], page: Page) -> None:
    page.heading(f"What {party.name} owns")
    page.blank()
    if assets:
        paint_tree(party, assets, page)
    else:
        page.write(
            "The records name nothing. Nothing found in these records does not mean that nothing exists."
        )


def _paint_circles(answer: OwnershipAnswer, page: Page) -> None:
    if answer.circles:
        page.heading("Circular holdings")
    for circle in answer.circles:
        closed = " They own all of themselves, which is an error in the data." if circle.closed else ""
        names = listing([party.name for party in circle.parties])
        page.write(f"{circle.name}: {names} own each other, step by step.{closed}", IN, IN * 2)


def _paint_contradictions(answer: OwnershipAnswer, page: Page) -> None:
    if answer.contradictions:
        page.heading("Records that contradict each other")
    for found in answer.contradictions:
        page.write(f"{found.says} ({found.code})", IN, IN * 2)
        for leg in found.relations:
            page.write(Text(f"{leg.relation}, {leg.location}", PLACE), IN * 2, IN * 3)


def _paint_verdicts(answer: OwnershipAnswer, page: Page) -> None:
    page.heading(f"What the ownership rules say, on {answer.day}")
    for verdict in answer.verdicts:
        page.flow(_verdict(verdict, page), IN, IN * 2)
        page.write(ruling(verdict), IN * 2, IN * 2)
        for step in verdict.route if page.verbose or len(verdict.route) > len(verdict.owners) else ():
            page.flow(_step(step, page), IN * 3, IN * 4)
        for words in reservations(verdict):
            page.write(words, IN * 2, IN * 3, "" if words.startswith("What decides") else QUIET)
    if not answer.verdicts:
        page.write("No recorded rule is in force on this day.", IN, IN)
    for resting in answer.not_in_force:
        items = [
            Item(resting.rule.id),
            Item(resting.rule.name, page.dot),
            Item(Text(resting.why, QUIET), page.dot),
        ]
        page.flow(items, IN, IN * 2)
        if resting.rule.note and (page.verbose or resting.why.startswith("Suspended")):
            page.write(f"Note on the rule: {resting.rule.note}", IN * 2, IN * 3, QUIET)


def _verdict(verdict: Verdict, page: Page) -> Iterator[Item]:
    yield Item(Text(WORDS[verdict.verdict], _STYLES[verdict.verdict]))
    yield Item(f"{verdict.rule.name} ({verdict.regime})", page.dot)
    if verdict.grade:
        yield Item(grade_text(verdict.grade, page.signs), page.dot)
        yield Item(basis_text(verdict.basis), page.dot)
    if not page.verbose:
        yield Item(Text(verdict.rule.location, PLACE), page.dot)


def _step(step: Step, page: Page) -> Iterator[Item]:
    leg = step.relation
    yield Item(f"{leg.from_} {leg.says} {leg.to}")
    if step.held is not None:
        yield Item(figure(step.held), page.dot)
    yield Item(Text(leg.location, PLACE), page.dot)
