"""`find`, `show`, `goods` and `stats` at the door: what they take, what they print, how they end."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from supplychain_cli.render.formats import FORMATS
from tests import cards
from tests.conftest import World


@pytest.fixture
def asked(world: Callable[..., World]) -> World:
    return world(cards.RECORDS)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        ("find", "Chip Plant"),
        ("show", "Chip Plant"),
        ("show", "mine-supplies-wafer-works"),
        ("show", "official-list"),
        ("show", "eu-chip-plant"),
        ("show", "eu-50"),
        ("goods",),
        ("goods", "сурьма"),
        ("stats",),
    ],
)
def test_every_command_speaks_every_format(asked: World, words: tuple[str, ...], style: str) -> None:
    done = asked.run(*words, "--format", style)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n")


def result(asked: World, *words: str) -> dict[str, object]:
    done = asked.run(*words, "--format", "json")
    assert done.code == 0, done.err
    envelope = json.loads(done.out)
    assert envelope["schema"] == f"supplychain.{words[0]}/1"
    assert envelope["dataset"]["name"] == "example"
    assert isinstance(envelope["result"], dict)
    return envelope["result"]


@pytest.mark.parametrize("name", ["Завод Чип", "id:ru-chip-plant", "ru-chip-plant", "7704274402"])
def test_show_takes_any_name_of_a_party(asked: World, name: str) -> None:
    assert result(asked, "show", name)["what"] == "party"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("id:wafers-2023", "relation"),
        ("eu-chip-plant", "listing"),
        ("press", "source"),
        ("eu-50", "regime"),
        ("сурьма", "good"),
    ],
)
def test_show_takes_the_id_of_any_record(asked: World, name: str, what: str) -> None:
    assert result(asked, "show", name)["what"] == what


def test_show_of_an_ambiguous_name_lists_the_candidates(asked: World) -> None:
    done = asked.run("show", "Wafer")
    assert (done.code, done.out) == (2, "")
    assert "id:ru-wafer-works" in done.err
    assert "id:ru-wafer-works-2" in done.err


def test_show_of_nobody_says_so(asked: World) -> None:
    done = asked.run("show", "id:zyxwvut")
    assert (done.code, done.out) == (2, "")
    assert "U103" in done.err


def test_show_of_a_judgement_says_what_follows_from_it(asked: World) -> None:
    done = asked.run("show", "wafer-works-not-two")
    assert done.code == 0
    assert "records.yml:" in done.out
    assert "never taken for one party" in " ".join(done.out.split())


def test_show_identity_of_a_party_with_one_record_says_so(asked: World) -> None:
    done = asked.run("show", "Chip Plant", "--identity")
    assert done.code == 0
    assert "It has one record" in done.out


def test_show_of_what_was_not_written_yet_says_so(asked: World) -> None:
    done = asked.run("show", "mine-supplies-wafer-works", "--known-on", "2024")
    assert done.code == 2
    assert "was not written down by 2024-12-31" in done.err


def test_find_of_nobody_is_an_answer(asked: World) -> None:
    done = asked.run("find", "Zyxwvut")
    assert done.code == 0
    assert "may still exist" in done.out
    assert "clear" not in done.out.casefold()


def test_find_explains_itself(asked: World) -> None:
    assert "of 100" not in asked.run("find", "Chip Plant").out
    assert "100 of 100" in asked.run("find", "Chip Plant", "--explain").out


@pytest.mark.parametrize(
    "words", [("--kind", "firm"), ("--country", "Russia"), ("--country", "Р1"), ("--limit", "0")]
)
def test_find_refuses_what_makes_no_sense(asked: World, words: tuple[str, ...]) -> None:
    done = asked.run("find", "Chip Plant", *words)
    assert (done.code, done.out) == (2, "")


def test_find_of_an_empty_name_is_refused(asked: World) -> None:
    done = asked.run("find", " ")
    assert (done.code, done.out) == (2, "")
    assert "The name is empty." in done.err


def test_goods_takes_digits_with_dots(asked: World) -> None:
    lines = result(asked, "goods", "HS 38.18")["goods"]
    assert isinstance(lines, list)
    assert [line["id"] for line in lines] == ["hs-381800", "wafers"]


def test_goods_of_a_party_is_refused(asked: World) -> None:
    assert asked.run("goods", "Chip Plant").code == 2


def test_stats_name_all_only_when_asked_or_for_programs(asked: World) -> None:
    many = "".join(
        f"  - {{id: c-{number:02}, kind: company, name: Company {number:02}, sources: [press]}}\n"
        for number in range(30)
    )
    (asked.folder / "more.yml").write_text(f"entities:\n{many}", encoding="utf-8")
    assert "--all names them all" in asked.run("stats").out
    assert "--all names them all" not in asked.run("stats", "--all").out
    single = result(asked, "stats")["single_source"]
    assert isinstance(single, list)
    assert all(len(ids["ids"]) == ids["count"] for ids in single)
