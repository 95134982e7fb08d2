"""The field's own tools find no fault in what we write. Each is asked where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import World
from tests.exporters.worlds import exported, here

SHIPPED = Path(__file__).parents[2] / "records"


@pytest.fixture(params=["small", "shipped"])
def any_world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    return here(tmp_path) if request.param == "small" else World(SHIPPED)


def test_follow_the_money_takes_every_value_as_it_is(any_world: World, tmp_path: Path) -> None:
    model: Any = pytest.importorskip("followthemoney").model
    exported(any_world, "ftm", tmp_path / "out")
    lines = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    faults: list[tuple[str, ...]] = []
    for entity in entities.values():
        schema = model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            prop = schema.get(name)
            if prop is None:
                faults.append((entity["id"], name))
                continue
            faults += [(entity["id"], name, value) for value in values if prop.type.clean(value) != value]
            if prop.type.name == "entity":
                ends = [model.get(entities[value]["schema"]) for value in values]
                faults += [(entity["id"], name, end.name) for end in ends if not end.is_a(prop.range)]
    assert faults == []


def test_the_schema_of_bods_admits_every_statement(any_world: World, tmp_path: Path) -> None:
    pytest.importorskip("libcovebods")
    from libcovebods.config import LibCoveBODSConfig  # type: ignore[import-not-found]  # an optional tool
    from libcovebods.data_reader import DataReader  # type: ignore[import-not-found]  # as above
    from libcovebods.jsonschemavalidate import JSONSchemaValidator  # type: ignore[import-not-found]  # as above
    from libcovebods.schema import SchemaBODS  # type: ignore[import-not-found]  # as above

    exported(any_world, "bods", tmp_path / "out.json")
    data = DataReader(str(tmp_path / "out.json"))
    faults = JSONSchemaValidator(SchemaBODS(data, LibCoveBODSConfig())).validate(data)
    assert [fault.json() for fault in faults] == []


# rdflib itself calls what it has declared old.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdf_has_the_ends_of_every_relation(any_world: World, tmp_path: Path) -> None:
    rdflib: Any = pytest.importorskip("rdflib")
    exported(any_world, "jsonld", tmp_path / "out")
    graph = rdflib.Graph().parse(str(tmp_path / "out"), format="json-ld")
    frame = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    relations = [node for node in frame["@graph"] if node["@id"].startswith("relation:")]
    ends = set(graph.subject_objects(rdflib.URIRef("urn:supplychain:terms:from")))
    assert len(ends) == len(relations)
    typed = {subject for subject, _ in graph.subject_objects(rdflib.RDF.type)}
    assert {end for _, end in ends} <= typed


def test_graphviz_draws_it(any_world: World, tmp_path: Path) -> None:
    if not shutil.which("dot"):
        pytest.skip("Graphviz is not installed.")
    exported(any_world, "dot", tmp_path / "out.dot")
    done = subprocess.run(
        ["dot", "-Tsvg", str(tmp_path / "out.dot")], capture_output=True, text=True, check=False, timeout=110
    )
    assert (done.returncode, done.stderr) == (0, "")
