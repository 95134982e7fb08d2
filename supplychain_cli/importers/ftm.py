"""FollowTheMoney entities, JSON lines: what OpenSanctions publishes and Aleph exports, with delta files.

Model: https://followthemoney.tech/explorer/. A line is an entity, or an operation on one as in the delta files of
OpenSanctions: `{"op": "ADD", "entity": {...}}` with ADD, MOD or DEL. Files are read in the order given: what a later
file or a later operation says of an id replaces what was said before; plain lines of one file with one id add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from supplychain_cli.importers import ftm_edges, ftm_parties
from supplychain_cli.importers.ftm_entity import Entity, entity_of
from supplychain_cli.importers.ftm_index import Index, Known, index
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import Row
from supplychain_cli.importers.stream import fault
from supplychain_cli.importers.text import lines

_LINE = 64 * 1024 * 1024
"""Longest line in bytes. An entity that a thousand documents were merged into has some megabytes."""
_ASIDE = frozenset({"Address", "Contract"})
"""Schemas whose properties other entities need."""
_VERSIONS = 1 << 40


def read(files: Sequence[Path], report: Report, options: Options) -> Iterator[Row]:
    """Give the rows of the files. They are read twice: relations need to know parties that stand further down.

    Memory is flat: ids are kept in a file. A relation one end of which is not in the files, or deleted, is left out and
    counted. Raises DataFault as `text.lines`, and D204 for a file without any entity.
    """
    with index() as known:
        for number, file in enumerate(files):
            for entity in _entities(file, options):
                _note(known, entity, number)
        known.flush()
        for number, file in enumerate(files):
            understood = False
            for entity in _entities(file, options):
                report.read(file.name)
                understood = understood or not entity.fault
                reason = entity.fault or (_outdated(known, entity, number) if known.layered else "")
                if reason:
                    report.left_out(file.name, entity.row, reason)
                else:
                    yield from _rows(known, entity, file.name, report)
            if not understood:
                why = "no line of it is an entity of FollowTheMoney"
                raise fault("D204", file, why, "Look whether the file is of the format named.", row=1)


def _entities(file: Path, options: Options) -> Iterator[Entity]:
    for row, line in lines(file, options.encoding, _LINE):
        if line.strip():
            yield entity_of(row, line)


def _note(known: Index, entity: Entity, file: int) -> None:
    if entity.fault:
        return
    aside = dict(entity.properties) if entity.schema in _ASIDE else {}
    kind = ftm_parties.kind_of(entity.schema, entity.properties)
    known.add(
        Known(entity.id, entity.schema, kind, aside),
        _version(entity, file),
        [each for each in entity.referents if each != entity.id],
        gone=entity.operation == "DEL",
    )
    known.layered = known.layered or bool(file or entity.operation)


def _version(entity: Entity, file: int) -> int:
    """Number what replaces what: a later file all before, an operation all lines before it."""
    return file * _VERSIONS + (entity.row if entity.operation else 0)


def _outdated(known: Index, entity: Entity, file: int) -> str:
    if entity.operation == "DEL":
        return "The line deletes an entity."
    current = known.version(entity.id)
    if current is None:
        return "A later line deletes this entity."
    if _version(entity, file) != current:
        return "A later line gives this entity anew."
    return ""


def _rows(known: Index, entity: Entity, file: str, report: Report) -> Iterator[Row]:
    if ftm_parties.kind_of(entity.schema, entity.properties):
        yield from ftm_parties.rows(entity, known)
        return
    if entity.schema in _ASIDE or entity.schema in ftm_parties.BESIDE:
        yield from ftm_parties.beside(entity, known)
        return
    rows = ftm_edges.rows(entity, known)
    if rows is None:
        report.left_out(
            file, entity.row, f"An entity of the schema {entity.schema[:40]} is no party or relation here."
        )
        return
    for each in rows:
        if isinstance(each, ftm_edges.Lost):
            tell = report.left_out if each.whole else report.lost
            tell(file, entity.row, each.reason)
        else:
            yield each
