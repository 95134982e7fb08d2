"""Every format of the main answers, held to the character."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests.render import worlds
from tests.render.golden import assert_golden

TRACE_QUERY = {"from": "cn-alpha", "to": "ru-omega", "max_legs": 8, "as_of": "2024-01-01", "strict": False}
ANSWERS = {
    "trace": (worlds.TRACE, worlds.envelope("trace", **TRACE_QUERY)),
    "no-chain": (worlds.NOTHING, worlds.envelope("trace", **{"from": "ru-omega", "to": "cn-alpha"})),
    "who-supplies": (worlds.SUPPLIERS, worlds.envelope("who-supplies", party="ru-omega", tiers=3)),
    "who-buys-from": (worlds.BUYERS, worlds.envelope("who-buys-from", party="ru-omega", tiers=1)),
    "no-supplier": (worlds.NOBODY, worlds.envelope("who-supplies", party="cn-alpha", tiers=3)),
}
SCREENS = {
    "20": Screen(width=20),
    "60": Screen(width=60),
    "200": Screen(width=200),
    "colour": Screen(width=100, colour=True, terminal=True),
    "ascii": Screen(width=100, unicode=False),
}


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", ANSWERS)
def test_every_format_of_every_answer(name: str, style: str) -> None:
    answer, envelope = ANSWERS[name]
    assert_golden(f"{name}.{style}.txt", render(answer, envelope, style, worlds.PLAIN))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["trace", "who-supplies"])
def test_every_kind_of_screen(name: str, screen: str) -> None:
    answer, envelope = ANSWERS[name]
    assert_golden(f"{name}.screen-{screen}.txt", render(answer, envelope, "text", SCREENS[screen]))


@pytest.mark.parametrize("name", ["trace", "who-supplies"])
def test_a_verbose_page_adds_titles_grading_and_addresses(name: str) -> None:
    answer, envelope = ANSWERS[name]
    text = render(answer, envelope, "text", worlds.PLAIN, verbose=True)
    assert_golden(f"{name}.verbose.txt", text)
    assert worlds.PRESS.url in text


def test_a_chain_without_goods_says_that_it_is_ownership_or_membership() -> None:
    chain = replace(worlds.LONG_CHAIN, legs=worlds.LONG_CHAIN.legs[2:], parties=worlds.LONG_CHAIN.parties[2:])
    chain = replace(chain, weakest=1, grade="probable", basis="stated")
    answer = replace(worlds.TRACE, chains=(chain,), more=False, notices=(), complete=True)
    text = render(answer, worlds.envelope("trace"), "text", worlds.PLAIN)
    assert "leads to Omega Corporation in 2 legs of ownership or membership" in text
    assert "Every leg is stated by a source." in text


def test_a_step_within_a_group_is_drawn_as_our_inference() -> None:
    within = worlds.leg(worlds.BETA, worlds.GAMMA, "is part of", walked="up", marks=("within-group",))
    chain = replace(worlds.SHORT_CHAIN, legs=(within,), parties=(worlds.BETA, worlds.GAMMA))
    answer = replace(worlds.TRACE, chains=(chain,), more=False)
    text = render(answer, worlds.envelope("trace"), "text", SCREENS["200"])
    assert "╌╌▶ is part of" in text
    assert "that they passed between is inferred" in text
