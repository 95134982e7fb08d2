"""Who supplies a party (or buys from it), as a tree: the party, its suppliers, members with theirs, and so on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.text import Text

from supplychain_cli.queries.answers import Leg, PartyRef, Supplier, SuppliersAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.tables.suppliers import own_leg
from supplychain_cli.render.terminal.evidence import facts, paint_remarks, paint_sources
from supplychain_cli.render.terminal.frame import NOT_NOTHING, paint_foot
from supplychain_cli.render.terminal.legend import dashed, paint_legend
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import party_items
from supplychain_cli.render.terminal.theme import PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.terminal.words import count, listing


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one direction."""

    one: str
    unnamed: str
    verb: str


_WORDS = {
    "suppliers": _Words("supplier", "seller not named", "supplies"),
    "buyers": _Words("buyer", "buyer not named", "buys from"),
}


@dataclass(slots=True)
class _Tree:
    """The answer by place: which entries hang below a party, and which parties were written already."""

    answer: SuppliersAnswer
    words: _Words
    below: dict[tuple[str, int], list[Supplier]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, list[Supplier]] = field(default_factory=lambda: defaultdict(list))
    written: set[str] = field(default_factory=set)

    def name_of(self, party: str) -> str:
        """Give the name of the party asked about or of a member; any other id stays an id."""
        known = {self.answer.party.id: self.answer.party.name} | {m.id: m.name for m in self.answer.members}
        return known.get(party, party)


def paint(answer: SuppliersAnswer, envelope: Envelope, page: Page) -> None:
    """Write the tree, then the counts by tier; without entries, where it was looked."""
    words = _WORDS[answer.direction]
    tiers = count(answer.tiers, "tier")
    page.heading(f"Who {words.verb} {answer.party.name}, {tiers} deep")
    page.blank()
    if not answer.suppliers:
        places = count(answer.searched, "party", "parties")
        page.write(f"The records name no {words.one}. It was looked for at {places}. {NOT_NOTHING}")
    else:
        _paint_tree(_planted(answer, words), page)
        _paint_counts(answer, words, page)
    listed = [*answer.party.listed, *(mark for party in answer.members for mark in party.listed)]
    listed += [mark for entry in answer.suppliers for mark in entry.listed]
    paint_legend(page, [leg for entry in answer.suppliers for leg in entry.chain], listed)
    paint_foot(page, envelope, answer.notices)


def _planted(answer: SuppliersAnswer, words: _Words) -> _Tree:
    tree = _Tree(answer, words)
    for entry in answer.suppliers:
        if entry.through:
            tree.members[entry.through[0]].append(entry)
        else:
            tree.below[entry.parent, entry.tier].append(entry)
    return tree


def _paint_tree(tree: _Tree, page: Page) -> None:
    page.flow(party_items(tree.answer.party, page), rest="  ")
    direct = tree.below.get((tree.answer.party.id, 1), [])
    groups = [
        (member, tree.members[member.id]) for member in tree.answer.members if member.id in tree.members
    ]
    for at, entry in enumerate(direct):
        _paint_entry(tree, entry, page, "", last=at == len(direct) - 1 and not groups)
    for at, (member, entries) in enumerate(groups):
        _paint_member(tree, member, entries, page, last=at == len(groups) - 1)


def _paint_member(tree: _Tree, member: PartyRef, entries: list[Supplier], page: Page, *, last: bool) -> None:
    """Write a member of the group, how it belongs to it, and its own suppliers below."""
    tree.written.add(member.id)
    legs = [leg for leg in entries[0].chain if leg is not own_leg(entries[0])]
    page.write("", page.signs.solid)
    first, rest = _guides(page, "", last=last, inferred=any(map(dashed, legs)))
    below = bool(entries)
    page.flow(party_items(member, page), first, _under(page, rest, below=below))
    for leg in legs:
        page.flow(_belonging(tree, leg, page), *(_under(page, rest, below=below),) * 2)
    for at, entry in enumerate(entries):
        _paint_entry(tree, entry, page, rest, last=at == len(entries) - 1)


def _belonging(tree: _Tree, leg: Leg, page: Page) -> Iterator[Item]:
    """Give the pieces that say how a member belongs to the group: `is part of Almaz-Antey`."""
    if tree.answer.direction == "suppliers":
        yield Item(f"{leg.says} {tree.name_of(leg.to)}")
    else:
        yield Item(f"{tree.name_of(leg.from_)} {leg.says} {tree.name_of(leg.to)}")
    for item in facts(leg, page):
        yield item._replace(before=page.dot)
    yield Item(Text(leg.location, PLACE), page.dot)


