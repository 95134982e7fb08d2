"""Differences in every format, held to the character, and a hostile record on its way through all of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.difference.answers import DiffAnswer, Side
from supplychain_cli.queries.difference.difference import Between, between
from supplychain_cli.queries.exposure.counting import Choice
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests.edits import BEFORE, EU_GAMMA, edited, view
from tests.render import worlds
from tests.render.golden import assert_golden

SIDES = (
    Side("git:v1", "example", "2026.10.0", "a" * 64, "0123456789abcdef0123456789abcdef01234567"),
    Side("the present records", "example", "2026.11.0", "b" * 64),
)
ASKED = Between(Ask(max_legs=6), Choice(measures=frozenset({"blocking"})))
AFTER = edited(
    ("share: 30", "share: 50"),
    ("goods: [boards]", "goods: [boards, chips]\n    note: A correction."),
    ("locator: p. 2, credibility: 2", "locator: p. 2, credibility: 4"),
    ("regimes:", f"{EU_GAMMA}regimes:"),
    ("  - {id: blog, publisher: Example Blog, title: A retelling, reliability: D, date: 2024-06-01}\n", ""),
)
HOSTILE = "=cmd()|[bold]x<script>&@team %0A::error::"
UNREADABLE = "\x1b[31m\u202e"
"""What the reader of records refuses, and what may still come from elsewhere one day."""
ENVELOPE = worlds.envelope("diff", old="git:v1", new="the present records")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DiffAnswer]:
    """Give one answer of each kind by the name of its golden files."""
    hostile = edited(
        ("name: Gamma", f'name: "{HOSTILE}"'), ("title: Report", f'title: "{HOSTILE}"'), text=AFTER
    )
    pairs = {"diff": (BEFORE, AFTER), "diff-same": (BEFORE, BEFORE), "diff-hostile": (BEFORE, hostile)}
    found = {}
    for name, texts in pairs.items():
        folder: Path = tmp_path_factory.mktemp(name)
        old, new = (view(folder / str(number), text) for number, text in enumerate(texts))
        found[name] = between(old, new, SIDES, ASKED)
    found["diff-hostile"] = _poisoned(found["diff-hostile"])
    return found


def _poisoned(answer: DiffAnswer) -> DiffAnswer:
    records = tuple(replace(record, title=UNREADABLE + record.title) for record in answer.records)
    sides = [replace(side, named=UNREADABLE + side.named) for side in (answer.old, answer.new)]
    return replace(answer, old=sides[0], new=sides[1], records=records)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", ["diff", "diff-same", "diff-hostile"])
def test_every_format(answers: dict[str, DiffAnswer], name: str, style: str) -> None:
    assert_golden(f"{name}.{style}.txt", render(answers[name], ENVELOPE, style, worlds.PLAIN))


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("60", Screen(width=60)),
        ("20", Screen(width=20)),
        ("ascii", Screen(unicode=False)),
        ("colour", Screen(colour=True)),
    ],
)
def test_every_kind_of_screen(answers: dict[str, DiffAnswer], name: str, screen: Screen) -> None:
    assert_golden(f"diff.screen-{name}.txt", render(answers["diff"], ENVELOPE, "text", screen))


@pytest.mark.parametrize("style", FORMATS)
def test_a_hostile_name_acts_in_no_format(answers: dict[str, DiffAnswer], style: str) -> None:
    text = render(answers["diff-hostile"], ENVELOPE, style, worlds.PLAIN)
    assert "\x1b" not in text
    assert "\u202e" not in text
    if style == "md":
        assert "<script>" not in text
        assert "@team" not in text
        assert "&#64;team" in text


def test_json_csv_and_lines_are_read_back(answers: dict[str, DiffAnswer]) -> None:
    answer = answers["diff-hostile"]
    result = json.loads(render(answer, ENVELOPE, "json", worlds.PLAIN))["result"]
    assert len(result["records"]) == len(answer.records)
    assert len(result["shifts"]) == len(answer.shifts)
    lines = render(answer, ENVELOPE, "jsonl", worlds.PLAIN).splitlines()
    assert len(lines) == len(answer.records) + len(answer.shifts)
    rows = list(csv.reader(io.StringIO(render(answer, ENVELOPE, "csv", worlds.PLAIN), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_long_difference_is_cut_on_a_screen_and_in_a_comment_and_says_so(
    answers: dict[str, DiffAnswer],
) -> None:
    answer = answers["diff"]
    many = replace(answer, records=answer.records * 60, shifts=answer.shifts * 60)
    assert "more; -v shows them all" in render(many, ENVELOPE, "text", worlds.PLAIN)
    assert "more; -v shows them all" not in render(many, ENVELOPE, "text", worlds.PLAIN, verbose=True)
    assert "more are not shown here." in render(many, ENVELOPE, "md", worlds.PLAIN)
