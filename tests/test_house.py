"""The plan of the house, held as tests: contracts, sizes, and what a command may load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "supplychain_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST = 400
MIDDLE = 150

HEAVY = {"networkx", "numpy", "pydantic", "pypinyin", "rapidfuzz", "yaml"}
LIGHT_ROOMS = ["diagnostics", "model", "snapshot", "graph", "queries", "cli.app"]
# What Typer and Rich bring with them.
DOOR = {"annotated_doc", "shellingham", "supplychain_cli", "typer"}
FACE = {"markdown_it", "mdurl", "pygments", "rich"}
# What the standard library's `copy` and older versions of Rich look for and do without.
SOUGHT = {"attr", "org"}
QUESTIONS = [
    (["--version"], DOOR),
    (["--help"], DOOR),
    (["find", "Rostec"], DOOR | FACE),
    (["show", "Rostec"], DOOR | FACE),
    (["trace", "VITAL", "--to", "Rostec"], DOOR | FACE),
    (["ownership", "Element Group"], DOOR | FACE),
    (["chokepoints", "--to", "Rostec"], DOOR | FACE),
    (["why", "VITAL", "--to", "Rostec"], DOOR | FACE),
    (["export", "graphml", "--around", "id:ru-rostec"], DOOR),
]


def run_python(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in the project's folder with an empty home."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("SUPPLYCHAIN")}
    env |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


# What costs a question that does not need it the most, of our own and of the standard library.
SPARED = {
    "find Rostec": {
        "_hashlib",
        "decimal",
        "tempfile",
        "supplychain_cli.model.feed",
        "supplychain_cli.model.relation",
        "supplychain_cli.queries.chains.legs",
    },
    "find id:ru-rostec": {
        "supplychain_cli.matching.compare",
        "supplychain_cli.matching.explanation",
        "supplychain_cli.matching.prepared",
    },
    "trace VITAL --to Rostec": {
        "_hashlib",
        "tempfile",
        "supplychain_cli.matching.compare",
        "supplychain_cli.model.feed",
        "supplychain_cli.model.mapping",
    },
    "who-supplies Almaz-Antey": {
        "_hashlib",
        "tempfile",
        "supplychain_cli.matching.compare",
        "supplychain_cli.model.feed",
        "supplychain_cli.model.mapping",
    },
}


def modules(importtime: str) -> set[str]:
    """Read the report of `python -X importtime`: every module that was loaded."""
    return set(re.findall(r"^import time:.*\|\s*([\w.]+)$", importtime, flags=re.MULTILINE))


def libraries(importtime: str) -> set[str]:
    """Read the report of `python -X importtime`: the top-level names that are not the standard library's."""
    found = {name.partition(".")[0] for name in modules(importtime)} - set(sys.stdlib_module_names)
    return {name for name in found - SOUGHT if not name.startswith("_")}


def test_every_import_keeps_the_contracts() -> None:
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("file", MODULES + TESTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_is_too_long_to_read(file: Path) -> None:
    length = len(file.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST, f"{file.name} has {length} lines: split it."


def test_every_dataclass_and_named_tuple_is_a_light_one() -> None:
    standard = re.compile(r"from (dataclasses|typing) import .*\b(dataclass|NamedTuple)\b")
    heavy = [file.name for file in MODULES if standard.search(file.read_text(encoding="utf-8"))]
    assert heavy == ["light.py"]


def test_most_modules_are_short() -> None:
    assert median(len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES) < MIDDLE


@pytest.mark.parametrize("room", LIGHT_ROOMS)
def test_importing_a_room_loads_nothing_heavy(room: str, tmp_path: Path) -> None:
    done = run_python("-X", "importtime", "-c", f"import supplychain_cli.{room}", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert libraries(done.stderr) & (HEAVY | {"anyascii", "rich"}) == set()


@pytest.mark.parametrize(
    ("question", "allowed"), QUESTIONS, ids=[" ".join(question) for question, _ in QUESTIONS]
)
def test_a_command_loads_only_what_its_question_needs(
    question: list[str], allowed: set[str], tmp_path: Path
) -> None:
    records = [] if question[0].startswith("--") else ["--records", "records"]
    first = run_python("-m", "supplychain_cli", *question, *records, home=tmp_path)
    assert first.returncode == 0, first.stdout + first.stderr
    second = run_python("-X", "importtime", "-m", "supplychain_cli", *question, *records, home=tmp_path)
    # What a distribution's Python loads for itself is not ours.
    bare = run_python("-X", "importtime", "-c", "pass", home=tmp_path)
    assert libraries(second.stderr) - libraries(bare.stderr) - allowed == set()


@pytest.mark.parametrize("question", SPARED)
def test_a_question_is_spared_what_it_does_not_need(question: str, tmp_path: Path) -> None:
    words = ["-m", "supplychain_cli", *question.split(), "--records", "records"]
    assert run_python(*words, home=tmp_path).returncode == 0
    second = run_python("-X", "importtime", *words, home=tmp_path)
    assert modules(second.stderr) & SPARED[question] == set()


def test_no_command_opens_a_connection(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event.startswith('socket.'):\n"
        "        raise AssertionError(event)\n"
        "sys.addaudithook(watch)\n"
        "from supplychain_cli.cli.app import main\n"
        "sys.argv = ['supplychain', 'trace', 'VITAL', '--to', 'Rostec', '--records', 'records']\n"
        "sys.exit(main())\n"
    )
    done = run_python("-c", program, home=tmp_path)
    assert done.returncode == 0, done.stderr


def test_nothing_is_said_when_a_command_that_read_tables_ends(tmp_path: Path) -> None:
    program = (
        "import sys, duckdb\n"
        "from supplychain_cli.__main__ import main\n"
        "sys.argv = ['supplychain', '--version']\n"
        "sys.exit(main())\n"
    )
    done = run_python("-c", program, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
