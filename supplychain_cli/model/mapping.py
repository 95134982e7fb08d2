"""Mappings: what the columns of somebody's table mean, so that any table can be read as parties and relations.

A field that takes its value from the table holds the heading of a column, `Consignor name`. A text that begins with
`=` is a constant: `=RU` is the same in every row.
"""

from __future__ import annotations

from supplychain_cli.model.dates import MAYBE_MOMENT
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.kinds import Directness, EntityKind, RelationKind
from supplychain_cli.model.record import record, said

CONSTANT = "="
"""Begins a value that does not come from a column."""


@record
class RowFilter:
    """A condition on a row. Rows that do not meet every condition are left out and counted."""

    column: str = said("Heading of the column.", min_length=1, examples=["Direction"])
    is_: tuple[str, ...] = said(
        "The cell is one of these, in any case.", default=(), written="is", examples=[["IM"]]
    )
    is_not: tuple[str, ...] = said(
        "The cell is none of these, in any case.", default=(), examples=[["annulled"]]
    )
    starts: tuple[str, ...] = said(
        "The cell begins with one of these.", default=(), examples=[["8542", "8541"]]
    )


@record
class MappedParty:
    """One party that a row names, in one role.

    Rows name the same party when they agree in its first identifier, or, in rows without one, in its name (apart
    from case, spaces and punctuation) and country. Names that only look alike stay two parties.
    """

    role: str = said("What the party is in the row.", pattern=SLUG, examples=["consignor"])
    name: str = said("Column of its name.", min_length=1, examples=["Consignor name"])
    kind: EntityKind = said("What it is.", default="company")
    other_names: tuple[str, ...] = said(
        "Columns of further names.", default=(), examples=[["Consignor name (English)"]]
    )
    lang: str = said("Language of the name (ISO 639).", default="", examples=["ru"])
    country: str = said(
        "Column of its country: a code or English name of ISO 3166-1, or a word of `countries`; or `=RU`.",
        default="",
        examples=["Consignor country"],
    )
    countries: dict[str, str] = said(
        "The file's own words for countries, and the code of each.",
        default_factory=dict,
        examples=[{"КИТАЙ": "CN"}],
    )
    identifiers: dict[str, str] = said(
        "Scheme and column of its register numbers, the one that identifies it first.",
        default_factory=dict,
        examples=[{"inn": "Consignee INN"}],
    )
    details: dict[str, str] = said(
        "What else to show of it: label and column.",
        default_factory=dict,
        examples=[{"Address": "Consignor address"}],
    )


@record
class MappedRelation:
    """One relation that a row states, between two of its parties."""

    from_: str = said("Role of the supplier, owner or member.", written="from", examples=["consignor"])
    to: str = said("Role of the customer, asset or group.", examples=["consignee"])
    kind: RelationKind = said("What the relation is.", default="supplies")
    goods: str = said("Column of the HS code.", default="", examples=["HS code"])
    goods_digits: int | None = said(
        "Digits of a whole code: one that is a digit short lost its first zero in a spreadsheet.",
        default=None,
        ge=2,
        le=14,
        examples=[10],
    )
    text: str = said("Column of the words for the goods.", default="", examples=["Description of goods"])
    date: str = said("Column of the day, or of the first day.", default="", examples=["Date"])
    until: str = said("Column of the last day.", default="", examples=["Valid until"])
    quantity: str = said("Column of the weight or number.", default="", examples=["Net weight"])
    unit: str = said("Column of its unit, or `=kg`.", default="", examples=["=kg"])
    units: dict[str, str] = said(
        "The file's words for units, and ours.", default_factory=dict, examples=[{"ШТ": "pieces"}]
    )
    value: str = said("Column of the value.", default="", examples=["Invoice value"])
    currency: str = said("Column of its currency (ISO 4217), or `=USD`.", default="", examples=["=USD"])
    currencies: dict[str, str] = said(
        "The file's words for currencies, and the code of each.",
        default_factory=dict,
        examples=[{"ДОЛЛАР США": "USD"}],
    )
    share: str = said(
        "Column of the stake in percent: `50`, `25-50`, `>50`.", default="", examples=["Share (%)"]
    )
    directness: Directness = said("Whether it is direct.", default="direct")
    reference: str = said(
        "Column of the number of the document.", default="", examples=["Declaration number"]
    )


@record
class TableMapping:
    """How to read one kind of table: which rows count, which parties they name, which relations they state."""

    id: str = said("Stable slug.", pattern=SLUG, examples=["customs-imports"])
    title: str = said("One line for people.", examples=["Import declarations, one row for each good"])
    parties: tuple[MappedParty, ...] = said("The parties that a row names.", nested=MappedParty)
    encoding: str = said("Encoding of a text file that is not UTF-8.", default="", examples=["windows-1251"])
    delimiter: str = said(
        "Sign between the cells of a CSV; found by itself unless it is rare.",
        default="",
        max_length=1,
        examples=[";"],
    )
    sheet: str = said(
        "Name of the sheet of a workbook; the first one without it.", default="", examples=["2023"]
    )
    heading_row: int = said("Row that holds the headings.", default=1, ge=1, le=1000, examples=[3])
    date_format: tuple[str, ...] = said(
        "How days are written, with D, M, Y, h, m and s; 2022-05-18 is always understood.",
        default=(),
        examples=[["DD.MM.YYYY"]],
    )
    decimal: str = said(
        "Sign before the decimals: a point or a comma.", default=".", pattern="^[.,]$", examples=[","]
    )
    empty: tuple[str, ...] = said(
        "What stands in a cell that says nothing.", default=(), examples=[["-", "N/A", "НЕТ ДАННЫХ"]]
    )
    rows: tuple[RowFilter, ...] = said("Which rows count.", default=(), nested=RowFilter)
    relations: tuple[MappedRelation, ...] = said(
        "The relations that a row states.", default=(), nested=MappedRelation
    )
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("What a reader must know.", default="", examples=["Column 12 is the customs value."])
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["customs"]])


def constant(cell: str) -> str | None:
    """Give the constant that a field of a mapping holds; None when it names a column."""
    return cell[len(CONSTANT) :] if cell.startswith(CONSTANT) else None


def columns(mapping: TableMapping) -> tuple[str, ...]:
    """Give every heading that a mapping needs, each once, in the order in which it names them."""
    named: list[str] = [condition.column for condition in mapping.rows]
    for party in mapping.parties:
        named += (*party.identifiers.values(), party.name, *party.other_names, party.country)
        named += party.details.values()
    for relation in mapping.relations:
        named += (relation.goods, relation.text, relation.date, relation.until, relation.quantity)
        named += (relation.unit, relation.value, relation.currency, relation.share, relation.reference)
    return tuple(dict.fromkeys(name for name in named if name and constant(name) is None))


def faults(mapping: TableMapping) -> tuple[str, ...]:
    """Say in sentences what makes a mapping impossible to follow; empty when nothing does."""
    roles = [party.role for party in mapping.parties]
    known = ", ".join(roles) or "none"
    found = [f"Two parties have the role `{role}`." for role in dict.fromkeys(roles) if roles.count(role) > 1]
    if not roles:
        found.append("It maps no party.")
    for relation in mapping.relations:
        ends = (relation.from_, relation.to)
        found += [
            f"A relation names the role `{end}`, which no party has (the roles are: {known})."
            for end in ends
            if end not in roles
        ]
        if relation.from_ == relation.to:
            found.append(f"A relation runs from `{relation.from_}` to itself.")
    return tuple(found)
