"""Whatever names, reasons and policies hold, no format of an audit lets it act, and each is read back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.audit.finding import AuditReport, Checked, PolicyRef
from supplychain_cli.diagnostics import Notice
from supplychain_cli.render.clean import clean
from supplychain_cli.render.formats import FORMATS, REPORTS, render
from tests.render import worlds
from tests.render.audit import reports
from tests.render.audit.runner import commands
from tests.render.audit.standard import faults
from tests.render.test_hostile import ACTS, NAMES

STYLES = [style for style in (*FORMATS, *REPORTS) if style != "text"]
ALL = {
    **NAMES,
    "escaped command": "Acme %0A::error::x%0D%0A",
    "command": "::error::x",
    "command behind a line feed": "Acme\n::stop-commands::x",
    "older command": "Acme ##[error]x ##[add-mask]y",
    "command's options": "Acme,file=/etc/passwd::x",
    "link": "Acme [see](javascript:alert(1)) {0} {{1}}",
    "xml": "Acme ]]> <!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]> &a; &#0;",
}


def poisoned(name: str) -> AuditReport:
    """Put a name everywhere where text can stand."""
    party = replace(worlds.ALPHA, name=name, native=name)
    source = replace(worlds.PRESS, publisher=name, title=name, paraphrase=name, locator=name, url=name)
    leg = replace(worlds.SELLS, sources=(source,), location=f"{name}.yml:3", note=name)
    chain = replace(worlds.SHORT_CHAIN, legs=(leg,), parties=(party, worlds.OMEGA))
    found = replace(reports.REACHES, title=name, supplier=party, chain=chain, unknown=(name,))
    waived = replace(found, waived=replace(reports.WAIVER, reason=name, author=name))
    listed = replace(reports.ITSELF, rule=name, location=name)
    return replace(
        reports.REPORT,
        findings=(found, waived, listed),
        suppliers=(Checked(party, (1,), "high"),),
        rows=(replace(reports.TWO_ROW, text=name, why=name, candidates=(name,)),),
        policies=(PolicyRef("p", name, name),),
        incomplete=(name,),
        unused=(replace(reports.WAIVER, author=name),),
        notices=(Notice("N102", name),),
    )


def shown(name: str, style: str) -> str:
    frame = replace(reports.envelope(**{name: name}), dataset={"name": name, "version": name})
    return render(poisoned(name), frame, style, worlds.PLAIN)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_no_character_acts(name: str, style: str) -> None:
    text = shown(name, style)
    assert ACTS.findall(text.replace("\r\n", "\n") if style == "csv" else text) == []


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_sarif_is_valid_and_neither_links_nor_waits_to_be_filled_in(name: str) -> None:
    log = json.loads(shown(name, "sarif"))
    assert faults(log) == []
    message = log["runs"][0]["results"][0]["message"]["text"]
    assert not re.search(r"(?<!\\)\[[^\]]*\]\(", message)
    assert not re.search(r"\{\d", message.replace("{{", ""))


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_junit_is_read_back(name: str) -> None:
    root = ET.fromstring(shown(name, "junit").encode())  # noqa: S314 - a text of ours
    cases = [case.get("name", "") for case in root.iter("testcase")]
    assert cases[0] == f"row 1: {clean(name)} (id:cn-alpha)"
    assert len(cases) == 4


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_no_command_is_the_worlds(name: str) -> None:
    text = shown(name, "github")
    found = commands(text)
    assert [command.name for command in found] == ["error", "error", "warning", "error"]
    assert [set(command.given) for command in found[:2]] == [{"file", "line", "title"}] * 2
    assert len(text.splitlines()) == 4


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_csv_holds_no_formula_and_json_lines_hold_every_item(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(name, "csv"), newline="")))
    assert [row["what"] for row in rows] == ["finding", "finding", "finding", "ambiguous"]
    assert not any(
        cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")) for row in rows for cell in row.values()
    )
    items = [json.loads(line) for line in shown(name, "jsonl").splitlines()]
    assert [item["of"] for item in items] == ["findings", "findings", "findings", "rows"]


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_markdown_keeps_its_columns_and_shows_no_tag(name: str) -> None:
    text = shown(name, "md")
    rows = [re.split(r"(?<!\\)\|", line) for line in text.splitlines() if line.startswith("|")]
    assert len({len(row) for row in rows}) == 1
    assert "<" not in text
    assert not re.search(r"(?<!\\)\[", text)


@given(st.text(st.characters(), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_no_text_at_all_acts_in_any_format(name: str) -> None:
    for style in STYLES:
        text = shown(name, style)
        assert ACTS.findall(text.replace("\r\n", "\n") if style == "csv" else text) == []
        if style == "junit":
            ET.fromstring(text.encode())  # noqa: S314 - a text of ours
        if style == "sarif":
            assert faults(json.loads(text)) == []
        if style == "github":
            assert len(commands(text)) == 4
