from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.model.dataset import SECTIONS
from supplychain_cli.records.schema import dataset_schema, json_schema

SCHEMAS = Path(__file__).parents[3] / "supplychain_cli" / "schema"
# Fields whose description or choices say all that an example could.
PLAIN = {
    "files",
    "mapping",
    "parties",
    "rows",
    "relations",
    "names",
    "not_found",
    "retracted",
    "quantity",
    "value",
    "evidence",
    "identifiers",
    "waivers",
    "examples",
}


@pytest.mark.parametrize(
    ("name", "schema"), [("records", json_schema), ("dataset", dataset_schema)], ids=["records", "dataset"]
)
def test_the_committed_schema_is_the_models(name: str, schema: Callable[[], dict[str, Any]]) -> None:
    committed = SCHEMAS / f"{name}.schema.json"
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("ACCEPT"):
        committed.write_text(text, encoding="utf-8")
    assert text == committed.read_text(encoding="utf-8")


def test_every_field_offers_an_editor_choices_or_an_example() -> None:
    for definition in (*json_schema()["$defs"].values(), dataset_schema()):
        for field, rules in definition["properties"].items():
            assert rules["title"], (definition["title"], field)
            told = (
                {"enum", "const", "examples"} & rules.keys()
                or rules.get("type") == "boolean"
                or field in PLAIN
            )
            told = told or "enum" in rules.get("items", {})
            assert told, (definition["title"], field)


def test_every_section_and_field_is_described() -> None:
    schema = json_schema()
    assert list(schema["properties"]) == list(SECTIONS)
    for name, definition in schema["$defs"].items():
        assert definition["title"], name
        assert definition["description"], name
        assert definition["additionalProperties"] is False, name
        for field, rules in definition["properties"].items():
            assert rules["description"].endswith("."), (name, field)


def test_every_reference_leads_to_a_definition() -> None:
    schema = json_schema()

    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [found for value in part.values() for found in references(value)]
        return [found for value in part for found in references(value)] if isinstance(part, list) else []

    assert set(references(schema)) <= {f"#/$defs/{name}" for name in schema["$defs"]}
