"""Baselines and fingerprints: the same finding stays the same, and only new ones fail."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.audit.worlds import LISTS, WORLD
from tests.conftest import World, spawn

ASK = ("sanctioned-path", "--regime", LISTS, "--all")


@pytest.fixture
def firms(world: Callable[..., World]) -> World:
    return world(WORLD)


def fingerprints(firms: World) -> set[str]:
    done = firms.run(*ASK, "--format", "json")
    return {finding["fingerprint"] for finding in json.loads(done.out)["result"]["findings"]}


def test_a_baseline_is_sorted_and_says_nothing_of_place_or_time(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    done = firms.run(*ASK, "--write-baseline", str(file))
    assert done.code == ExitCode.ANSWERED, done.said
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ")
    assert lines == sorted(lines)
    assert len(lines) == len(fingerprints(firms))
    (alpha,) = (line for line in lines if "cn-alpha" in line)
    assert re.fullmatch(r"[0-9a-f]{32}  chain  cn-alpha -> ru-beta  \[eu/blocking, us-ofac/blocking\]", alpha)
    assert "records.yml" not in "".join(lines)
    assert not re.search(r"20\d\d-", "".join(lines))


def test_only_what_is_new_fails(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    firms.run(*ASK, "--write-baseline", str(file))
    assert firms.run(*ASK, "--baseline", str(file)).code == ExitCode.ANSWERED
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if "cn-alpha" not in line]
    file.write_text("\n".join(kept), encoding="utf-8")
    done = firms.run(*ASK, "--baseline", str(file), "--format", "json")
    report = json.loads(done.out)["result"]
    assert done.code == ExitCode.FINDINGS
    assert report["failing"] == 1
    assert [finding["supplier"]["id"] for finding in report["findings"] if finding["new"]] == ["cn-alpha"]


def test_a_baseline_is_not_overwritten_unasked(firms: World, tmp_path: Path) -> None:
    file = tmp_path / "baseline.txt"
    file.write_text("mine", encoding="utf-8")
    assert firms.run(*ASK, "--write-baseline", str(file)).code == ExitCode.USAGE
    assert file.read_text(encoding="utf-8") == "mine"
    assert firms.run(*ASK, "--write-baseline", str(file), "--force").code == ExitCode.ANSWERED


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "0123\n", "\x00\n"])
def test_a_damaged_baseline_excuses_nothing(firms: World, tmp_path: Path, text: str) -> None:
    file = tmp_path / "baseline.txt"
    file.write_text(text, encoding="utf-8")
    done = firms.run(*ASK, "--baseline", str(file))
    assert done.code == ExitCode.INVALID
    assert "D123" in done.err
    assert firms.run(*ASK, "--baseline", str(tmp_path / "none.txt")).code == ExitCode.INVALID


def test_a_fingerprint_outlives_order_formatting_files_and_new_evidence(world: Callable[..., World]) -> None:
    before = fingerprints(world(WORLD))
    blocks = re.split(r"^(?=\w+:$)", WORLD.strip() + "\n", flags=re.MULTILINE)[1:]
    more = "{source: eu-act, locator: p. 7, credibility: 1, paraphrase: Again.}, {source: press"
    other = {
        f"{number}-{block.partition(':')[0]}.yml": block.replace("alpha-beta", "antennas-of-alpha").replace(
            "[{source: press, locator: p. 1", f"[{more}, locator: p. 1"
        )
        for number, block in enumerate(reversed(blocks))
    }
    assert fingerprints(world(other | {"records.yml": ""})) == before


def test_a_further_regime_is_another_finding(world: Callable[..., World]) -> None:
    before = fingerprints(world(WORLD))
    further = """
listings:
  - id: us-bis-beta
    entity: ru-beta
    authority: us-bis
    programme: Entity List
    measure: export-control
    evidence: [{source: us-act, locator: entry 3, credibility: 1, paraphrase: Listed.}]
"""
    after = fingerprints(world({"records.yml": WORLD, "further.yml": further}))
    assert before != after
    assert before & after


def test_the_answer_is_the_same_anywhere(firms: World, tmp_path: Path) -> None:
    settings = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8"},
    ]
    answers = [
        spawn(*ASK, "--format", style, records=firms.folder, env=env, cwd=folder).out
        for style in ("json", "text")
        for env, folder in zip(settings, (tmp_path, Path(os.sep)), strict=True)
    ]
    assert answers[0] == answers[1]
    assert answers[2] == answers[3]
