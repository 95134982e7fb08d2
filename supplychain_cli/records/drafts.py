"""One text becomes records, each looked at by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dataset import FORMAT, SECTIONS, DatasetInfo, Entry, Path
from supplychain_cli.records import files
from supplychain_cli.records.excerpt import clipped
from supplychain_cli.records.fields import SINGULAR

if TYPE_CHECKING:
    from supplychain_cli.records.syntax import Parsed, Tree

_DIGITS = 9
"""Longest format number that is looked at; a longer one is newer than any."""


_RECORD_CODES = "R2"
"""Codes below are about the file, from here on about one record."""


class Draft(NamedTuple):
    """What one text holds, before records are compared.

    `lost` are the ids of invalid records; `complete` says whether the text was read to its end.
    """

    info: DatasetInfo | None
    entries: list[Entry]
    lost: set[str]
    diagnostics: list[Diagnostic]
    complete: bool


def draft_of(text: str, name: str) -> Draft:
    """Read the records of one text, each by itself; `dataset.yml` gives the head instead."""
    from supplychain_cli.records import syntax

    parsed = syntax.parse(text, name)
    draft = Draft(None, [], set(), parsed.diagnostics, parsed.complete)
    if parsed.tree is None:
        if parsed.complete:
            draft.diagnostics.append(_empty(name))
        return draft
    if not isinstance(parsed.tree, dict):
        message = "The file does not begin with a section; it holds something else."
        help_ = f"Write a section and its records below it. The sections are: {', '.join(SECTIONS)}."
        draft.diagnostics.append(Diagnostic("R117", message, _place(parsed, name), help=help_))
        return draft._replace(complete=False)
    if name == files.HEAD:
        return _head(parsed, name, draft)
    if not parsed.tree and parsed.complete and not parsed.diagnostics:
        draft.diagnostics.append(_empty(name))
    for section, records in parsed.tree.items():
        _section(section, records, parsed, name, draft)
    # A value or section that was refused may have held any record: nothing of this file may be called missing.
    hidden = any(item.code < _RECORD_CODES and item.severity == "error" for item in draft.diagnostics)
    return draft._replace(complete=draft.complete and not hidden)


def _section(section: str, records: Tree, parsed: Parsed, name: str, draft: Draft) -> None:
    if section not in SECTIONS:
        draft.diagnostics.append(_unknown_section(section, _place(parsed, name, (section,), key=True)))
        return
    if not isinstance(records, list):
        draft.diagnostics.append(
            Diagnostic(
                "R119",
                f"The section `{section}` is not a list of records.",
                _place(parsed, name, (section,)),
                help=f"Begin each {SINGULAR[section]} with `- id: ...`, indented below `{section}:`.",
            )
        )
        return
    last = len(records) - 1
    cut = not parsed.complete and isinstance(parsed.tree, dict) and section == list(parsed.tree)[-1]
    places = _by_record(parsed, section, len(records), name)
    for index, tree in enumerate(records):
        if cut and index == last:
            # Reading stopped inside this record: what is missing in it says nothing.
            continue
        _record(section, index, tree, (parsed, name, places[index]), draft)


def _record(
    section: str, index: int, tree: Tree, source: tuple[Parsed, str, dict[Path, Location]], draft: Draft
) -> None:
    from supplychain_cli.records import schema

    parsed, name, places = source
    if not isinstance(tree, dict):
        draft.diagnostics.append(
            Diagnostic(
                "R120",
                f"This {SINGULAR[section]} is not a mapping of fields to values.",
                _place(parsed, name, (section, index)),
                help="Write its fields as `name: value`, one on each line.",
            )
        )
        return

    def where(path: Path, key: bool) -> Location | None:
        inside = (section, index, *path)
        if inside in parsed.keys and inside not in parsed.values:
            # The field is there, but what stands in it was refused, and that has its own complaint.
            return None
        return _place(parsed, name, inside, key=key)

    record = schema.record_of(section, tree, where)
    if isinstance(record, list):
        draft.diagnostics.extend(record)
        if isinstance(tree.get("id"), str):
            draft.lost.add(str(tree["id"]))
    else:
        draft.entries.append(Entry(section, record, places))


def _head(parsed: Parsed, name: str, draft: Draft) -> Draft:
    from supplychain_cli.records import schema

    tree = parsed.tree
    version = tree.get("format", "") if isinstance(tree, dict) else ""
    number = version.removeprefix("supplychain/") if isinstance(version, str) else ""
    if _is_newer(number):
        message = f"The dataset has the format {clipped(str(version))}; this program reads up to supplychain/{FORMAT}."
        help_ = "Install a newer version of supplychain; the records themselves are not at fault."
        draft.diagnostics.append(Diagnostic("R123", message, _place(parsed, name, ("format",)), help=help_))
        return draft
    info = schema.info_of(tree or {}, lambda path, key: _place(parsed, name, path, key=key))
    if isinstance(info, list):
        draft.diagnostics.extend(info)
        return draft
    return draft._replace(info=info)


def _is_newer(number: str) -> bool:
    return number.isascii() and number.isdigit() and (len(number) > _DIGITS or int(number) > FORMAT)


def _by_record(parsed: Parsed, section: str, count: int, name: str) -> list[dict[Path, Location]]:
    """Sort the places of a section's values by record, with paths inside the record."""
    places: list[dict[Path, Location]] = [{} for _ in range(count)]
    for path, (line, column) in parsed.values.items():
        if len(path) > 1 and path[0] == section and isinstance(path[1], int):
            places[path[1]][path[2:]] = Location(name, line, column)
    return places


def _place(parsed: Parsed, name: str, path: Path = (), *, key: bool = False) -> Location:
    """Give the place of a value, or of the nearest thing around it that was written."""
    if key and path in parsed.keys:
        return Location(name, *parsed.keys[path])
    while path and path not in parsed.values:
        path = path[:-1]
    return Location(name, *parsed.values.get(path, (1, 1)))


def _empty(name: str) -> Diagnostic:
    return Diagnostic(
        "R116",
        "The file holds no records.",
        Location(name),
        severity="error" if name == files.HEAD else "warning",
        help="Add a record, for example with `supplychain new entity`, or delete the file.",
    )


def _unknown_section(section: str, place: Location) -> Diagnostic:
    from supplychain_cli.records.sentences import similar

    return Diagnostic(
        "R118",
        f"No section is called `{clipped(section)}`.",
        place,
        notes=similar(section, SECTIONS, "There is a section `{}` with a similar name."),
        help=f"Correct the name. The sections are: {', '.join(SECTIONS)}.",
    )
