"""What a stream can show is found out once, from the stream and the environment."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping

import pytest

from supplychain_cli.render.screen import Screen, screen_of


class _Stream:
    """A stream that says of itself what a test needs."""

    def __init__(self, *, terminal: bool = False, encoding: str | None = "utf-8") -> None:
        self.encoding = encoding
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    ("env", "terminal", "colour"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_needs_a_terminal_or_a_wish(env: Mapping[str, str], terminal: bool, colour: bool) -> None:
    assert screen_of(_Stream(terminal=terminal), env).colour is colour


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        ("80", 80),
        ("7", 20),
        ("0", 100),
        ("", 100),
        ("wide", 100),
        ("-5", 100),
        ("9" * 40, 999_999),
        ("²", 100),
    ],
)
def test_columns_set_the_width(columns: str, width: int) -> None:
    assert screen_of(_Stream(), {"COLUMNS": columns}).width == width
    assert screen_of(_Stream(terminal=True), {"COLUMNS": columns}).width == width


def test_a_terminal_knows_its_own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((72, 24)))
    stream = _Stream(terminal=True)
    monkeypatch.setattr(stream, "fileno", lambda: 1)
    assert screen_of(stream, {}).width == 72


@pytest.mark.parametrize(
    ("encoding", "shows"),
    [("utf-8", True), ("ascii", False), ("latin-1", False), ("nonsense", False), (None, True)],
)
def test_signs_need_an_encoding_that_has_them(encoding: str | None, shows: bool) -> None:
    assert screen_of(_Stream(encoding=encoding), {}).unicode is shows


def test_a_text_in_memory_is_a_stream_too() -> None:
    assert screen_of(io.StringIO(), {}) == Screen(width=100, colour=False, terminal=False, unicode=True)


def test_a_dumb_terminal_is_read_by_nobody_who_wants_escapes() -> None:
    assert not screen_of(_Stream(terminal=True), {"TERM": "dumb"}).terminal
