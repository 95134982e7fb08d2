"""A mapping of a table in a file of its own, as `feed add` takes it."""

from __future__ import annotations

from pathlib import Path

from supplychain_cli.diagnostics import DataFault, Diagnostic, Location
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.records import files
from supplychain_cli.records.excerpt import quoted


def read_mapping(file: Path) -> TableMapping:
    """Read a file that holds the fields of one mapping. Raises DataFault with every complaint about it."""
    from supplychain_cli.records import schema, syntax

    text, faults = files.load(file, str(file))
    if text is not None:
        parsed = syntax.parse(text, str(file))
        faults = [*faults, *parsed.diagnostics]
        if not faults:

            def where(path: tuple[str | int, ...], key: bool) -> Location:
                while path and path not in (parsed.keys if key else parsed.values):
                    path = path[:-1]
                places = parsed.keys if key and path in parsed.keys else parsed.values
                return Location(str(file), *places.get(path, (1, 1)))

            found: TableMapping | list[Diagnostic] = schema.mapping_of(parsed.tree or {}, where)
            if isinstance(found, TableMapping):
                return found
            faults = found
    raise DataFault(
        "D246",
        f"The mapping in {file} cannot be used.",
        diagnostics=tuple(quoted(faults, lambda _: text or "")),
        help="`supplychain guide mapping` shows one.",
    )
