"""Expectations of a dataset: the examples on their pages are run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.conftest import World

PAGES = Path(__file__).parents[2] / "supplychain_cli" / "explain"
CODES = ["R350", "R351", "R352"]


def example(code: str, heading: str) -> str:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    found = re.search(rf"## {heading}\n\n```yaml\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("code", CODES)
def test_an_expectation_that_fails_is_an_error_at_its_line(world: Callable[..., World], code: str) -> None:
    done = world(example(code, "Trips")).run("check")
    assert done.code == ExitCode.INVALID
    assert re.search(rf"^error\[{code}\]: .+\n --> records.yml:\d+\n", done.out, re.MULTILINE), done.out
    assert "^^^^" in done.out
    assert "= help: " in done.out


@pytest.mark.parametrize("code", CODES)
def test_an_expectation_that_holds_is_silent(world: Callable[..., World], code: str) -> None:
    done = world(example(code, "Passes")).run("check")
    assert done.code == ExitCode.ANSWERED, done.out
    assert CODES[0][:3] not in done.out


def test_an_expectation_stops_no_question(world: Callable[..., World]) -> None:
    assert world(example("R350", "Trips")).run("find", "Alpha").code == ExitCode.ANSWERED
