from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from supplychain_cli.model.dataset import SECTIONS
from supplychain_cli.records.schema import json_schema

COMMITTED = Path(__file__).parents[3] / "supplychain_cli" / "schema" / "records.schema.json"


def test_the_committed_schema_is_the_models() -> None:
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("ACCEPT"):
        COMMITTED.write_text(text, encoding="utf-8")
    assert text == COMMITTED.read_text(encoding="utf-8")


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
