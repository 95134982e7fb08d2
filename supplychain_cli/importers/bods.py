"""Beneficial Ownership Data Standard 0.4, as a JSON array or as JSON lines.

Standard: https://standard.openownership.org/en/0.4.0/. A statement says something of a record (an entity, a person or a
relationship between two); a later statement of the same record replaces an earlier one. What was true until a
later statement gave a stake anew stays as a relation that has ended. Files are read twice, for a relationship
must know its parties and what is said of it later.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers import bods_interests, bods_parties
from supplychain_cli.importers.bods_index import Index, Version, index
from supplychain_cli.importers.bods_rules import fault_of
from supplychain_cli.importers.items import items
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import Row
from supplychain_cli.importers.stream import fault, opened
from supplychain_cli.importers.text import lines
from supplychain_cli.light import NamedTuple

SUPERSEDED = "A later statement gives this record anew."


class Numbered(NamedTuple):
    """A statement with its number in the file, and its place among all statements of all files."""

    row: int
    spot: int
    statement: Any
    fault: str


def read(files: Sequence[Path], report: Report, options: Options) -> Iterator[Row]:
    """Give the rows of the files. Memory is flat: what is said of each record is kept in a file.

    A statement that breaks a rule of the standard is left out with the rule as its reason. Raises DataFault as
    `items.items` and `text.lines`, and D204 when no statement is of version 0.4.
    """
    with index() as known:
        for one in _all(files, options):
            if not one.fault:
                known.add(one.spot, one.statement)
        known.flush()
        spot = 0
        for file in files:
            for one in _numbered(file, options, spot):
                spot = one.spot
                report.read(file.name)
                reason = one.fault or known.repeated(one.spot, one.statement)
                if reason:
                    report.left_out(file.name, one.row, reason)
                else:
                    yield from _rows(one, known, file.name, report)
            if not report.used(file.name):
                raise _none_used(file, report)


def _all(files: Sequence[Path], options: Options) -> Iterator[Numbered]:
    spot = 0
    for file in files:
        for one in _numbered(file, options, spot):
            spot = one.spot
            yield one


def _numbered(file: Path, options: Options, spot: int) -> Iterator[Numbered]:
    for number, statement in _statements(file, options):
        spot += 1
        yield Numbered(number, spot, statement, fault_of(statement))


def _statements(file: Path, options: Options) -> Iterator[tuple[int, object]]:
    with opened(file) as stream:
        start = stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        for number, _, statement in items(file):
            yield number, statement
        return
    for number, line in lines(file, options.encoding):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _none_used(file: Path, report: Report) -> DataFault:
    reasons = [item for item in report.skipped if item.file == file.name]
    why = f"none of its {report.files.get(file.name, 0)} statements is one of version 0.4"
    if reasons:
        why += f": {reasons[0].reason[:1].lower()}{reasons[0].reason[1:-1]}"
    return fault("D204", file, why, "Convert the file to version 0.4, or look whether it is of this format.")


def _rows(one: Numbered, known: Index, file: str, report: Report) -> Iterator[Row]:
    statement = one.statement
    versions = known.versions(statement["recordId"])
    later = [version for version in versions if version > _place(one)]
    if statement["recordType"] == "relationship":
        yield from _relationship(one, known, later, file, report)
        return
    if later:
        rows = list(bods_parties.former_names(statement, known.name(later[-1])))
        if not rows:
            report.left_out(file, one.row, SUPERSEDED)
        yield from rows
        return
    yield from bods_parties.rows(statement, one.row)


def _place(one: Numbered) -> Version:
    return Version(one.statement["statementDate"], one.spot)


def _relationship(
    one: Numbered, known: Index, later: Sequence[Version], file: str, report: Report
) -> Iterator[Row]:
    details = one.statement["recordDetails"]
    subject, party = details["subject"], details["interestedParty"]
    for end in (subject, party):
        if isinstance(end, dict):
            rows = _undisclosed(subject, party, known)
            if not rows:
                report.left_out(file, one.row, "The relationship does not say of whom it speaks.")
            yield from rows
            return
        if not known.kind(end):
            report.left_out(
                file, one.row, "The relationship names a record that no statement of the files is about."
            )
            return
    following = known.interests(later[0]) if later else None
    made = list(
        bods_interests.rows(one.statement, one.row, known.kind(party), known.kind(subject), following)
    )
    if not made:
        odd = "The interest is one that no kind of relation between these two parties can hold."
        report.left_out(file, one.row, SUPERSEDED if later else odd)
    yield from made


def _undisclosed(subject: object, party: object, known: Index) -> list[Row]:
    """Say on the card of the subject that somebody has an interest, and why it is not told who."""
    if isinstance(subject, str) and isinstance(party, dict) and known.kind(subject):
        return [bods_parties.undisclosed(subject, party)]
    return []
