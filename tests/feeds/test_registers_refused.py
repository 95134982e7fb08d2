"""Registers that are damaged: refused with file and row, or the bad rows counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault, ExitCode
from supplychain_cli.importers import comtrade, items, text
from supplychain_cli.importers.report import Options, Report
from tests.feeds.reading import SAMPLES, read

STATEMENTS = b"""[
 {"statementId": "00000000000000000000000000000001", "statementDate": "2020-01-01", "declarationSubject": "a",
  "recordId": "a", "recordType": "entity",
  "recordDetails": {"isComponent": false, "entityType": {"type": "registeredEntity"}, "name": "Alpha"}}
]
"""
ENTITY = b'{"id": "a", "schema": "Company", "properties": {"name": ["Alpha"]}}\n'


def consumed(style: str, file: Path) -> None:
    if style == "comtrade":
        list(comtrade.flows([file], Report(), Options()))
    else:
        read(style, file)


def content(style: str) -> bytes:
    if style in {"bods", "ftm"}:
        return {"bods": STATEMENTS, "ftm": ENTITY * 3}[style]
    return (SAMPLES / {"gleif": "lei.xml", "comtrade": "comtrade-new.csv"}[style]).read_bytes()


def refusal(style: str, tmp_path: Path, spoilt: bytes) -> DataFault:
    file = tmp_path / f"register.{style}"
    file.write_bytes(spoilt)
    with pytest.raises(DataFault) as told:
        consumed(style, file)
    fault = told.value
    assert fault.exit_code == ExitCode.INVALID
    assert file.name in fault.message
    assert fault.help
    return fault


ALL = ["bods", "ftm", "gleif", "comtrade"]


@pytest.mark.parametrize("style", ALL)
def test_whole(style: str, tmp_path: Path) -> None:
    file = tmp_path / "whole"
    file.write_bytes(content(style))
    consumed(style, file)


@pytest.mark.parametrize("style", ["bods", "gleif"])
def test_truncated(style: str, tmp_path: Path) -> None:
    whole = content(style)
    assert refusal(style, tmp_path, whole[: len(whole) // 2]).code == "D206"


@pytest.mark.parametrize("style", ALL)
def test_another_encoding(style: str, tmp_path: Path) -> None:
    whole = content(style)
    at = whole.rindex(b"A")
    fault = refusal(style, tmp_path, whole[:at] + b"\xff" + whole[at + 1 :])
    assert fault.code in {"D201", "D208"}
    assert fault.diagnostics[0].location.line == whole.count(b"\n", 0, at) + 1


@pytest.mark.parametrize("style", ALL)
def test_a_nul(style: str, tmp_path: Path) -> None:
    whole = content(style)
    at = whole.rindex(b"A")
    fault = refusal(style, tmp_path, whole[:at] + b"\0" + whole[at + 1 :])
    assert fault.code in {"D202", "D208"}
    assert fault.diagnostics[0].location.line == whole.count(b"\n", 0, at) + 1


@pytest.mark.parametrize("style", ALL)
def test_something_else(style: str, tmp_path: Path) -> None:
    assert refusal(style, tmp_path, b"a;b\n1;2\n").code in {"D204", "D206", "D208"}


def test_a_row_with_too_few_columns(tmp_path: Path) -> None:
    fault = refusal("comtrade", tmp_path, content("comtrade") + b"C,A,2022\nC,A,2022\n")
    assert (fault.code, fault.diagnostics[0].location.line) == ("D205", 10)


def test_what_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "MAX_ITEM", 1000)
    monkeypatch.setattr(items, "_CHUNK", 1000)
    monkeypatch.setattr(text, "MAX_LINE", 1000)
    assert refusal("bods", tmp_path, content("bods").replace(b"Alpha", b"A" * 10_000)).code == "D203"
