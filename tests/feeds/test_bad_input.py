"""What is not as its format says is refused with the file and the row; nothing is guessed at."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault, ExitCode
from supplychain_cli.importers import text
from supplychain_cli.importers.report import Options
from tests.feeds.reading import SAMPLES, read

ROOT = Path(__file__).parents[2]
TABLES = [("ofac", "sdn.csv"), ("csl", "csl.csv"), ("eu", "eu.csv"), ("uk", "uk.csv")]
TREES = [("un", "un.xml"), ("eu", "eu.xml"), ("uk", "uk.xml"), ("ofac-xml", "sdn_advanced.xml")]
CUT_WITH_NOTICE = ("csl", "csl.csv")
"""Copies of this one that are cut off go round, see `test_csl`."""
ALL = [*TABLES, *TREES, ("csl", "csl.json")]


def spoilt(tmp_path: Path, name: str, content: bytes) -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


def refusal(format_: str, file: Path, options: Options | None = None) -> DataFault:
    with pytest.raises(DataFault) as told:
        read(format_, file, options=options)
    fault = told.value
    assert fault.exit_code == ExitCode.INVALID
    assert file.name in fault.message
    assert fault.help
    assert (ROOT / "supplychain_cli/explain" / f"{fault.code}.md").exists()
    assert [item.location.file for item in fault.diagnostics] == [str(file)]
    return fault


@pytest.mark.parametrize(("format_", "name"), [each for each in ALL if each != CUT_WITH_NOTICE])
def test_truncated(format_: str, name: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    fault = refusal(format_, spoilt(tmp_path, name, whole[: len(whole) * 3 // 5]))
    assert fault.code == "D206"
    assert fault.diagnostics[0].location.line


@pytest.mark.parametrize(("format_", "name"), ALL)
def test_empty(format_: str, name: str, tmp_path: Path) -> None:
    assert refusal(format_, spoilt(tmp_path, name, b"")).code in {"D206", "D211"}


@pytest.mark.parametrize(("format_", "name"), ALL)
def test_wrong_encoding(format_: str, name: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes().rstrip(b"\x1a\r\n")
    at = whole.rindex(b"A")
    fault = refusal(format_, spoilt(tmp_path, name, whole[:at] + b"\xc4\xe9" + whole[at + 1 :] + b"\n"))
    assert fault.code in {"D201", "D208"}
    line = whole.count(b"\n", 0, at) + 1
    assert fault.diagnostics[0].location.line == line
    assert str(line) in fault.message


@pytest.mark.parametrize(("format_", "name"), [*TABLES, ("csl", "csl.json")])
def test_a_nul(format_: str, name: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    at = whole.rindex(b"A")
    fault = refusal(format_, spoilt(tmp_path, name, whole[:at] + b"\0" + whole[at + 1 :]))
    assert fault.code == "D202"


@pytest.mark.parametrize(("format_", "name"), TREES)
def test_a_nul_in_xml(format_: str, name: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    at = whole.rindex(b"A")
    assert refusal(format_, spoilt(tmp_path, name, whole[:at] + b"\0" + whole[at + 1 :])).code == "D208"


@pytest.mark.parametrize(("format_", "name"), TABLES)
def test_another_delimiter(format_: str, name: str, tmp_path: Path) -> None:
    own = b";" if format_ == "eu" else b","
    whole = (SAMPLES / name).read_bytes().replace(own, b"\t")
    fault = refusal(format_, spoilt(tmp_path, name, whole))
    assert fault.code == "D204"
    assert "tabs" in fault.message


@pytest.mark.parametrize(("format_", "name"), TABLES)
def test_too_few_columns(format_: str, name: str, tmp_path: Path) -> None:
    lines = (SAMPLES / name).read_bytes().splitlines(keepends=True)
    lines.insert(4, b"90099" + (b";" if format_ == "eu" else b",") + b"ONLY TWO\n")
    fault = refusal(format_, spoilt(tmp_path, name, b"".join(lines)))
    assert fault.code == "D205"
    assert "row 5 has 2 columns" in fault.message
    assert fault.diagnostics[0].location.line == 5


@pytest.mark.parametrize(("format_", "name"), ALL)
def test_a_line_of_200_megabytes(format_: str, name: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_bytes()
    file = spoilt(tmp_path, name, whole[: whole.index(b"\n", len(whole) // 2) + 1])
    with file.open("ab") as stream:
        stream.write(b"<!--" if name.endswith("xml") else b'"' + b"a" * 9 if name.endswith("json") else b"a")
        stream.truncate(stream.tell() + 200 * 1024**2)
    # The rest of the file is a hole of NULs, so that the test writes nothing; the length is what is looked at first.
    assert refusal(format_, file).code in {"D202", "D203", "D206", "D208"}


def test_a_long_line_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_LINE", 10_000)
    whole = (SAMPLES / "sdn.csv").read_bytes()
    fault = refusal(
        "ofac", spoilt(tmp_path, "sdn.csv", whole.rstrip(b"\x1a\r\n") + b"\n" + b"a" * 20_000 + b"\n")
    )
    assert fault.code == "D203"
    assert "line 10" in fault.message


def test_an_open_quote_does_not_swallow_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_LINE", 10_000)
    lines = (SAMPLES / "csl.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    file = spoilt(
        tmp_path, "csl.csv", (lines[0] + '"never closed\n' + lines[1] * 200).replace('"', "", 1).encode()
    )
    file.write_text(lines[0] + lines[1] + '"never closed,' + "x,y\n" * 9_000, encoding="utf-8")
    fault = refusal("csl", file)
    assert fault.code == "D203"
    assert "row 3" in fault.message


@pytest.mark.parametrize(("format_", "name"), TREES)
@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE x>",
    ],
)
def test_a_doctype(format_: str, name: str, prolog: str, tmp_path: Path) -> None:
    whole = (SAMPLES / name).read_text(encoding="utf-8")
    head, _, rest = whole.partition("\n")
    fault = refusal(format_, spoilt(tmp_path, name, f"{head}\n{prolog}\n{rest}".encode()))
    assert fault.code == "D207"
    assert fault.diagnostics[0].location.line == 2


def test_xml_that_is_nested_without_end(tmp_path: Path) -> None:
    deep = b"<CONSOLIDATED_LIST>" + b"<a>" * 100_000
    assert refusal("un", spoilt(tmp_path, "un.xml", deep)).code == "D208"


def test_xml_with_one_element_without_end(tmp_path: Path) -> None:
    with (tmp_path / "un.xml").open("wb") as stream:
        stream.write(b"<CONSOLIDATED_LIST><ENTITY><DATAID>")
        for _ in range(20):
            stream.write(b"a " * 512 * 1024)
    assert refusal("un", tmp_path / "un.xml").code == "D208"


def test_another_root(tmp_path: Path) -> None:
    fault = refusal("un", spoilt(tmp_path, "un.xml", b"<html><body/></html>"))
    assert fault.code == "D204"
    assert "html" in fault.message


def test_json_that_is_another(tmp_path: Path) -> None:
    assert refusal("csl", spoilt(tmp_path, "csl.json", b'{"total": 0}')).code == "D204"
    assert refusal("csl", spoilt(tmp_path, "csl.json", b'{"results": [{"a": 1} {"b": 2}]}')).code == "D208"
    assert refusal("csl", spoilt(tmp_path, "csl.json", b'{"results": [1]}')).code == "D204"


def packed(tmp_path: Path, *members: tuple[str, bytes]) -> Path:
    file = tmp_path / "feed.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize(("format_", "name"), ALL)
def test_a_zip_with_one_plain_file_is_read_through(format_: str, name: str, tmp_path: Path) -> None:
    file = packed(tmp_path, (name, (SAMPLES / name).read_bytes()))
    assert read(format_, file).rows == read(format_, name).rows


def test_a_zip_with_several_files(tmp_path: Path) -> None:
    assert refusal("un", packed(tmp_path, ("a", b"a"), ("b", b"b"))).code == "D209"


def test_a_zip_bomb(tmp_path: Path) -> None:
    fault = refusal("un", packed(tmp_path, ("un.xml", b"<CONSOLIDATED_LIST>" + b" " * 20_000_000)))
    assert fault.code == "D209"
    assert "times its size" in fault.message


def test_a_zip_that_is_damaged(tmp_path: Path) -> None:
    whole = packed(tmp_path, ("un.xml", (SAMPLES / "un.xml").read_bytes())).read_bytes()
    assert refusal("un", spoilt(tmp_path, "cut.zip", whole[:200])).code == "D209"
    at = len(whole) // 3
    broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    assert refusal("un", spoilt(tmp_path, "broken.zip", broken)).code in {"D206", "D208", "D209"}


def test_other_wrappers_and_encodings(tmp_path: Path) -> None:
    assert refusal("un", spoilt(tmp_path, "un.xml.gz", b"\x1f\x8b\x08\x00" + b"0" * 50)).code == "D209"
    utf16 = (SAMPLES / "sdn.csv").read_text(encoding="utf-8").encode("utf-16")
    assert refusal("ofac", spoilt(tmp_path, "sdn.csv", utf16)).code == "D201"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal("un", tmp_path / "none.xml").code == "D200"
    assert refusal("un", tmp_path).code == "D200"


def test_files_that_are_no_set(tmp_path: Path) -> None:
    assert refusal("ofac", SAMPLES / "alt.csv").code == "D211"
    twice = spoilt(tmp_path, "again.csv", (SAMPLES / "sdn.csv").read_bytes())
    with pytest.raises(DataFault, match="has the same columns"):
        read("ofac", "sdn.csv", twice)


def test_another_encoding_by_name(tmp_path: Path) -> None:
    whole = (SAMPLES / "sdn.csv").read_bytes().replace(b"EPSILON", b"\xc9PSILON")
    file = spoilt(tmp_path, "sdn.csv", whole)
    assert (
        read("ofac", file, options=Options(encoding="windows-1252")).parties["90009"].name == "ÉPSILON WORKS"
    )
    assert refusal("ofac", file, Options(encoding="klingon")).code == "D201"
