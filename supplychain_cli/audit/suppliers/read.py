"""From the bytes of a suppliers file to its lines: CSV, XLSX, JSON, JSON lines or YAML, told by name and content.

An audit of half a file would look like an audit of the whole: a byte that is no text, or a line that is not JSON, stops
it. A row that is bad by itself is listed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.sheets.line import Line, lines_of_objects
from supplychain_cli.sheets.read import HEAD, kind_of, unread
from supplychain_cli.sheets.read import lines as lines_of

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 500_000


def lines(content: bytes, file: str) -> list[Line]:
    """Read a suppliers file. `file` is its name, or `-`; its ending decides, and the content where there is none.

    Raises DataFault (D121 for what cannot be read, D122 for columns that say nobody) with the row. A row that is bad by
    itself comes back with its fault, never left out.
    """
    if len(content) > MAX_BYTES:
        raise unread(file, f"it is larger than {MAX_BYTES // 1024**2} MB", "Split it, and check the parts.")
    kind = kind_of(content[:HEAD], file)
    if kind == "xlsx":
        return _bounded(lines_of(io.BytesIO(content), file, kind), file)
    text = _decoded(content, file)
    if kind in {"yaml", "json"}:
        values = _yaml(text, file) if kind == "yaml" else _json(text, file)
        return _bounded(lines_of_objects(enumerate(values, 1)), file)
    if kind == "jsonl":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                _parsed(line, file, f"line {number}")
    return _bounded(lines_of(io.BytesIO(text.encode("utf-8")), file, kind, encoding="utf-8"), file)


def _bounded(every: Iterable[Line], file: str) -> list[Line]:
    found = []
    for line in every:
        found.append(line)
        if len(found) > MAX_ROWS:
            raise DataFault(
                "D121",
                f"{file} holds more than {MAX_ROWS:,} rows.",
                help="Split it, and check the parts one after the other.",
            )
    return found


def _decoded(content: bytes, file: str) -> str:
    codec = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(codec)
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise unread(
            file,
            f"line {row} holds a byte (0x{content[fault.start]:02X}) that is not UTF-8",
            "Save the file as UTF-8 and run the command again.",
        ) from fault


def _json(text: str, file: str) -> list[object]:
    value = _parsed(text, file, "the text")
    if isinstance(value, dict):
        value = value.get("suppliers")
    if not isinstance(value, list):
        raise unread(
            file, "it holds no list of suppliers", "Write a list of names, or of objects with a name."
        )
    return value


def _parsed(text: str, file: str, where: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise unread(
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
        raise unread(
            file, "it holds no list of suppliers", "Write `- name: ...` for each, or `- ` and the name."
        )
    return list(tree)
