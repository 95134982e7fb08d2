"""The traits of the stream that an answer goes to: asked once, by the door, and handed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Protocol

from supplychain_cli.light import dataclass

DEFAULT_WIDTH = 100
NARROWEST = 20
"""Columns below which nothing more is squeezed; a narrower terminal wraps by itself."""

_SIGNS = "●○│┊├└─╌▶▼·›"


class Stream(Protocol):
    """As much of a text stream as its traits need."""

    @property
    def encoding(self) -> str | None:
        """The name of its encoding; None for a stream of characters."""

    def isatty(self) -> bool:
        """Whether a person looks at it."""

    def fileno(self) -> int:
        """The number of the file behind it; raises OSError when there is none."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a stream can show: columns, colours, whether a person looks at it, and whether signs beyond ASCII arrive."""

    width: int = DEFAULT_WIDTH
    colour: bool = False
    terminal: bool = False
    unicode: bool = True


def screen_of(stream: Stream, env: Mapping[str, str]) -> Screen:
    """Find out what `stream` can show.

    `COLUMNS` sets the width everywhere; otherwise it is the terminal's, or 100 columns. Colour needs a terminal that is
    not `TERM=dumb`, or a non-empty `FORCE_COLOR`; a non-empty `NO_COLOR` forbids it, and with it every other escape.
    """
    terminal = stream.isatty() and env.get("TERM") != "dumb"
    forced = env.get("FORCE_COLOR", "") not in {"", "0"}
    colour = (terminal or forced) and not env.get("NO_COLOR")
    return Screen(max(_width(stream, env), NARROWEST), colour, terminal, _shows_signs(stream))


def _width(stream: Stream, env: Mapping[str, str]) -> int:
    columns = env.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and int(columns[:6]):
        return int(columns[:6])
    if not stream.isatty():
        return DEFAULT_WIDTH
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def _shows_signs(stream: Stream) -> bool:
    try:
        _SIGNS.encode(stream.encoding or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
