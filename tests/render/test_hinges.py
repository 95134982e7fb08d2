"""Chokepoints and evidence cuts: every format held to the character, on every screen, whatever a name holds."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from rich.cells import cell_len

from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.robustness.answers import ChokepointsAnswer
from supplychain_cli.queries.robustness.chokepoints import chokepoints
from supplychain_cli.queries.robustness.why import why
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests import cards, hinges
from tests.render import worlds
from tests.render.golden import assert_golden
from tests.render.test_golden import SCREENS
from tests.render.test_hostile import ACTS, NAMES

Answers = dict[str, object]
MAIN = ("chokepoints", "why")
SPECIAL = (
    "chokepoints-one-good", "chokepoints-none", "chokepoints-uncut", "chokepoints-too-many", "why-two", "why-none",
)  # fmt: skip
_CLOSED = frozenset(
    {"roles", "walked", "kind", "grade", "basis", "status", "directness", "marks", "reliability"}
)
"""Fields whose words come from lists of ours; a name cannot stand there."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Give one answer of each kind by the name of its golden files."""
    view = cards.view(cards.snapshot(tmp_path_factory.mktemp("hinges"), hinges.RECORDS))
    named = {name: party for name in hinges.PARTIES if (party := view.find(name))}
    arms, south, broker = named["ru-arms"], named["cn-south"], named["hk-broker"]
    ask = Ask(max_legs=6, limit=2)
    return {
        "chokepoints": chokepoints(view, arms, ask),
        "chokepoints-one-good": chokepoints(
            view, arms, replace(ask, goods=frozenset({"antimony", "wafers"}))
        ),
        "chokepoints-none": chokepoints(view, south, ask),
        "chokepoints-uncut": chokepoints(view, broker, ask, source=south),
        "chokepoints-too-many": chokepoints(view, arms, ask, most=1),
        "why": why(view, south, arms, ask),
        "why-two": why(view, south, broker, ask),
        "why-none": why(view, arms, south, ask),
    }


def shown(
    answers: Answers, name: str, style: str = "text", screen: Screen = worlds.PLAIN, **options: bool
) -> str:
    envelope = worlds.envelope(name.partition("-")[0], to="ru-arms", max_legs=6)
    return render(answers[name], envelope, style, screen, **options)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", MAIN)
def test_every_format(answers: Answers, name: str, style: str) -> None:
    assert_golden(f"{name}.{style}.txt", shown(answers, name, style))


@pytest.mark.parametrize("style", ["text", "md"])
@pytest.mark.parametrize("name", SPECIAL)
def test_what_must_be_said_in_special_cases(answers: Answers, name: str, style: str) -> None:
    assert_golden(f"{name}.{style}.txt", shown(answers, name, style))


@pytest.mark.parametrize("screen", ["20", "60", "ascii"])
@pytest.mark.parametrize("name", MAIN)
def test_every_kind_of_screen(answers: Answers, name: str, screen: str) -> None:
    assert_golden(f"{name}.screen-{screen}.txt", shown(answers, name, screen=SCREENS[screen]))


@pytest.mark.parametrize("name", MAIN)
def test_a_verbose_page_says_more(answers: Answers, name: str) -> None:
    text = shown(answers, name, verbose=True)
    assert_golden(f"{name}.verbose.txt", text)
    assert "https://example.org/trade" in text


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", [*MAIN, *SPECIAL])
def test_no_line_is_wider_than_the_screen(answers: Answers, name: str, width: int) -> None:
    lines = shown(answers, name, screen=Screen(width=width)).splitlines()
    assert [line for line in lines if cell_len(line) > width and "https://" not in line] == []


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", [*MAIN, *SPECIAL])
def test_nothing_is_called_clear(answers: Answers, name: str, style: str) -> None:
    assert "clear" not in shown(answers, name, style).casefold()


def poisoned(value: Any, name: str) -> Any:
    """Put a name wherever text of the records can stand."""
    if isinstance(value, str):
        return name
    if isinstance(value, tuple):
        return tuple(poisoned(part, name) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {item.name: getattr(value, item.name) for item in fields(value)}
    return type(value)(
        **{key: part if key in _CLOSED else poisoned(part, name) for key, part in parts.items()}
    )


@pytest.mark.parametrize("kind", MAIN)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_character_acts(answers: Answers, kind: str, name: str) -> None:
    bad = {kind: poisoned(answers[kind], name)}
    for style in FORMATS:
        text = shown(bad, kind, style, verbose=True)
        assert ACTS.findall(text.replace("\r\n", "\n") if style == "csv" else text) == []
    text = shown(bad, kind, screen=Screen(colour=True), verbose=True)
    assert ACTS.findall(re.sub(r"\x1b\[[\d;]*m", "", text)) == []
    assert shown(bad, kind, screen=Screen(unicode=False)).isascii()


@pytest.mark.parametrize("kind", MAIN)
def test_formulas_and_pipes_stay_in_their_cells(answers: Answers, kind: str) -> None:
    bad = {kind: poisoned(answers[kind], NAMES["formula"])}
    rows = list(csv.reader(io.StringIO(shown(bad, kind, "csv"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "@")) for row in rows[1:] for cell in row)
    piped = {kind: poisoned(answers[kind], NAMES["pipe"])}
    lines = [
        re.split(r"(?<!\\)\|", line) for line in shown(piped, kind, "md").splitlines() if line[0:1] == "|"
    ]
    assert len({len(line) for line in lines}) == 1


def test_json_has_its_fields_in_their_order(answers: Answers) -> None:
    frame = json.loads(shown(answers, "chokepoints", "json"))
    assert list(frame["result"]) == [
        item.name.rstrip("_")
        for item in fields(ChokepointsAnswer)
        if item.name not in {"notices", "complete"}
    ]
    assert json.loads(shown(answers, "chokepoints-too-many", "json"))["complete"] is False
