"""Tables that cannot be read as their mapping says: refused with file and row, or the bad rows counted."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import DataFault, ExitCode
from supplychain_cli.importers.tables import plain, rejects, source
from supplychain_cli.model.mapping import MappedParty, MappedRelation, TableMapping
from tests.feeds import tabular
from tests.feeds.tabular import HEADINGS, ROWS, mapping, read, supplies

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.usefixtures("rows_lie_in")


def refusal(wanted: TableMapping, file: Path) -> DataFault:
    with pytest.raises(DataFault) as told:
        read(wanted, file)
    fault = told.value
    assert fault.exit_code == ExitCode.INVALID
    assert (ROOT / "supplychain_cli/explain" / f"{fault.code}.md").exists()
    assert fault.help
    return fault


def spoilt(tmp_path: Path, content: bytes, name: str = "customs.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


def whole(tmp_path: Path) -> bytes:
    return tabular.csv(tmp_path / "whole.csv").read_bytes()


def test_a_heading_that_is_not_there(tmp_path: Path) -> None:
    fault = refusal(
        mapping(parties=(MappedParty(role="seller", name="Exporter"),), relations=()),
        tabular.csv(tmp_path / "c.csv"),
    )
    assert fault.code == "D221"
    assert "`Exporter`" in fault.message
    assert "`Seller`" in fault.help


def test_another_delimiter(tmp_path: Path) -> None:
    fault = refusal(mapping(delimiter=","), tabular.csv(tmp_path / "c.csv"))
    assert fault.code == "D221"
    assert "parted by ','" in fault.help


def test_a_heading_that_is_there_twice(tmp_path: Path) -> None:
    file = spoilt(tmp_path, whole(tmp_path).replace(b"Goods", b"seller", 1))
    relation = MappedRelation(from_="seller", to="buyer")
    fault = refusal(mapping(relations=(relation,)), file)
    assert fault.code == "D221"
    assert "more than one column" in fault.message


def test_an_empty_file(tmp_path: Path) -> None:
    assert refusal(mapping(), spoilt(tmp_path, b"")).code == "D221"


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(mapping(), tmp_path / "nothing.csv").code == "D200"


def test_a_nul(tmp_path: Path) -> None:
    fault = refusal(mapping(), spoilt(tmp_path, whole(tmp_path).replace(b"Gamma", b"Ga\0ma")))
    assert fault.code == "D202"
    assert "line 5" in fault.message
    assert fault.diagnostics[0].location.line == 5


def test_a_nul_in_another_encoding(tmp_path: Path) -> None:
    content = whole(tmp_path).decode().encode("windows-1251").replace(b"Gamma", b"Ga\0ma")
    fault = refusal(mapping(encoding="windows-1251"), spoilt(tmp_path, content))
    assert (fault.code, fault.diagnostics[0].location.line) == ("D202", 5)


def test_bytes_of_another_encoding(tmp_path: Path) -> None:
    content = whole(tmp_path).replace(b"Gamma", b"Ga\x98ma")
    fault = refusal(mapping(encoding="windows-1251"), spoilt(tmp_path, content))
    assert (fault.code, fault.diagnostics[0].location.line) == ("D201", 5)
    assert refusal(mapping(encoding="klingon"), spoilt(tmp_path, content)).code == "D201"


def test_a_few_rows_of_another_encoding_are_left_out(tmp_path: Path) -> None:
    feed = read(mapping(), spoilt(tmp_path, whole(tmp_path).replace(b"Gamma", b"Ga\xffma")))
    assert feed.reasons["The row is not UTF-8."] == (5,)
    assert [supply.row for supply in supplies(feed)] == [2, 3]


def test_a_table_of_another_encoding_is_refused(tmp_path: Path) -> None:
    rows = [tuple("Ж" if cell == "Parts" else cell for cell in row) for row in (ROWS[1], ROWS[2])]
    fault = refusal(mapping(), tabular.csv(tmp_path / "c.csv", rows, encoding="windows-1251"))
    assert fault.code == "D222"
    assert "row 2" in fault.message


def test_rows_with_other_columns_do_not_shift_the_numbers_of_those_behind(tmp_path: Path) -> None:
    lines = whole(tmp_path).decode().splitlines()
    lines[2:2] = ["too;few", '"two\nlines";x']
    lines.append(lines[2 + 2] + ";more")
    feed = read(mapping(), spoilt(tmp_path, "\n".join(lines).encode()))
    assert feed.reasons["The row has too few columns."] == (3, 4)
    assert feed.reasons["The row has too many columns."] == (8,)
    assert [supply.row for supply in supplies(feed)] == [2, 5, 7]
    assert feed.report.rows == 7


def test_line_ends_of_two_kinds(tmp_path: Path) -> None:
    content = whole(tmp_path).replace(b"\r\n", b"\n", 2)
    assert len(supplies(read(mapping(), spoilt(tmp_path, content)))) == 3


def test_a_truncated_table(tmp_path: Path) -> None:
    content = whole(tmp_path)
    feed = read(mapping(), spoilt(tmp_path, content[:-25]))
    assert feed.reasons["The file ends in the middle of this row."] == (5,)
    assert [notice.code for notice in feed.report.notices] == ["N201"]
    few = read(mapping(), spoilt(tmp_path, content + b"7/5;x\n" + content.splitlines()[-1][:-25]))
    assert few.reasons["The row has too few columns."] == (6,)
    assert few.reasons["The file ends in the middle of this row."] == (7,)


def test_a_quote_that_is_not_closed(tmp_path: Path) -> None:
    feed = read(mapping(), spoilt(tmp_path, whole(tmp_path) + b'7/5;"open;x\n'))
    assert feed.reasons["A quote in the row is not closed, or stands where none belongs."] == (6,)


def test_a_quote_that_takes_rows_with_it(tmp_path: Path) -> None:
    lines = whole(tmp_path).decode().replace("\r\n", "\n").splitlines(keepends=True)
    lines[2:2] = [
        '7/5;22.03.2022;IM;"Two\nlines";CN;x;;9013;y;1;1;USD\n',
        '7/6;"open;IM;x\n',
        *[lines[1]] * 20_000,
    ]
    fault = refusal(mapping(), spoilt(tmp_path, "".join(lines).encode()))
    assert fault.code == "D205"
    assert "row 4 has a quote that is not closed, and" in fault.message


@pytest.mark.parametrize("behind", [b"", b"\n", b"\nmore\n"])
def test_a_long_line(behind: bytes, tmp_path: Path) -> None:
    content = whole(tmp_path).replace(b"\r\n", b"\n") + b"x" * (source.MAX_LINE * 2) + behind
    feed = read(mapping(), spoilt(tmp_path, content))
    assert feed.reasons["The row is longer than 2 MB."] == (6,)
    assert feed.report.rows == (6 if b"more" in behind else 5)
    assert len(supplies(feed)) == 3


@pytest.mark.parametrize("encoding", ["", "windows-1251"])
def test_a_line_without_end(encoding: str, tmp_path: Path) -> None:
    content = (
        tabular.csv(tmp_path / "whole.csv", encoding=encoding or "utf-8").read_bytes()
        + b"x" * (plain.MAX_BROKEN * 2)
        + b"\n7/5;x\n"
    )
    fault = refusal(mapping(encoding=encoding), spoilt(tmp_path, content))
    assert fault.code == "D203"
    assert "line 6 is longer than 8 MB" in fault.message
    assert fault.diagnostics[0].location.line == 6


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"date_format": ("MM/DD/YYYY",)}, "`Date` is not a day written MM/DD/YYYY or YYYY-MM-DD"),
        ({"decimal": "."}, "`Kg` is not a figure with '.'"),
    ],
)
def test_a_mapping_that_does_not_fit(changes: dict[str, Any], words: str, tmp_path: Path) -> None:
    rows = [
        tuple("12,5" if name == "Kg" else cell for name, cell in zip(HEADINGS, row, strict=True))
        for row in ROWS
    ]
    fault = refusal(mapping(**changes), tabular.csv(tmp_path / "c.csv", rows))
    assert fault.code == "D222"
    assert words in fault.message
    assert "row 2 has" in fault.message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"parties": ()}, "It maps no party."),
        ({"parties": (MappedParty(role="seller", name="Seller"),)}, "names the role `buyer`"),
        (
            {"parties": (MappedParty(role="a", name="Seller"),) * 2, "relations": ()},
            "Two parties have the role `a`.",
        ),
        ({"relations": (MappedRelation(from_="buyer", to="buyer"),)}, "runs from `buyer` to itself"),
        ({"date_format": ("DD.MM.GGGG",)}, "`DD.MM.GGGG` holds no year"),
    ],
)
def test_a_mapping_that_contradicts_itself(changes: dict[str, Any], words: str, tmp_path: Path) -> None:
    fault = refusal(mapping(**changes), tabular.csv(tmp_path / "c.csv"))
    assert fault.code == "D223"
    assert words in fault.message


def test_damaged_files_of_other_kinds(tmp_path: Path) -> None:
    assert refusal(mapping(), spoilt(tmp_path, b"PAR1 and no more", "c.parquet")).code == "D208"
    assert refusal(mapping(), spoilt(tmp_path, b"\xd0\xcf\x11\xe0 old", "c.xls")).code == "D204"
    assert refusal(mapping(), spoilt(tmp_path, b"\x1f\x8b packed", "c.csv.gz")).code == "D209"


def workbook(path: Path, sheet: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def test_hostile_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert refusal(mapping(), workbook(tmp_path / "a.xlsx", doctype)).code == "D207"
    assert refusal(mapping(), workbook(tmp_path / "b.xlsx", b"<worksheet/>")).code == "D208"
    monkeypatch.setattr("supplychain_cli.importers.tables.workbook.MAX_UNPACKED", 1000)
    assert refusal(mapping(), workbook(tmp_path / "c.xlsx", b" " * 10_000)).code == "D209"


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "c.xlsx"
    openpyxl.Workbook().save(file)
    fault = refusal(mapping(sheet="2023"), file)
    assert fault.code == "D204"
    assert "Sheet" in fault.help


def test_two_kinds_of_rows_in_a_zip(tmp_path: Path) -> None:
    file = tmp_path / "customs.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("customs.csv", whole(tmp_path))
    assert len(supplies(read(mapping(), file))) == 3


def test_a_large_file_of_short_rows_is_refused_by_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rejects, "SAMPLE", 400)
    good = whole(tmp_path)
    short = spoilt(tmp_path, good.splitlines(keepends=True)[0] + b"a,b\n" * 1000 + good)
    fault = refusal(mapping(), short)
    assert fault.code == "D222"
    assert "rows cannot be read, first row 2: the row has too few columns" in fault.message
    assert "of its first" in fault.message
    assert not list(tmp_path.glob("**/sample"))


def test_a_large_file_that_begins_well_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "SAMPLE", 400)
    rows = whole(tmp_path).splitlines(keepends=True)
    feed = read(mapping(), spoilt(tmp_path, b"".join((*rows, *rows[1:] * 9, b"a,b\n", *rows[1:]))))
    assert feed.reasons["The row has too few columns."] == (1 + 10 * (len(rows) - 1) + 1,)
