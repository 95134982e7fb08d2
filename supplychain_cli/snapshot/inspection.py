"""Looking at a snapshot as a whole: how large each column is, and whether every page is what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from supplychain_cli.light import NamedTuple
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.format import NAMES
from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo, parts_of
from supplychain_cli.snapshot.mapped import PAGE, Damaged, Shelf


class ColumnSize(NamedTuple):
    """A column, a lane or the index of names of a segment: what it is called, how it is stored, values and bytes."""

    segment: str
    name: str
    type: str
    values: int
    size: int


class Damage(NamedTuple):
    """A place that is not what was written. `page` counts pages of 4096 bytes of the column; -1 is the whole file."""

    file: str
    column: str
    page: int
    what: str


class Checked(NamedTuple):
    """What was checked: how many files and pages, how many bytes, and what is damaged."""

    files: int
    pages: int
    size: int
    damage: tuple[Damage, ...]


def sizes(folder: Path, manifest: Manifest) -> Iterator[ColumnSize]:
    """Give every column of a snapshot, segment by segment. Raises Damaged when one is missing. Cost: their headers."""
    for info in (*manifest.segments, manifest.links):
        shelf = Shelf(folder / info.name, info.packed)
        for name, said in sorted(info.columns.items()):
            if "constant" in said:
                yield ColumnSize(info.name, name, "constant", info.counts.get(name.split(".")[0], 0), 0)
                continue
            parts = [shelf.open(part, checked=False).head for part in parts_of(name, said)]
            count = parts[0].values - (said["type"] == "text")
            yield ColumnSize(info.name, name, said["type"], count, sum(part.size for part in parts))
        index = folder / info.name / NAMES
        if index.is_dir():
            yield ColumnSize(info.name, NAMES, "index", info.counts.get("name", 0), bytes_of(index))


def check(folder: Path, manifest: Manifest) -> Checked:
    """Read every page of every column and every file of the indexes of names, and compare them with their checksums.

    Never raises for what it finds. Cost: reads the whole snapshot.
    """
    files: set[Path] = set()
    pages = size = 0
    damage: list[Damage] = []
    for info in (*manifest.segments, manifest.links):
        shelf = Shelf(folder / info.name, info.packed)
        for name in _stored(info):
            try:
                held = shelf.open(name, checked=False)
            except Damaged as fault:
                damage.append(_damage(folder, fault, name))
                continue
            files.add(held.file)
            size += held.length
            pages += -(-held.length // PAGE)
            damage += [
                Damage(_below(held.file, folder), name, page, "it is not what was written")
                for page in held.damaged_pages()
            ]
        index = folder / info.name / NAMES
        if index.is_dir() or info.counts.get("name"):
            damage += _index(folder, index)
            files.update(file for file in index.rglob("*") if file.is_file())
            size += bytes_of(index)
    return Checked(len(files) + 1, pages, size, tuple(damage))


def _stored(info: SegmentInfo) -> Iterator[str]:
    for name, said in sorted(info.columns.items()):
        if "constant" not in said:
            yield from parts_of(name, said)


def _index(folder: Path, index: Path) -> Iterator[Damage]:
    try:
        names.open(index).verify()
    except Damaged as fault:
        yield _damage(folder, fault, NAMES)


def _damage(folder: Path, fault: Damaged, column: str) -> Damage:
    file = Path(fault.file)
    what = str(fault).removeprefix(f"{fault.file}: ").rstrip(".")
    return Damage(_below(file, folder), column, -1, what)


def _below(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else str(file)


def bytes_of(folder: Path) -> int:
    """Count the bytes of all files below a folder; one that goes meanwhile counts nothing."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size if file.is_file() else 0
        except OSError:
            continue
    return total
