"""What other repositories take from this one: hooks for pre-commit, and an action for GitHub."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from supplychain_cli.cli.app import COMMANDS
from supplychain_cli.diagnostics import ExitCode
from tests.conftest import HEAD, run, write_dataset
from tests.render.audit.runner import commands

ROOT = Path(__file__).resolve().parents[1]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
FOLDER = ROOT / ".github" / "actions" / "sanctioned-path"
ACTION: dict[str, Any] = yaml.safe_load((FOLDER / "action.yml").read_text(encoding="utf-8"))
WORKFLOWS = [*sorted((ROOT / ".github").rglob("*.yml"))]
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Trade records, reliability: B, date: 2023-05}
entities:
  - {id: cn-alpha, kind: company, name: Alpha Antennas, country: CN, sources: [press]}
  - {id: de-gamma, kind: company, name: Gamma Glass, country: DE, sources: [press]}
listings:
  - id: eu-alpha
    entity: cn-alpha
    authority: eu
    programme: 269/2014 Annex I
    measure: blocking
    from: 2022-12
    evidence: [{source: press, locator: p. 5, credibility: 1, paraphrase: Listed.}]
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository with records and a list of suppliers, which holds files that pass for the program's own."""
    folder = tmp_path / "repository"
    write_dataset(folder / "records", {"dataset.yml": HEAD, "all.yml": RECORDS})
    (folder / ".git").mkdir()
    (folder / "suppliers.csv").write_text("name\nAlpha Antennas\n", encoding="utf-8")
    (folder / "clean.csv").write_text("name\nGamma Glass\n", encoding="utf-8")
    (folder / "supplychain_cli.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    return folder


def audited(repository: Path, **asked: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Run the script of the action as its step does; give how it ended and the outputs it set."""
    outputs = repository.parent / "outputs"
    outputs.write_text("", encoding="utf-8")
    given = {name: ACTION["inputs"][name]["default"] for name in ACTION["inputs"] if name != "python-version"}
    given |= {"records": "records", **{name.replace("_", "-"): value for name, value in asked.items()}}
    done = subprocess.run(
        ["bash", str(FOLDER / "audit.sh")],
        cwd=repository,
        env={
            **os.environ,
            **{name.upper().replace("-", "_"): value for name, value in given.items()},
            "PYTHON": sys.executable,
            "SOURCE": str(ROOT),
            "RUNNER_TEMP": str(repository.parent),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(repository.parent / "summary.md"),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    lines = outputs.read_text(encoding="utf-8").splitlines()
    return done, dict(line.split("=", 1) for line in lines)


def test_the_action_fails_the_job_and_tells_why(repository: Path) -> None:
    done, outputs = audited(repository)
    assert done.returncode == ExitCode.FINDINGS, done.stderr
    assert outputs.pop("exit-code") == "1"
    assert sorted(outputs) == ["json", "junit", "sarif"]
    assert all(Path(file).stat().st_size for file in outputs.values())
    assert [command.name for command in commands(done.stdout)] == ["error", "error"]
    assert "1 finding" in (repository.parent / "summary.md").read_text(encoding="utf-8")


def test_the_action_passes_a_list_that_leads_nowhere(repository: Path) -> None:
    done, outputs = audited(repository, suppliers="clean.csv", regime="eu")
    assert (done.returncode, outputs["exit-code"]) == (0, "0"), done.stdout


def test_a_run_that_was_none_names_no_report(repository: Path) -> None:
    done, outputs = audited(repository, suppliers="nowhere.csv")
    assert outputs == {"exit-code": str(done.returncode)}
    assert done.returncode in {ExitCode.USAGE, ExitCode.INVALID}


@pytest.mark.parametrize(
    "word", ["$(touch hit).csv", "`touch hit`", "; touch hit", "--all", "a b.csv", "'\"*", "%0A::error::x"]
)
def test_no_input_is_run_or_taken_for_an_option(repository: Path, word: str) -> None:
    done, outputs = audited(repository, suppliers=word, fail_on="low")
    assert outputs == {"exit-code": str(done.returncode)}
    assert done.returncode in {ExitCode.USAGE, ExitCode.INVALID}, done.stderr
    assert not (repository / "hit").exists()


def test_every_input_reaches_the_script(repository: Path) -> None:
    script = (FOLDER / "audit.sh").read_text(encoding="utf-8")
    passed = STEPS[-1]["env"]
    for name in ACTION["inputs"]:
        if name == "python-version":
            continue
        variable = name.upper().replace("-", "_")
        assert passed[variable] == f"${{{{ inputs.{name} }}}}"
        assert f'"${{{variable}:-}}"' in script
    done, _ = audited(repository, fail_on="high", max_unresolved="x")
    assert done.returncode == ExitCode.USAGE


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_nothing_is_pasted_into_a_command(file: Path) -> None:
    parsed = yaml.safe_load(file.read_text(encoding="utf-8"))
    jobs = parsed.get("jobs", {"action": parsed.get("runs", {})}).values()
    steps = [step for job in jobs for step in job.get("steps", ())]
    assert steps
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit(file: Path) -> None:
    uses = re.findall(r"uses: (.*)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert uses
    assert [action for action in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action)] == []


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_names_a_command_of_ours(hook: dict[str, Any]) -> None:
    program, command = shlex.split(hook["entry"])
    assert (program, command in COMMANDS) == ("supplychain", True)
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    assert re.search(hook["files"], "records/trade/2023.yml")


def test_the_hooks_do_what_they_say(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = {hook["id"]: [*shlex.split(hook["entry"])[1:], *hook.get("args", [])] for hook in HOOKS}
    monkeypatch.chdir(repository)
    records = repository / "records"
    assert run(*hooks["supplychain-check"]).code == ExitCode.ANSWERED
    assert run(*hooks["supplychain-sanctioned-path"], records=records).code == ExitCode.FINDINGS


def snippets() -> dict[str, Any]:
    """Give the YAML of the guide that is meant for other repositories, by its heading."""
    page = (ROOT / "supplychain_cli" / "guide" / "ci.md").read_text(encoding="utf-8")
    found = re.findall(r"^## ([\w -]+)\n(?:(?!^## ).*\n)*?```yaml\n((?:.*\n)*?)```$", page, re.MULTILINE)
    return {heading: yaml.safe_load(text) for heading, text in found}


def test_the_guide_asks_the_action_and_the_hooks_for_what_they_have() -> None:
    held = snippets()
    assert list(held) == ["GitHub Actions", "GitLab", "pre-commit"]
    [asked] = [step for step in held["GitHub Actions"]["jobs"]["sanctioned-path"]["steps"] if "id" in step]
    assert set(asked["with"]) <= set(ACTION["inputs"])
    assert asked["uses"].startswith("OWNER/REPOSITORY/.github/actions/sanctioned-path@")
    assert {hook["id"] for hook in held["pre-commit"]["repos"][0]["hooks"]} == {hook["id"] for hook in HOOKS}
    assert "steps.audit.outputs.sarif" in str(held["GitHub Actions"])
    assert "sarif" in ACTION["outputs"]
