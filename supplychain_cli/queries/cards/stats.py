"""What a dataset holds and where it is thin: counts made inside the database, never by reading the records."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.standing import listings_sql, relations_sql, written_sql
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.dataset import SECTIONS
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.cards.overviews import Breakdown, Ids, Span, StatsAnswer, Tally
from supplychain_cli.snapshot.reader import Snapshot

_BASIS = ("stated", "inferred")
_WEAK_SECTIONS = ("relations", "listings", "entities", "goods")


def overview(view: View, *, limit: int | None = None) -> StatsAnswer:
    """Count what the dataset holds; name at most `limit` records (all by default) for each weakness.

    Asked as of a day, relations and listings are counted as they hold on it. Cost: one pass over each table.
    """
    snapshot, conditions = view.snapshot, _conditions(view.scope)
    most = -1 if limit is None else limit
    single = (
        Ids(s, snapshot.count_cited_once(s), tuple(snapshot.cited_once(s, most))) for s in _WEAK_SECTIONS
    )
    uncited = (
        Ids(s, snapshot.count_uncited(s), tuple(snapshot.uncited(s, most)))
        for s in ("sources", *_WEAK_SECTIONS)
    )
    return StatsAnswer(
        sections=tuple(_sections(snapshot, conditions)),
        breakdowns=tuple(_breakdowns(snapshot, conditions)),
        spans=tuple(
            _span(snapshot, s, table, conditions[s])
            for s, table in (("relations", "edge"), ("listings", "listing"))
        ),
        single_source=tuple(ids for ids in single if ids.count),
        uncited=tuple(ids for ids in uncited if ids.count),
        notices=tuple(_notices(view.scope)),
    )


def _conditions(scope: Scope) -> dict[str, str]:
    """Give the condition under which a record of each section is counted."""
    written = written_sql(scope)
    dated = scope.as_of is not None
    return {
        "entities": f"kind <> 'good' AND {written}",
        "goods": f"kind = 'good' AND {written}",
        "relations": relations_sql(scope) if dated else written,
        "listings": listings_sql(scope) if dated else written,
    }


_TABLES = {"entities": "node", "goods": "node", "relations": "edge", "listings": "listing"}
_FIELDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("entities", ("kind",), ("kind",)),
    ("entities", ("country",), ("country",)),
    ("relations", ("kind",), ("kind",)),
    ("relations", ("grade", "basis"), ("grade", "inferred")),
    ("relations", ("status",), ("status",)),
    ("listings", ("authority", "measure"), ("authority", "measure")),
    ("listings", ("status",), ("status",)),
)
"""Section, names of the fields, and the columns that hold them."""


def _sections(snapshot: Snapshot, conditions: dict[str, str]) -> Iterator[Tally]:
    whole = dict(snapshot.tally("record", "section"))
    for section in SECTIONS:
        if section in _TABLES:
            counted = snapshot.tally(_TABLES[section], "1", where=conditions[section])
            yield Tally((section,), counted[0][-1] if counted else 0)
        else:
            yield Tally((section,), whole.get(section, 0))


def _breakdowns(snapshot: Snapshot, conditions: dict[str, str]) -> Iterator[Breakdown]:
    for section, by, columns in _FIELDS:
        rows = snapshot.tally(_TABLES[section], *columns, where=conditions[section])
        yield Breakdown(section, by, tuple(Tally(_words(by, row[:-1]), row[-1]) for row in rows))
    for section, field in (("sources", "reliability"), ("goods", "chpl")):
        column = f"coalesce(json_extract(json, '$.{field}'), '')"
        rows = snapshot.tally("record", column, where=f"section = '{section}'")
        yield Breakdown(section, (field,), tuple(Tally((row[0],), row[1]) for row in rows))


def _words(by: tuple[str, ...], values: tuple[str | int, ...]) -> tuple[str, ...]:
    """Give column values as people read them: grade and basis are stored as ranks."""
    words = {"grade": GRADES, "basis": _BASIS}
    return tuple(
        str(words[name][int(value)] if name in words else value)
        for name, value in zip(by, values, strict=True)
    )


def _span(snapshot: Snapshot, section: str, table: str, condition: str) -> Span:
    first, last = snapshot.first_and_last(table, condition)
    undated = snapshot.tally(table, "1", where=f"{condition} AND first IS NULL AND last IS NULL")
    return Span(
        section,
        "" if first is None else day_text(first),
        "" if last is None else day_text(last),
        undated[0][-1] if undated else 0,
    )


def _notices(scope: Scope) -> Iterator[Notice]:
    if scope.as_of is not None:
        yield Notice(
            "N303",
            f"Relations and listings are counted as they hold on {day_text(scope.as_of)}; of the rest, all records.",
        )
    if scope.known_on is not None:
        yield Notice(
            "N304",
            f"Parties, goods, relations and listings are counted as known on {day_text(scope.known_on)}; sources, "
            "regimes, judgements, expectations, tiers and what rests on one source or none as of today.",
        )