def _paint_entry(tree: _Tree, entry: Supplier, page: Page, prefix: str, *, last: bool) -> None:
    """Write one supplier: its name, its goods with their evidence, and its own suppliers below."""
    leg = own_leg(entry)
    children = [] if entry.repeated else tree.below.get((entry.id, entry.tier + 1), [])
    first, rest = _guides(page, prefix, last=last, inferred=dashed(leg))
    under = _under(page, rest, below=bool(children))
    page.flow(_title(tree, entry, page), first, under)
    page.flow(_evidence(tree, entry, leg, page), under, under)
    paint_remarks(page, leg, under)
    if page.verbose:
        paint_sources(page, leg, under)
    tree.written.add(entry.id)
    for at, child in enumerate(children):
        _paint_entry(tree, child, page, rest, last=at == len(children) - 1)


def _title(tree: _Tree, entry: Supplier, page: Page) -> Iterator[Item]:
    yield from party_items(entry, page)
    if entry.kind == "country":
        yield Item(Text(f"({tree.words.unnamed})", QUIET), " ")
    elif entry.repeated:
        yield Item(Text(_elsewhere(tree, entry), QUIET), " ")


def _elsewhere(tree: _Tree, entry: Supplier) -> str:
    """Say where else in the tree a party stands whose own suppliers are not repeated here."""
    if entry.id in tree.written:
        return "(see above)"
    places = {member.id for member in tree.answer.members}
    places.update(other.id for other in tree.answer.suppliers if not other.repeated)
    return "(see below)" if entry.id in places else "(a member of the group)"


def _evidence(tree: _Tree, entry: Supplier, leg: Leg, page: Page) -> Iterator[Item]:
    """Give the pieces of the second line; the grade of the whole chain is said where it is weaker than this leg."""
    goods = listing([good.name for good in entry.goods])
    yield Item(goods or Text("goods not named", QUIET))
    for item in facts(leg, page):
        yield item._replace(before=page.dot)
    if (entry.grade, entry.basis) != (leg.grade, leg.basis):
        whole = Text(f"chain to {tree.answer.party.name}: ", QUIET).append_text(
            grade_text(entry.grade, page.signs)
        )
        yield Item(whole.append(", ").append_text(basis_text(entry.basis)), page.dot)
    yield Item(Text(leg.location, PLACE), page.dot)


def _guides(page: Page, prefix: str, *, last: bool, inferred: bool) -> tuple[str, str]:
    """Give the tree's lines before a party's name, and before everything that hangs below it."""
    signs = page.signs
    branch = (signs.corner_dashed if inferred else signs.corner) if last else ""
    branch = branch or (signs.branch_dashed if inferred else signs.branch)
    wide = page.screen.width >= _WIDE
    spine = " " if last else signs.solid
    return f"{prefix}{branch if wide else branch[0]} ", f"{prefix}{spine}{'  ' if wide else ' '}"


def _under(page: Page, rest: str, *, below: bool) -> str:
    """Give the lines beside a party's second line; they go on down where others hang below it."""
    return f"{rest}{page.signs.solid if below else ' '} "


_WIDE = 60
"""Columns from which the levels of the tree stand well apart."""


def _paint_counts(answer: SuppliersAnswer, words: _Words, page: Page) -> None:
    """Write how many parties each tier has, how many are listed, and what that does not mean."""
    parties = {entry.id: entry for entry in reversed(answer.suppliers) if entry.kind != "country"}
    tiers = Counter(entry.tier for entry in parties.values())
    page.blank()
    each = ", ".join(f"{number} in tier {tier}" for tier, number in sorted(tiers.items()))
    page.write(f"{count(len(parties), words.one)}: {each}." if parties else f"No {words.one} is named.")
    inferred = sum(entry.basis == "inferred" for entry in parties.values())
    if inferred:
        page.write(f"{inferred} of them {'rests' if inferred == 1 else 'rest'} on at least one inferred leg.")
    listed = sum(bool(entry.listed) for entry in parties.values())
    page.write(
        f"{listed} of them {'is' if listed == 1 else 'are'} listed by at least one authority in these records. "
        "A listing, or the lack of one, does not say by itself what a party knew or did."
    )
