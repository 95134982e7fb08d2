"""Records and feeds in one export: a party of both is one node, and each edge says where it comes from."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import World, write_dataset
from tests.exporters.worlds import exported

RECORDS = """
sources: [{id: press, publisher: Example Press, title: Report, reliability: B}]
entities:
  - {id: alpha, kind: company, name: Alpha, identifiers: {lei: 529900T8BM49AURSDO55}, sources: [press], note: Ours.}
  - {id: omega, kind: company, name: Omega, sources: [press]}
relations:
  - {id: alpha-omega, kind: supplies, from: alpha, to: omega, sources: [press]}
"""
ENTITIES = [
    {
        "id": "a b/1",
        "schema": "Company",
        "properties": {"name": ["Alpha Holdings"], "leiCode": ["529900T8BM49AURSDO55"], "alias": ["Alfa"]},
    },
    {"id": "owner", "schema": "Person", "properties": {"name": ["Eve Example"]}},
    {
        "id": "link",
        "schema": "Ownership",
        "properties": {"owner": ["owner"], "asset": ["a b/1"], "percentage": ["60%"]},
    },
    {
        "id": "listing",
        "schema": "Sanction",
        "properties": {
            "entity": ["a b/1"],
            "authority": ["Office of Foreign Assets Control"],
            "program": ["SDN"],
        },
    },
]


@pytest.fixture
def both(tmp_path: Path) -> World:
    folder = write_dataset(tmp_path / "records", {"records.yml": RECORDS})
    (folder / "list.ftm.json").write_text("\n".join(map(json.dumps, ENTITIES)), encoding="utf-8")
    world = World(folder)
    added = world.run(
        "feed", "add", "ftm", str(folder / "list.ftm.json"), "--name", "list", "--reliability", "A"
    )
    assert added.code == 0, added.err
    return world


def rows(file: Path) -> dict[str, dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


@pytest.mark.parametrize("words", [[], ["--around", "id:alpha"]], ids=["all", "around"])
def test_a_party_of_both_is_one_node_with_what_both_say(
    words: list[str], both: World, tmp_path: Path
) -> None:
    exported(both, "csv", tmp_path / "out", *words)
    nodes, edges = rows(tmp_path / "out" / "nodes.csv"), rows(tmp_path / "out" / "edges.csv")
    assert sorted(nodes) == ["alpha", "list:owner", "omega"]
    assert nodes["alpha"]["same_as"] == "list:a b/1"
    assert nodes["alpha"]["other_names"].split("; ") == ["Alpha Holdings", "Alfa"]
    assert nodes["alpha"]["listed"] == "us-ofac blocking"
    assert nodes["alpha"]["sources"] == "press; list"
    ends = sorted((edge["kind"], edge["from"], edge["to"], edge["sources"]) for edge in edges.values())
    assert ends == [("owns", "list:owner", "alpha", "list"), ("supplies", "alpha", "omega", "press")]
    assert sorted(rows(tmp_path / "out" / "sources.csv")) == ["list", "press"]


def test_an_id_of_a_feed_is_one_that_each_format_admits(both: World, tmp_path: Path) -> None:
    for style in ("ftm", "jsonld"):
        exported(both, style, tmp_path / style)
    lines = (tmp_path / "ftm").read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert "list.owner" in entities
    other = next(name for name in entities["alpha"]["referents"] if name.startswith("list.a-b-1-"))
    assert other.isascii()
    owns = next(entity for entity in entities.values() if entity["schema"] == "Ownership")
    assert owns["properties"]["owner"] == ["list.owner"]
    graph = json.loads((tmp_path / "jsonld").read_text(encoding="utf-8"))["@graph"]
    assert next(node for node in graph if node["@id"] == "thing:alpha")["sameAs"] == ["thing:list:a%20b%2F1"]
