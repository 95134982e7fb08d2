"""From the bytes of a suppliers file to its lines: CSV, XLSX, JSON, JSON lines or YAML, told by name and content."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from supplychain_cli.audit.suppliers.sheet import MAX_BYTES, Line, lines_of_objects, lines_of_table
from supplychain_cli.diagnostics import DataFault

_DELIMITERS = ",;\t|"
_MAX_CELL = 100_000
_MAX_BREAKS = 4
"""Line breaks in one row; an address has a few, and an open quote swallows the rows below it."""


def lines(content: bytes, file: str) -> list[Line]:
    """Read a suppliers file. `file` is its name, or `-`; its ending decides, and the content where there is none.

    Raises DataFault (D121 for what cannot be read, D122 for columns that say nobody) with the row. A row that is bad by
    itself comes back with its fault, never left out.
    """
    if len(content) > MAX_BYTES:
        raise _fault(file, f"it is larger than {MAX_BYTES // 1024**2} MB", "Split it, and check the parts.")
    kind = _kind(content, file)
    if kind == "xlsx":
        from supplychain_cli.audit.suppliers.spreadsheet import rows

        return lines_of_table(rows(content, file), file)
    text = _decoded(content, file)
    if kind == "yaml":
        return lines_of_objects(enumerate(_yaml(text, file), 1), file)
    if kind == "json":
        return lines_of_objects(enumerate(_json(text, file), 1), file)
    if kind == "jsonl":
        return lines_of_objects(_json_lines(text, file), file)
    return lines_of_table(_csv(text), file)


def _kind(content: bytes, file: str) -> str:
    ending = file.rpartition(".")[2].casefold() if "." in file else ""
    known = {"yml": "yaml", "ndjson": "jsonl", "tsv": "csv", "txt": "csv"}
    if content.startswith(b"PK\x03\x04") or ending in {"xlsx", "xlsm"}:
        return "xlsx"
    if ending in {"csv", "json", "jsonl", "yaml", *known}:
        return known.get(ending, ending)
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:2]
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"["):
        return "json"
    return "yaml" if start.startswith(b"- ") else "csv"


def _decoded(content: bytes, file: str) -> str:
    codec = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(codec)
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise _fault(
            file,
            f"line {row} holds a byte (0x{content[fault.start]:02X}) that is not UTF-8",
            "Save the file as UTF-8 and run the command again.",
        ) from fault


def _csv(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Give (number of the row, cells, what is wrong). A quote that is never closed spoils its own row only."""
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield number, [], f"The row cannot be read: {fault}."
            continue
        runs_on = sum(cell.count("\n") for cell in cells) > _MAX_BREAKS
        yield (
            number,
            cells,
            "A cell runs over many lines: a quote in this row is not closed." if runs_on else "",
        )


def _delimiter(text: str) -> str:
    """Take the sign that the first line holds most often outside quotes; a comma when it holds none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(part for at, part in enumerate(first.split('"')) if at % 2 == 0)
    return max(_DELIMITERS, key=bare.count)


def _json_lines(text: str, file: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _parsed(line, file, f"line {number}")


def _json(text: str, file: str) -> list[object]:
    value = _parsed(text, file, "the text")
    if isinstance(value, dict):
        value = value.get("suppliers")
    if not isinstance(value, list):
        raise _fault(
            file, "it holds no list of suppliers", "Write a list of names, or of objects with a name."
        )
    return value


def _parsed(text: str, file: str, where: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise _fault(
            file, f"{where} is not JSON", "Write one object a line, each with a name or an id."
        ) from fault
    return value


def _yaml(text: str, file: str) -> list[object]:
    from supplychain_cli.records.excerpt import quoted
    from supplychain_cli.records.syntax import parse

    parsed = parse(text, file)
    if parsed.diagnostics:
        raise DataFault(
            "D121",
            f"The suppliers file {file} was not read: it is not plain YAML.",
            diagnostics=tuple(quoted(parsed.diagnostics, lambda _: text)),
            help="Mend it and run the command again.",
        )
    tree: object = parsed.tree
    if isinstance(tree, dict):
        tree = tree.get("suppliers")
    if not isinstance(tree, list):
        raise _fault(
            file, "it holds no list of suppliers", "Write `- name: ...` for each, or `- ` and the name."
        )
    return list(tree)


def _fault(file: str, why: str, what: str) -> DataFault:
    return DataFault("D121", f"The suppliers file {file} was not read: {why}.", help=what)
