"""Records and feeds together: one party with one number, chains across both, lists that count wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import MAPPING
from tests.conftest import World

RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2022-05-01}
entities:
  - {id: ru-beta, kind: company, name: Beta Radar, country: RU, identifiers: {inn: "7704274402"}, sources: [press]}
  - {id: ru-arms, kind: group, name: Arms Group, country: RU, identifiers: {inn: "7707083893"}, sources: [press]}
  - {id: ru-metal, kind: company, name: Metal Works, country: RU, sources: [press]}
goods:
  - {id: antennas, name: Antenna parts, hs: ["852910"], sources: [press]}
  - {id: radars, name: Radars, hs: ["852610"], sources: [press]}
regimes:
  - id: ofac-50
    name: OFAC 50 Percent Rule
    authority: us-ofac
    measures: [blocking]
    threshold: 50
    operator: ">="
    aggregate: yes
    control: false
    period: 2014/..
    evidence: [{source: press, locator: p. 1, paraphrase: The rule.}]
relations:
  - id: beta-of-arms
    kind: owns
    from: ru-arms
    to: ru-beta
    share: 60
    evidence: [{source: press, locator: p. 2, paraphrase: It holds 60 percent.}]
  - id: antennas-in-radars
    kind: used-in
    from: antennas
    to: radars
    evidence: [{source: press, locator: p. 3, paraphrase: A radar has antennas.}]
"""
DEALS = """Seller,Buyer,INN,HS,Goods,Date
Alpha Antennas,BETA RADAR JSC,7704274402,8529109500,ANTENNAS,2022-05-18
Alpha Antennas,Gamma Optics,,901380,LENSES,2022-06-01
"""
SDN = (
    '90001,"ARMS CONCERN",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Tax ID No. 7707083893 (Russia)."\r\n'
    '90002,"DELTA YARD",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Linked To: ARMS CONCERN."\r\n'
)


@pytest.fixture
def joined(world: Callable[..., World], tmp_path: Path) -> World:
    made = world(RECORDS)
    for name, text in (("deals.yml", MAPPING), ("deals.csv", DEALS), ("sdn.csv", SDN)):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    for words in (
        ("table", "deals.csv", "--name", "customs", "--mapping", str(tmp_path / "deals.yml"), "--publisher",
         "Example Customs", "--title", "Declarations", "--date", "2022-07", "--reliability", "B"),
        ("ofac", "sdn.csv", "--name", "sdn", "--date", "2022-11-03"),
    ):  # fmt: skip
        form, file, *rest = words
        done = made.run("feed", "add", form, str(tmp_path / file), *rest)
        assert done.code == ExitCode.ANSWERED, done.said
    return made


def asked(joined: World, *words: str, code: int = ExitCode.ANSWERED) -> dict[str, Any]:
    done = joined.run(*words, "--format", "json")
    assert done.code == code, done.said
    answer: dict[str, Any] = json.loads(done.out)["result"]
    return answer


def test_a_chain_runs_across_a_feed_and_the_records(joined: World) -> None:
    (chain,) = asked(joined, "trace", "Alpha Antennas", "--to", "Arms Group")["chains"]
    first, second = chain["legs"]
    assert [party["name"] for party in chain["parties"]] == ["Alpha Antennas", "Beta Radar", "Arms Group"]
    assert first["location"].endswith("deals.csv:2")
    assert [(cited["publisher"], cited["date"]) for cited in first["sources"]] == [
        ("Example Customs", "2022-07")
    ]
    assert second["location"].startswith("records.yml:")
    assert chain["parties"][-1]["listed"][0]["authority"] == "us-ofac"


def test_a_chain_runs_on_through_a_link_of_a_list(joined: World) -> None:
    (chain,) = asked(joined, "trace", "Delta Yard", "--to", "Arms Group")["chains"]
    assert [leg["kind"] for leg in chain["legs"]] == ["linked-to"]


def test_a_card_shows_every_record_of_a_party(joined: World) -> None:
    card = asked(joined, "show", "Arms Group")
    assert [(same["id"], same["why"]) for same in card["same"]] == [("sdn:90001", ["inn 7707083893"])]
    assert {name["name"] for name in card["names"]} == {"ARMS CONCERN"}
    assert [listing["entry"] for listing in card["listings"]] == ["90001"]
    assert {group["group"] for group in card["relations"]} == {"below"}
    assert len([each for group in card["relations"] for each in group["relations"]]) == 2
    assert asked(joined, "show", "id:sdn:90001") == card
    shown = joined.run("show", "Beta Radar").out
    assert "Other records of the same party\n  BETA RADAR JSC" in shown
    assert "sdn:90001" in joined.run("show", "Arms Group", "--format", "csv").out


