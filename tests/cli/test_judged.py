"""Judgements that leave something to be said: a doubt that a register number overrules, and one that has no effect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests import joined
from tests.conftest import World

DOUBT = "the records cn-maker and cn-maker-b are taken for one party because of"
ROW = '{},"MAKER OF SHANGHAI",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Secondary."\r\n'
JUDGED = """
identities:
  - id: maker-is-90017
    left: cn-maker
    right: sdn:90017
    judgement: same
    by: A. Editor
    on: 2026-01-01
    why: They share an address.
"""
RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2022-05-01}
entities:
  - {id: cn-maker, kind: company, name: Maker of Shanghai, country: CN, sources: [press]}
"""


@pytest.mark.parametrize(
    "words",
    [("show", "hk-maker"), ("trace", "cn-maker-b", "--to", "ru-buyer"), ("who-buys-from", "cn-maker")],
    ids=lambda words: words[0],
)
def test_a_doubt_that_a_number_overrules_is_told(world: Callable[..., World], words: tuple[str, ...]) -> None:
    asked = world(joined.RECORDS)
    done = asked.run(*words)
    assert done.code == 0
    assert done.err.count("N404") == 1
    assert DOUBT in done.err.lower()
    assert "lei 529900T8BM49AURSDO55" in done.err
    assert "although B. Editor was unsure (maker-or-maker-b)" in done.err
    assert "N404" not in asked.run(*words, "--known-on", "2024-02-15").err, "nobody had judged"


def test_a_doubt_about_two_that_are_apart_needs_no_remark(world: Callable[..., World]) -> None:
    assert "N404" not in world(joined.RECORDS).run("show", "hk-maker-trading").err


def test_the_card_of_a_doubt_says_that_the_number_joins_all_the_same(world: Callable[..., World]) -> None:
    shown = " ".join(world(joined.RECORDS).run("show", "maker-or-maker-b").out.split())
    assert "although B. Editor was unsure" in shown
    assert "A judgement `different` would part them." in shown


@pytest.fixture
def watched(world: Callable[..., World], tmp_path: Path) -> World:
    """Records, a list as a feed, and a judgement on one of its parties."""
    made = world(RECORDS)
    file = tmp_path / "sdn.csv"
    file.write_text(ROW.format(90017) + ROW.format(90018), "utf-8", newline="")
    added = made.run("feed", "add", "ofac", str(file), "--name", "sdn", "--date", "2022-11-03")
    assert added.code == 0, added.err
    (made.folder / "judged.yml").write_text(JUDGED, "utf-8")
    return made


def test_a_judgement_on_a_party_of_a_feed_is_sound_while_the_feed_holds_it(watched: World) -> None:
    done = watched.run("check")
    assert (done.code, "R365" in done.out) == (0, False), done.out
    assert "N405" not in watched.run("show", "cn-maker").err


def test_a_judgement_on_a_party_that_a_feed_no_longer_holds_is_a_finding(
    watched: World, tmp_path: Path
) -> None:
    file = tmp_path / "sdn.csv"
    file.write_text(ROW.format(90018), "utf-8", newline="")
    assert watched.run("feed", "update", "sdn", str(file)).code == 0
    done = watched.run("check")
    assert done.code == ExitCode.ANSWERED
    assert (
        "warning[R365]: The judgement `maker-is-90017` has no effect: the feed sdn holds no party 90017."
        in done.out
    )
    assert "--> judged.yml:3" in done.out
    assert watched.run("check", "--warnings-as-errors").code == ExitCode.INVALID
    assert "note[N405]" in watched.run("show", "cn-maker").err
    card = " ".join(watched.run("show", "maker-is-90017").out.split())
    assert "It has no effect: a party that it names is not in the records or feeds." in card
