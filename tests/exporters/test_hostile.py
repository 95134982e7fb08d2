"""Names come from the world: whatever they hold, no format lets it act, and every file stays well-formed."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import openpyxl
import pytest

from supplychain_cli.exporters import mermaid, neo4j
from supplychain_cli.exporters.export import FORMATS, Report, file_exporter, text_exporter
from supplychain_cli.graph.view import Scope
from supplychain_cli.queries.extract.extract import everything
from supplychain_cli.queries.extract.rows import Extract
from supplychain_cli.render.clean import clean, cleaned
from supplychain_cli.workspace.world import open_world
from tests.exporters.test_readers import assert_dot
from tests.exporters.worlds import HOSTILE, PRIVATE, exported, here

TEXTS = {
    "name",
    "native",
    "note",
    "title",
    "publisher",
    "paraphrase",
    "locator",
    "text",
    "effect",
    "share_text",
}
"""Fields that people fill with words."""
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def poisoned(value: Any, name: str, field: str = "") -> Any:
    """Put a name into every field of words of a row."""
    if isinstance(value, str):
        return name if field in TEXTS else value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{item.name: poisoned(getattr(value, item.name), name, item.name) for item in fields(value)},
        )
    if isinstance(value, tuple):
        return tuple(poisoned(part, name, "text" if field == "tags" else field) for part in value)
    return value


@pytest.fixture(params=HOSTILE, ids=str)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Extract]:
    """Give a hostile name and the world with it in every place, as the door hands it to an exporter."""
    name = HOSTILE[request.param]
    view = open_world(here(tmp_path).folder, Scope(today=739_000)).view
    return name, everything(view).mapped(lambda row: poisoned(row, name)).mapped(cleaned)


def text_of(style: str, extract: Extract) -> str:
    return "".join(text_exporter(style).lines(extract, Report()))


def test_xml_stays_well_formed_and_tells_the_name(hostile: tuple[str, Extract]) -> None:
    name, extract = hostile
    for style in ("graphml", "gexf"):
        tree = ET.fromstring(text_of(style, extract))  # noqa: S314 - our own file
        words = {node.get("label") for node in tree.iter()} | {node.text for node in tree.iter()}
        assert clean(name) in words
        assert len([node for node in tree.iter() if node.tag.endswith("}edge")]) == 14


def test_xml_stays_well_formed_even_for_what_nobody_cleaned(tmp_path: Path) -> None:
    view = open_world(here(tmp_path).folder, Scope(today=739_000)).view
    raw = everything(view).mapped(lambda row: poisoned(row, "".join(HOSTILE.values())))
    for style in ("graphml", "gexf"):
        ET.fromstring(text_of(style, raw).encode("utf-8", "strict"))  # noqa: S314 - our own file


def test_json_keeps_its_shape(hostile: tuple[str, Extract]) -> None:
    name, extract = hostile
    entities = [json.loads(line) for line in text_of("ftm", extract).splitlines()]
    assert {entity["caption"] for entity in entities if entity["schema"] == "Company"} == {clean(name)}
    assert {statement["recordStatus"] for statement in json.loads(text_of("bods", extract))} == {"new"}
    things = [
        node for node in json.loads(text_of("jsonld", extract))["@graph"] if node["@id"].startswith("thing:")
    ]
    assert {thing["name"] for thing in things} == {clean(name)}


def test_a_graphviz_file_holds_nothing_but_our_statements(hostile: tuple[str, Extract]) -> None:
    _, extract = hostile
    assert_dot(text_of("dot", extract))


def test_a_flowchart_holds_nothing_but_our_statements(hostile: tuple[str, Extract]) -> None:
    _, extract = hostile
    text = text_of("mermaid", extract)
    assert "%%{" not in text
    node = r'  n\d+(?:\[|\(\[|\{\{|\[\[|\[/)"[^"\[\]{}`%]*"(?:\]|\]\)|\}\}|\]\]|/\])'
    edge = r'  n\d+ -\.?-?>\|"[^"\[\]{}`%<>]*"\| n\d+'
    for line in text.splitlines()[1:]:
        assert re.fullmatch(rf"{node}|{edge}|  %% [^{{}}]*", line), line


def test_tables_are_defused(hostile: tuple[str, Extract], tmp_path: Path) -> None:
    _, extract = hostile
    for style in ("csv", "neo4j"):
        folder = tmp_path / style
        folder.mkdir()
        file_exporter(style).write(extract, Report(), folder)
        for file in folder.glob("*.csv"):
            with file.open(newline="", encoding="utf-8") as stream:
                rows = list(csv.reader(stream, strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}
            assert not [cell for row in rows[1:] for cell in row if FORMULA.match(cell)]


def test_a_workbook_holds_no_formula(hostile: tuple[str, Extract], tmp_path: Path) -> None:
    _, extract = hostile
    file_exporter("xlsx").write(extract, Report(), tmp_path / "out.xlsx")
    cells = list(_cells(tmp_path / "out.xlsx"))
    assert not [cell for cell in cells if cell.data_type == "f" or FORMULA.match(str(cell.value))]


def test_parquet_keeps_the_name_itself(hostile: tuple[str, Extract], tmp_path: Path) -> None:
    name, extract = hostile
    file_exporter("parquet").write(extract, Report(), tmp_path)
    found = duckdb.execute(
        "SELECT DISTINCT name FROM read_parquet(?)", [str(tmp_path / "nodes.parquet")]
    ).fetchall()
    assert found == [(clean(name),)]


def test_no_backslash_takes_a_quote_along(hostile: tuple[str, Extract], tmp_path: Path) -> None:
    _, extract = hostile
    file_exporter("neo4j").write(extract, Report(), tmp_path)
    for file in tmp_path.glob("*.csv"):
        assert not re.search(r'\\["\\,]', file.read_text(encoding="utf-8")), file.name
    with (tmp_path / "edges.csv").open(newline="", encoding="utf-8") as stream:
        evidence = [json.loads(row["evidence"]) for row in csv.DictReader(stream)]
    assert {clean(hostile[0])} == {piece["locator"] for pieces in evidence for piece in pieces}


def test_no_name_stands_in_the_script(hostile: tuple[str, Extract], tmp_path: Path) -> None:
    _, extract = hostile
    file_exporter("neo4j").write(extract, Report(), tmp_path)
    assert (tmp_path / "load.cypher").read_text(encoding="utf-8") == "".join(neo4j.script())


@pytest.mark.parametrize("style", [name for name, found in FORMATS.items() if found.shape == "text"])
def test_the_door_makes_visible_what_hides(style: str, tmp_path: Path) -> None:
    exported(here(tmp_path, PRIVATE), style, tmp_path / "out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert "\ue000" not in text
    assert style == "bods" or re.search(r"Lonely (\\|#92;)+ue000 Ltd", text)


def test_a_label_of_a_flowchart_says_what_the_name_says() -> None:
    shown = mermaid.shown('A "B" #1 <c>')
    assert re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), shown) == 'A "B" #1 <c>'


def _cells(file: Path) -> Iterator[Any]:
    for sheet in openpyxl.load_workbook(file):
        for row in sheet.iter_rows(min_row=2):
            yield from (cell for cell in row if cell.value is not None)
