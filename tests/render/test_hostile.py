"""Names come from the world: whatever they hold, no format lets it act."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.diagnostics import Notice
from supplychain_cli.queries.chains.answers import TraceAnswer
from supplychain_cli.render.clean import clean
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests.render import worlds

NAMES = {
    "markup": "Acme [red]bold[/red] [/] [link=file:///etc/passwd]Ltd[/link] :smiley:",
    "escape": "Acme \x1b[2J\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\ \x9b31m \x07",
    "bidi": "Acme \u202egnp.exe\u2066 \u200f Ltd",
    "unseen": "Ac\u200bme\u2060 \u00adLtd\ufeff \u3164 \U000e0041 \u2028",
    "formula": '=cmd|" /C calc"!A0',
    "formula behind a semicolon": "Acme;=1+1",
    "full-width formula": "＝1+1",
    "pipe": "Acme | **bold** | <script>alert(1)</script> `x` @everyone",
    "line feed": "Acme\nRecords: all is well\r\tLtd",
    "lone surrogate": "Acme \ud800 Ltd",
    "private": "Acme \ue000 \U0010ffff",
}
ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u3164\ud800-\uf8ff]"
)


def poisoned(name: str) -> TraceAnswer:
    """Put a name everywhere where text can stand."""
    party = replace(worlds.ALPHA, name=name, native=name)
    source = replace(worlds.PRESS, publisher=name, title=name, paraphrase=name, locator=name, url=name)
    good = replace(worlds.ANTIMONY, name=name)
    leg = replace(
        worlds.SELLS, goods=(good,), note=name, sources=(source,), through=(party,), location=name, share=name
    )
    chain = replace(worlds.SHORT_CHAIN, legs=(leg,), parties=(party, worlds.OMEGA), same_flow=(name,))
    return replace(
        worlds.TRACE, from_=party, chains=(chain,), notices=(Notice("N102", f"{name} was taken for it."),)
    )


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_character_acts(name: str, style: str) -> None:
    text = render(poisoned(name), worlds.envelope("trace", **{name: name}), style, worlds.PLAIN, verbose=True)
    assert ACTS.findall(text.replace("\r\n", "\n") if style == "csv" else text) == []
    assert "Acme" in text or not name.startswith("Acme")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_coloured_screen_holds_only_escapes_of_ours(name: str) -> None:
    text = render(poisoned(name), worlds.envelope("trace"), "text", Screen(colour=True), verbose=True)
    assert ACTS.findall(re.sub(r"\x1b\[[\d;]*m", "", text)) == []


@pytest.mark.parametrize("width", [20, 60, 100, 200])
def test_markup_in_a_name_is_printed_as_it_is(width: int) -> None:
    answer = poisoned(NAMES["markup"])
    text = render(answer, worlds.envelope("trace"), "text", Screen(width=width))
    assert "[/red]" in text
    assert ":smiley:" in text


def test_a_name_cannot_write_a_line_of_its_own() -> None:
    text = render(poisoned(NAMES["line feed"]), worlds.envelope("trace"), "text", worlds.PLAIN)
    assert not any(line.startswith("Records: all is well") for line in text.splitlines())
    assert "Acme\\nRecords" in text


def test_json_keeps_line_breaks_and_parses_back() -> None:
    text = render(poisoned(NAMES["line feed"]), worlds.envelope("trace"), "json", worlds.PLAIN)
    assert json.loads(text)["result"]["from"]["name"] == "Acme\nRecords: all is well\\r\\tLtd"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_json_parses_back(name: str) -> None:
    frame = json.loads(render(poisoned(name), worlds.envelope("trace", **{name: 1}), "json", worlds.PLAIN))
    assert frame["result"]["from"]["name"] == clean(name, breaks=True)
    assert list(frame["query"]) == [clean(name, breaks=True)]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_csv_parses_back_and_holds_no_formula(name: str) -> None:
    text = render(poisoned(name), worlds.envelope("trace"), "csv", worlds.PLAIN)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 1
    assert rows[0]["from_name"].removeprefix("'") == clean(name)
    assert not any(cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")) for cell in rows[0].values())
    assert ";" not in re.sub(r'"(?:[^"]|"")*"', "", text)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_markdown_keeps_its_columns_and_shows_no_tag(name: str) -> None:
    text = render(poisoned(name), worlds.envelope("trace"), "md", worlds.PLAIN)
    rows = [re.split(r"(?<!\\)\|", line) for line in text.splitlines() if line.startswith("|")]
    assert len({len(row) for row in rows}) == 1
    assert "<" not in text
    assert "@" not in text
    assert ":smiley:" not in text
    assert "everyone" not in name or "&#64;everyone" in text


@pytest.mark.parametrize("style", FORMATS)
def test_an_ascii_stream_gets_ascii(style: str) -> None:
    text = render(worlds.TRACE, worlds.envelope("trace"), style, Screen(unicode=False), verbose=True)
    assert text.isascii()


def test_json_of_an_ascii_stream_holds_the_same_names() -> None:
    answer = poisoned("Ростех é 🚀")
    text = render(answer, worlds.envelope("trace"), "json", Screen(unicode=False))
    assert json.loads(text) == json.loads(render(answer, worlds.envelope("trace"), "json", worlds.PLAIN))


def test_a_megabyte_of_name_is_printed_whole() -> None:
    name = "A" * 1_000_000
    text = render(poisoned(name), worlds.envelope("trace"), "csv", worlds.PLAIN)
    assert name in text


@given(st.text(st.characters(), max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_text_at_all_acts_in_any_format(name: str) -> None:
    assert clean(clean(name)) == clean(name)
    answer = poisoned(name)
    for style in FORMATS:
        text = render(answer, worlds.envelope("trace"), style, Screen(width=40))
        assert ACTS.findall(text.replace("\r\n", "\n") if style == "csv" else text) == []
