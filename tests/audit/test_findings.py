"""What an audit finds, how grave it is, and how a build learns of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.audit.fingerprint import PATTERN
from supplychain_cli.audit.levels import TABLE, level_of
from supplychain_cli.diagnostics import ExitCode
from tests.audit.worlds import LISTS, WORLD
from tests.conftest import World

ASK = ("sanctioned-path", "--regime", LISTS)


@pytest.fixture
def firms(world: Callable[..., World]) -> World:
    return world(WORLD)


def asked(firms: World, *words: str, code: ExitCode = ExitCode.FINDINGS) -> dict[str, Any]:
    done = firms.run(*ASK, *words, "--format", "json")
    assert done.code == code, done.said
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def brief(answer: dict[str, Any]) -> list[tuple[str, str, str, str, int]]:
    return [
        (f["supplier"]["id"], f["rule"], f["party"]["id"], f["level"], f["distance"])
        for f in answer["result"]["findings"]
    ]


def test_a_chain_to_a_listed_party_is_found_with_its_evidence(firms: World) -> None:
    answer = asked(firms, "Alpha Antennas")
    (found,) = answer["result"]["findings"]
    assert answer["schema"] == "supplychain.sanctioned-path/1"
    assert answer["complete"]
    assert brief(answer) == [("cn-alpha", "chain", "ru-beta", "high", 1)]
    assert found["regimes"] == ["eu/blocking", "us-ofac/blocking"]
    assert found["chain"]["legs"][0]["location"] == "records.yml:20"
    assert PATTERN.fullmatch(found["fingerprint"])
    assert answer["result"]["coverage"] | {"lists": []} == {
        "rows": 1, "matched": 1, "ambiguous": 0, "unmatched": 0, "checked": 1, "lists": [],
    }  # fmt: skip


def test_weaker_evidence_over_more_legs_is_less_grave(firms: World) -> None:
    assert brief(asked(firms, "Gamma Chips")) == [("cn-gamma", "chain", "ru-beta", "medium", 2)]


def test_a_supplier_that_is_listed_itself_comes_first(firms: World) -> None:
    found = asked(firms, "Beta Radar", "--direction", "both")["result"]["findings"]
    assert (found[0]["rule"], found[0]["level"], found[0]["distance"]) == ("listed", "high", 0)
    assert found[0]["chain"] is None
    assert found[0]["location"].startswith("records.yml:")


def test_ownership_verdicts_are_findings_of_their_own(firms: World) -> None:
    answer = asked(firms, "Epsilon Optics", "Eta Motors")
    assert ("ru-epsilon", "ownership", "ru-zeta", "high", 1) in brief(answer)
    assert ("ru-eta", "ownership", "ru-zeta", "low", 1) in brief(answer)
    verdicts = {f["supplier"]["id"]: f for f in answer["result"]["findings"] if f["rule"] == "ownership"}
    assert verdicts["ru-epsilon"]["verdict"] == "owned"
    assert verdicts["ru-epsilon"]["regimes"] == ["us-50"]
    assert verdicts["ru-eta"]["verdict"] == "undetermined"
    assert "not recorded" in verdicts["ru-eta"]["unknown"][0]


def test_goods_that_come_from_listed_parties_are_asked_for_by_direction(firms: World) -> None:
    assert not asked(firms, "Theta Foods", "--direction", "both", code=ExitCode.ANSWERED)["result"][
        "findings"
    ]
    assert firms.run(*ASK, "Theta Foods").out.startswith("No finding at or above low was found")


def test_a_clean_audit_never_says_more_than_it_knows(firms: World) -> None:
    done = firms.run(*ASK, "Theta Foods")
    assert done.code == ExitCode.ANSWERED
    assert "Nothing found in these records does not mean that nothing exists." in done.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--fail-on", "high"], ExitCode.ANSWERED),
        (["--fail-on", "medium"], ExitCode.FINDINGS),
        (["--exit-code", "42"], 42),
        (["--max-legs", "1"], ExitCode.ANSWERED),
        (["--min-grade", "probable"], ExitCode.ANSWERED),
        (["--goods", "antennas"], ExitCode.ANSWERED),
        (["--goods", "chips"], ExitCode.FINDINGS),
        (["--measure", "sectoral"], ExitCode.ANSWERED),
        (["--as-of", "2023-12"], ExitCode.INCOMPLETE),
    ],
)
def test_the_exit_code_follows_what_was_asked(firms: World, words: list[str], code: int) -> None:
    assert firms.run(*ASK, "Gamma Chips", *words).code == code


@pytest.mark.parametrize(
    "words",
    [
        ["Alpha Antennas", "--fail-on", "grave"],
        ["Alpha Antennas", "--direction", "up"],
        ["Alpha Antennas", "--measure", "blokking"],
        ["Nobody At All"],
        ["Delta Trade"],
        [],
    ],
)
def test_what_cannot_be_understood_is_a_usage_fault(firms: World, words: list[str]) -> None:
    done = firms.run(*ASK, *words)
    assert done.code == ExitCode.USAGE
    assert not done.out
    assert "= help: " in done.err


def test_a_list_that_is_missing_or_old_makes_the_audit_incomplete(firms: World) -> None:
    done = firms.run("sanctioned-path", "Theta Foods")
    assert done.code == ExitCode.INCOMPLETE
    assert "The records hold no list of uk that is in force" in done.out
    assert firms.run(*ASK, "Theta Foods", "--max-list-age", "100").code == ExitCode.INCOMPLETE
    assert firms.run(*ASK, "Theta Foods", "--max-list-age", "400").code == ExitCode.ANSWERED
    assert firms.run("sanctioned-path", "Alpha Antennas").code == ExitCode.FINDINGS


def test_everybody_can_be_checked(firms: World) -> None:
    answer = asked(firms, "--all")
    assert answer["result"]["coverage"]["checked"] == 9
    levels = [finding["level"] for finding in answer["result"]["findings"]]
    assert levels == sorted(levels, key=["high", "medium", "low"].index)
    assert [s["worst"] for s in answer["result"]["suppliers"] if s["party"]["id"] == "kz-theta"] == [""]


def test_a_verbose_page_shows_every_leg_with_its_sources(firms: World) -> None:
    brief_page, page = (firms.run(*ASK, "Gamma Chips", *words).out for words in ((), ("-v",)))
    assert "Gamma Chips supplies chips to Delta Trade, which supplies chips to Beta Radar" in brief_page
    assert "Example Press" not in brief_page
    assert page.count("Example Press") == 2


def test_further_chains_between_the_same_two_are_counted_and_shown_on_demand(
    world: Callable[..., World],
) -> None:
    direct = """
