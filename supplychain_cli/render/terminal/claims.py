"""Relations on a card: under a heading, the one at the other end, then what is known and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from supplychain_cli.model.kinds import KINDS
from supplychain_cli.queries.cards.answers import Related, RelationGroup
from supplychain_cli.queries.chains.answers import Listed, PartyRef
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.evidence import paint_citation
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.parties import badge_text, badges_of, name_text, party_items
from supplychain_cli.render.terminal.theme import MARK, PLACE, QUIET, basis_text, grade_text
from supplychain_cli.render.words import listing, when

HEADINGS = {
    "supplies": "Supplies",
    "supplied-by": "Is supplied by",
    "intermediary": "Goods went through it",
    "above": "Is part of, owned or controlled by",
    "below": "Members, assets and parts",
    "directors": "Is directed by",
    "directs": "Directs",
    "produces": "Produces",
    "produced-by": "Is produced by",
    "carried": "Is sold and bought",
    "used-in": "Is used in",
    "contains": "Contains",
    "goods-used-in": "Where its goods are used",
    "associated": "Weak links, which no chain follows unless asked",
    "within": "Between records of this one party, which no chain follows",
}
"""What stands above each group of `queries.cards.related.GROUPS`."""

_SAID_ABOVE = frozenset(
    {"supplies", "supplied-by", "produces", "produced-by", "directs", "directors", "contains"}
)
"""Groups whose heading is the verb of every relation below it."""


def paint_groups(page: Page, groups: Sequence[RelationGroup], subject: str, left_out: int) -> None:
    """Write all relations of `subject` (an id) by group; says how many do not hold on the day asked about."""
    for group in groups:
        page.heading(f"{HEADINGS[group.group]} ({len(group.relations):,})")
        for relation in group.relations:
            page.flow(_title(relation, group.group, subject, page), IN, IN * 3)
            paint_facts(page, relation, IN * 2)
    if not groups:
        page.heading("Relations")
        page.write("None is recorded.", IN, IN)
    if left_out:
        page.blank()
        verb = "relation does" if left_out == 1 else "relations do"
        page.write(f"{left_out:,} further {verb} not hold on the day asked about.", style=QUIET)


def paint_sentence(page: Page, relation: Related, margin: str = IN) -> None:
    """Write one relation as a sentence with what is known below it."""
    page.flow(_sentence(relation, page), margin, margin + IN * 2)
    paint_facts(page, relation, margin + IN)


def paint_facts(page: Page, relation: Related, margin: str) -> None:
    """Write goods, time, grade, basis, figures and marks of a relation, its remarks, and where it is written."""
    page.flow(_facts(relation, page), margin, margin)
    for words in _remarks(relation):
        page.write(words, margin, margin + IN, QUIET)
    if relation.retracted:
        page.write(Text(relation.retracted, MARK), margin, margin + IN)
    if page.verbose:
        for piece in relation.sources:
            paint_citation(page, piece, margin, relation.basis)
    page.flow(_places(relation, page), margin, margin)


def was_graded(relation: Related) -> str:
    """Say how a withdrawn claim was graded, without the signs of a grade that counts."""
    return f"was {relation.grade}, {relation.basis}"


def signs_in(groups: Iterable[RelationGroup]) -> tuple[list[str], list[Listed]]:
    """Give the marks and listings that occur in groups, for the legend."""
    relations = [relation for group in groups for relation in group.relations]
    return marks_of(relations), [
        mark for r in relations for party in (r.from_, r.to) for mark in party.listed
    ]


def marks_of(relations: Iterable[Related]) -> list[str]:
    """Give the marks of relations, those that every undated one would carry left out."""
    return [mark for relation in relations for mark in relation.marks if mark != "undated"]


def _title(relation: Related, group: str, subject: str, page: Page) -> Iterator[Item]:
    if group == "within" or subject not in {relation.from_.id, relation.to.id}:
        yield from _sentence(relation, page)
        return
    forward = relation.from_.id == subject
    other = relation.to if forward else relation.from_
    if group not in _SAID_ABOVE:
        rule = KINDS[relation.kind]
        yield Item(rule.forward if forward else rule.backward)
    for at, item in enumerate(party_items(other, page)):
        yield item if at or group in _SAID_ABOVE else item._replace(before=" ")


def _sentence(relation: Related, page: Page) -> Iterator[Item]:
    """Give `A supplies B`, with the names in their own scripts and who lists them."""
    yield from _named(relation.from_, page)
    yield Item(relation.says, " ")
    yield from _named(relation.to, page)


def _named(party: PartyRef, page: Page) -> Iterator[Item]:
    yield Item(name_text(party.name, party.native, page), " ")
    yield from (Item(badge_text(badge), " ") for badge in badges_of(party.listed))


def _facts(relation: Related, page: Page) -> Iterator[Item]:
    first = True
    for words in _fact_words(relation, page):
        yield Item(words, "" if first else page.dot)
        first = False


def _fact_words(relation: Related, page: Page) -> Iterator[Text]:
    if relation.goods:
        yield Text(listing([good.name for good in relation.goods]))
    elif relation.kind == "supplies":
        yield Text("goods not named", QUIET)
    yield Text(when(relation.period, relation.attested))
    if relation.standing == "retracted":
        yield Text(was_graded(relation), QUIET)
    else:
        yield grade_text(relation.grade, page.signs)
        yield basis_text(relation.basis)
    if relation.kind == "owns":
        yield Text(relation.share or "share not recorded")
    yield from map(Text, relation.amounts)
    yield from (Text(mark, MARK) for mark in relation.marks if mark != "undated")


def _remarks(relation: Related) -> Iterator[str]:
    if relation.through:
        yield f"through {listing([party.name for party in relation.through])}"
    if relation.supplier:
        yield f"goods of {relation.supplier.name}"
    if relation.total:
        yield f"a part of the total in {relation.total}; the two are never added up"
    if relation.note:
        yield f"note: {relation.note}"


def _places(relation: Related, page: Page) -> Iterator[Item]:
    sources = listing(list(dict.fromkeys(piece.source for piece in relation.sources)))
    yield Item(Text(f"{page.signs.cite} {sources or 'no source is recorded'}", QUIET))
    yield Item(Text(relation.relation, QUIET), page.dot)
    yield Item(Text(relation.location, PLACE), page.dot)
