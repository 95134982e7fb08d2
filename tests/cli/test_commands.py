"""The questions as people ask them, on a small world."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import CHAIN
from tests.conftest import World, run

Make = Callable[..., World]


def asked(here: World, *words: str) -> Any:
    done = here.run(*words, "--format", "json")
    assert done.code == ExitCode.ANSWERED, done.err
    return json.loads(done.out)


def relations(frame: Any) -> list[list[str]]:
    return [[leg["relation"] for leg in chain["legs"]] for chain in frame["result"]["chains"]]


WHOLE = ["group-owns-trading", "antimony-for-wafers", "wafers-for-chips", "plant-part-of-group"]


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--same-goods"],
        ["--strict"],
        ["--goods", "antimony"],
        ["--goods", "8110"],
        ["--goods", "HS 8110.10, wafers"],
        ["--through", "Wafer Works"],
        ["--through", "ofac 4711", "--through", "id:ru-chips"],
        ["--via", "supplies,owns", "--via", "part-of"],
        ["--min-grade", "probable"],
        ["--max-legs", "4"],
        ["--any-time"],
    ],
    ids=" ".join,
)
def test_a_chain_is_found_with(world: Make, options: list[str]) -> None:
    assert relations(asked(world(CHAIN), "trace", "Smelter Group", "--to", "Arms Group", *options)) == [WHOLE]


def test_without_a_chain_the_legs_that_would_suffice_are_said(world: Make) -> None:
    done = world(CHAIN).run("trace", "Smelter Group", "--to", "Arms Group", "--max-legs", "3")
    assert "There is one with --max-legs 4." in done.out


def test_a_page_pasted_as_a_name_is_not_repeated_whole(world: Make) -> None:
    done = world(CHAIN).run("find", "Wafer " * 20_000)
    assert len(done.out) < 2_000


@pytest.mark.parametrize(
    "options",
    [
        ["--max-legs", "3"],
        ["--avoid", "Wafer Works"],
        ["--through", "Saturn North"],
        ["--via", "supplies"],
        ["--min-grade", "confirmed"],
        ["--as-of", "2020"],
    ],
    ids=" ".join,
)
def test_no_chain_is_an_answer_too(world: Make, options: list[str]) -> None:
    here = world(CHAIN)
    assert relations(asked(here, "trace", "Smelter Group", "--to", "Arms Group", *options)) == []
    text = here.run("trace", "Smelter Group", "--to", "Arms Group", *options)
    assert text.code == ExitCode.ANSWERED
    assert "cleared" not in text.out
    assert "does not mean that nothing exists" in " ".join(text.out.split())


def test_the_question_is_given_back_as_understood(world: Make) -> None:
    words = [
        "trace",
        "冶炼贸易",
        "--to",
        "arms group",
        "--goods",
        "antimony",
        "--avoid",
        "Saturn North",
        "--as-of",
        "2024-02",
    ]
    query = asked(world(CHAIN), *words)["query"]
    assert query["from"] == "cn-smelter-trading"
    assert query["to"] == "ru-arms-group"
    assert query["goods"] == ["antimony", "hs-811010", "wafers"]
    assert query["avoid"] == ["ru-saturn-north"]
    assert query["as_of"] == "2024-02-29"
    assert query["today"] == "2026-11-21"


def test_a_party_that_is_called_like_a_good_is_taken_with_a_remark(world: Make) -> None:
    works = CHAIN.replace("name: Smelter Trading", "name: Antimony")
    done = world(works).run("trace", "antimony", "--to", "Arms Group")
    assert done.code == ExitCode.ANSWERED
    assert (
        "note[N102]: 'antimony' was understood as the party Antimony (id:cn-smelter-trading); a good has"
        in done.err
    )
    firm = world(CHAIN.replace("name: Smelter Trading", "name: Antimony JSC"))
    assert "error[U111]" in firm.run("trace", "antimony", "--to", "Arms Group").err
    assert firm.run("trace", "Antimony JSC", "--to", "Arms Group").code == ExitCode.ANSWERED


def test_more_chains_than_the_limit_are_announced(world: Make) -> None:
    second = CHAIN + (
        "  - {id: wafers-direct, kind: supplies, from: cn-smelter-trading, to: ru-chips, goods: [wafers],\n"
        "     evidence: [{source: press, locator: p. 7, paraphrase: Direct.}]}\n"
    )
    here = world(second)
    frame = asked(here, "trace", "Smelter Group", "--to", "Arms Group", "--limit", "1")
    assert len(frame["result"]["chains"]) == 1
    assert frame["result"]["more"] is True


def test_a_search_that_meets_its_limit_of_work_exits_with_4(
    world: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from supplychain_cli.queries.chains import ask

    whole = ask.Ask

    def small(**limits: Any) -> ask.Ask:
        return whole(**limits, budget=1)

    monkeypatch.setattr(ask, "Ask", small)
    here = world(CHAIN)
    done = here.run("trace", "Smelter Group", "--to", "Arms Group")
    assert done.code == ExitCode.INCOMPLETE
    assert "N101" in done.out
    lines = here.run("trace", "Smelter Group", "--to", "Arms Group", "--format", "jsonl")
    assert lines.code == ExitCode.INCOMPLETE
    assert "note[N101]" in lines.err


def test_suppliers_and_buyers_are_mirrors(world: Make) -> None:
    here = world(CHAIN)
    up = asked(here, "who-supplies", "Arms Group")
    down = asked(here, "who-buys-from", "Smelter Group")
    assert up["schema"] == "supplychain.who-supplies/1"
    assert down["schema"] == "supplychain.who-buys-from/1"
    assert [(s["id"], s["tier"]) for s in up["result"]["suppliers"]] == [
        ("ru-wafers", 1),
        ("cn-smelter-trading", 2),
    ]
    assert [(s["id"], s["tier"]) for s in down["result"]["suppliers"]] == [("ru-wafers", 1), ("ru-chips", 2)]
    assert asked(here, "who-supplies", "Arms Group", "--direct-only")["result"]["suppliers"] == []
    assert len(asked(here, "who-supplies", "Arms Group", "--tiers", "1")["result"]["suppliers"]) == 1
    assert asked(here, "who-supplies", "Chip Plant", "--avoid", "Wafer Works")["result"]["suppliers"] == []
    assert len(asked(here, "who-supplies", "Chip Plant", "--goods", "antimony")["result"]["suppliers"]) == 2


@pytest.mark.parametrize("style", ["text", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize(
    "words",
    [
        ["trace", "Smelter Group", "--to", "Arms Group"],
        ["who-supplies", "Arms Group"],
        ["who-buys-from", "Smelter Group"],
        ["find", "wafer"],
        ["show", "Wafer Works"],
        ["goods"],
        ["goods", "antimony"],
        ["stats"],
        ["check"],
        ["fmt", "--check"],
        ["new", "relation"],
        ["explain"],
        ["explain", "r203"],
        ["guide"],
        ["guide", "chains"],
    ],
    ids=" ".join,
)
def test_every_command_has_every_format(world: Make, words: list[str], style: str) -> None:
    done = world(CHAIN).run(*words, "--format", style)
    assert done.code in {ExitCode.ANSWERED, ExitCode.FINDINGS}, done.err
    assert done.out.endswith("\n") or (style == "jsonl" and words == ["check"])
    if style == "json":
        frame = json.loads(done.out)
        assert frame["schema"] == f"supplychain.{words[0]}/1"
    if style == "jsonl":
        assert all(json.loads(line)["schema"] for line in done.out.splitlines())


def test_warnings_stop_only_who_asks_for_it(world: Make) -> None:
    unused = CHAIN.replace(
        "sources:\n  -", "sources:\n  - {id: idle, publisher: P, title: T, reliability: B}\n  -", 1
    )
    here = world(unused)
    done = here.run("check")
    assert done.code == ExitCode.ANSWERED
    assert "warning[" in done.out
    assert "in 2 files, 1 warning." in " ".join(done.out.split())
    assert here.run("check", "--warnings-as-errors").code == ExitCode.INVALID


def test_a_folder_can_be_checked_by_its_name(world: Make) -> None:
    done = run("check", str(world(CHAIN).folder))
    assert done.code == ExitCode.ANSWERED
    assert "in 2 files, no complaint." in " ".join(done.out.split())


def test_fmt_writes_the_canonical_form_and_keeps_faulty_files(world: Make, tmp_path: Path) -> None:
    here = world(
        {
            "a.yml": "# Keep me.\nsources:\n- {id: press,  title: T, publisher: P, reliability: B}\n",
            "b.yml": "x: [",
        }
    )
    file = here.folder / "a.yml"
    looked = run("fmt", "--check", str(file))
    assert looked.code == ExitCode.FINDINGS
    assert "Not in canonical form" in looked.out
    before = file.read_text(encoding="utf-8")
    done = here.run("fmt")
    assert done.code == ExitCode.INVALID
    assert "error[D105]" in done.err
    after = file.read_text(encoding="utf-8")
    assert after != before
    assert "# Keep me." in after
    assert (here.folder / "b.yml").read_text(encoding="utf-8") == "x: ["
    (here.folder / "b.yml").unlink()
    assert here.run("fmt", "--check").code == ExitCode.ANSWERED
    assert run("fmt", str(here.folder)).out == "All 2 files are in canonical form.\n"
    assert [path.name for path in tmp_path.rglob("*.part")] == []


def test_a_new_record_is_written_as_it_goes_into_a_file(world: Make) -> None:
    here = world({})
    for kind in ("entity", "relation", "source", "listing", "good"):
        done = run("new", kind, "--output", str(here.folder / f"{kind}.yml"))
        assert done.code == ExitCode.ANSWERED, done.err
    assert run("new", "source", "--format", "md").out.startswith("```yaml\nsources:\n")
    assert "sources:\n" in (here.folder / "source.yml").read_text(encoding="utf-8")


def test_pages_are_listed_and_shown() -> None:
    codes = run("explain").out
    assert "\nR203  " in codes
    assert "\nU104  several parties have this name" in codes
    page = run("explain", "[r203]").out
    assert page.startswith("R203: ")
    assert "##" not in page
    assert run("explain", "R203", "--format", "md").out.startswith("# R203: ")
    assert "exit-codes  " in run("guide").out
    assert run("guide", "Exit-Codes").out.startswith("Exit codes")


def test_a_question_before_anything_was_written_says_so(world: Make) -> None:
    here = world(CHAIN.replace("    kind: ", "    recorded: 2024-01-01\n    kind: "))
    assert (
        "note[N107]: By 2023-12-31 no relation had been written down here"
        in here.run("stats", "--known-on", "2023").err
    )
    assert "N107" not in here.run("stats", "--known-on", "2024").err
    assert "N107" not in world(CHAIN).run("stats", "--known-on", "2023").err
