"""Suppliers files: every usual kind is read, every row is accounted for, and no file can do harm."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.audit.suppliers.read import MAX_BYTES, lines
from supplychain_cli.diagnostics import DataFault, ExitCode
from tests.audit.worlds import LISTS, WORLD
from tests.conftest import World

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def firms(world: Callable[..., World]) -> World:
    return world(WORLD)


def workbook(rows: list[list[str]], prefix: str = "") -> bytes:
    """A workbook as spreadsheet programs write it: shared strings, cells by place, a formula with its last value."""
    texts = sorted({cell for row in rows for cell in row})
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    body = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"ABCDE"[column]}{at}" t="s"><f>1+1</f><v>{texts.index(cell)}</v></c>'
            for column, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'{prefix}<worksheet xmlns="{SPREADSHEET}"><sheetData>{body}</sheetData></worksheet>',
        )
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SPREADSHEET}">{strings}</sst>')
    return stream.getvalue()


def texts(content: str | bytes, file: str) -> list[tuple[int, str, str]]:
    raw = content.encode() if isinstance(content, str) else content
    return [(line.number, line.text, line.country) for line in lines(raw, file)]


TWO = [(1, "Alpha Antennas", "CN"), (2, "Theta Foods", "KZ")]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.csv", "name,country\nAlpha Antennas,cn\nTheta Foods,KZ\n"),
        ("a.csv", '\ufeffSupplier Name;Country\r\n"Alpha Antennas";CN\r\nTheta Foods;KZ\r\n'),
        ("a.tsv", "country\tname\nCN\tAlpha Antennas\nKZ\tTheta Foods"),
        ("a.csv", "Vendor|Country code\nAlpha Antennas|CN\nTheta Foods|KZ\n"),
        ("a.csv", "name,country\nAlpha Antennas,CN\nTheta Foods,KZ\n".encode("utf-16")),
        ("a.jsonl", '{"name": "Alpha Antennas", "country": "CN"}\n{"Name": "Theta Foods", "country": "KZ"}\n'),
        ("a.json", '[{"name": "Alpha Antennas", "country": "CN"}, {"name": "Theta Foods", "country": "KZ"}]'),
        ("a.yml", "- {name: Alpha Antennas, country: CN}\n- {name: Theta Foods, country: KZ}\n"),
        ("a.yaml", "suppliers:\n  - {name: Alpha Antennas, country: CN}\n  - {name: Theta Foods, country: KZ}\n"),
        ("-", '{"name": "Alpha Antennas", "country": "CN"}\n{"name": "Theta Foods", "country": "KZ"}\n'),
        ("-", "- {name: Alpha Antennas, country: CN}\n- {name: Theta Foods, country: KZ}\n"),
        ("a.xlsx", workbook([["name", "country"], ["Alpha Antennas", "CN"], ["Theta Foods", "KZ"]])),
    ],
)  # fmt: skip
def test_every_usual_kind_is_read(file: str, content: str | bytes) -> None:
    assert texts(content, file) == TWO


def test_plain_names_need_no_headings() -> None:
    assert texts("Alpha Antennas\n\nTheta Foods\n", "-") == [
        (1, "Alpha Antennas", ""),
        (3, "Theta Foods", ""),
    ]
    assert texts("- Alpha Antennas\n- Theta Foods\n", "a.yml") == [
        (1, "Alpha Antennas", ""),
        (2, "Theta Foods", ""),
    ]


def test_identifiers_are_read_from_columns_and_from_one_cell() -> None:
    (line,) = lines(b"name,lei,identifiers\nA,5493001KJTIIGC8Y1R12,inn: 77; ogrn 12\n", "a.csv")
    assert line.identifiers == (("lei", "5493001KJTIIGC8Y1R12"), ("inn", "77"), ("ogrn", "12"))
    (line,) = lines(b'{"identifiers": {"LEI": "X1", "duns": ["1"]}}\n', "a.jsonl")
    assert line.identifiers == (("lei", "X1"), ("duns", "1"))


@pytest.mark.parametrize(
    ("row", "status", "party"),
    [
        ("Alpha Antennas,,,", "matched", "cn-alpha"),
        ("Alpha Antennas,,KZ,", "ambiguous", ""),
        ("Delta Trade,,,", "ambiguous", ""),
        ("Delta Trade,,HK,", "matched", "hk-delta"),
        ("Delta Trade,,DE,", "ambiguous", ""),
        (",ae-delta,,", "matched", "ae-delta"),
        (",id:ae-delta,,", "matched", "ae-delta"),
        (",xx-nobody,,", "unmatched", ""),
        (",antennas,,", "unmatched", ""),
        ("Somebody,,,ofac 4711", "matched", "cn-alpha"),
        ("Somebody,,,duns: 12-345-6789", "matched", "cn-gamma"),
        ("Somebody,,,lei: 4711", "unmatched", ""),
        ("Theta Foods,,,ofac: 4711", "ambiguous", ""),
        (",,,ofac: 4711; duns: 123456789", "ambiguous", ""),
        ("Nobody At All,,,", "unmatched", ""),
        ("Alfa Antenas,,,", "ambiguous", ""),
        ("Ltd,,,", "unmatched", ""),
        (",,KZ,", "unmatched", ""),
    ],
)
def test_every_row_is_accounted_for(firms: World, tmp_path: Path, row: str, status: str, party: str) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text(f"name,id,country,identifiers\nTheta Foods,,,\n{row}\n", encoding="utf-8")
    report = audited(firms, file)
    counted = {word: report["coverage"][word] for word in ("rows", "matched", "ambiguous", "unmatched")}
    expected = {"rows": 2, "matched": 1, "ambiguous": 0, "unmatched": 0}
    assert counted == expected | {status: expected[status] + 1}
    if status == "matched":
        assert not report["rows"]
        assert [s["rows"] for s in report["suppliers"] if s["party"]["id"] == party] == [[2]]
    else:
        (found,) = report["rows"]
        assert (found["number"], found["status"]) == (2, status)
        assert found["why"].endswith(".")


def audited(firms: World, file: Path, *words: str) -> dict[str, Any]:
    asked = ("sanctioned-path", "--regime", LISTS, "--suppliers", str(file), "--format", "json", *words)
    report: dict[str, Any] = json.loads(firms.run(*asked).out)["result"]
    return report


def test_rows_that_match_nobody_make_the_audit_incomplete(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text("name\nTheta Foods\nNobody At All\n", encoding="utf-8")
    ask = ("sanctioned-path", "--regime", LISTS, "--suppliers", str(file))
    done = firms.run(*ask)
    assert done.code == ExitCode.INCOMPLETE
    assert "Row 2, Nobody At All" in done.out
    assert firms.run(*ask, "--max-unresolved", "1").code == ExitCode.ANSWERED
    file.write_text("name\nNobody At All\n", encoding="utf-8")
    nothing = firms.run(*ask, "--max-unresolved", "5")
    assert nothing.code == ExitCode.INCOMPLETE
    assert "so nothing was checked" in nothing.out
    file.write_text("name\nAlpha Antennas\nNobody At All\n", encoding="utf-8")
    assert firms.run(*ask).code == ExitCode.FINDINGS


def test_rows_that_mean_the_same_party_share_its_findings(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text("name\nAlpha Antennas\nTheta Foods\nALPHA ANTENNAS\n", encoding="utf-8")
    (found,) = audited(firms, file)["findings"]
    assert found["rows"] == [1, 3]


HOSTILE = [
    ("a.csv", b"name\n\xff\xfe\xfd\n"),
    ("a.csv", b"what,ever\nA,B\n"),
    ("a.jsonl", b"{}\n{"),
    ("a.jsonl", b"[" * 100_000),
    ("a.json", b'{"suppliers": 1}'),
    ("a.yml", b"a: &x [*x]\n"),
    ("a.yml", b"- !!python/object:os.system {}\n"),
    ("a.yml", b"name: x\n"),
    ("a.xlsx", b"PK\x03\x04 no zip"),
    ("a.xlsx", workbook([["name"], ["A"]], '<!DOCTYPE a [<!ENTITY b "c">]>')),
    ("a.xlsx", workbook([["name"], ["A"]])[:200]),
    ("a.xlsx", b"name\nA\n"),
]


@pytest.mark.parametrize(("file", "content"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_damaged_file_is_refused_in_a_sentence(file: str, content: bytes) -> None:
    with pytest.raises(DataFault) as fault:
        lines(content, file)
    assert fault.value.code in {"D121", "D122"}
    assert fault.value.message.endswith(".")
    assert fault.value.help


def test_an_empty_file_names_nobody() -> None:
    assert lines(b"", "a.csv") == lines(b"name\n", "a.csv") == []


def test_a_bad_byte_is_named_by_its_line() -> None:
    with pytest.raises(DataFault, match="line 3 holds a byte"):
        lines(b"name\nAlpha\nM\xfcller\n", "a.csv")


def test_a_row_that_is_bad_by_itself_is_listed(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "suppliers.csv"
    file.write_text('name\nTheta Foods\n"never closed\nA\nB\nC\nD\nE\n', encoding="utf-8")
    row, *others = audited(firms, file)["rows"]
    assert "a quote in this row is not closed" in row["why"]
    assert [other["text"] for other in others] == ["A", "B", "C", "D", "E"]


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(DataFault, match="larger than"):
        lines(b"x" * (MAX_BYTES + 1), "a.csv")


def test_the_sheet_that_people_see_first_is_read() -> None:
    stream = io.BytesIO(workbook([["name"], ["Old"]]))
    with zipfile.ZipFile(stream, "a") as book:
        head = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
        cell = head + '<row r="2"><c r="A2"><v>42</v></c></row>'
        book.writestr(
            "xl/worksheets/sheet7.xml",
            f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{cell}</sheetData></worksheet>',
        )
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{office}">'
            '<sheets><sheet name="New" r:id="rId9"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId9" Target="worksheets/sheet7.xml"/></Relationships>',
        )
    assert texts(stream.getvalue(), "a.xlsx") == [(1, "42", "")]


def test_a_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for at in range(3):
            book.writestr(f"xl/media/part{at}.xml", b" " * (100 * 1024 * 1024))
    with pytest.raises(DataFault, match="unpacks to more than"):
        lines(stream.getvalue(), "a.xlsx")


@pytest.mark.parametrize("style", ["text", "json", "jsonl", "csv", "md"])
def test_what_a_row_holds_acts_nowhere(firms: World, tmp_path: Path, style: str) -> None:
    file = tmp_path / "suppliers.jsonl"
    names = [
        "=cmd|' /C calc'!A0",
        "\u202egnp.exe",
        "\x1b[2J",
        "<script>alert(1)</script>",
        "%0A::error::x",
        "[/b]",
    ]
    file.write_text("".join(json.dumps({"name": name}) + "\n" for name in names), encoding="utf-8")
    done = firms.run("sanctioned-path", "--regime", LISTS, "--suppliers", str(file), "--format", style)
    assert done.code == ExitCode.INCOMPLETE
    assert not set(done.out) & {"\u202e", "\x1b"}
    assert not [line for line in done.out.splitlines() if line.startswith(("::", "="))]
    assert "[/b]" in done.out.replace("\\", "")


def test_a_missing_file_is_said_so(firms: World, tmp_path: Path) -> None:
    done = firms.run("sanctioned-path", "--suppliers", str(tmp_path / "none.csv"))
    assert (done.code, done.out) == (ExitCode.INVALID, "")
    assert "error[D121]" in done.err
