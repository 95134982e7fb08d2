"""The ranking of a dataset as rows: one row a party."""

from __future__ import annotations

from supplychain_cli.queries.exposure.answers import CHANNELS, RankedParty, RankingAnswer
from supplychain_cli.render.exposed import ranked
from supplychain_cli.render.tables.table import Cell, Table, joined, listed_text

_CHANNELS = tuple(name for name in CHANNELS if name != "goods")
COLUMNS = (
    "rank",
    "id",
    "name",
    "native",
    "kind",
    "country",
    "listed",
    "owned",
    "nearest",
    "grade",
    "contacts",
    *(name.replace("-", "_") for name in _CHANNELS if name not in {"listed", "owned"}),
    "tags",
)
_BRIEF = ("rank", "name", "country", "listed", "owned", "nearest", "grade", "contacts", "tags")


def table(answer: RankingAnswer) -> Table:
    """Give one row a party, the most exposed first; the columns of the channels hold the fewest legs."""
    return Table(COLUMNS, tuple(map(_row, answer.parties)), _BRIEF, tuple(ranked(answer)))


def _row(party: RankedParty) -> tuple[Cell, ...]:
    legs = {near.channel: near.distance for near in party.channels}
    return (
        party.rank,
        party.id,
        party.name,
        party.native,
        party.kind,
        party.country,
        listed_text(party.listed),
        joined(f"{word.regime} {word.verdict}" for word in party.owned),
        party.nearest,
        party.grade,
        party.contacts,
        *(legs.get(name) for name in _CHANNELS if name not in {"listed", "owned"}),
        joined(party.tags),
    )
