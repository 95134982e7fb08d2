"""What is said beside the answer: always on standard error, always cleaned, never more than a person can read."""

from __future__ import annotations

import os
import sys
import time
from typing import Self

COMPARING = "Comparing names, {done} of {count} records ..."
"""What is being done while pairs of parties are sought."""
MAX_FULL = 50
"""Complaints that are printed in full on standard error; the rest are counted."""
_PAUSE = 0.1


def say(text: str) -> None:
    """Print lines on standard error. A text that cannot be printed there is lost, for nobody reads it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def is_person() -> bool:
    """Whether a person sits in front of this, who can read a question and answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class Progress:
    """One line on the terminal that says how far the work is; erased at the end. Silent when nobody looks."""

    def __init__(self, *, quiet: bool, words: str = "Reading {count} files ... {done}") -> None:
        """Decide once whether anybody looks."""
        self._words = words
        looked_at = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = looked_at and not quiet
        self._written = 0.0

    def __call__(self, done: int, count: int) -> None:
        """Say how much is done, of how many or around how many."""
        if not self._shown or (time.monotonic() - self._written < _PAUSE and done != count):
            return
        self._written = time.monotonic()
        say_inline("\r" + self._words.format(done=done, count=count))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        """Erase the line."""
        if self._written:
            say_inline("\r\x1b[2K")
            self._written = 0.0


class Doing:
    """One line on the terminal that says what is being done; erased at the end. Silent when nobody looks."""

    def __init__(self, *, quiet: bool) -> None:
        """Decide once whether anybody looks."""
        looked_at = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = looked_at and not quiet
        self._written = False

    def __call__(self, what: str) -> None:
        """Say what is being done now."""
        if self._shown:
            self._written = True
            say_inline(f"\r\x1b[2K{what[:1].upper()}{what[1:]} ...")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        """Erase the line."""
        if self._written:
            self._written = False
            say_inline("\r\x1b[2K")


def say_inline(text: str) -> None:
    """Print on standard error without ending the line."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        return
