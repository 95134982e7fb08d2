"""Text, tables, XML and JSON, read in pieces of any size and always bounded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers import items as items_module
from supplychain_cli.importers import stream, text, xml
from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.days import iso_day
from supplychain_cli.importers.report import SHOWN_ROWS, Report


def test_rows_of_a_table_know_their_row_and_their_line(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('\ufeffa,b\n1,"two\nlines"\n\n3,4,,\n\x1a\n', encoding="utf-8")
    found = [(cells.row, cells.line, cells.values) for cells in text.table(file)]
    assert found == [(1, 1, ["a", "b"]), (2, 2, ["1", "two\nlines"]), (4, 5, ["3", "4"])]


def test_a_quote_out_of_place_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('a,b\n"x"y,2\n', encoding="utf-8")
    with pytest.raises(DataFault, match="row 2 has a quote in a place"):
        list(text.table(file))


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n" + "x" * (text.MAX_CELL + 2) + ",2\n", encoding="utf-8")
    with pytest.raises(DataFault, match="a cell of row 2 is longer"):
        list(text.table(file))


def test_missing_headings_are_named(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert [record.values for record in text.records(file, ["a"])] == [{"a": "1", "b": "2"}]
    with pytest.raises(DataFault, match="row 1 has no columns c, d"):
        list(text.records(file, ["a", "c", "d"]))


def test_lines_are_decoded_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("ä\r\nß\nend".encode())
    assert list(text.lines(file)) == [(1, "ä"), (2, "ß"), (3, "end")]


@pytest.mark.parametrize("size", [1, 7, 64 * 1024])
def test_xml_gives_the_same_in_pieces_of_any_size(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml, "_CHUNK", size)
    file = tmp_path / "a.xml"
    file.write_text(
        '<n:root xmlns:n="urn:x" at="1">\n <n:item n:id="7">a &amp; <b>c</b></n:item>\n <other/><item/></n:root>',
        encoding="utf-8",
    )
    root, one, two = xml.elements(file, {"item"}, {"root"})
    assert (root.number, root.attributes) == (0, {"at": "1"})
    assert (one.number, one.line, one.attributes, one.text, one.said("b")) == (1, 2, {"id": "7"}, "a &", "c")
    assert (two.number, two.text, two.first("b"), two.texts("b")) == (2, "", None, [])


@pytest.mark.parametrize("size", [1, 5, 256 * 1024])
@pytest.mark.parametrize("field", ["", "results"])
def test_json_gives_the_same_in_pieces_of_any_size(
    size: int, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items_module, "_CHUNK", size)
    values = [{"a": [1, {"b": "ä]}"}]}, 12345, "x,y", None, [], -1.5e3]
    file = tmp_path / "a.json"
    whole = {"before": {"results": [0]}, "results": values} if field else values
    file.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    assert [value for _, _, value in items_module.items(file, field)] == values
    assert [number for number, _, _ in items_module.items(file, field)] == [1, 2, 3, 4, 5, 6]


def test_json_knows_the_line_of_each_item(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('[\n {"a": 1},\n\n {"b":\n 2}\n]', encoding="utf-8")
    assert [line for _, line, _ in items_module.items(file)] == [2, 4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "D206"),
        (b"[1, 2", "D206"),
        (b'[{"a": "x', "D206"),
        (b"[1 2]", "D208"),
        (b"[tru]", "D208"),
        (b"7", "D204"),
        (b'{"a": 1}', "D204"),
        (b"[" * 200_000, "D208"),
        (b'["\xff"]', "D201"),
        (b'["\x00"]', "D202"),
    ],
)
def test_json_that_is_none(content: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    with pytest.raises(DataFault) as told:
        list(items_module.items(file))
    assert told.value.code == code


def test_an_item_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items_module, "MAX_ITEM", 100_000)
    monkeypatch.setattr(items_module, "_CHUNK", 1_000)
    file = tmp_path / "a.json"
    file.write_text('["' + "a" * 1_000_000 + '"]', encoding="utf-8")
    with pytest.raises(DataFault) as told:
        list(items_module.items(file))
    assert told.value.code == "D203"


def test_a_fault_names_file_row_and_line() -> None:
    fault = stream.fault("D205", Path("folder/a.csv"), "row 3 is wrong", "Mend it.", row=3, line=5)
    assert str(fault.diagnostics[0].location) == "folder/a.csv:5"
    assert fault.diagnostics[0].message == "Row 3 is wrong."
    assert fault.message == "The feed file a.csv was not taken in: row 3 is wrong."
    assert fault.notes == ("Nothing was changed; what a feed held before stays in force.",)


def test_a_report_adds_equal_reasons_up() -> None:
    report = Report()
    for row in range(1, 31):
        report.read("a.csv")
        report.left_out("a.csv", row, "No name.")
    report.read("b.csv", 2)
    report.left_out("b.csv", 1, "No name.")
    report.lost("b.csv", 2, "A part is lost.")
    assert report.rows == 32
    assert (report.used("a.csv"), report.used("b.csv")) == (0, 1)
    assert list(report.reasons()) == [
        ("No name.", 31, tuple(range(1, SHOWN_ROWS + 1))),
        ("A part is lost.", 1, (2,)),
    ]
    report.notice("N201", "Said once.")
    report.notice("N201", "Said once.")
    assert len(report.notices) == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-05-18", "2022-05-18"),
        ("2022-05-18T10:00:00Z", "2022-05-18"),
        ("18/05/2022", "2022-05-18"),
        ("18 May 2022", "2022-05-18"),
        ("13-Feb-2026", "2026-02-13"),
        ("00/00/1975", ""),
        ("2022-02-30", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_days(written: str, day: str) -> None:
    assert iso_day(written) == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Korea, North", "KP"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Bahamas, The", "BS"),
        ("Iran (Islamic Republic of)", "IR"),
        ("China, Hong Kong Special Administrative Region", ""),
        ("undetermined", ""),
    ],
)
def test_names_of_countries_may_be_turned(written: str, code: str) -> None:
    assert alpha2(written) == code
