"""Pairs of names from a table, each compared by itself: a bad row gets its reason, and the next one is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from supplychain_cli.diagnostics import DataFault, Notice
from supplychain_cli.light import dataclass
from supplychain_cli.matching.compare import outcome
from supplychain_cli.matching.explanation import of_outcome
from supplychain_cli.matching.prepared import kind_named, prepare

ADDED = ("score", "match", "why")
"""Columns that the answer adds to those of the table."""
_NEEDED = ("name1", "name2")
_KIND = "kind"
Cells = tuple[int, list[str], str]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row of the table and what came of it."""

    row: int
    """Number of the row in the file, the first line being 1."""
    name1: str
    name2: str
    kind: str
    """As the table has it."""
    score: float | None
    """0 to 100; None for a row that could not be compared."""
    match: bool | None
    why: str
    cells: tuple[str, ...] = ()
    """All cells of the row, for a table that keeps them."""


@dataclass(frozen=True, slots=True)
class PairsAnswer:
    """All rows, in the order of the table."""

    pairs: tuple[PairRow, ...]
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """The columns of a table of pairs."""

    columns: tuple[str, ...]
    name1: int
    name2: int
    kind: int | None

    @property
    def kept(self) -> tuple[int, ...]:
        """Places of the columns that the answer repeats: all but those it adds itself."""
        return tuple(at for at, column in enumerate(self.columns) if column.strip().casefold() not in ADDED)


def heading_of(rows: Iterator[Cells], file: str) -> Heading:
    """Read the first row that holds anything. Raises DataFault (D125) when it does not name both columns of names."""
    for _, cells, _ in rows:
        if any(map(str.strip, cells)):
            break
    else:
        cells = []
    plain = [cell.strip().casefold().replace(" ", "").replace("_", "") for cell in cells]
    if not set(_NEEDED) <= set(plain):
        shown = ", ".join(cell[:40] for cell in cells[:12]) or "nothing"
        raise DataFault(
            "D125",
            f"{file} has no columns called name1 and name2.",
            notes=(f"Its first row is: {shown}.",),
            help="Name the columns in the first row: name1, name2 and, where it is known, kind.",
        )
    first, second = (plain.index(name) for name in _NEEDED)
    return Heading(tuple(cells), first, second, plain.index(_KIND) if _KIND in plain else None)


def judged(rows: Iterable[Cells], heading: Heading) -> Iterator[PairRow]:
    """Compare the names of every row that is not blank, one row at a time."""
    for number, cells, fault in rows:
        if any(map(str.strip, cells)) or fault:
            yield _judged(number, cells, fault, heading)


def _judged(number: int, cells: Sequence[str], fault: str, heading: Heading) -> PairRow:
    padded = [*cells, *[""] * (len(heading.columns) - len(cells))]
    name1, name2 = padded[heading.name1].strip(), padded[heading.name2].strip()
    kind = padded[heading.kind].strip() if heading.kind is not None else ""
    kept = tuple(padded[at] for at in heading.kept)
    why = fault or _unfit(name1, name2, len(cells), heading)
    if why:
        return PairRow(number, name1, name2, kind, None, None, why, kept)
    read_as = kind_named(kind)
    left, right = prepare(name1, read_as or ""), prepare(name2, read_as or "")
    found = of_outcome(outcome(left, right), left, right)
    unknown = (
        f" The kind '{kind}' is not known; the names were compared without it." if read_as is None else ""
    )
    return PairRow(number, name1, name2, kind, found.score, found.match, found.why + unknown, kept)


def _unfit(name1: str, name2: str, cells: int, heading: Heading) -> str:
    """Say why a row cannot be compared, or nothing."""
    if cells > len(heading.columns):
        columns = len(heading.columns)
        return f"The row has {cells} cells where the first has {columns}: a name with a comma needs quotes."
    missing = [column for column, name in zip(_NEEDED, (name1, name2), strict=True) if not name]
    return f"The row has no {' and no '.join(missing)}." if missing else ""
