"""Trade between countries: shown with a good or a country, and never part of a chain."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.conftest import World

SAMPLES = Path(__file__).parents[1] / "feeds/samples"
RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2022-05-01}
entities:
  - {id: china, kind: country, name: China, country: CN, sources: [press]}
  - {id: russia, kind: country, name: Russia, country: RU, sources: [press]}
  - {id: cn-alpha, kind: company, name: Alpha, country: CN, sources: [press]}
goods:
  - {id: germanium, name: Germanium, hs: ["811292"], sources: [press]}
  - {id: tungsten, name: Tungsten, hs: ["810110"], sources: [press]}
"""


@pytest.fixture
def trade(world: Callable[..., World]) -> World:
    made = world(RECORDS)
    done = made.run("feed", "add", str(SAMPLES / "comtrade-new.csv"), "--name", "comtrade")
    assert "flows between countries  2\n" in done.out, done.said
    return made


def flows(trade: World, name: str, *words: str) -> Any:
    done = trade.run("show", name, "--format", "json", *words)
    assert done.code == ExitCode.ANSWERED, done.said
    return json.loads(done.out)["result"]["flows"]


def test_a_good_shows_the_trade_under_its_code(trade: World) -> None:
    assert flows(trade, "Germanium") == {
        "count": 1,
        "shown": [
            {
                "goods": "811292", "reporter": "CN", "partner": "RU", "direction": "export", "first": "2022-01-01",
                "last": "2022-12-31", "quantity": "1200 kg", "value": "2500000.5 USD", "source": "comtrade",
                "location": flows(trade, "Germanium")["shown"][0]["location"],
            }
        ],
    }  # fmt: skip
    assert flows(trade, "Tungsten") is None
    screen = trade.run("show", "Germanium").out
    assert "CN reports exports to RU of HS 811292, 2022-01-01 to 2022-12-31" in screen
    assert "never part of a chain" in screen
    assert "trade between countries" in trade.run("show", "Germanium", "--format", "csv").out


def test_a_country_shows_its_trade(trade: World) -> None:
    assert [flow["partner"] for flow in flows(trade, "Russia")["shown"]] == ["RU"]
    assert flows(trade, "China")["count"] == 1
    assert flows(trade, "China", "--as-of", "2021") is None
    assert flows(trade, "Alpha") is None


def test_it_is_no_chain(trade: World) -> None:
    done = trade.run("trace", "China", "--to", "Russia", "--format", "json")
    assert json.loads(done.out)["result"]["chains"] == []
    shown = json.loads(trade.run("feed", "show", "comtrade", "--format", "json").out)["result"]
    assert (shown["flows"], shown["relations"], shown["parties"]) == (2, 0, 0)
