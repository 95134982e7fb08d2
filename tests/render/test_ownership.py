"""Ownership and its changes in every format and on narrow screens, held to the character."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from supplychain_cli.render.formats import FORMATS
from tests.cli.test_ownership import RECORDS
from tests.conftest import World
from tests.render.golden import assert_golden

QUESTIONS = {
    "ownership": ("Mill Works", "--as-of", "2022-06"),
    "ownership-open": ("Mill Works", "--as-of", "2023-12", "--open-world"),
    "ownership-down": ("Ivan Ivanov", "--as-of", "2022-06", "--down"),
    "ownership-flips": ("Mill Works", "--flips"),
    "ownership-no-flip": ("Dale Trading", "--flips", "--regime", "loose-rule"),
}
HOSTILE = RECORDS.replace("name: Hill Holding", 'name: "[red]=1+1| <b>Hill</b> `x`"')
Make = Callable[..., World]


@pytest.mark.parametrize(
    "style", [style for style in FORMATS if style in {"text", "json", "jsonl", "csv", "md"}]
)
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_format(world: Make, name: str, style: str) -> None:
    done = world(RECORDS).run("ownership", *QUESTIONS[name], "--format", style)
    assert_golden(f"{name}.{style}.txt", done.out)


@pytest.mark.parametrize("columns", ["20", "60", "200"])
def test_every_width(world: Make, columns: str) -> None:
    done = world(RECORDS).run("ownership", "Mill Works", "--as-of", "2022-06", env={"COLUMNS": columns})
    assert_golden(f"ownership.screen-{columns}.txt", done.out)
    assert max(map(len, done.out.splitlines())) <= int(columns)


def test_a_verbose_page_adds_every_source_and_the_route(world: Make) -> None:
    done = world(RECORDS).run("ownership", "Mill Works", "--as-of", "2022-06", "--verbose")
    assert_golden("ownership.verbose.txt", done.out)


def test_names_act_in_no_format(world: Make) -> None:
    made = world(HOSTILE)
    for style, shown in (
        ("text", "[red]=1+1| <b>Hill</b> `x`"),
        ("md", "\\[red\\]=1+1\\|"),
        ("csv", "[red]=1+1|"),
    ):
        out = made.run("ownership", "Mill Works", "--as-of", "2022-06", "--format", style).out
        assert shown in out
