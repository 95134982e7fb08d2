"""`exposure` as people and scripts ask for it: filters, bad input, and the ranking line by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.conftest import World
from tests.exposed import RECORDS

Make = Callable[..., World]
PLANT = "Chip Plant"


def asked(here: World, *words: str) -> Any:
    done = here.run("exposure", *words, "--format", "json")
    assert done.code == ExitCode.ANSWERED, done.err
    return json.loads(done.out)


def ways(frame: Any) -> list[tuple[str, str]]:
    return [(one["channel"], one["party"]["id"]) for one in frame["result"]["exposures"]]


def test_the_query_is_told_as_it_was_understood(world: Make) -> None:
    words = ["--channel", "supplies, listed", "--regime", "eu", "--measure", "blocking", "--authority", "eu"]
    frame = asked(world(RECORDS), PLANT, *words, "--max-legs", "2", "--limit", "3", "--min-grade", "possible")
    assert frame["schema"] == "supplychain.exposure/1"
    query = frame["query"]
    assert query["party"] == "ru-chip-plant"
    assert query["channels"] == ["listed", "supplies"]
    assert (query["regimes"], query["measures"], query["authorities"]) == (["eu"], ["blocking"], ["eu"])
    assert (query["max_legs"], query["limit"], query["min_grade"]) == (2, 3, "possible")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--channel", "listed"], [("listed", "ru-chip-plant")]),
        (["--channel", "listed", "--measure", "blocking"], []),
        (["--channel", "supplied-by"], [("supplied-by", "hk-trader")]),
        (["--channel", "supplied-by", "--min-grade", "possible"], []),
        (["--channel", "supplies", "--max-legs", "1"], []),
        (["--channel", "held-by", "--authority", "us-ofac"], [("held-by", "ru-arms-group")]),
        (
            ["--channel", "held-by", "--regime", "eu-50", "--as-of", "2024-12-31"],
            [("held-by", "ru-arms-group")],
        ),
        (
            ["--channel", "directed-by", "--channel", "linked"],
            [("linked", "ru-front"), ("directed-by", "ru-design")],
        ),
        (["--channel", "linked", "--measure", "blocking"], []),
        (["--channel", "owned", "--regime", "eu"], [("owned", "ru-boss")]),
        (["--channel", "owned", "--as-of", "2021-01-01"], []),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else None,
)
@pytest.mark.parametrize("engine", ["columnar", "plain"])
def test_filters(world: Make, engine: str, options: list[str], expected: list[tuple[str, str]]) -> None:
    assert ways(asked(world(RECORDS), PLANT, *options, "--engine", engine)) == expected


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], "U141", "No party was named."),
        ([PLANT, "--all"], "U141", "Both a party and --all were given."),
        ([PLANT, "--channel", "rumours"], "U107", "There is no channel called rumours."),
        ([PLANT, "--regime", "mars-50"], "U107", "Choose among: eu, eu-50."),
        ([PLANT, "--measure", "frowning"], "U107", "There is no measure called frowning."),
        ([PLANT, "--authority", "mars"], "U107", "Choose among: eu, us-ofac."),
        ([PLANT, "--min-grade", "certain"], "U107", "There is no grade called certain."),
        (["Nobody At All"], "U103", "Nobody At All"),
        (["chips"], "U111", "chips is a good"),
        ([PLANT, "--max-legs", "0"], "U100", "max-legs"),
        ([PLANT, "--limit", "0"], "U100", "limit"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_makes_no_sense_is_refused(world: Make, words: list[str], code: str, says: str) -> None:
    done = world(RECORDS).run("exposure", *words)
    assert done.code == ExitCode.USAGE
    assert f"error[{code}]" in done.err
    assert says in done.err
    assert not done.out


def test_people_see_the_first_of_each_channel_and_programs_all(world: Make) -> None:
    here = world(RECORDS)
    text = here.run("exposure", PLANT, "--limit", "1").out
    assert "1 further, farther or weaker; --limit shows more." in text
    frame = asked(here, PLANT)
    assert frame["query"]["limit"] is None
    assert [tally for tally in frame["result"]["channels"] if tally["channel"] == "held-by"] == [
        {"channel": "held-by", "found": 2, "shown": 2}
    ]


def test_nothing_found_says_where_it_was_looked(world: Make) -> None:
    done = world(RECORDS).run("exposure", "Night School", "--measure", "sectoral")
    assert done.code == ExitCode.ANSWERED
    assert "No exposure of Night School to a listed party was found within 4 legs." in done.out
    assert "were looked at" in done.out
    assert "does not mean that nothing exists" in done.out


def test_the_ranking_streams_one_line_a_party(world: Make, tmp_path: Path) -> None:
    here = world(RECORDS)
    done = here.run("exposure", "--all", "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["schema"] for row in rows} == {"supplychain.exposure-all/1"}
    assert rows == [
        {"schema": "supplychain.exposure-all/1", **row} for row in asked(here, "--all")["result"]["parties"]
    ]
    target = tmp_path / "ranking.jsonl"
    assert here.run("exposure", "--all", "--format", "jsonl", "-o", str(target)).code == ExitCode.ANSWERED
    assert target.read_text(encoding="utf-8") == done.out
    assert here.run("exposure", "--all", "--format", "jsonl", "-o", str(target)).code == ExitCode.USAGE


def test_the_ranking_of_both_engines_is_the_same(world: Make) -> None:
    here = world(RECORDS)
    stored, plain = (asked(here, "--all", "--engine", engine)["result"] for engine in ("columnar", "plain"))
    assert stored == plain


def test_a_ranking_onto_a_full_disk_or_a_closed_pipe_ends_quietly(world: Make) -> None:
    here = world(RECORDS)
    if Path("/dev/full").exists():
        done = here.run("exposure", "--all", "--format", "jsonl", "-o", "/dev/full", "--force")
        assert done.code == ExitCode.USAGE
        assert "Traceback" not in done.err
