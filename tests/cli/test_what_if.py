"""`supplychain what-if`: what follows, what is refused, and that a supposition is never shown as a fact."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result, World, write_dataset

RULES = """
regimes:
  - {id: us-50, name: Half rule, authority: us, measures: [blocking], threshold: 50, operator: ">=", aggregate: "yes",
     control: false, period: 2014/.., sources: [press]}
  - {id: uk-50, name: Majority rule, authority: uk, measures: [blocking], threshold: 50, operator: ">",
     aggregate: joint-only, control: true, period: 2022/.., sources: [press], note: "Joint arrangements only."}
  - {id: old-50, name: Old rule, authority: us, measures: [blocking], threshold: 50, operator: ">", aggregate: "yes",
     control: false, period: 2010/2013, sources: [press]}
"""
RECORDS = """
sources: [{id: press, publisher: Example Press, title: Report, reliability: B}]
entities:
  - {id: boss, kind: person, name: Ada Example, sources: [press]}
  - {id: partner, kind: company, name: Partner Works, sources: [press]}
  - {id: holding, kind: company, name: Holding House, sources: [press]}
  - {id: plant, kind: company, name: Plant One, sources: [press]}
  - {id: branch, kind: company, name: Branch Two, sources: [press]}
  - {id: seller, kind: company, name: Ore Seller, sources: [press]}
relations:
  - {id: boss-holding, kind: owns, from: boss, to: holding, share: 60, period: 2015/.., evidence: [EV]}
  - {id: holding-plant, kind: owns, from: holding, to: plant, share: 30, evidence: [EV]}
  - {id: partner-plant, kind: owns, from: partner, to: plant, share: 40, evidence: [EV]}
  - {id: holding-branch, kind: owns, from: holding, to: branch, evidence: [EV]}
  - {id: ore-for-holding, kind: supplies, from: seller, to: holding, period: 2023, evidence: [EV]}
listings:
  - {id: us-partner, entity: partner, authority: us, programme: X, measure: blocking, from: 2023, evidence: [EV]}
