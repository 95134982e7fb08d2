"""`supplychain ownership` at the door: every format, days, rules, limits, and records that make no sense."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.conftest import World

Make = Callable[..., World]

HEAD = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2024-05-01}
entities:
  - {id: p-ivanov, kind: person, name: Ivan Ivanov, country: RU, sources: [press]}
  - {id: ru-bank, kind: company, name: River Bank, country: RU, identifiers: {ticker: RIVB.ME}, sources: [press]}
  - {id: ru-hill, kind: company, name: Hill Holding, country: RU, sources: [press]}
  - {id: ru-mill, kind: company, name: Mill Works, country: RU, sources: [press]}
  - {id: ru-dale, kind: company, name: Dale Trading, country: RU, sources: [press]}
regimes:
  - id: strict-rule
    name: Strict rule
    authority: us-ofac
    measures: [blocking]
    threshold: 50
    operator: ">="
    aggregate: "yes"
    control: false
    period: 2014/..
    evidence: [{source: press, locator: p. 7, paraphrase: Half is enough.}]
  - id: loose-rule
    name: Loose rule
    authority: uk
    measures: [blocking]
    threshold: 50
    operator: ">"
    aggregate: joint-only
    control: true
    period: 2022/..
    suspended: 2023
    note: Nobody knows what comes next.
    evidence: [{source: press, locator: p. 8, paraphrase: More than half.}]
listings:
  - id: us-ivanov
    entity: p-ivanov
    authority: us-ofac
    programme: TEST
    measure: blocking
    from: 2022-03-01
    evidence: [{source: press, locator: p. 9, paraphrase: Listed.}]
  - id: us-bank
    entity: ru-bank
    authority: us-ofac
    programme: TEST
    measure: blocking
    status: candidate
    evidence: [{source: press, locator: p. 9, paraphrase: Rumoured.}]
relations:
"""


def owns(name: str, owner: str, asset: str, share: str, more: str = "") -> str:
    return (
        f"  - id: {name}\n    kind: owns\n    from: {owner}\n    to: {asset}\n    share: {share}\n{more}"
        "    evidence: [{source: press, locator: p. 1, paraphrase: It is said.}]\n"
    )


RECORDS = (
    HEAD
    + owns("ivanov-owns-hill", "p-ivanov", "ru-hill", "50", "    period: 2021/2023-06-30\n")
    + owns("bank-owns-hill", "ru-bank", "ru-hill", "{min: 25, max: 40, max_exclusive: true}")
    + owns("hill-owns-mill", "ru-hill", "ru-mill", "60", "    period: 2020/..\n")
    + owns("mill-owns-hill", "ru-mill", "ru-hill", "10", "    period: 2020/..\n")
    + owns("dale-owns-mill", "ru-dale", "ru-mill", "30", "    status: candidate\n")
)


def result(world: World, *words: str, code: ExitCode = ExitCode.ANSWERED) -> dict[str, Any]:
    done = world.run("ownership", *words, "--format", "json")
    assert done.code == code, done.said
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_the_tree_circles_candidates_and_last_owners(world: Make) -> None:
    answer = result(world(RECORDS), "Mill Works", "--as-of", "2022-06")["result"]
    assert [(h["id"], h["depth"], h["counted"], h["circle"], h["end"]) for h in answer["owners"]] == [
        ("ru-hill", 1, True, "circle 1", ""),
        ("p-ivanov", 2, True, "", "person"),
        ("ru-bank", 2, True, "", "stock-listed"),
        ("ru-mill", 2, True, "circle 1", ""),
        ("ru-dale", 1, False, "", "last-recorded"),
    ]
    assert answer["circles"][0]["closed"] is False
    assert [party["id"] for party in answer["circles"][0]["parties"]] == ["ru-hill", "ru-mill"]
    claims = {(c["party"]["id"], c["others"]): c["share"]["text"] for c in answer["claims"]}
    assert claims["p-ivanov", False] == "31.9149 %"
    assert answer["owners"][1]["economic"]["text"] == "31.9149 %"
    assert answer["owners"][1]["economic"]["exact"] == "1500/47"


def test_both_engines_give_the_same_answer(world: Make) -> None:
    made = world(RECORDS)
    for words in (["Mill Works", "--down"], ["Hill Holding", "--flips"], ["Mill Works", "--limit", "2"]):
        stored = made.run("ownership", *words, "--format", "json")
        plain = made.run("ownership", *words, "--format", "json", "--engine", "plain")
        assert stored.out == plain.out


