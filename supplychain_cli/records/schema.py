"""From plain trees to frozen records, and the JSON Schema for editors, which alone needs pydantic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic_core import ErrorDetails, ValidationError

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.model.dataset import SECTIONS, DatasetInfo, Path, Record
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.records import sentences
from supplychain_cli.records.fields import Spec, Tree, spec_at, specs
from supplychain_cli.records.sentences import Words
from supplychain_cli.records.validators import validator_of

Where = Callable[[Path, bool], Location | None]
"""Gives the place of a path inside the record: of its name when the flag is set, else of its value.

None says that the place has its complaint already."""

_NUMBERS = {
    "whole": re.compile(r"-?[0-9]{1,15}\Z"),
    "decimal": re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,12})?\Z"),
    "flag": re.compile(r"(true|false)\Z"),
}
"""How a number is written. Python would also take `1_000`, `1e9`, `NaN` and the digits of every script."""


def record_of(section: str, tree: Tree, where: Where) -> Record | list[Diagnostic]:
    """Build the record of a section from plain text values, or give every fault in it."""
    kind = SECTIONS[section]
    return _built(kind, section, tree, where)  # type: ignore[no-any-return]  # the validator of that kind


def info_of(tree: Tree, where: Where) -> DatasetInfo | list[Diagnostic]:
    """Build the head of a dataset from plain text values, or give every fault in it."""
    return _built(DatasetInfo, "dataset", tree, where)  # type: ignore[no-any-return]  # the validator of that kind


def mapping_of(tree: Tree, where: Where) -> TableMapping | list[Diagnostic]:
    """Build a mapping of a table from plain text values, or give every fault in it."""
    return _built(TableMapping, "mapping", tree, where)  # type: ignore[no-any-return]  # the validator of that kind


_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _built(kind: type[Any], section: str, tree: Tree, where: Where) -> Any:  # noqa: ANN401 - a record or its faults
    faults = dict(_bad_numbers(kind, tree))
    try:
        record = validator_of(kind).validate_python(tree)
    except ValidationError as fault:
        who = sentences.subject(section, tree)
        for error in fault.errors(include_url=False, include_context=True):
            path = _path(tree, error)
            if not any(path[: len(known)] == known for known in faults if known):
                words = _words(kind, tree, path, error, who)
                if words:
                    faults[path] = words
    else:
        if not faults:
            return record
    return [
        Diagnostic(
            words.code,
            words.message,
            place,
            notes=words.notes,
            help=words.help,
        )
        for path, words in faults.items()
        if (place := where(path, words.code in {"R201", "R202"}))
    ]


def _bad_numbers(kind: type[object], tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Words]]:
    """Look at every number and flag before pydantic does."""
    if not isinstance(tree, dict):
        return
    for name, spec in specs(kind).items():
        value = tree.get(name)
        if isinstance(value, str) and spec.nature in _NUMBERS and not _NUMBERS[spec.nature].match(value):
            yield (*path, name), sentences.number(value, spec.nature)
        elif spec.nested and isinstance(value, dict):
            yield from _bad_numbers(spec.nested, value, (*path, name))
        elif spec.nested and isinstance(value, list):
            for index, part in enumerate(value):
                yield from _bad_numbers(spec.nested, part, (*path, name, index))


def _path(tree: Tree, error: ErrorDetails) -> Path:
    """Give pydantic's location without the names of union members, which no file holds."""
    path: list[str | int] = []
    node: Tree | None = tree
    for part in error["loc"]:
        inside = (isinstance(node, dict) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        )
        if inside:
            path.append(part)
            node = node[part]  # type: ignore[index]  # looked at above
    if error["type"] == "missing":
        path.append(error["loc"][-1])
    return tuple(path)


def _words(  # noqa: PLR0911 - one case for each kind of fault
    kind: type[object], tree: Tree, path: Path, error: ErrorDetails, who: str
) -> Words | None:
    owner, spec = spec_at(kind, path)
    name = next((part for part in reversed(path) if isinstance(part, str)), "record")
    value, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            inside = " ".join(part if isinstance(part, str) else str(part + 1) for part in path[:-1])
            return sentences.missing(f"`{inside}` of this record" if inside else who, name, spec)
        case "unexpected_keyword_argument":
            return sentences.unknown(name, owner)
        case "literal_error" if isinstance(value, str):
            return sentences.choice(value, re.findall(r"'([^']*)'", str(context["expected"])), name)
        case "string_pattern_mismatch":
            return sentences.form(value, str(context["pattern"]), name)
        case "greater_than_equal" | "less_than_equal":
            sign = "ge" if "ge" in context else "le"
            return sentences.bound(str(_value(tree, path)), sign, context[sign])
        case "string_too_short":
            return sentences.length(value, context["min_length"], name)
        case "string_too_long":
            return sentences.length(value, context["max_length"], name)
        case "decimal_type" if spec and spec.nested and isinstance(value, dict):
            # A share may be a number or a range; the faults inside the range are reported on their own.
            return None
    return _shape(value, path, spec, name)


def _shape(value: Tree, path: Path, spec: Spec | None, name: str) -> Words:
    inside = bool(path) and isinstance(path[-1], int)
    if not path:
        nature = "mapping"
    elif spec is None:
        nature = "text"
    elif inside:
        nature = "mapping" if spec.nested else "text"
    else:
        nature = spec.nature
    return sentences.shape(value, name, nature, inside)


def _value(tree: Tree, path: Path) -> Tree:
    for part in path:
        tree = tree[part]  # type: ignore[index]  # a path of this tree
    return tree


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a record file: an object with one array per section."""
    from pydantic import TypeAdapter

    sections: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for section, kind in SECTIONS.items():
        schema = TypeAdapter(kind).json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        definitions[kind.__name__] = schema
        sections[section] = {
            "description": schema["description"].splitlines()[0],
            "items": {"$ref": f"#/$defs/{kind.__name__}"},
            "title": section.capitalize(),
            "type": "array",
        }
    for definition in definitions.values():
        _titled(definition)
    return {
        "$schema": _DRAFT,
        "title": "supplychain record file",
        "description": "One file of a supplychain dataset (format supplychain/1): any of these sections.",
        "type": "object",
        "properties": sections,
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def dataset_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the head of a dataset, `dataset.yml`."""
    from pydantic import TypeAdapter

    schema = {"$schema": _DRAFT} | TypeAdapter(DatasetInfo).json_schema() | {"title": "supplychain dataset"}
    _titled(schema)
    return schema


def _titled(definition: dict[str, Any]) -> None:
    """Give every field a title, for editors that show it."""
    for name, field in definition["properties"].items():
        field.setdefault("title", name.replace("_", " ").capitalize())
