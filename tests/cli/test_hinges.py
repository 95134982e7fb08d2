"""`chokepoints` and `why` at the door: what they take, what they print, how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from supplychain_cli.render.formats import FORMATS
from tests import hinges
from tests.conftest import World

Make = Callable[..., World]


@pytest.fixture
def here(world: Make) -> World:
    return world(hinges.RECORDS)


def asked(here: World, *words: str, code: int = ExitCode.ANSWERED) -> Any:
    done = here.run(*words, "--format", "json")
    assert done.code == code, done.err
    frame = json.loads(done.out)
    assert frame["schema"] == f"supplychain.{words[0]}/1"
    assert frame["complete"] == (code == ExitCode.ANSWERED)
    return frame["result"]


def cut(result: Any) -> list[str]:
    return [party["id"] for party in result["parties"] if party["in_cut"]]


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("engine", ["columnar", "plain"])
@pytest.mark.parametrize(
    "words",
    [
        ("chokepoints", "--to", "Arms Group"),
        ("chokepoints", "--to", "Arms Group", "--from", "North Smelter"),
        ("chokepoints", "--to", "North Smelter"),
        ("why", "South Smelter", "--to", "Arms Group"),
        ("why", "Arms Group", "--to", "South Smelter"),
    ],
)
def test_both_speak_every_format(here: World, words: tuple[str, ...], engine: str, style: str) -> None:
    done = here.run(*words, "--format", style, "--engine", engine)
    assert (done.code, done.err) == (ExitCode.ANSWERED, "")
    assert done.out == here.run(*words, "--format", style).out


def test_the_fewest_parties_cut_an_end_user_off(here: World) -> None:
    result = asked(here, "chokepoints", "--to", "Arms Group")
    assert (result["chains"], result["exact"], result["cut"]) == (6, True, 2)
    assert sorted(cut(result)) == ["hk-broker", "ru-optics"]
    assert [party["id"] for party in result["far_ends"]] == ["cn-lens", "cn-mirror", "cn-north", "cn-south"]
    assert result["unnamed"] == ["r05"]
    broker = next(party for party in result["parties"] if party["id"] == "hk-broker")
    assert [party["id"] for party in broker["instead"]] == ["ru-chips", "ru-wafers"]
    assert broker["chains"] == 2
    assert broker["chain"]["legs"][0]["location"].startswith("records.yml:")


def test_outside_the_group_others_are_cut(here: World) -> None:
    result = asked(here, "chokepoints", "--to", "Arms Group", "--outside")
    assert sorted(cut(result)) == ["cn-lens", "cn-mirror", "hk-broker"]


def test_a_good_that_one_party_alone_supplies(here: World) -> None:
    result = asked(here, "chokepoints", "--to", "Arms Group", "--goods", "antimony")
    assert result["cut"] == 1
    every = [party["id"] for party in result["parties"] if party["on_every"]]
    assert sorted(every) == ["hk-broker", "ru-chips", "ru-wafers"]
    assert {tier["tier"]: tier["only"] and tier["only"]["id"] for tier in result["tiers"]} == {
        1: "ru-wafers", 2: "hk-broker", 3: None,
    }  # fmt: skip


def test_nobody_in_between_can_be_cut(here: World) -> None:
    result = asked(here, "chokepoints", "--from", "Broker", "--to", "Wafer Works")
    assert (result["cut"], result["parties"], result["chains"]) == (None, [], 1)
    assert [leg["relation"] for leg in result["uncut"]["legs"]] == ["r04"]
    text = here.run("chokepoints", "--from", "Broker", "--to", "Wafer Works").out
    assert "No removal of parties cuts every chain" in text


def test_nothing_found_says_where_it_was_looked(here: World) -> None:
    done = here.run("chokepoints", "--to", "North Smelter")
    assert "No chain to North Smelter was found within 6 legs. It was looked for at 1 party." in done.out
    assert "does not mean that nothing exists" in done.out
    done = here.run("why", "Arms Group", "--to", "South Smelter")
    assert "No chain from Arms Group to South Smelter was found within 8 legs." in done.out
    assert "What was searched:" in done.out


def test_the_fewest_records_and_sources(here: World) -> None:
    result = asked(here, "why", "South Smelter", "--to", "Arms Group")
    assert (result["records"], result["sources"]) == (1, 1)
    assert [[leg["relation"] for leg in one["records"]] for one in result["cuts"]] == [
        ["r06"],
        ["r04"],
        ["r07"],
    ]
    assert [[source["id"] for source in one["sources"]] for one in result["source_cuts"]] == [
        ["blog"], ["press"], ["list"],
    ]  # fmt: skip
    both = asked(here, "why", "South Smelter", "--to", "Broker")
    assert [[leg["relation"] for leg in one["records"]] for one in both["cuts"]] == [["r02", "r03"]]
    assert [[source["id"] for source in one["sources"]] for one in both["source_cuts"]] == [["blog", "press"]]


def test_the_weakest_come_first_and_a_limit_is_said(here: World) -> None:
    done = here.run("why", "South Smelter", "--to", "Arms Group", "--limit", "1")
    assert "The one with the weakest evidence is shown. --limit shows more." in " ".join(done.out.split())
    result = asked(here, "why", "South Smelter", "--to", "Arms Group", "--limit", "1")
    assert result["more_cuts"] is True
    assert [leg["relation"] for leg in result["cuts"][0]["records"]] == ["r06"]


@pytest.mark.parametrize("words", [("chokepoints", "--from"), ("why",)])
def test_both_ends_must_differ(here: World, words: tuple[str, ...]) -> None:
    done = here.run(*words, "Broker", "--to", "id:hk-broker")
    assert done.code == ExitCode.USAGE
    assert "error[U110]" in done.err


@pytest.mark.parametrize("words", [("chokepoints",), ("why", "South Smelter")])
def test_a_search_that_meets_its_limit_of_work_exits_with_4(
    here: World, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    from supplychain_cli.queries.chains import ask

    whole = ask.Ask
    monkeypatch.setattr(ask, "Ask", lambda **limits: whole(**limits, budget=2))
    done = here.run(*words, "--to", "Arms Group")
    assert done.code == ExitCode.INCOMPLETE
    assert "(N101)" in done.out
    assert "cleared" not in done.out


def layered(width: int, depth: int) -> str:
    """Write a dense net: every party of a layer supplies every party of the next, down to one end user."""
    names = [[f"l{layer}-{number}" for number in range(width)] for layer in range(depth)]
    lines = [
        f"  - {{id: {name}, kind: company, name: Firm {name}, sources: [press]}}\n"
        for row in names
        for name in row
    ]
    pairs = [(a, b) for upper, lower in pairwise(names) for a in upper for b in lower]
    pairs += [(name, "ru-arms") for name in names[-1]]
    relations = [
        hinges.relation(number, ("supplies", a, b, "", "", "press")) for number, (a, b) in enumerate(pairs, 1)
    ]
    head = hinges.HEAD.partition("listings:")[0] + "entities:\n"
    arms = "  - {id: ru-arms, kind: group, name: Arms Group, country: RU, sources: [press]}\n"
    return head + arms + "".join(lines) + "relations:\n" + "".join(relations)


def test_chains_beyond_counting_still_give_a_cut(world: Make) -> None:
    """Ten to the fifth chains: counted as at least so many, cut by the walks, exit code 4."""
    net = world(layered(10, 5))
    result = asked(net, "chokepoints", "--to", "Arms Group", code=ExitCode.INCOMPLETE)
    assert result["exact"] is False
    assert result["cut"] == 10
    assert result["chains"] > 1000
    assert len(result["far_ends"]) == 10
    text = net.run("chokepoints", "--to", "Arms Group").out
    assert "At least" in text
    assert "Fewer may be enough." in text


def test_many_suppliers_of_one_party_are_all_needed(world: Make) -> None:
    result = asked(world(layered(300, 1)), "chokepoints", "--to", "Arms Group", "--limit", "1")
    assert (result["cut"], result["chains"], len(result["parties"])) == (300, 300, 300)