relations:
  - id: gamma-beta
    kind: supplies
    from: cn-gamma
    to: ru-beta
    evidence: [{source: press, locator: p. 9, credibility: 4, paraphrase: Perhaps directly.}]
"""
    firms = world({"records.yml": WORLD, "more.yml": direct})
    (found,) = asked(firms, "Gamma Chips")["result"]["findings"]
    assert (found["distance"], found["more"]) == (2, 1)
    both = asked(firms, "Gamma Chips", "--limit", "2")["result"]["findings"]
    assert [finding["distance"] for finding in both] == [2, 1]


def test_every_line_of_the_table_of_levels_can_be_met() -> None:
    met = {
        level_of(measures=frozenset({"blocking"}), verdict=verdict, basis=basis, grade=grade, legs=legs)
        for verdict in ("", "owned", "undetermined")
        for basis in ("stated", "inferred")
        for grade in ("confirmed", "possible", "doubtful")
        for legs in (0, 1, 3)
    }
    assert met == {"high", "medium", "low"}
    assert TABLE[-1].level == "low"
    assert (
        level_of(measures=frozenset({"sectoral"}), verdict="", basis="stated", grade="confirmed", legs=0)
        == "low"
    )


def test_the_guide_has_the_table_of_levels() -> None:
    page = (Path(__file__).parents[2] / "supplychain_cli" / "guide" / "audit.md").read_text(encoding="utf-8")
    section = page.partition("## Levels")[2].partition("## ")[0]
    assert re.findall(r"^\| (high|medium|low) \|", section, re.MULTILINE) == [line.level for line in TABLE]
