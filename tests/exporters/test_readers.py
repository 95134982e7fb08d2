"""What other programs read: each format through a reader of its own kind, with everything that an edge must keep."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import openpyxl
import pytest

from supplychain_cli.exporters.export import FORMATS
from supplychain_cli.sheets.workbook import rows as sheet_rows
from tests.exporters.worlds import exported, here

EDGE = "group-owns-alpha"
KEPT = {
    "kind": "owns",
    "grade": "probable",
    "basis": "stated",
    "status": "current",
    "period": "2014-03/..",
    "first_day": "2014-03-01",
    "share": "41.6 %",
    "votes": "more than 50 %, less than 75 %",
    "sources": "press; list",
    "source_urls": "https://example.org/a?b=1&c=2",
    "location": "relations.yml:10",
}


def written(style: str, tmp_path: Path, *words: str) -> Path:
    target = tmp_path / f"out.{style}"
    exported(here(tmp_path), style, target, *words)
    return target


def test_networkx_reads_graphml_with_every_attribute(tmp_path: Path) -> None:
    graph = nx.read_graphml(written("graphml", tmp_path), force_multigraph=True)
    assert (len(graph), graph.number_of_edges()) == (12, 14)
    data = graph.edges["group-alpha", "alpha-antennas", EDGE]
    assert {name: data[name] for name in KEPT} == KEPT
    assert data["share_min"] == 41.6
    assert graph.nodes["alpha-antennas"]["identifiers"].startswith("ofac:10001; ofac:10002; lei:")


def test_networkx_reads_gexf_with_its_days(tmp_path: Path) -> None:
    graph = nx.read_gexf(written("gexf", tmp_path))
    edges = {data["id"]: data for _, _, data in graph.edges(data=True)}
    assert (len(graph), len(edges)) == (12, 14)
    assert {name: edges[EDGE][name] for name in KEPT} == KEPT
    assert edges[EDGE]["start"] == "2014-03-01"
    assert "end" not in edges[EDGE]
    assert (edges["eve-owns-beta"]["start"], edges["eve-owns-beta"]["end"]) == ("2019-01-01", "2021-06-30")
    assert not {"start", "end"} & set(edges["beta-linked-to-gamma"])


def test_a_folder_of_tables_reads_as_csv(tmp_path: Path) -> None:
    folder = written("csv", tmp_path)
    with (folder / "edges.csv").open(newline="", encoding="utf-8") as stream:
        edges = {row["id"]: row for row in csv.DictReader(stream)}
    assert {name: edges[EDGE][name] for name in KEPT} == KEPT
    assert json.loads(edges[EDGE]["evidence"])[1] == {
        "source": "list",
        "locator": "no. 7",
        "basis": "stated",
        "reliability": "A",
        "credibility": 3,
        "paraphrase": "Named as owner.",
    }
    about = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert about["rows"] == {"nodes": 12, "edges": 14, "listings": 3, "sources": 3}


def test_duckdb_reads_parquet_with_lists_days_and_figures(tmp_path: Path) -> None:
    folder = written("parquet", tmp_path)
    query = "SELECT sources, first_day::VARCHAR, share_min::DOUBLE, last_day, share FROM read_parquet(?) WHERE id = ?"
    found = duckdb.execute(query, [str(folder / "edges.parquet"), EDGE]).fetchall()
    assert found == [(["press", "list"], "2014-03-01", 41.6, None, "41.6 %")]
    counts = [
        duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(folder / f"{name}.parquet")]).fetchall()[
            0
        ][0]
        for name in ("nodes", "edges", "listings", "sources")
    ]
    assert counts == [12, 14, 3, 3]


def test_a_workbook_reads_as_texts_and_figures(tmp_path: Path) -> None:
    file = written("xlsx", tmp_path)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["nodes", "edges", "listings", "sources", "dataset"]
    heads, *rows = ([cell.value for cell in row] for row in book["edges"].iter_rows())
    edges = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert {name: edges[EDGE][name] for name in KEPT} == KEPT
    assert edges[EDGE]["share_min"] == 41.6
    assert edges["alpha-supplies-beta"]["shipments"] == 3


def test_our_own_reader_of_workbooks_agrees(tmp_path: Path) -> None:
    file = written("xlsx", tmp_path)
    with file.open("rb") as stream:
        first = next(iter(sheet_rows(stream, "out.xlsx")))
    assert first[1][:3] == ["id", "kind", "name"]


def test_json_ld_names_every_end_and_source(tmp_path: Path) -> None:
    frame = json.loads(written("jsonld", tmp_path).read_text(encoding="utf-8"))
    nodes: dict[str, Any] = {node["@id"]: node for node in frame["@graph"]}
    edge = nodes[f"relation:{EDGE}"]
    assert (edge["from"], edge["to"], edge["firstDay"]) == (
        "thing:group-alpha",
        "thing:alpha-antennas",
        "2014-03-01",
    )
    assert edge["share"] == {"minimum": "41.6", "maximum": "41.6"}
    assert [piece["document"] for piece in edge["evidence"]] == ["source:press", "source:list"]
    named = {edge[end] for edge in frame["@graph"] for end in ("from", "to", "party") if end in edge}
    assert named <= set(nodes)


def test_follow_the_money_points_at_entities_of_the_file(tmp_path: Path) -> None:
    lines = written("ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert len(entities) == len(lines)
    edge = entities[f"relation--{EDGE}"]["properties"]
    assert (edge["owner"], edge["asset"], edge["percentage"]) == (
        ["group-alpha"],
        ["alpha-antennas"],
        ["41.6%"],
    )
    assert (edge["recordId"], edge["startDate"], edge["proof"]) == (
        [EDGE],
        ["2014-03"],
        ["source--press", "source--list"],
    )
    # What no schema admits is a link, with its stake in words.
    link = entities["relation--alphaland-owns-group"]
    assert (link["schema"], link["properties"]["role"]) == ("UnknownLink", ["owns"])
    assert "Share: more than 50 %." in link["properties"]["description"]
    assert entities["alpha-antennas"]["properties"]["topics"] == ["sanction"]
    assert "topics" not in entities["gamma-radar"]["properties"]


def test_bods_keeps_bounds_and_names_no_more_than_it_needs(tmp_path: Path) -> None:
    statements = json.loads(written("bods", tmp_path).read_text(encoding="utf-8"))
    records = {statement["recordId"]: statement for statement in statements}
    assert {32 <= len(statement["statementId"]) <= 64 for statement in statements} == {True}
    assert len({statement["statementId"] for statement in statements}) == len(statements)
    shares = {
        name: [interest.get("share") for interest in statement["recordDetails"]["interests"]]
        for name, statement in records.items()
        if statement["recordType"] == "relationship"
    }
    assert shares == {
        "relation--alphaland-owns-group": [{"exclusiveMinimum": 50.0, "maximum": 100.0}],
        "relation--eve-owns-beta": [{"minimum": 25.0, "exclusiveMaximum": 50.0}],
        "relation--group-owns-alpha": [{"exact": 41.6}, {"exclusiveMinimum": 50.0, "exclusiveMaximum": 75.0}],
        "relation--ministry-controls-gamma": [None],
    }
    assert not {"lonely", "ship", "antenna-parts"} & set(records)


def test_the_neo4j_script_loads_the_columns_that_are_there(tmp_path: Path) -> None:
    folder = written("neo4j", tmp_path)
    script = (folder / "load.cypher").read_text(encoding="utf-8")
    statements = script.split(";\n\n")
    for name in ("nodes", "edges", "listings", "sources", "listed"):
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
            heads = set(next(csv.reader(stream)))
        asked = [text for text in statements if f"'{name}.csv'" in text]
        assert asked
        for text in asked:
            read = set(re.findall(r"row\.`([^`]+)`", text)) | set(re.findall(r"\brow\.(\w+)", text))
            assert read <= heads
            assert heads - read <= {":LABEL", ":TYPE"}


def test_a_graphviz_file_is_well_formed(tmp_path: Path) -> None:
    text = written("dot", tmp_path).read_text(encoding="utf-8")
    assert_dot(text)


def assert_dot(text: str) -> None:
    """Read a file as its grammar says: statements of quoted names with lists of attributes, and nothing beside."""
    quoted = r'"(?:[^"\\\n]|\\.)*"'
    value = rf"(?:{quoted}|[\w.]+)"
    attributes = rf"\[(?:{value}={value}(?:, )?)*\]"
    name = rf"(?:{quoted}|\w+)"
    head, opening, *statements, closing = text.splitlines()
    assert head.startswith("// ")
    assert re.fullmatch(rf"digraph {quoted} {{", opening)
    assert closing == "}"
    for statement in statements:
        assert re.fullmatch(rf"  {name}(?: -> {name})? {attributes};", statement), statement


@pytest.mark.parametrize("style", FORMATS)
def test_an_empty_extract_is_a_whole_file(style: str, tmp_path: Path) -> None:
    exported(here(tmp_path), style, tmp_path / "out", "--around", "Lonely Ltd", "--legs", "0")
    if style in {"ftm", "graphml", "gexf", "jsonld", "dot"}:
        assert "Lonely Ltd" in (tmp_path / "out").read_text(encoding="utf-8")
    if style == "bods":
        assert json.loads((tmp_path / "out").read_text(encoding="utf-8")) == []
