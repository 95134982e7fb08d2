"""Exposures and the ranking: every format held to the character, on every kind of screen."""

from __future__ import annotations

import csv
import io
import json

import pytest

from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.exposure import exposure
from supplychain_cli.queries.exposure.answers import CHANNELS
from supplychain_cli.queries.exposure.counting import Choice
from supplychain_cli.queries.exposure.ranking import Ranking
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests import cards, exposed
from tests.render import worlds
from tests.render.golden import assert_golden
from tests.render.test_golden import SCREENS

Answers = dict[str, tuple[object, Envelope]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    view = cards.view(cards.snapshot(tmp_path_factory.mktemp("exposed"), exposed.RECORDS))
    plant, front = view.find("ru-chip-plant"), view.find("ru-front")
    assert plant
    assert front
    few = exposure.Limits(ask=Ask(max_legs=4), limit=1)
    trade = exposure.Limits(channels=frozenset({"supplies", "owned"}), ask=Ask(max_legs=1))
    sectoral = exposure.Limits(choice=Choice(measures=frozenset({"sectoral"})))
    named, every = (
        worlds.envelope("exposure", party="ru-chip-plant"),
        worlds.envelope("exposure-all", all=True),
    )
    return {
        "exposure": (exposure.of(view, plant, exposure.Limits()), named),
        "exposure-few": (exposure.of(view, plant, few), named),
        "exposure-none": (exposure.of(view, front, trade), worlds.envelope("exposure", party="ru-front")),
        "ranking": (Ranking(view, exposure.Limits()).answer(), every),
        "ranking-few": (Ranking(view, exposure.Limits(limit=2)).answer(), every),
        "ranking-none": (Ranking(view, sectoral).answer(), every),
    }


def shown(
    answers: Answers,
    name: str,
    style: str = "text",
    screen: Screen = worlds.PLAIN,
    *,
    verbose: bool = False,
) -> str:
    answer, envelope = answers[name]
    return render(answer, envelope, style, screen, verbose=verbose)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", ["exposure", "ranking"])
def test_every_format(answers: Answers, name: str, style: str) -> None:
    assert_golden(f"{name}.{style}.txt", shown(answers, name, style))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["exposure", "ranking"])
def test_every_kind_of_screen(answers: Answers, name: str, screen: str) -> None:
    assert_golden(f"{name}.screen-{screen}.txt", shown(answers, name, screen=SCREENS[screen]))


@pytest.mark.parametrize("name", ["exposure-few", "exposure-none", "ranking-few", "ranking-none"])
def test_other_answers(answers: Answers, name: str) -> None:
    assert_golden(f"{name}.text.txt", shown(answers, name))


def test_a_verbose_page_adds_titles_and_grading(answers: Answers) -> None:
    assert_golden("exposure.verbose.txt", shown(answers, "exposure", verbose=True))


def test_every_channel_is_there_and_every_row_has_its_place(answers: Answers) -> None:
    found = json.loads(shown(answers, "exposure", "json"))["result"]["exposures"]
    assert {one["channel"] for one in found} == set(CHANNELS) - {"directs"}
    rows = list(csv.DictReader(io.StringIO(shown(answers, "exposure", "csv"))))
    assert len(rows) == len(found)
    assert all("records.yml:" in row["locations"] for row in rows)
