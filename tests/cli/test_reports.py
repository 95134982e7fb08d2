"""Several formats of an audit at once: what goes where, and what the build sees."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from supplychain_cli.cli import summary
from supplychain_cli.cli.targets import Target, targets
from supplychain_cli.diagnostics import ExitCode, UsageFault
from supplychain_cli.render.formats import FORMATS, REPORTS
from tests.conftest import World, run, write_dataset
from tests.render.audit.runner import commands
from tests.render.audit.standard import faults

Make = Callable[..., World]
ALL = (*FORMATS, *REPORTS)
RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Trade records, reliability: B, date: 2023-05}
entities:
  - {id: cn-alpha, kind: company, name: Alpha Antennas, country: CN, sources: [press]}
  - {id: ru-beta, kind: company, name: Beta Radar, country: RU, sources: [press]}
  - {id: de-gamma, kind: company, name: Gamma Glass, country: DE, sources: [press]}
goods:
  - {id: antennas, name: antennas, sources: [press]}
relations:
  - id: alpha-beta
    kind: supplies
    from: cn-alpha
    to: ru-beta
    goods: [antennas]
    period: 2023-03
    evidence: [{source: press, locator: p. 4, credibility: 2, paraphrase: Example Press reports a shipment.}]
listings:
  - id: eu-beta
    entity: ru-beta
    authority: eu
    programme: 269/2014 Annex I
    measure: blocking
    from: 2022-12
    evidence: [{source: press, locator: p. 5, credibility: 1, paraphrase: Listed.}]
"""
AUDIT = ("sanctioned-path", "Alpha Antennas")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository whose records lie in a folder of it."""
    (tmp_path / ".git").mkdir()
    return write_dataset(tmp_path / "our" / "records", {"trade/2023.yml": RECORDS})


def test_each_format_has_its_file_and_people_their_text(repository: Path, tmp_path: Path) -> None:
    words = [f"{style}={tmp_path / style}" for style in ALL if style != "text"]
    outputs = [word for name in words for word in ("--output", name)]
    done = run(*AUDIT, *outputs, records=repository)
    assert done.code == ExitCode.FINDINGS
    assert "Alpha Antennas supplies antennas to Beta Radar" in done.out
    log = json.loads((tmp_path / "sarif").read_text(encoding="utf-8"))
    assert faults(log) == []
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "our/records/trade/2023.yml"
    lines = (repository / "trade/2023.yml").read_text(encoding="utf-8").splitlines()
    assert "id: alpha-beta" in lines[place["region"]["startLine"] - 1]
    assert ET.parse(tmp_path / "junit").find("testsuite") is not None  # noqa: S314 - a file of ours
    assert commands((tmp_path / "github").read_text(encoding="utf-8"))[-1].name == "error"
    assert (
        json.loads((tmp_path / "json").read_text(encoding="utf-8"))["schema"]
        == "supplychain.sanctioned-path/1"
    )
    assert (tmp_path / "md").read_text(encoding="utf-8").startswith("**sanctioned-path**")
    assert (tmp_path / "csv").read_text(encoding="utf-8").startswith("what,level,")
    assert json.loads((tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()[0])["of"] == "findings"


def test_commands_stand_behind_a_text_that_cannot_command(repository: Path) -> None:
    done = run(*AUDIT, "--output", "github", records=repository)
    assert done.out.startswith("::stop-commands::")
    found = commands(done.out)
    assert len(found) == 2
    assert found[0].given["file"] == "our/records/trade/2023.yml"
    assert run(*AUDIT, "--format", "github", records=repository).out == done.out.partition("::\n")[2]


def test_another_format_takes_the_place_of_the_text(repository: Path) -> None:
    done = run(*AUDIT, "--output", "json=-", records=repository)
    assert done.out == run(*AUDIT, "--format", "json", records=repository).out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], [("text", None)]),
        (["-"], [("text", None)]),
        (["a.txt"], [("text", "a.txt")]),
        (["sarif=a", "junit=b"], [("text", None), ("sarif", "a"), ("junit", "b")]),
        (["a.txt", "sarif=a"], [("text", "a.txt"), ("sarif", "a")]),
        (["github", "sarif=a"], [("text", None), ("sarif", "a"), ("github", None)]),
        (["md=-", "github=-"], [("md", None), ("github", None)]),
        (["a.txt", "json=-"], [("text", "a.txt"), ("json", None)]),
        (["text=json=x"], [("text", None), ("text", "json=x")]),
        (["a=b"], [("text", "a=b")]),
    ],
)
def test_the_words_of_output(words: list[str], found: list[tuple[str, str | None]]) -> None:
    expected = tuple(Target(style, Path(file) if file else None) for style, file in found)
    assert targets(list(map(Path, words)), "text", ALL, several=True) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["a", "b"],
        ["sarif="],
        ["json=-", "csv=-"],
        ["-", "json=-"],
        ["json=-", "github"],
        ["sarif=a", "junit=./a"],
    ],
)
def test_words_that_cannot_be_meant(words: list[str]) -> None:
    with pytest.raises(UsageFault):
        targets(list(map(Path, words)), "text", ALL, several=True)


def test_other_commands_write_one_file_whatever_its_name(world: Make, tmp_path: Path) -> None:
    here = world(RECORDS)
    file = tmp_path / "json=x"
    assert here.run("find", "Alpha", "--output", str(file)).code == ExitCode.ANSWERED
    assert file.read_text(encoding="utf-8").startswith("1 match")
    assert "no format called sarif" in here.run("find", "Alpha", "--format", "sarif").err
    twice = here.run("find", "Alpha", "-o", "a", "-o", "b")
    assert twice.code == ExitCode.USAGE


def test_no_file_is_replaced_by_accident(repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "audit.xml"
    file.write_text("mine", encoding="utf-8")
    words = (*AUDIT, "--output", f"junit={file}", "--output", f"sarif={tmp_path / 'audit.sarif'}")
    done = run(*words, records=repository)
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert file.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "audit.sarif").exists()
    assert run(*words, "--force", records=repository).code == ExitCode.FINDINGS


@pytest.mark.parametrize(("style", "written"), [("github", True), ("md", True), ("text", False)])
def test_the_step_has_its_summary(repository: Path, tmp_path: Path, style: str, *, written: bool) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    run(*AUDIT, "--format", style, records=repository, env={summary.VARIABLE: str(page)})
    assert page.read_text(encoding="utf-8").startswith("before\n")
    assert ("1 finding at or above low." in page.read_text(encoding="utf-8")) is written


def test_a_summary_that_cannot_be_written_costs_nothing_else(repository: Path, tmp_path: Path) -> None:
    done = run(*AUDIT, "--format", "md", records=repository, env={summary.VARIABLE: str(tmp_path)})
    assert done.code == ExitCode.FINDINGS
    assert done.out.startswith("**sanctioned-path**")
    assert "note[N155]" in done.err


def test_a_summary_that_is_too_long_is_cut_at_a_line(tmp_path: Path) -> None:
    text = "".join(f"| Ростех {number} |\n" for number in range(100))
    cut = summary.shortened(text, 500)
    assert len(cut.encode()) <= 500
    assert text.startswith(cut.partition("\n\nThe summary is cut")[0])
    assert summary.shortened(text, 10_000) == text
    assert summary.shortened(text, 10) == ""
    page = tmp_path / "summary.md"
    assert summary.append(text, {summary.VARIABLE: str(page)}) == ""
    assert page.read_text(encoding="utf-8") == text + "\n"


def test_a_reader_who_has_gone_costs_no_file(repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "audit.sarif"
    words = ["sanctioned-path", "--all", "--output", f"sarif={file}", "--records", str(repository)]
    subprocess.run(
        ["sh", "-c", '"$@" | true', "sh", sys.executable, "-m", "supplychain_cli", *words],
        check=False,
        capture_output=True,
    )
    assert file.exists()
