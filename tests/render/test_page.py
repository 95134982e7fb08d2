"""Lines fit the screen, nothing is lost, and wide characters line up."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from rich.text import Text

from supplychain_cli.render.formats import render
from supplychain_cli.render.screen import Screen
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.words import count, listing, when
from tests.render import worlds

WIDTHS = [20, 21, 40, 59, 60, 80, 100, 200]


def words(text: str) -> str:
    """Give what is left of a text without spaces, guides and separators."""
    return re.sub(r"[\s·│┊├└─╌▶›]", "", text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("answer", [worlds.TRACE, worlds.SUPPLIERS, worlds.NOTHING, worlds.BUYERS])
def test_every_line_fits_and_nothing_is_lost(answer: object, width: int) -> None:
    text = render(answer, worlds.envelope("trace"), "text", Screen(width=width))
    assert max(map(cell_len, text.splitlines())) <= width
    assert words(text) == words(render(answer, worlds.envelope("trace"), "text", Screen(width=5000)))


@pytest.mark.parametrize("answer", [worlds.TRACE, worlds.SUPPLIERS])
def test_colour_adds_escapes_and_nothing_else(answer: object) -> None:
    plain = render(answer, worlds.envelope("trace"), "text", Screen())
    colour = render(answer, worlds.envelope("trace"), "text", Screen(colour=True))
    assert "\x1b[" in colour
    bare = re.sub(r"\x1b\[[\d;]*m", "", colour)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_an_address_stays_whole_on_a_narrow_screen() -> None:
    text = render(worlds.TRACE, worlds.envelope("trace"), "text", Screen(width=40), verbose=True)
    assert worlds.PRESS.url in text


def test_a_table_lines_up_wide_characters() -> None:
    page = Page(Screen(width=40))
    page.grid(["name", "country"], [["阿尔法天线", "CN"], ["Beta", "RU"], [Text("[b]"), "US"]])
    lines = page.text().splitlines()
    assert len({cell_len(line[: line.rindex(line.split()[-1])]) for line in lines}) == 1
    assert lines[3].startswith("[b]")


def test_a_table_wraps_inside_its_columns() -> None:
    page = Page(Screen(width=30))
    page.grid(["id", "words"], [["a", "one two three four five six seven"]])
    assert page.text() == "id  words\na   one two three four five\n    six seven\n"


def test_a_table_too_wide_for_the_screen_becomes_blocks() -> None:
    page = Page(Screen(width=20))
    page.grid(
        ["name", "country", "goods"], [["Alpha Antennas", "CN", "antenna parts"], ["Beta Radar", "", "radar"]]
    )
    assert page.text() == (
        "name: Alpha Antennas\ncountry: CN\ngoods: antenna parts\n\nname: Beta Radar\ngoods: radar\n"
    )


def test_a_table_without_rows_is_its_head() -> None:
    page = Page(Screen())
    page.grid(["name"], [])
    assert page.text() == "name\n"


def test_pieces_stay_together_and_no_separator_stands_at_the_edge() -> None:
    page = Page(Screen(width=20))
    page.flow([Item("one piece"), Item("two pieces", " · "), Item("three", " · ")], "> ", "  ")
    assert page.text() == "> one piece\n  two pieces · three\n"


def test_guides_give_way_to_words() -> None:
    page = Page(Screen(width=20))
    page.write("twelve cells", "│  " * 10)
    assert page.text().endswith("twelve cells\n")
    assert page.text().count("\n") == 1


def test_an_empty_page_is_empty() -> None:
    page = Page(Screen())
    page.blank()
    assert page.text() == ""


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("", "undated"),
        ("2022-05", "2022-05"),
        ("2014-01/2022-01", "2014-01 to 2022-01"),
        ("2014/..", "since 2014"),
        ("2014/", "from 2014, end unknown"),
        ("../2022", "until 2022"),
        ("/2022", "until 2022, start unknown"),
        ("../..", "undated"),
    ],
)
def test_dates_in_words(period: str, said: str) -> None:
    assert when(period) == said


def test_a_report_without_a_period_says_when_it_was_made() -> None:
    assert when("", "2025-01") == "undated, reported as of 2025-01"
    assert when("2022", "2025-01") == "2022"


def test_lists_and_counts_in_words() -> None:
    assert [listing(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [count(1, "leg"), count(1200, "leg"), count(2, "party", "parties")] == [
        "1 leg",
        "1,200 legs",
        "2 parties",
    ]
