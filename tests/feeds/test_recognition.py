"""A format is told by what stands in the files, where that is safe."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from supplychain_cli.importers.formats import FORMATS, recognise
from tests.feeds.reading import SAMPLES

FIRST_LINES = {
    "ftm": '{"id": "a", "schema": "Company", "properties": {"name": ["Alpha"]}}\n',
    "bods": '[{"statementId": "1dc0e987-5c57-4a1c-b3ad-61353b66a9b7", "recordType": "entity"}]',
    "gleif": '<?xml version="1.0"?><lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016"/>',
    "comtrade": "freqCode,refYear,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\nA,2022,842,X,643,8542,1\n",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["sdn.csv"], "ofac"),
        (["add.csv", "alt.csv", "sdn.csv", "sdn_comments.csv"], "ofac"),
        (["cons_prim.csv"], "ofac"),
        (["sdn_advanced.xml"], "ofac-xml"),
        (["csl.csv"], "csl"),
        (["csl.json"], "csl"),
        (["un.xml"], "un"),
        (["eu.xml"], "eu"),
        (["eu.csv"], "eu"),
        (["uk.csv"], "uk"),
        (["uk.xml"], "uk"),
        (["ofsi.csv"], "uk"),
    ],
)
def test_lists_are_recognised(files: list[str], expected: str) -> None:
    found = recognise([SAMPLES / file for file in files])
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize("name", FIRST_LINES)
def test_registers_are_recognised(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text(FIRST_LINES[name], encoding="utf-8")
    found = recognise([file])
    assert found is not None
    assert found.name == name


def test_a_zip_is_looked_into(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(SAMPLES / "un.xml", "un.xml")
    found = recognise([tmp_path / "x.zip"])
    assert found is not None
    assert found.name == "un"


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "<html/>", "{}", "\0\0\0", "[1, 2]", "36,25,-0- ,x\n"])
def test_what_shows_nothing_is_not_guessed(content: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(content, encoding="utf-8")
    assert recognise([tmp_path / "file"]) is None


def test_no_files_and_mixed_files_are_no_format() -> None:
    assert recognise([]) is None
    assert recognise([SAMPLES / "un.xml", SAMPLES / "eu.xml"]) is None


def test_every_format_says_what_it_is() -> None:
    for name, item in FORMATS.items():
        assert item.name == name
        assert item.title
        assert item.files
        assert item.reliability in set("ABCDEF")
        assert item.gives in {"rows", "flows", "mapped", "tables"}
