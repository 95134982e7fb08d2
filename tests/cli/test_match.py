"""`match` at the door: proposals, judgements on the command line and in a dialogue, and taking them back."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.render.formats import FORMATS
from tests import joined
from tests.conftest import World

TWINS = """
  - {id: ru-vega, kind: company, name: Vega Optics LLC, country: RU, sources: [press]}
  - id: ru-vega-2
    kind: company
    name: ООО «Вега Оптикс»
    country: RU
    identifiers: {inn: "7704274402"}
    sources: [press]
  - {id: cn-vega, kind: company, name: Vega Optics, country: CN, sources: [press]}
  - {id: ru-vega-man, kind: person, name: Vega Optics, country: RU, sources: [press]}
relations:"""
RECORDS = joined.RECORDS.replace("\nrelations:", TWINS, 1)


@pytest.fixture
def asked(world: Callable[..., World]) -> World:
    return world(RECORDS)


def pairs(asked: World, *words: str) -> list[tuple[str, str]]:
    done = asked.run("match", *words, "--format", "json")
    assert done.code == 0, done.err
    result = json.loads(done.out)["result"]["pairs"]
    return [(pair["left"]["party"]["id"], pair["right"]["party"]["id"]) for pair in result]


@pytest.mark.parametrize("style", FORMATS)
def test_a_proposal_comes_in_every_format(asked: World, style: str) -> None:
    done = asked.run("match", "--format", style)
    assert (done.code, done.err) == (0, "")
    assert "ru-vega-2" in done.out


def test_other_countries_kinds_and_judged_pairs_are_left_out(asked: World) -> None:
    assert pairs(asked) == [("ru-vega", "ru-vega-2")]
    assert pairs(asked, "cn-maker") == []
    assert asked.run("match", "cn-maker").out.count("N401") == 1


def test_contradicting_register_numbers_leave_a_pair_out(world: Callable[..., World]) -> None:
    other = RECORDS.replace(
        "Optics LLC, country: RU,", "Optics LLC, country: RU, identifiers: {inn: '7707083893'},"
    )
    assert pairs(world(other)) == []


LISTS: dict[str, dict[str, dict[str, list[str]]]] = {
    "one": {
        "101": {"name": ["Vega Optics"]},
        "102": {"name": ["Nova Steel Trading"]},
        "103": {"name": ["Nova Steel Trading Co"]},
    },
    "two": {
        "201": {"name": ["Vega Optics LLC"]},
        "202": {"name": ["Orion Paper"], "innCode": ["7704274402"]},
    },
}


@pytest.fixture
def lists(asked: World, tmp_path: Path) -> World:
    """The records, and two lists as feeds."""
    for name, parties in LISTS.items():
        file = tmp_path / f"{name}.json"
        rows = ({"id": key, "schema": "Company", "properties": about} for key, about in parties.items())
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
        added = asked.run("feed", "add", "ftm", str(file), "--name", name, "--date", "2022-11-03")
        assert added.code == 0, added.err
    return asked


TWO = [("one:101", "ru-vega-2"), ("one:101", "two:201")]
"""The first is a party of both the records and the list, by its number."""


def test_one_feed_is_compared_with_another(lists: World) -> None:
    assert pairs(lists, "--from", "one", "--feed", "two") == TWO
    assert pairs(lists, "--from", "two", "--feed", "one") == TWO


def test_a_feed_is_compared_within_itself(lists: World) -> None:
    assert pairs(lists, "--from", "one") == [("one:102", "one:103")]
    done = lists.run("match", "--from", "one")
    assert "The names of 3 parties were compared with those in one." in done.out


def test_a_party_of_a_feed_that_stands_in_the_records_too_is_compared_as_one(lists: World) -> None:
    found = pairs(lists, "--from", "two", "--feed", "all", "--limit", "100")
    assert ("ru-vega", "two:201") not in found, "the records were not asked about"
    assert ("one:101", "ru-vega-2") in found, "its number makes two:202 one with it"


def test_all_feeds_are_compared_with_the_records(lists: World) -> None:
    found = pairs(lists, "--feed", "all")
    assert ("one:101", "ru-vega") in found
    assert ("ru-vega", "two:201") in found


def test_a_judgement_joins_and_is_taken_back(asked: World) -> None:
    done = asked.run(
        "match", "id:ru-vega", "id:ru-vega-2", "--as", "same", "--why", "One address.", "--by", "Me"
    )
    assert (done.code, done.err) == (0, "")
    assert pairs(asked) == []
    assert (
        json.loads(asked.run("show", "id:ru-vega-2", "--format", "json").out)["result"]["party"]["id"]
        == "ru-vega"
    )
    shown = asked.run("show", "Vega Optics LLC", "--identity").out
    assert "One address." in shown
    assert "decided by Me, 2026-11-21" in shown
    again = asked.run("match", "--revoke", "ru-vega-is-ru-vega-2")
    assert "there are 2 parties: ru-vega; ru-vega-2" in again.out
    assert pairs(asked) == [("ru-vega", "ru-vega-2")]
    assert not (asked.folder / "identities.yml").exists()


def test_a_judgement_named_by_ids_is_on_these_very_records(asked: World) -> None:
    words = ("--as", "different", "--why", "Other owners.", "--by", "Me")
    by_name = asked.run("match", "Shanghai Maker Works", "Maker Hong Kong", *words)
    assert (by_name.code, "U272" in by_name.err) == (2, True), "two names of one party"
    done = asked.run("match", "cn-maker-b", "id:hk-maker", *words)
    assert done.code == 0, done.err
    text = (asked.folder / "identities.yml").read_text("utf-8")
    assert "left: cn-maker-b" in text
    assert "right: hk-maker" in text
    kept = asked.run("show", "cn-maker", "--identity").out
    assert "lei 529900T8BM49AURSDO55 joins nobody, because of such a judgement" in " ".join(kept.split())


def test_a_judgement_is_replaced_by_another(asked: World) -> None:
    done = asked.run("match", "--revoke", "maker-or-trading", "--as", "different", "--why", "Two directors.")
    assert done.code == 0, done.err
    assert "maker-or-trading" not in (asked.folder / "records.yml").read_text("utf-8")
    assert "judgement: different" in (asked.folder / "identities.yml").read_text("utf-8")
    assert asked.run("check").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--as", "perhaps"), "U107"),
        (("id:ru-vega", "--as", "same", "--why", "x"), "U272"),
        (("id:ru-vega", "id:ru-vega-2", "--as", "same"), "U272"),
        (("id:hk-maker-trading", "id:ru-vega", "--feed", "none"), "U207"),
        (("--feed", "all"), "U207"),
        (("--from", "none"), "U207"),
        (("--from", "all"), "U207"),
        (("id:cn-maker", "--from", "none"), "U100"),
        (("--revoke", "nothing"), "U273"),
        (("--judge",), "U274"),
        (("id:cn-maker", "id:cn-maker-c", "--as", "same", "--why", "x"), "U275"),
    ],
)
def test_what_cannot_be_judged_is_refused(asked: World, words: tuple[str, ...], code: str) -> None:
    before = {path: path.read_bytes() for path in asked.folder.rglob("*.yml")}
    done = asked.run("match", *words)
    assert done.code == 2
    assert code in done.err
    assert before == {path: path.read_bytes() for path in asked.folder.rglob("*.yml")}


def test_the_shipped_records_take_no_judgements(asked: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supplychain_cli.workspace.folder.is_shipped", lambda _folder: True)
    done = asked.run("match", "id:ru-vega", "id:ru-vega-2", "--as", "same", "--why", "x")
    assert (done.code, "U271" in done.err) == (2, True)


def dialogue(asked: World, *answers: tuple[str, str]) -> tuple[str, int]:
    """Judge on a terminal: wait for each text, type the answer; gives all that was shown, and the exit code."""
    pty = pytest.importorskip("pty")
    process, terminal = pty.fork()
    if not process:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a runner in the background hands it down ignored
        words = ["-m", "supplychain_cli", "match", "--judge", "--by", "Me", "--records", str(asked.folder)]
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - our own program
    shown = ""
    for waited, answer in answers:
        begin = len(shown)
        while waited not in shown[begin:]:
            shown += os.read(terminal, 4096).decode("utf-8", "replace")
        os.write(terminal, answer.encode())
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part.decode("utf-8", "replace")
    return shown, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


ASKED, WHY, LAST = "[q]uit: ", "choose again): ", "last pair."


def test_a_person_judges_undoes_and_judges_again(asked: World) -> None:
    shown, code = dialogue(
        asked,
        (ASKED, "what\n"),
        (ASKED, "d\n"),
        (WHY, "\n"),
        (ASKED, "d\n"),
        (WHY, "Other owners.\n"),
        (LAST, "z\n"),
        (ASKED, "s\n"),
        (WHY, "The same: both say so.\n"),
        (LAST, "\n"),
    )
    assert code == 0, shown
    assert shown.count("Answer with one of the letters, or the word.") == 1
    assert "Undone: ru-vega-is-not-ru-vega-2" in shown
    text = (asked.folder / "identities.yml").read_text("utf-8")
    assert "Other owners" not in text
    assert "The same: both say so." in text
    assert "by: Me" in text
    assert asked.run("check").code == 0


def test_what_was_judged_stays_when_the_person_breaks_off(asked: World) -> None:
    shown, code = dialogue(asked, (ASKED, "u\n"), (WHY, "Nobody knows.\n"), (LAST, "\x03"))
    assert code == 130, shown
    assert "judgement: unsure" in (asked.folder / "identities.yml").read_text("utf-8")
