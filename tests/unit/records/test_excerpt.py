from __future__ import annotations

import pytest

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.records.excerpt import WIDTH, clipped, quoted, word_width


def excerpt(text: str, line: int, column: int) -> tuple[str, str]:
    """Give the excerpt and the underlined part of it."""
    (item,) = quoted([Diagnostic("R000", "m", Location("f.yml", line, column))], {"f.yml": text}.get)
    return item.excerpt, item.excerpt[item.mark - 1 : item.mark - 1 + item.span]


def test_the_persons_own_line_is_quoted() -> None:
    assert excerpt("a: 1\r\n  b: two words  # c\n", 2, 6) == ("  b: two words  # c", "two words")


def test_a_byte_order_mark_takes_no_column() -> None:
    assert excerpt("\ufeffa: 1\n", 1, 4) == ("a: 1", "1")


@pytest.mark.parametrize("column", [1, 100, 500, 1000])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "x" * (column - 1) + "HERE" + " " + "y" * 1000
    text, marked = excerpt(line, 1, column)
    assert len(text) <= WIDTH + 2
    assert text.endswith("…")
    assert text.startswith("…") == (column > 61)
    assert marked.startswith("HERE" if column == 1 else "HERE"[:1])


def test_places_without_a_line_stay_without_excerpt() -> None:
    assert excerpt("a", 0, 0)[0] == ""
    assert excerpt("a", 9, 1)[0] == ""


@pytest.mark.parametrize(
    ("line", "width"),
    [
        ('"a: b" # c', 6),
        ("'a', b", 3),
        ('"open', 5),
        ("a b: c", 3),
        ("a:", 1),
        ("a, b", 1),
        ("a] # c", 1),
        ("[a, b] # c", 6),
        ("{a: [b]}", 8),
        ("[a, [b", 1),
        ("", 1),
    ],
)
def test_the_width_of_a_value(line: str, width: int) -> None:
    assert word_width(line, 1) == width


def test_long_texts_are_clipped_in_sentences() -> None:
    assert clipped("x" * 80) == "x" * 80
    assert clipped("x" * 81) == "x" * 79 + "…"
