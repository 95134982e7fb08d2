"""Cards, goods, matches and counts: every format held to the character, on every screen, whatever a name holds."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from rich.cells import cell_len

from supplychain_cli.render.clean import clean
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests.render import worlds
from tests.render.golden import assert_golden
from tests.render.test_golden import SCREENS
from tests.render.test_hostile import ACTS, NAMES

Answers = dict[str, object]
KINDS = (
    "card-party", "card-relation", "card-listing", "card-source", "card-regime", "card-good", "find", "goods", "stats",
)  # fmt: skip
"""One answer of each kind."""
_COMMANDS = {"find": "find", "goods": "goods", "stats": "stats"}
_QUERIES: dict[str, dict[str, object]] = {
    "find": {"name": "Wafer Works", "limit": 10, "explain": True},
    "find-nobody": {"name": "Zyxwvut", "limit": 10, "explain": False},
    "goods-none": {"hs": "99"},
}
_CLOSED = frozenset(
    {
        "group",
        "standing",
        "section",
        "judgement",
        "kind",
        "grade",
        "basis",
        "status",
        "what",
        "reliability",
        "by",
    }
)
"""Fields whose words come from lists of ours; a name cannot stand there."""


def shown(
    answers: Answers, name: str, style: str = "text", screen: Screen = worlds.PLAIN, **options: bool
) -> str:
    command = _COMMANDS.get(name.partition("-")[0], "show")
    return render(answers[name], worlds.envelope(command, **_QUERIES.get(name, {})), style, screen, **options)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", KINDS)
def test_every_format(answers: Answers, name: str, style: str) -> None:
    assert_golden(f"{name}.{style}.txt", shown(answers, name, style))


@pytest.mark.parametrize(
    "name",
    [
        "card-party-not-accused",
        "card-party-judged",
        "card-party-then",
        "card-relation-part",
        "card-relation-withdrawn",
        "find-nobody",
        "goods-none",
        "stats-then",
    ],
)
def test_what_must_be_said_in_special_cases(answers: Answers, name: str) -> None:
    assert_golden(f"{name}.text.txt", shown(answers, name))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_card_on_every_kind_of_screen(answers: Answers, screen: str) -> None:
    assert_golden(f"card-party.screen-{screen}.txt", shown(answers, "card-party", screen=SCREENS[screen]))


@pytest.mark.parametrize("name", ["card-party", "card-source", "find"])
def test_a_verbose_page_says_more(answers: Answers, name: str) -> None:
    assert_golden(f"{name}.verbose.txt", shown(answers, name, verbose=True))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", KINDS)
def test_no_line_is_wider_than_the_screen_but_an_address(answers: Answers, name: str, width: int) -> None:
    lines = shown(answers, name, screen=Screen(width=width)).splitlines()
    assert [line for line in lines if cell_len(line) > width and "https://" not in line] == []


@pytest.mark.parametrize("style", FORMATS)
def test_named_and_not_accused_is_said_in_every_format(answers: Answers, style: str) -> None:
    text = shown(answers, "card-party-not-accused", style)
    said = {"text": "allege no wrongdoing", "md": "allege no wrongdoing"}.get(style, "named-not-accused")
    assert said in text


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_called_clear(answers: Answers, name: str, style: str) -> None:
    assert "clear" not in shown(answers, name, style).casefold()


def poisoned(value: Any, name: str) -> Any:
    """Put a name wherever text of the records can stand."""
    if isinstance(value, str):
        return name
    if isinstance(value, tuple):
        return tuple(poisoned(part, name) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            item.name: getattr(value, item.name)
            if item.name in _CLOSED
            else poisoned(getattr(value, item.name), name)
            for item in fields(value)
        }
        return type(value)(**parts)
    return value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_character_acts(answers: Answers, kind: str, name: str) -> None:
    bad = {kind: poisoned(answers[kind], name)}
    for style in FORMATS:
        text = shown(bad, kind, style, verbose=True)
        assert ACTS.findall(text.replace("\r\n", "\n") if style == "csv" else text) == []
    text = shown(bad, kind, screen=Screen(colour=True), verbose=True)
    assert ACTS.findall(re.sub(r"\x1b\[[\d;]*m", "", text)) == []
    assert shown(bad, kind, screen=Screen(width=20))
    assert shown(bad, kind, screen=Screen(unicode=False)).isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_a_name_is_printed_as_it_is(answers: Answers, kind: str) -> None:
    text = shown({kind: poisoned(answers[kind], NAMES["markup"])}, kind)
    assert "[/red]" in text
    assert ":smiley:" in text


@pytest.mark.parametrize("kind", KINDS)
def test_formulas_and_pipes_stay_in_their_cells(answers: Answers, kind: str) -> None:
    bad = {kind: poisoned(answers[kind], NAMES["formula"])}
    rows = list(csv.reader(io.StringIO(shown(bad, kind, "csv"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "@")) for row in rows[1:] for cell in row)
    piped = {kind: poisoned(answers[kind], NAMES["pipe"])}
    lines = [
        re.split(r"(?<!\\)\|", line) for line in shown(piped, kind, "md").splitlines() if line.startswith("|")
    ]
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_json_parses_back(answers: Answers, kind: str) -> None:
    bad = {kind: poisoned(answers[kind], NAMES["line feed"])}
    frame = json.loads(shown(bad, kind, "json"))
    assert frame["schema"].startswith("supplychain.")
    assert clean(NAMES["line feed"], breaks=True) in json.dumps(frame["result"], ensure_ascii=False).replace(
        "\\n", "\n"
    ).replace("\\\\", "\\")
    for line in shown(bad, kind, "jsonl").splitlines():
        assert json.loads(line)["schema"] == frame["schema"]
