"""A card as rows: one row for each fact, whatever it is, so that all cards share their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.entity import Name
from supplychain_cli.queries.cards.answers import CountryFlows, ListingLine, Related, RelationGroup
from supplychain_cli.queries.cards.papers import Weighed
from supplychain_cli.queries.chains.answers import Citation
from supplychain_cli.render.sentences import NOT_ACCUSED
from supplychain_cli.render.tables.table import Table, joined

_BRIEF = (
    "part",
    "says",
    "goods",
    "period",
    "grade",
    "basis",
    "standing",
    "marks",
    "note",
    "sources",
    "location",
)


class Fact(NamedTuple):
    """One row of a card: which part it belongs to, the record's id, and what it says; what does not apply is empty."""

    part: str
    id: str = ""
    says: str = ""
    party: str = ""
    goods: str = ""
    period: str = ""
    grade: str = ""
    basis: str = ""
    status: str = ""
    standing: str = ""
    marks: str = ""
    amounts: str = ""
    note: str = ""
    sources: str = ""
    location: str = ""


def table_of(facts: Iterable[Fact], tags: Sequence[str] = ()) -> Table:
    """Give a card's facts as a table, with what its tags say below."""
    remarks = tuple(NOT_ACCUSED[tag] for tag in tags if tag in NOT_ACCUSED)
    return Table(Fact._fields, tuple(facts), _BRIEF, remarks)


def name_facts(names: Sequence[Name]) -> Iterator[Fact]:
    """Give one row a name: the name, and its kind and language as the note."""
    for name in names:
        about = joined(part for part in (name.kind, name.lang, name.script) if part)
        yield Fact("name", says=name.name, note=about, sources=name.source)


def group_facts(groups: Sequence[RelationGroup], subject: str) -> Iterator[Fact]:
    """Give one row a relation; `party` is the id of the one at the other end from `subject`."""
    for group in groups:
        for relation in group.relations:
            yield relation_fact(group.group, relation, subject)


def relation_fact(part: str, relation: Related, subject: str = "") -> Fact:
    """Give a relation as a row."""
    other = relation.from_ if relation.to.id == subject else relation.to
    share = (relation.share,) if relation.share else ()
    return Fact(
        part,
        id=relation.relation,
        says=f"{relation.from_.name} {relation.says} {relation.to.name}",
        party=other.id,
        goods=joined(good.name for good in relation.goods),
        period=relation.period or relation.attested,
        grade=relation.grade,
        basis=relation.basis,
        status=relation.status,
        standing=relation.standing,
        marks=joined(relation.marks),
        amounts=joined((*share, *relation.amounts)),
        note=joined(part for part in (relation.note, relation.retracted) if part),
        sources=sources_cell(relation.sources),
        location=relation.location,
    )


def listing_fact(line: ListingLine) -> Fact:
    """Give a listing as a row; `marks` is what the measure does."""
    return Fact(
        "listing",
        id=line.listing,
        says=f"{line.authority}, {line.programme}" + (f", entry {line.entry}" if line.entry else ""),
        party=line.party.id,
        period=f"{line.from_}/{line.until or '..'}" if line.from_ or line.until else line.between,
        grade=line.grade,
        basis=line.basis,
        status=line.status,
        standing=line.standing,
        marks=line.measure,
        note=joined(part for part in (line.effect, line.note, line.retracted) if part),
        sources=sources_cell(line.sources),
        location=line.location,
    )


def evidence_facts(evidence: Sequence[Weighed]) -> Iterator[Fact]:
    """Give one row a piece of evidence; `marks` are its letter and figure."""
    for piece in evidence:
        cited = piece.citation
        yield Fact(
            "evidence",
            id=cited.source,
            says=cited.paraphrase,
            grade=piece.grade,
            basis=cited.basis,
            marks=f"{cited.reliability or 'F'}{cited.credibility}",
            note=joined((piece.reliability_means, piece.credibility_means)),
            sources=joined(part for part in (cited.publisher, cited.title, cited.date, cited.url) if part),
            location=cited.locator,
        )


def plain_facts(**fields: str) -> Iterator[Fact]:
    """Give one row a named value, those that are empty left out."""
    return (Fact(part.replace("_", " "), says=says) for part, says in fields.items() if says)


def sources_cell(sources: Sequence[Citation]) -> str:
    """Name the sources and places of a claim in one cell."""
    return joined(f"{piece.source}, {piece.locator}" if piece.locator else piece.source for piece in sources)


def flow_facts(flows: CountryFlows | None) -> Iterator[Fact]:
    """Give one row for each figure of trade between countries that is shown."""
    for flow in flows.shown if flows else ():
        says = f"{flow.reporter} {flow.direction} {flow.partner}"
        period = flow.first if flow.first == flow.last else f"{flow.first}/{flow.last}"
        amounts = joined(filter(None, (flow.value, flow.quantity)))
        yield Fact(
            "trade between countries", says=says, goods=f"HS {flow.goods}", period=period, amounts=amounts,
            sources=flow.source, location=flow.location,
        )  # fmt: skip
