"""A folder of record files becomes a corpus, or the complete list of what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.light import dataclass
from supplychain_cli.model.dataset import FORMAT, Corpus, DatasetInfo, Entry
from supplychain_cli.records import files
from supplychain_cli.records.collector import without_collector
from supplychain_cli.records.drafts import draft_of
from supplychain_cli.records.excerpt import quoted

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

    All faults come back, not the first; a fault in one file does not stop the others. Never raises for what
    the files hold. Linear in their size: some thousand records a second.
    """
    if not files.is_folder(folder):
        return Reading(None, (_no_folder(folder),), ())
    with without_collector():
        harvest = _Harvest()
        found = files.find(folder)
        harvest.diagnostics += found.diagnostics
        harvest.complete = not any(item.severity == "error" for item in found.diagnostics)
        if not found.files or found.files[0] != folder / files.HEAD:
            harvest.diagnostics.append(_no_head(folder, found.files))
        for number, path in enumerate(found.files, 1):
            _read_file(path, path.relative_to(folder).as_posix(), harvest)
            if progress:
                progress(number, len(found.files))
        return _concluded(harvest, found.files)


def read_texts(texts: Mapping[str, str]) -> Reading:
    """Read and check a dataset given as text by file name, as examples in documents and tests are."""
    with without_collector():
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


def _no_folder(folder: Path) -> Diagnostic:
    what = "is not a folder that can be read" if os.path.lexists(folder) else "does not exist"
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
        help=f"Name another folder, or write one with format: supplychain/{FORMAT}, name, version, licence.",
    )
