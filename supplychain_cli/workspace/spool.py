"""Rows that are answered already, kept in a file beside the one to be written, so that a stop costs nothing.

The first line says which question they answer; each further line is one row, in order. What a stop has cut off in the
middle of a line is thrown away when the work goes on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.queries.chains.answers import Listed
from supplychain_cli.queries.screen.rows import Coverage, Other, ScreenRow

SCHEMA = "supplychain.screen-part/1"


def beside(output: Path) -> Path:
    """Give the file that holds the rows answered so far for an output."""
    return output.with_name(f".{output.name}.part")


class Spool:
    """An open file of rows; adding is appending. Holds no row in memory."""

    def __init__(self, file: BinaryIO, coverage: Coverage) -> None:
        """Use `Spool.made` or `Spool.resumed`, or any empty file for rows that are not to be kept."""
        self._file = file
        self.coverage = coverage

    @classmethod
    def made(cls, path: Path, question: Mapping[str, Any], *, replace: bool = False) -> Spool:
        """Begin anew. Raises UsageFault (U181) when rows of a stopped run are there, unless they may be replaced."""
        if path.exists() and not replace:
            raise UsageFault(
                "U181",
                f"A run that was stopped has left rows in {path}.",
                help="Add --resume to go on from there, or --force to begin anew.",
            )
        file = path.open("w+b")
        file.write(_line({"schema": SCHEMA, **question}))
        return cls(file, Coverage())

    @classmethod
    def resumed(cls, path: Path, question: Mapping[str, Any]) -> Spool:
        """Go on after the last whole row. Raises UsageFault (U182) when the rows answer another question."""
        file = path.open("r+b")
        head = _parsed(file.readline())
        differs = [key for key, value in question.items() if head.get(key) != json.loads(json.dumps(value))]
        if head.get("schema") != SCHEMA or differs:
            file.close()
            what = ", ".join(differs) or "form"
            raise UsageFault(
                "U182",
                f"The rows in {path} answer another question: they differ in {what}.",
                help="Run with the same file, records and options as before, or begin anew with --force.",
            )
        coverage, end = Coverage(), file.tell()
        for raw in file:
            row = _row(_parsed(raw)) if raw.endswith(b"\n") else None
            if row is None:
                break
            coverage, end = coverage.plus((row,)), end + len(raw)
        file.seek(end)
        file.truncate()
        return cls(file, coverage)

    def add(self, rows: Iterable[ScreenRow]) -> None:
        """Append rows; when this returns they outlive the process."""
        kept = tuple(rows)
        self._file.write(b"".join(_line(asdict(row)) for row in kept))
        self._file.flush()
        self.coverage = self.coverage.plus(kept)

    def rows(self) -> Iterator[ScreenRow]:
        """Give all rows from the first."""
        self._file.seek(0)
        for raw in self._file:
            row = _row(_parsed(raw))
            if row is not None:
                yield row
        self._file.seek(0, os.SEEK_END)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the file; it stays where it is."""
        self._file.close()


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _row(held: dict[str, Any]) -> ScreenRow | None:
    """Give a row as it was; None for what is no row."""
    if "verdict" not in held:
        return None
    listed = tuple(Listed(**one) for one in held.pop("listed"))
    others = tuple(Other(**one) for one in held.pop("others"))
    return ScreenRow(**held, listed=listed, others=others)