def test_a_listing_of_a_feed_counts_for_a_party_of_the_records(joined: World) -> None:
    found = asked(joined, "sanctioned-path", "Alpha Antennas", "--regime", "us", code=ExitCode.FINDINGS)
    assert {finding["party"]["name"] for finding in found["findings"]} >= {"Arms Group"}
    ownership = asked(joined, "ownership", "Beta Radar")
    assert [verdict["verdict"] for verdict in ownership["verdicts"]] == ["owned"]
    exposures = asked(joined, "exposure", "Alpha Antennas")["exposures"]
    assert "Arms Group" in {each["party"]["name"] for each in exposures}
    suppliers = asked(joined, "who-supplies", "Arms Group")["suppliers"]
    assert [supplier["name"] for supplier in suppliers] == ["Alpha Antennas"]


def test_an_audit_says_how_old_the_list_of_a_feed_is(joined: World) -> None:
    found = asked(joined, "sanctioned-path", "Alpha Antennas", "--regime", "us", code=ExitCode.FINDINGS)
    assert [(held["authority"], held["date"]) for held in found["coverage"]["lists"]] == [
        ("us-ofac", "2022-11-03")
    ]


def test_a_feed_is_a_source(joined: World) -> None:
    card = asked(joined, "show", "customs")
    assert (card["what"], card["publisher"], card["title"], card["date"]) == (
        "source", "Example Customs", "Declarations", "2022-07",
    )  # fmt: skip
    assert {group["section"]: group["count"] for group in card["cited_by"]} == {"relations": 2, "entities": 3}


def test_goods_of_a_feed_are_found_by_name_and_by_code(joined: World) -> None:
    for words in ("Antenna parts", "8529", "hs 852910", "id:antennas"):
        (chain,) = asked(joined, "trace", "Alpha Antennas", "--to", "Arms Group", "--goods", words)["chains"]
        assert [good["name"] for good in chain["legs"][0]["goods"]] == ["HS 852910 (possibly Antenna parts)"]
    for words in ("Radars", "901380"):
        none = asked(joined, "trace", "Alpha Antennas", "--to", "Arms Group", "--goods", words)
        assert none["chains"] == []
    unknown = joined.run("trace", "Alpha Antennas", "--to", "Arms Group", "--goods", "7777")
    assert (unknown.code, "error[U112]" in unknown.err) == (ExitCode.USAGE, True)


def test_a_look_at_all_records_counts_each_party_once(joined: World) -> None:
    found = asked(joined, "sanctioned-path", "--all", "--regime", "us", code=ExitCode.FINDINGS)
    itself = [each for each in found["findings"] if each["supplier"]["id"] == "ru-arms" and not each["chain"]]
    assert len(itself) == 1


JUDGED = """
identities:
  - {id: judged, left: LEFT, right: RIGHT, judgement: WORD, by: a, on: 2026-11-01, why: It was looked up.}
"""


def judge(joined: World, left: str, right: str, word: str) -> None:
    text = JUDGED.replace("LEFT", left).replace("RIGHT", right).replace("WORD", word)
    (joined.folder / "judged.yml").write_text(text, encoding="utf-8")


def test_a_judgement_joins_a_party_of_a_feed_to_one_of_the_records(joined: World) -> None:
    judge(joined, "ru-metal", '"customs:name:gamma-optics:RU"', "same")
    (chain,) = asked(joined, "trace", "Alpha Antennas", "--to", "Metal Works")["chains"]
    assert chain["parties"][-1]["id"] == "ru-metal"
    assert asked(joined, "show", "Metal Works")["same"][0]["why"] == ["judged: judged"]


def test_a_judgement_keeps_apart_what_a_number_joins(joined: World) -> None:
    judge(joined, "ru-arms", '"sdn:90001"', "different")
    assert asked(joined, "show", "id:ru-arms")["same"] == []
    assert asked(joined, "show", "id:ru-arms")["listings"] == []
    assert asked(joined, "trace", "id:sdn:90002", "--to", "id:ru-arms")["chains"] == []


def test_a_judgement_on_a_feed_that_is_not_there_is_a_fault(joined: World) -> None:
    judge(joined, "ru-arms", '"other:90001"', "different")
    done = joined.run("stats")
    assert (done.code, "error[R301]" in done.err) == (ExitCode.INVALID, True)
