"""Who supplies a party (or buys from it), as a tree: the party, its suppliers, members with theirs, and so on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from rich.text import Text

from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import (
    AssumedSupplier,
    Assumption,
    Leg,
    PartyRef,
    Supplier,
    SuppliersAnswer,
)
from supplychain_cli.render.assuming import apart, because, supposed
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.sentences import is_inferred, no_supplier, tiers
from supplychain_cli.render.tables.suppliers import own_leg
from supplychain_cli.render.terminal.evidence import facts, paint_remarks, paint_sources
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_legend
from supplychain_cli.render.terminal.page import WIDE, Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.steps import paint_step
from supplychain_cli.render.terminal.theme import PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.words import count, listing

_VERBS = {"suppliers": "supplies", "buyers": "buys from"}
_UNNAMED = {"suppliers": "seller not named", "buyers": "buyer not named"}


@dataclass(slots=True)
class _Tree:
    """The answer by place: which entries hang below a party or a member, and which parties are written already."""

    answer: SuppliersAnswer
    below: dict[tuple[str, int], list[Supplier]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, list[Supplier]] = field(default_factory=lambda: defaultdict(list))
    places: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def name_of(self, party: str) -> str:
        """Give the name of the party asked about or of a member; any other id stays an id."""
        known = (self.answer.party, *self.answer.members)
        return next((other.name for other in known if other.id == party), party)


def paint(answer: SuppliersAnswer, envelope: Envelope, page: Page) -> None:
    """Write the tree, then the counts by tier; without entries, where it was looked."""
    page.heading(f"Who {_VERBS[answer.direction]} {answer.party.name}, {count(answer.tiers, 'tier')} deep")
    page.blank()
    if answer.suppliers:
        held, assumed = apart(answer.suppliers)
        _paint_tree(_planted(replace(answer, suppliers=held)), page)
        _paint_assumed(assumed, page)
        page.blank()
        for sentence in tiers(answer):
            page.write(sentence)
        _paint_legend(answer, page)
    else:
        page.write(no_supplier(answer))
    paint_foot(page, envelope, answer.notices)


def _paint_assumed(entries: Iterable[AssumedSupplier], page: Page) -> None:
    """Write those who trade with the party only under an assumption: who, in which tier, and by which legs."""
    together: dict[tuple[Assumption, ...], list[AssumedSupplier]] = {}
    for entry in entries:
        together.setdefault(entry.assumptions, []).append(entry)
    for assumptions, under in together.items():
        page.heading(f"Only if {supposed(assumptions)}")
        for entry in under:
            page.flow(_assumed_title(entry, page), rest="  ")
            names = {party.id: party.name for party in entry.parties}
            for leg in entry.chain:
                paint_step(page, leg, names, "  ", sources=page.verbose)
        for each in assumptions:
            page.write(because(each), f"{page.signs.cite} ", "  ")
            page.write(Text(f"recorded in {each.location}", PLACE), f"{page.signs.cite} ", "  ")


def _assumed_title(entry: AssumedSupplier, page: Page) -> Iterator[Item]:
    yield from party_items(entry, page)
    yield Item(Text(f"tier {entry.tier}", QUIET), page.dot)
    whole = Text().append("whole chain: ", QUIET).append_text(grade_text(entry.grade, page.signs))
    yield Item(whole.append(", ").append_text(basis_text(entry.basis)), page.dot)


def _paint_legend(answer: SuppliersAnswer, page: Page) -> None:
    listed = [*answer.party.listed, *(mark for member in answer.members for mark in member.listed)]
    listed += [mark for entry in answer.suppliers for mark in entry.listed]
    legs = [leg for entry in answer.suppliers for leg in entry.chain]
    paint_legend(page, legs, listed, page.signs.branch_dashed)


def _planted(answer: SuppliersAnswer) -> _Tree:
    tree = _Tree(answer)
    for entry in answer.suppliers:
        if entry.through:
            tree.members[entry.through[0]].append(entry)
        else:
            tree.below[entry.parent, entry.tier].append(entry)
    tree.places.update(tree.members, (entry.id for entry in answer.suppliers if not entry.repeated))
    return tree


def _paint_tree(tree: _Tree, page: Page) -> None:
    page.flow(party_items(tree.answer.party, page), rest="  ")
    direct = tree.below.get((tree.answer.party.id, 1), [])
    members = [member for member in tree.answer.members if member.id in tree.members]
    for at, entry in enumerate(direct):
        _paint_entry(tree, entry, page, "", last=at == len(direct) - 1 and not members)
    for at, member in enumerate(members):
        _paint_member(tree, member, page, last=at == len(members) - 1)


def _paint_member(tree: _Tree, member: PartyRef, page: Page, *, last: bool) -> None:
    """Write a member of the group, how it belongs to it, and its own suppliers below."""
    tree.written.add(member.id)
    entries = tree.members[member.id]
    flow = own_leg(entries[0])
    belongs = [leg for leg in entries[0].chain if leg is not flow]
    first, rest = _guides(page, "", last=last, inferred=any(map(is_inferred, belongs)))
    under = f"{rest}{page.signs.solid} "
    page.write("", page.signs.solid)
    page.flow(party_items(member, page), first, under)
    for leg in belongs:
        page.flow(_belonging(tree, leg, page), under, under)
        paint_remarks(page, leg, under)
        if page.verbose:
            paint_sources(page, leg, under)
    for at, entry in enumerate(entries):
        _paint_entry(tree, entry, page, rest, last=at == len(entries) - 1)


def _belonging(tree: _Tree, leg: Leg, page: Page) -> Iterator[Item]:
    """Give the pieces that say how a member belongs to the group: `is part of Almaz-Antey`."""
    whose = "" if tree.answer.direction == "suppliers" else f"{tree.name_of(leg.from_)} "
    yield Item(f"{whose}{leg.says} {tree.name_of(leg.to)}")
    yield from facts(leg, page)
    if not page.verbose:
        yield Item(Text(leg.location, PLACE), page.dot)


def _paint_entry(tree: _Tree, entry: Supplier, page: Page, prefix: str, *, last: bool) -> None:
    """Write one supplier: its name, its goods with their evidence, and its own suppliers below."""
    leg = own_leg(entry)
    children = [] if entry.repeated else tree.below.get((entry.id, entry.tier + 1), [])
    first, rest = _guides(page, prefix, last=last, inferred=is_inferred(leg))
    under = f"{rest}{page.signs.solid if children else ' '} "
    page.flow(_title(tree, entry, page), first, under)
    page.flow(_evidence(entry, leg, page), under, under)
    paint_remarks(page, leg, under)
    if page.verbose:
        paint_sources(page, leg, under)
    if not entry.repeated:
        tree.written.add(entry.id)
    for at, child in enumerate(children):
        _paint_entry(tree, child, page, rest, last=at == len(children) - 1)


def _title(tree: _Tree, entry: Supplier, page: Page) -> Iterator[Item]:
    yield from party_items(entry, page)
    if entry.kind == "country":
        yield Item(Text(f"({_UNNAMED[tree.answer.direction]})", QUIET), " ")
    elif entry.repeated:
        yield Item(Text(_elsewhere(tree, entry), QUIET), " ")


def _elsewhere(tree: _Tree, entry: Supplier) -> str:
    """Say where else in the tree a party stands whose own suppliers are not repeated here."""
    if entry.id in tree.written:
        return "(see above)"
    return "(see below)" if entry.id in tree.places else "(a member of the group)"


def _evidence(entry: Supplier, leg: Leg, page: Page) -> Iterator[Item]:
    """Give the pieces of the second line; the grade of the whole chain is said where it is weaker than this leg."""
    goods = listing([good.name for good in entry.goods])
    yield Item(goods or Text("goods not named", QUIET))
    yield from facts(leg, page)
    if (entry.grade, entry.basis) != (leg.grade, leg.basis):
        chain = Text().append("whole chain: ", QUIET)
        chain.append_text(grade_text(entry.grade, page.signs)).append(", ")
        yield Item(chain.append_text(basis_text(entry.basis)), page.dot)
    if not page.verbose:
        yield Item(Text(leg.location, PLACE), page.dot)


def _guides(page: Page, prefix: str, *, last: bool, inferred: bool) -> tuple[str, str]:
    """Give the tree's lines before a party's name, and before everything that hangs below it."""
    signs = page.signs
    solid, dashed = (signs.corner, signs.corner_dashed) if last else (signs.branch, signs.branch_dashed)
    branch = dashed if inferred else solid
    spine = " " if last else signs.solid
    if page.screen.width < WIDE:
        return f"{prefix}{branch[0]} ", f"{prefix}{spine} "
    return f"{prefix}{branch} ", f"{prefix}{spine}  "