""".replace("EV", "{source: press, locator: p. 1, credibility: 2}")


@pytest.fixture
def asked(tmp_path: Path) -> Callable[..., Result]:
    folder = World(write_dataset(tmp_path / "records", {"a.yml": RECORDS, "rules.yml": RULES}))
    return lambda *words: folder.run("what-if", *words)


def answer(result: Result) -> dict[str, Any]:
    assert result.code == 0, result.said
    return dict(json.loads(result.out))


def changes(result: Result) -> dict[tuple[str, str], str]:
    verdicts = answer(result)["result"]["verdicts"]
    return {(v["regime"], v["party"]["id"]): v["change"] for v in verdicts if v["change"]}


@pytest.mark.parametrize("engine", ["columnar", "plain"])
def test_a_designation_passes_down_what_the_rules_pass_down(
    asked: Callable[..., Result], engine: str
) -> None:
    result = asked("--designate", "Ada Example", "--format", "json", "--engine", engine)
    assert changes(result) == {
        ("us-50", "holding"): "becomes-owned",
        ("us-50", "plant"): "becomes-owned",
        ("us-50", "branch"): "becomes-undetermined",
        ("uk-50", "holding"): "becomes-owned",
        ("uk-50", "branch"): "becomes-undetermined",
    }
    told = answer(result)["result"]
    assert [(e["party"]["id"], e["channel"], e["of"]["id"], e["regimes"]) for e in told["exposed"]] == [
        ("seller", "supplies", "holding", ["uk-50", "us-50"])
    ]
    assert [rule["id"] for rule in told["left_out"]] == ["old-50"]
    plant = next(v for v in told["verdicts"] if (v["regime"], v["party"]["id"]) == ("us-50", "plant"))
    assert [(o["owner"]["id"], o["counts"], o["held"]["text"]) for o in plant["owners"]] == [
        ("holding", "owned", "30 %"),
        ("partner", "listed", "40 %"),
    ]
    branch = next(v for v in told["verdicts"] if (v["regime"], v["party"]["id"]) == ("us-50", "branch"))
    assert [(d["relation"]["relation"], d["from"], d["above"]) for d in branch["deciding"]] == [
        ("holding-branch", 50, False)
    ]


def test_a_supposition_is_never_shown_as_a_listing(asked: Callable[..., Result]) -> None:
    told = answer(asked("--designate", "Ada Example", "--format", "json"))["result"]
    assert told["designated"][0]["listed"] == []
    assert "No record says so." in asked("--designate", "Ada Example").out
    assert "cleared" not in asked("--designate", "Ada Example").out


def test_the_smallest_divestment_of_what_becomes_owned(asked: Callable[..., Result]) -> None:
    told = answer(asked("--designate", "Ada Example", "--regime", "us", "--format", "json"))["result"]
    found = {
        d["party"]["id"]: (d["points"], d["beyond"], [s["asset"]["id"] for s in d["sales"]])
        for d in told["divestments"]
    }
    assert found == {"holding": (10, True, ["holding"]), "plant": (10, True, ["holding"])}


def test_a_sale_frees_what_was_owned(asked: Callable[..., Result]) -> None:
    words = ("--divest", "Ada Example:Holding House:10.5", "--designate", "boss", "--regime", "us-50")
    assert changes(asked(*words, "--format", "json")) == {}
    whole = asked("--divest", "id:boss:id:holding:all", "--format", "json")
    assert answer(whole)["result"]["sold"][0]["after"]["max"] == 0
    assert answer(whole)["query"]["divest"] == [{"owner": "boss", "asset": "holding", "points": None}]


def test_what_frees_a_party_that_a_rule_reaches_now(asked: Callable[..., Result]) -> None:
    text = " ".join(
        asked("--frees", "Plant One", "--designate", "Holding House", "--regime", "us").out.split()
    )
    assert "the smallest divestment is more than 20 points" in text
    assert (
        "Partner Works (40 %) and Holding House (30 %) sell more than 20 points of Plant One, until together they"
        in text
    )
    assert "a.yml:" in text
    assert "The rule does not reach it" in asked("--frees", "Plant One").out
    assert "does not end a listing" in asked("--frees", "Partner Works", "--regime", "us").out


def test_as_of_picks_the_rules_and_the_stakes_of_that_day(asked: Callable[..., Result]) -> None:
    then = answer(asked("--designate", "Ada Example", "--as-of", "2012", "--format", "json"))
    assert [rule["id"] for rule in then["result"]["regimes"]] == ["old-50"]
    assert [v["party"]["id"] for v in then["result"]["verdicts"]] == ["boss"]
    none = asked("--designate", "Ada Example", "--as-of", "2000")
    assert "No ownership rule that was asked for is in force on 2000-12-31. (N321)" in none.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), "U123", "Nothing is supposed"),
        (("--designate", "Nobody Known"), "U103", ""),
        (("--designate", "boss", "--regime", "mars"), "U124", "called mars"),
        (("--divest", "boss:holding"), "U121", "three parts"),
        (("--divest", "boss:holding:-1"), "U121", "-1 is not a figure"),
        (("--divest", "boss:holding:0"), "U121", "0 is not a figure"),
        (("--divest", "boss:holding:101"), "U121", "101 is not a figure"),
        (("--divest", "boss:holding:NaN"), "U121", "NaN is not a figure"),
        (("--divest", "boss:holding:about half"), "U121", "about half is not a figure"),
        (("--divest", "boss:holding:１０"), "U121", "is not a figure"),
        (
            ("--divest", "boss:holding:61"),
            "U122",
            "cannot sell 61 points of Holding House: its recorded stake is 60 %",
        ),
        (("--divest", "boss:plant:1"), "U122", "No direct stake of Ada Example in Plant One"),
    ],
)
def test_what_is_refused(asked: Callable[..., Result], words: tuple[str, ...], code: str, said: str) -> None:
    result = asked(*words)
    assert result.code == 2
    assert f"error[{code}]" in result.err
    assert said in result.err


@pytest.mark.parametrize("style", ["text", "json", "jsonl", "csv", "md"])
def test_every_format_names_the_records(asked: Callable[..., Result], style: str) -> None:
    result = asked("--designate", "Ada Example", "--format", style)
    assert result.code == 0
    assert "a.yml:" in result.out
    assert "Holding House" in result.out


def test_records_that_contradict_each_other_are_shown(tmp_path: Path) -> None:
    more = """
relations:
  - {id: boss-holding-again, kind: owns, from: boss, to: holding, share: 20, evidence: [EV]}
  - {id: plant-branch, kind: owns, from: plant, to: branch, share: 60, evidence: [EV]}
  - {id: branch-plant, kind: owns, from: branch, to: seller, share: 55, evidence: [EV]}
  - {id: seller-branch, kind: owns, from: seller, to: branch, share: {min: 30}, evidence: [EV]}
""".replace("EV", "{source: press, locator: p. 1, credibility: 3}")
    records = write_dataset(tmp_path / "records", {"a.yml": RECORDS, "b.yml": more, "rules.yml": RULES})
    told = answer(World(records).run("what-if", "--designate", "boss", "--format", "json"))["result"]
    assert [(c["code"], [leg["relation"] for leg in c["relations"]]) for c in told["contradictions"]] == [
        ("R312", ["boss-holding", "boss-holding-again"])
    ]
    assert "is recorded as 60 % and 20 % on" in told["contradictions"][0]["says"]