def test_verdicts_rules_and_notices(world: Make) -> None:
    whole = result(world(RECORDS), "Mill Works", "--as-of", "2022-06")
    strict, loose = sorted(whole["result"]["verdicts"], key=lambda v: v["regime"], reverse=True)
    assert (strict["verdict"], strict["aggregate"]["min"], strict["threshold"]) == ("owned", 60.0, 50.0)
    assert strict["owners"][0]["counts"] == "owned"
    assert loose["verdict"] == "not-owned"
    assert [notice["code"] for notice in whole["notices"]] == ["N106", "N106"]
    later = result(world(RECORDS), "Mill Works", "--as-of", "2023-12")["result"]
    assert [found["rule"]["id"] for found in later["not_in_force"]] == ["loose-rule"]
    assert later["verdicts"][0]["verdict"] == "not-owned"


def test_one_rule_by_id_or_authority_and_an_unknown_one(world: Make) -> None:
    made = world(RECORDS)
    for word in ("strict-rule", "us-ofac"):
        answer = result(made, "Mill Works", "--regime", word)["result"]
        assert [found["regime"] for found in answer["verdicts"]] == ["strict-rule"]
    done = made.run("ownership", "Mill Works", "--regime", "mars")
    assert done.code == ExitCode.USAGE
    assert "strict-rule" in done.err


def test_flips_tell_the_day_and_the_record(world: Make) -> None:
    answer = result(world(RECORDS), "Mill Works", "--flips")["result"]
    told = [
        (f["on"], f["authority"], f["from"], f["to"], [c["record"] for c in f["because"]])
        for f in answer["flips"]
    ]
    assert told == [
        ("2014-01-01", "us-ofac", "not-in-force", "not-owned", ["strict-rule"]),
        ("2022-01-01", "uk", "not-in-force", "not-owned", ["loose-rule"]),
        ("2022-03-01", "us-ofac", "not-owned", "owned", ["us-ivanov"]),
        ("2023-01-01", "uk", "not-owned", "not-in-force", ["loose-rule"]),
        ("2023-07-01", "us-ofac", "owned", "not-owned", ["ivanov-owns-hill"]),
        ("2024-01-01", "uk", "not-in-force", "not-owned", ["loose-rule"]),
    ]
    refused = world(RECORDS).run("ownership", "Mill Works", "--flips", "--as-of", "2022")
    assert (refused.code, "U115" in refused.err) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("style", ["text", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize(
    "words", [["Mill Works", "--down", "--open-world"], ["Mill Works", "--flips"], ["Ivan Ivanov"]]
)
def test_every_format_and_no_verdict_of_innocence(world: Make, style: str, words: list[str]) -> None:
    done = world(RECORDS).run("ownership", *words, "--format", style, "--verbose")
    assert done.code == ExitCode.ANSWERED
    assert "cleared" not in done.said.lower()
    assert done.out or words == ["Ivan Ivanov"]


def test_nothing_found_says_what_that_does_not_mean(world: Make) -> None:
    done = world(RECORDS).run("ownership", "Ivan Ivanov")
    assert "does not mean that nothing exists" in " ".join(done.out.split())


def test_a_limit_is_said_and_leaves_verdicts_open(world: Make) -> None:
    answer = result(world(RECORDS), "Mill Works", "--limit", "1", code=ExitCode.INCOMPLETE)
    assert answer["complete"] is False
    assert {found["verdict"] for found in answer["result"]["verdicts"]} == {"undetermined"}
    assert "N101" in [notice["code"] for notice in answer["notices"]]


def test_an_open_world_leaves_open_what_no_record_speaks_of(world: Make) -> None:
    answer = result(world(RECORDS), "Dale Trading", "--open-world", "--regime", "strict-rule")["result"]
    assert answer["verdicts"][0]["verdict"] == "undetermined"
    assert (
        result(world(RECORDS), "Dale Trading", "--regime", "strict-rule")["result"]["verdicts"][0]["verdict"]
        == "not-owned"
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("-1", "share"),
        ("101", "share"),
        (".nan", "share"),
        ("about half", "share"),
        ("{min: 60, max: 40}", "R226"),
        ("{min: 50, max: 50, max_exclusive: true}", "R226"),
        ("{min: -1, max: 101}", "share"),
    ],
)  # fmt: skip
def test_a_share_that_makes_no_sense_is_refused_with_its_line(world: Make, share: str, said: str) -> None:
    made = world(HEAD + owns("bad", "ru-hill", "ru-mill", share))
    done = made.run("ownership", "Mill Works")
    assert done.code == ExitCode.INVALID
    assert said in done.err
    assert "records.yml:" in done.err
    assert "help:" in done.err


def test_a_circle_that_owns_all_of_itself_is_said_as_an_error_in_the_data(world: Make) -> None:
    made = world(
        HEAD + owns("hill-mill", "ru-hill", "ru-mill", "100") + owns("mill-hill", "ru-mill", "ru-hill", "100")
    )
    done = made.run("ownership", "Mill Works")
    assert done.code == ExitCode.INVALID
    assert "R314" in done.err
