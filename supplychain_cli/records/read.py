"""A folder of record files becomes a corpus, or the complete list of what is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.model.dataset import FORMAT, SECTIONS, Corpus, DatasetInfo, Entry
from supplychain_cli.model.dataset import Path as Inside
from supplychain_cli.records import files
from supplychain_cli.records.excerpt import clipped, quoted
from supplychain_cli.records.fields import SINGULAR

if TYPE_CHECKING:
    from supplychain_cli.records.syntax import Parsed, Tree

Progress = Callable[[int, int], None]
"""Told after each file: how many are read, and how many there are."""

MAX_SHOWN = 1000
"""Complaints that are kept in full; the rest are counted in one last line."""

files_of = files.files_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder held. `corpus` is None when there is an error; warnings and notes leave it in place."""

    corpus: Corpus | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]


class Draft(NamedTuple):
    """What a text holds before records are compared: valid entries, ids of invalid ones, was all of it seen."""

    info: DatasetInfo | None
    entries: list[Entry]
    lost: set[str]
    diagnostics: list[Diagnostic]
    complete: bool


@dataclass(slots=True)
class _Harvest:
    """What has been gathered so far."""

    info: DatasetInfo | None = None
    entries: list[Entry] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    complete: bool = True


def read(folder: Path, *, progress: Progress | None = None) -> Reading:
    """Read and check every record file below a folder.

    All faults come back, not the first; a fault in one file does not stop the others. Never raises for what the
    files hold. Linear in their size: some thousand records a second.
    """
    with _without_collector():
        harvest = _Harvest()
        if not folder.is_dir():
            return Reading(None, (_no_folder(folder),), ())
        found = files.find(folder)
        harvest.diagnostics += found.diagnostics
        harvest.complete = not found.diagnostics
        if not found.files or found.files[0] != folder / files.HEAD:
            harvest.diagnostics.append(_no_head(folder, found.files))
        for number, path in enumerate(found.files, 1):
            _read_file(path, path.relative_to(folder).as_posix(), harvest)
            if progress:
                progress(number, len(found.files))
        return _concluded(harvest, found.files)


def read_texts(texts: Mapping[str, str]) -> Reading:
    """Read and check a dataset given as text by file name, as examples in documents and tests are."""
    with _without_collector():
        harvest = _Harvest()
        if files.HEAD not in texts:
            harvest.diagnostics.append(_no_head(Path(), ()))
        for name in sorted(texts, key=lambda name: (name != files.HEAD, name)):
            _read_text(texts[name], name, harvest)
        return _concluded(harvest, tuple(Path(name) for name in texts))


def _concluded(harvest: _Harvest, paths: tuple[Path, ...]) -> Reading:
    from supplychain_cli.records.check import check

    info = harvest.info or DatasetInfo(f"supplychain/{FORMAT}", "unknown", "", "")
    corpus = Corpus(info, tuple(harvest.entries))
    harvest.diagnostics += check(corpus, frozenset(harvest.lost), complete=harvest.complete)
    failed = any(item.severity == "error" for item in harvest.diagnostics)
    return Reading(None if failed else corpus, _presented(harvest), paths)


def _presented(harvest: _Harvest) -> tuple[Diagnostic, ...]:
    """Order by place, keep the gravest MAX_SHOWN with their lines, and count the rest."""
    everything = sorted(set(harvest.diagnostics), key=Diagnostic.sort_key)
    kept = everything
    if len(everything) > MAX_SHOWN:
        gravity = {"error": 0, "warning": 1, "note": 2}
        kept = sorted(everything, key=lambda item: gravity[item.severity])[:MAX_SHOWN]
        kept.sort(key=Diagnostic.sort_key)
    shown = quoted(kept, harvest.texts.get)
    if len(kept) < len(everything):
        rest = len(everything) - len(kept)
        errors = sum(item.severity == "error" for item in everything)
        shown.append(
            Diagnostic(
                "R190",
                f"{rest:,} more complaints are not shown; {errors:,} of all {len(everything):,} are errors.",
                kept[-1].location,
                severity="note",
                help="Mend the first ones and run the command again: one fault often causes many.",
            )
        )
    return tuple(shown)


def _read_file(path: Path, name: str, harvest: _Harvest) -> None:
    text, faults = files.load(path, name)
    harvest.diagnostics += faults
    if text is None:
        harvest.complete = False
    else:
        _read_text(text, name, harvest)


def _read_text(text: str, name: str, harvest: _Harvest) -> None:
    draft = draft_of(text, name)
    harvest.texts[name] = text
    harvest.info = draft.info or harvest.info
    harvest.entries += draft.entries
    harvest.lost |= draft.lost
    harvest.diagnostics += draft.diagnostics
    harvest.complete &= draft.complete


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
        help_ = f"Write a section such as `entities:` and its records below. The sections are: {', '.join(SECTIONS)}."
        draft.diagnostics.append(Diagnostic("R117", message, _place(parsed, name), help=help_))
        return draft._replace(complete=False)
    if name == files.HEAD:
        return _head(parsed, name, draft)
    if not parsed.tree and parsed.complete and not parsed.diagnostics:
        draft.diagnostics.append(_empty(name))
    for section, records in parsed.tree.items():
        _section(section, records, parsed, name, draft)
    return draft


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
    section: str, index: int, tree: Tree, source: tuple[Parsed, str, dict[Inside, Location]], draft: Draft
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

    def where(path: Inside, key: bool) -> Location:
        return _place(parsed, name, (section, index, *path), key=key)

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
    if number.isascii() and number.isdigit() and len(number) < 10 and int(number) > FORMAT:
        message = (
            f"The dataset has the format {version}; this program reads formats up to supplychain/{FORMAT}."
        )
        help_ = "Install a newer version of supplychain; the records themselves are not at fault."
        draft.diagnostics.append(Diagnostic("R123", message, _place(parsed, name, ("format",)), help=help_))
        return draft
    info = schema.info_of(tree or {}, lambda path, key: _place(parsed, name, path, key=key))
    if isinstance(info, list):
        draft.diagnostics.extend(info)
        return draft
    return draft._replace(info=info)


def _by_record(parsed: Parsed, section: str, count: int, name: str) -> list[dict[Inside, Location]]:
    """Sort the places of a section's values by record, with paths inside the record."""
    places: list[dict[Inside, Location]] = [{} for _ in range(count)]
    for path, (line, column) in parsed.values.items():
        if len(path) > 1 and path[0] == section and isinstance(path[1], int):
            places[path[1]][path[2:]] = Location(name, line, column)
    return places


def _place(parsed: Parsed, name: str, path: Inside = (), *, key: bool = False) -> Location:
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


def _no_folder(folder: Path) -> Diagnostic:
    what = "is not a folder" if folder.exists() else "does not exist"
    return Diagnostic(
        "R124",
        f"The records folder {folder} {what}.",
        Location(str(folder)),
        help="Name a folder that holds a dataset.yml with --records.",
    )


def _no_head(folder: Path, found: tuple[Path, ...]) -> Diagnostic:
    other = folder / "dataset.yaml"
    notes = ("There is a dataset.yaml; the name must end in .yml.",) if other in found else ()
    return Diagnostic(
        "R100",
        "The folder holds no dataset.yml, so it is not a dataset.",
        Location(files.HEAD),
        notes=notes,
        help=f"Name another folder, or write a dataset.yml with the fields format (supplychain/{FORMAT}), name, version "
        "and licence.",
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the garbage collector off: a load makes no garbage in circles, and looking for some doubles its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
