"""Two receipts compared, in every format, held to the character."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from supplychain_cli.audit.comparison import ComparisonAnswer, compared
from supplychain_cli.audit.receipt import Receipt
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests.render import worlds
from tests.render.golden import assert_golden

ENVELOPE = worlds.envelope("verify", receipt="kept.json")
HOSTILE = "=cmd()|[bold]x\x1b[31m\u202e<script>&@team %0A::error::"


def finding(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "fingerprint": f"{number:032x}",
        "rule": "chain",
        "level": "high",
        "supplier": {"id": "cn-alpha", "name": "Alpha"},
        "party": {"id": "ru-omega", "name": "Omega"},
        "regimes": ["us-ofac/blocking", "eu/blocking"],
        "grade": "probable",
        "waived": False,
        **fields,
    }


def receipt(day: str, version: str, *findings: dict[str, Any]) -> Receipt:
    return Receipt(
        asked={"today": day, "max_list_age": None, "suppliers": {"file": "s.csv", "sha256": "f" * 64}},
        data={"name": "example", "version": version, "digest": version[-1] * 64, "lists": []},
        rules={"ownership": ["ofac-50"], "levels": "c" * 64},
        tool={"name": "supplychain", "version": "0.1.0"},
        answered={"exit_code": int(bool(findings)), "complete": True, "findings": list(findings)},
    )


OLD = receipt("2026-10-01", "2026.10.0", finding(1), finding(2))
NEW = receipt("2026-11-21", "2026.11.0", finding(2, level="low", waived=True), finding(3, rule="ownership"))
NAMES = ("kept.json", "run again")
ANSWERS = {
    "comparison": compared(OLD, NEW, NAMES, again=True),
    "comparison-same": compared(
        OLD, replace(OLD, asked={**OLD.asked, "today": "2026-11-21"}), NAMES, again=True
    ),
    "comparison-data": compared(OLD, replace(OLD, data=NEW.data), NAMES),
    "comparison-nothing": compared(receipt("2026-10-01", "1"), receipt("2026-10-02", "1"), NAMES),
}


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", ANSWERS)
def test_every_format(name: str, style: str) -> None:
    assert_golden(f"{name}.{style}.txt", render(ANSWERS[name], ENVELOPE, style, worlds.PLAIN))


@pytest.mark.parametrize("width", [20, 60])
def test_narrow_screens(width: int) -> None:
    text = render(ANSWERS["comparison"], ENVELOPE, "text", Screen(width=width))
    assert_golden(f"comparison.screen-{width}.txt", text)


@pytest.mark.parametrize("style", FORMATS)
def test_a_hostile_name_acts_in_no_format(style: str) -> None:
    poisoned = finding(3, supplier={"id": HOSTILE, "name": HOSTILE}, regimes=[HOSTILE])
    answer: ComparisonAnswer = compared(OLD, receipt("2026-11-21", HOSTILE, poisoned), (HOSTILE, "b"))
    text = render(answer, ENVELOPE, style, worlds.PLAIN)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert style != "md" or not {"<script>", "@team"} & {
        word for word in ("<script>", "@team") if word in text
    }


def test_what_programs_read_is_read_back() -> None:
    answer = ANSWERS["comparison"]
    result = json.loads(render(answer, ENVELOPE, "json", worlds.PLAIN))["result"]
    assert [item["turn"] for item in result["findings"]] == ["gained", "changed", "lost"]
    assert result["same"] is False
    lines = render(answer, ENVELOPE, "jsonl", worlds.PLAIN).splitlines()
    assert {json.loads(line)["of"] for line in lines} == {"findings", "differences"}
    rows = list(csv.reader(io.StringIO(render(answer, ENVELOPE, "csv", worlds.PLAIN), newline="")))
    assert {len(row) for row in rows} == {11}
