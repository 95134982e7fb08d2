"""What acts or hides becomes visible; everything else stays as it is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from supplychain_cli.render.clean import clean, cleaned


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("\u202eabc", "\\u202eabc"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\u00ad", "\\xad"),
        ("\ud800", "\\ud800"),
        ("\ue000", "\\ue000"),
        ("\u0378", "\\u0378"),
        ("\U000e0041", "\\U000e0041"),
        ("\u3164\ufe0f", "\\u3164\\ufe0f"),
        ("\u2028\n\t\r", "\\u2028\\n\\t\\r"),
    ],
)
def test_what_acts_or_hides_is_written_as_its_escape(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Acme Ltd",
        "阿尔法天线有限公司",
        "Ростех «Щ»",
        "شركة",
        "कंपनी",
        "é e\u0301",
        "a\u00a0b\u3000c",
        "🚀",
    ],
)
def test_what_is_seen_stays(text: str) -> None:
    assert clean(text) == text


def test_line_breaks_stay_where_they_are_wanted() -> None:
    assert clean("a\nb\x1b", breaks=True) == "a\nb\\x1b"


@dataclass(frozen=True)
class _Thing:
    name: str
    note: str
    parts: tuple[object, ...]
    number: int | None


def test_a_whole_answer_is_cleaned() -> None:
    thing = _Thing("a\nb", "one\n  two\x1b", ({"k\x00": ["\x1b"], "note": "x\ny"},), 3)
    assert cleaned(thing) == _Thing("a\\nb", "one two\\x1b", ({"k\\x00": ["\\x1b"], "note": "x y"},), 3)
    assert cleaned(thing, breaks=True).note == "one\n  two\\x1b"


def test_ascii_alone_where_nothing_else_arrives() -> None:
    assert cleaned(("Ростех",), ascii_only=True) == ("\\u0420\\u043e\\u0441\\u0442\\u0435\\u0445",)
