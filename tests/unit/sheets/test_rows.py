"""Rows of any sheet: each is read or gets its reason, and the next one is read whatever the last one held."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.sheets import physical
from supplychain_cli.sheets.line import Line
from supplychain_cli.sheets.read import kind_of, lines

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(
    content: str | bytes,
    file: str = "a.csv",
    mapping: Mapping[str, str] | None = None,
    encoding: str = "",
) -> list[Line]:
    raw = content.encode() if isinstance(content, str) else content
    return list(lines(io.BytesIO(raw), file, kind_of(raw[:64], file), mapping, encoding))


def names(found: list[Line]) -> list[tuple[int, str, bool]]:
    return [(line.number, line.name, bool(line.fault)) for line in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_that_can_be_told_is_read(encoding: str) -> None:
    content = "name,country\r\nРостех,ru\r\n中国保利集团,\r\n".encode(encoding)
    assert names(read(content)) == [(1, "Ростех", False), (2, "中国保利集团", False)]


def test_an_encoding_that_is_said_is_read() -> None:
    assert names(read("name\nРостех\n".encode("cp1251"), encoding="cp1251")) == [(1, "Ростех", False)]
    with pytest.raises(DataFault, match="no encoding called nonsense"):
        read("name\nA\n", encoding="nonsense")


def test_a_row_in_another_encoding_is_told_by_its_byte() -> None:
    bad, good = read(b"name\nM\xfcller\nRostec\n")
    assert "0xFC" in bad.fault
    assert "UTF-8" in bad.fault
    assert (good.name, good.fault) == ("Rostec", "")


def test_a_quote_that_is_never_closed_spoils_its_own_row() -> None:
    rest = [f"Firm {number}" for number in range(9)]
    found = read("name,country\n" + '"never closed,RU\n' + "\n".join(rest))
    assert "not closed" in found[0].fault
    assert [line.name for line in found[1:]] == rest
    assert not any(line.fault for line in found[1:])


def test_quotes_hold_delimiters_breaks_and_quotes() -> None:
    found = read('name,address\n"A, B ""C""","1 Street\nTown"\n5" Pipes Ltd,x\nD,\n')
    assert [line.name for line in found] == ['A, B "C"', '5" Pipes Ltd', "D"]
    assert found[0].address == "1 Street\nTown"
    assert not any(line.fault for line in found)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_headings(sign: str) -> None:
    (line,) = read(f"id{sign}name{sign}country\n{sign}A{sign}ru\n")
    assert (line.name, line.country) == ("A", "RU")


def test_a_row_with_another_delimiter_is_told_by_it() -> None:
    bad, good = read("name;country\nA,RU\nB;RU\n")
    assert "',' seems to part its cells" in bad.fault
    assert (good.name, good.fault) == ("B", "")


def test_a_comma_without_quotes_spoils_its_own_row() -> None:
    one, other = read(b"name,country\nMaker Co., Ltd,HK\nMaker,HK,,\n")
    assert one.fault == "The row has 3 cells and the headings 2; a name with a comma stands in quotes."
    assert (other.name, other.country, other.fault) == ("Maker", "HK", "")


def test_a_comma_in_a_list_of_bare_names_is_part_of_the_name() -> None:
    names = read(b"name\nMaker Co., Ltd\nBuyer\n")
    assert [(line.name, line.fault) for line in names] == [("Maker Co., Ltd", ""), ("Buyer", "")]


def test_300_columns_are_as_good_as_three() -> None:
    heads = ["name", *(f"c{number}" for number in range(299))]
    (line,) = read(",".join(heads) + "\nA" + ",x" * 299)
    assert line.name == "A"


def test_a_cell_of_a_megabyte_is_read() -> None:
    found = read("name\n" + "x" * 1_000_000 + "\nB\n")
    assert [len(line.name) for line in found] == [1_000_000, 1]


def test_a_line_without_end_is_cut_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(physical, "LONGEST", 100)
    for content in (b"name\n" + b"x" * 1000 + b"\nB\n", ("name\n" + "x" * 1000 + "\nB\n").encode("utf-16")):
        found = read(content)
        assert "longer than" in found[0].fault
        assert found[-1].name == "B"


def test_zero_bytes_are_a_fault_of_their_row() -> None:
    found = read(b"name,country\nA\0B,RU\nC,RU\n")
    assert names(found) == [(1, "AB", True), (2, "C", False)]


def test_headings_can_be_mapped() -> None:
    mapping = {"name": "Kunde", "country": "Land", "lei": "Nummer"}
    (line,) = read("Nummer;Kunde;name;Land\n5493;A;B;de\n", mapping=mapping)
    assert line == Line(1, "A", country="DE", identifiers=(("lei", "5493"),))
    with pytest.raises(DataFault, match="no column called 'Client'"):
        read("Kunde\nA\n", mapping={"name": "Client"})
    (line,) = read('{"Kunde": "A", "name": "B"}\n', "a.jsonl", {"name": "Kunde"})
    assert line.name == "A"


def test_headings_that_say_nobody_are_refused_with_the_first_row() -> None:
    with pytest.raises(DataFault) as fault:
        read("what,ever\nA,B\n")
    assert fault.value.code == "D122"
    assert "what, ever" in fault.value.notes[0]


def test_json_lines_are_read_one_by_one() -> None:
    good = json.dumps({"name": "A", "identifiers": {"lei": "1"}, "address": "B"})
    found = read(f'{good}\n{{"name": \n["A"]\n\n"Rostec"\n' + "[" * 10_000 + '\n{"name": 7}', "a.jsonl")
    assert names(found) == [
        (1, "A", False),
        (2, "", True),
        (3, "", True),
        (5, "Rostec", False),
        (6, "", True),
        (7, "7", False),
    ]
    assert (found[0].identifiers, found[0].address) == ((("lei", "1"),), "B")


def workbook(cells: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        texts = "<si><r><t>Ros</t></r><r><t>tec</t></r><rPh><t>aid</t></rPh></si>"
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
    return stream.getvalue()


def text(place: str, words: str) -> str:
    return f'<x:c r="{place}" t="inlineStr"><x:is><x:t>{words}</x:t></x:is></x:c>'


def test_a_formula_gives_its_saved_value_or_a_reason() -> None:
    rows = (
        f'<x:row r="1">{text("A1", "name")}{text("C1", "country")}</x:row>'
        '<x:row r="2"><x:c r="A2" t="str"><x:f>B1</x:f><x:v>Saved</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3"><x:f>B1</x:f></x:c></x:row>'
        f'<x:row r="5"><x:c r="A5" t="s"><x:v>0</x:v></x:c>{text("C5", "ru")}</x:row>'
        '<x:row r="6"><x:c r="A6"><x:v>42.0</x:v></x:c><x:c r="B6"><x:f>1</x:f></x:c></x:row>'
    )
    found = read(workbook(rows), "a.xlsx")
    assert names(found) == [(1, "Saved", False), (2, "", True), (4, "Rostec", False), (5, "42", False)]
    assert "formula" in found[1].fault
    assert found[2].country == "RU"


def test_a_workbook_is_read_as_a_stream() -> None:
    rows = "".join(
        f'<x:row r="{at}">{text(f"A{at}", "name" if at == 1 else f"Firm {at}")}</x:row>'
        for at in range(1, 5000)
    )
    content = workbook(rows)
    reader = lines(io.BytesIO(content), "a.xlsx", "xlsx")
    assert next(reader).name == "Firm 2"
    assert sum(1 for _ in reader) == 4997
