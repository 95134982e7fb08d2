"""`--assume possible` at the door: chains and suppliers that hold only if two parties are the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from supplychain_cli.render.formats import FORMATS
from tests import joined
from tests.conftest import World

TRACE = ("trace", "cn-maker", "--to", "Trading Customer")
QUESTIONS = (
    TRACE,
    ("why", "cn-maker", "--to", "Trading Customer"),
    ("who-supplies", "Trading Customer"),
    ("who-buys-from", "cn-maker"),
)
RECORDS = joined.RECORDS.replace(
    "\nrelations:",
    """
  - {id: ru-customer, kind: company, name: Trading Customer, country: RU, sources: [press]}
  - {id: ru-vega, kind: company, name: Vega Optics LLC, country: RU, sources: [press]}
  - {id: ru-vega-2, kind: company, name: ООО «Вега Оптикс», country: RU, sources: [press]}
relations:
  - {id: to-customer, kind: supplies, from: hk-maker-trading, to: ru-customer, period: 2023, sources: [press]}
  - {id: to-vega, kind: supplies, from: ru-buyer, to: ru-vega, period: 2024, sources: [press]}
""".rstrip(),
    1,
)


@pytest.fixture
def asked(world: Callable[..., World]) -> World:
    return world(RECORDS)


def chains(asked: World, *words: str) -> list[dict[str, Any]]:
    done = asked.run(*words, "--format", "json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)["result"]["chains"]
    return found


def test_a_chain_holds_only_under_the_judgement_that_was_left_open(asked: World) -> None:
    assert chains(asked, *TRACE) == []
    (chain,) = chains(asked, *TRACE, "--assume", "possible")
    assert [leg["walked"] for leg in chain["legs"]] == ["same", "forward"]
    assert (chain["grade"], chain["basis"]) == ("possible", "inferred")
    (assumption,) = chain["assumptions"]
    assert (assumption["because"], assumption["judgement"]) == ("judgement", "maker-or-trading")
    assert (assumption["left"]["id"], assumption["right"]["id"]) == ("cn-maker", "hk-maker-trading")
    assert assumption["why"] == "They share an address."
    assert assumption["location"].startswith("records.yml:")


def test_names_that_are_near_may_be_assumed_too(asked: World) -> None:
    (chain,) = chains(asked, "trace", "ru-buyer", "--to", "ru-vega-2", "--assume", "possible")
    (assumption,) = chain["assumptions"]
    assert assumption["because"] == "names"
    assert assumption["score"] > 80
    assert {assumption["left"]["id"], assumption["right"]["id"]} == {"ru-vega", "ru-vega-2"}


@pytest.mark.parametrize("word", ["same", "different"])
def test_what_was_decided_is_never_assumed(world: Callable[..., World], word: str) -> None:
    settled = RECORDS.replace(
        "right: hk-maker-trading\n    judgement: unsure", f"right: hk-maker-trading\n    judgement: {word}"
    )
    found = chains(world(settled), *TRACE, "--assume", "possible")
    assert [chain.get("assumptions") for chain in found] == [None] * (word == "same")


def test_a_pair_one_record_of_which_was_judged_different_is_not_assumed(world: Callable[..., World]) -> None:
    apart = """
  - id: maker-b-not-trading
    left: cn-maker-b
    right: hk-maker-trading
    judgement: different
    by: A. Editor
    on: 2025-06-01
    why: Another owner.
policies:"""
    assert chains(world(RECORDS.replace("\npolicies:", apart, 1)), *TRACE, "--assume", "possible") == []


def test_only_judgements_that_were_known_count(asked: World) -> None:
    assert chains(asked, *TRACE, "--assume", "possible", "--known-on", "2025-04-30") == []
    assert len(chains(asked, *TRACE, "--assume", "possible", "--known-on", "2025-05-01")) == 1


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: words[0])
@pytest.mark.parametrize("style", FORMATS)
def test_every_format_says_what_is_assumed_and_why(asked: World, words: tuple[str, ...], style: str) -> None:
    plain = asked.run(*words, "--format", style)
    assert "maker-or-trading" not in plain.out
    done = asked.run(*words, "--assume", "possible", "--format", style)
    assert done.code == 0, done.err
    assert "maker-or-trading" in done.out
    assert "They share an address." in " ".join(done.out.split())
    assert "assum" in done.out


def test_a_sheet_has_the_column_only_where_something_is_assumed(asked: World) -> None:
    plain, wider = (
        next(csv.reader(io.StringIO(asked.run(*TRACE, *more, "--format", "csv").out)))
        for more in ((), ("--assume", "possible"))
    )
    assert wider == [*plain, "assumption"]


def test_two_parties_may_themselves_be_the_same(asked: World) -> None:
    done = asked.run("trace", "cn-maker", "--to", "hk-maker-trading", "--assume", "possible")
    assert "Maker of Shanghai may itself be Maker Trading: possible, inferred" in done.out


def test_nothing_to_assume_is_said(world: Callable[..., World]) -> None:
    sure = world(RECORDS.replace("judgement: unsure", "judgement: different"))
    assert "N402" not in sure.run(*TRACE, "--assume", "possible").err, "Vega is near Vega"
    lonely = sure.run(*TRACE, "--assume", "possible", "--known-on", "2020")
    assert (
        "N402"
        in world(joined.RECORDS.replace("judgement: unsure", "judgement: different"))
        .run("who-supplies", "ru-buyer", "--assume", "possible")
        .err
    )
    assert lonely.code == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [(("--assume", "sure"), "U107"), (("--assume", "possible", "--min-grade", "probable"), "U100")],
)
def test_what_cannot_be_assumed_is_refused(asked: World, more: tuple[str, ...], code: str) -> None:
    for words in QUESTIONS:
        done = asked.run(*words, *more)
        assert (done.code, done.out) == (2, "")
        assert f"error[{code}]" in done.err
