"""Matchers to be measured: ours, and what people reach for without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from supplychain_cli.matching.explanation import explained
from supplychain_cli.matching.prepared import kind_named


@dataclass(frozen=True, slots=True)
class Matcher:
    """A way to compare two names of a kind: a score of 0 to 100, and whether that is a match where it says so."""

    name: str
    score: Callable[[str, str, str], float]
    match: Callable[[str, str, str], bool] | None = None
    """None for a matcher without a threshold of its own: it is given the best one."""


@lru_cache(maxsize=1 << 17)
def plain(name: str) -> str:
    """Give what a person without a matcher would compare: the name in lower-case ASCII."""
    return anyascii(name).lower()


def ours() -> Matcher:
    """Give the matcher of this program."""
    return Matcher("supplychain", _score, _match)


def rivals() -> tuple[Matcher, ...]:
    """Give plain RapidFuzz, on names in ASCII."""
    return (
        Matcher("RapidFuzz WRatio", lambda one, other, _kind: fuzz.WRatio(plain(one), plain(other))),
        Matcher(
            "RapidFuzz token_sort_ratio",
            lambda one, other, _kind: fuzz.token_sort_ratio(plain(one), plain(other)),
        ),
    )


def _score(one: str, other: str, kind: str) -> float:
    return explained(one, other, kind_named(kind) or "").score


def _match(one: str, other: str, kind: str) -> bool:
    return explained(one, other, kind_named(kind) or "").match
