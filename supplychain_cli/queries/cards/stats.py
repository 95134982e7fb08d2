"""What a dataset holds and where it is thin: counts made from columns and the index of citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph import standing
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.dataset import SECTIONS
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.cards.overviews import Breakdown, Ids, Span, StatsAnswer, Tally
from supplychain_cli.snapshot.condition import Condition
from supplychain_cli.snapshot.counting import first_and_last, tally
from supplychain_cli.snapshot.reader import Snapshot

_BASIS = ("stated", "inferred")
_WEAK_SECTIONS = ("relations", "listings", "entities", "goods")


def overview(view: View, *, limit: int | None = None) -> StatsAnswer:
    """Count what the dataset holds; name at most `limit` records (all by default) for each weakness.

    Asked as of a day, relations and listings are counted as they hold on it. Cost: one pass over each table.
    """
    snapshot, conditions = view.snapshot, _conditions(view.scope)
    cited = _Cited(snapshot)
    single = (_ids(s, cited.once(s), limit) for s in _WEAK_SECTIONS)
    uncited = (_ids(s, cited.never(s), limit) for s in ("sources", *_WEAK_SECTIONS))
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


class _Cited:
    """How many sources each record of the YAML files cites, and which sources are cited at all."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read all citations once."""
        self._snapshot = snapshot
        self._counts: Counter[tuple[str, str]] = Counter()
        self._sources = set()
        for source, section, name in snapshot.citations():
            self._counts[section, name] += 1
            self._sources.add(source)

    def once(self, section: str) -> list[str]:
        """Ids of the records that rest on a single source."""
        return sorted(name for (held, name), count in self._counts.items() if held == section and count == 1)

    def never(self, section: str) -> list[str]:
        """Ids of the records that name no source; for `sources`, of those that nothing cites."""
        names = (held.id for held in self._snapshot.records(section))
        if section == "sources":
            return [name for name in names if name not in self._sources]
        return [name for name in names if (section, name) not in self._counts]


def _ids(section: str, names: list[str], limit: int | None) -> Ids:
    return Ids(section, len(names), tuple(names[:limit]))


def _conditions(scope: Scope) -> dict[str, Condition]:
    """Give the condition under which a record of each section is counted."""
    written = standing.written(scope)
    dated = scope.as_of is not None
    return {
        "entities": written,
        "goods": written,
        "relations": standing.relations(scope) if dated else written,
        "listings": standing.listings(scope) if dated else written,
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


def _sections(snapshot: Snapshot, conditions: dict[str, Condition]) -> Iterator[Tally]:
    for section in SECTIONS:
        if section in _TABLES:
            rows = _counted(snapshot, section, ("kind",) if _TABLES[section] == "node" else (), conditions)
            yield Tally((section,), sum(row[-1] for row in rows))
        else:
            yield Tally((section,), snapshot.count_records(section))


def _counted(
    snapshot: Snapshot, section: str, columns: tuple[str, ...], conditions: dict[str, Condition]
) -> list[tuple[Any, ...]]:
    """Count the records of a section by columns. Entities and goods share a table, and their kind tells them apart."""
    table = _TABLES[section]
    if table != "node":
        return tally(snapshot, table, *columns, where=conditions[section])
    rows = tally(snapshot, table, "kind", *columns, where=conditions[section])
    return [row[1:] for row in rows if (row[0] == "good") == (section == "goods")]


def _breakdowns(snapshot: Snapshot, conditions: dict[str, Condition]) -> Iterator[Breakdown]:
    for section, by, columns in _FIELDS:
        counts: Counter[tuple[str, ...]] = Counter()
        for row in _counted(snapshot, section, columns, conditions):
            counts[_words(by, row[:-1])] += row[-1]
        rows = sorted(counts.items(), key=lambda item: _rank(by, item[0]))
        yield Breakdown(section, by, tuple(Tally(*row) for row in rows))
    for section, field in (("sources", "reliability"), ("goods", "chpl")):
        counted = Counter(held.plain.get(field, "") for held in snapshot.records(section))
        rows = sorted(((value,), count) for value, count in counted.items())
        yield Breakdown(section, (field,), tuple(Tally(*row) for row in rows))


def _words(by: tuple[str, ...], values: tuple[str | int, ...]) -> tuple[str, ...]:
    """Give column values as people read them: grade and basis are stored as ranks."""
    words = {"grade": GRADES, "basis": _BASIS}
    return tuple(
        str(words[name][int(value)] if name in words else value)
        for name, value in zip(by, values, strict=True)
    )


def _rank(by: tuple[str, ...], values: tuple[str, ...]) -> tuple[int | str, ...]:
    """Sort words by rank where they have one, else by letter."""
    words = {"grade": GRADES, "basis": _BASIS}
    return tuple(
        words[name].index(value) if name in words else value for name, value in zip(by, values, strict=True)
    )


def _span(snapshot: Snapshot, section: str, table: str, condition: Condition) -> Span:
    first, last, undated = first_and_last(snapshot, table, condition)
    return Span(
        section, "" if first is None else day_text(first), "" if last is None else day_text(last), undated
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
