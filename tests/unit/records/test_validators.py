"""Validators built without pydantic are those that pydantic builds of the same declarations."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from pydantic import TypeAdapter

from supplychain_cli.model.dataset import SECTIONS, DatasetInfo
from supplychain_cli.model.mapping import TableMapping
from supplychain_cli.records.validators import schema_of

DESCRIPTIVE = {"metadata", "ref", "serialization_alias"}
"""Parts of a schema that say nothing of which values it takes."""


def bare(schema: Any, shared: dict[str, Any]) -> Any:
    """A schema of pydantic's without descriptions, and with shared parts put where they are used."""
    if isinstance(schema, list):
        return [bare(part, shared) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "definitions":
        return bare(schema["schema"], {part["ref"]: part for part in schema["definitions"]})
    if schema.get("type") == "definition-ref":
        return bare(shared[schema["schema_ref"]], shared)
    return {key: bare(part, shared) for key, part in schema.items() if key not in DESCRIPTIVE}


@pytest.mark.parametrize(
    "kind", [*SECTIONS.values(), DatasetInfo, TableMapping], ids=lambda kind: kind.__name__
)
def test_the_validator_is_the_one_that_pydantic_builds(kind: type[Any]) -> None:
    assert schema_of(kind) == bare(TypeAdapter(kind).core_schema, {})


def test_a_type_that_no_record_declares_is_refused() -> None:
    from dataclasses import dataclass

    @dataclass
    class Odd:
        when: complex

    Odd.__annotations__ = {"when": complex}
    with pytest.raises(TypeError, match="no record declares"):
        schema_of(Odd)


def test_reading_records_does_not_load_pydantic() -> None:
    code = (
        "import sys; from supplychain_cli.records.read import read_texts; "
        "read_texts({'dataset.yml': 'format: supplychain/1\\nname: d\\nversion: 1\\nlicence: L\\n'}); "
        "assert 'pydantic_core' in sys.modules and 'pydantic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
