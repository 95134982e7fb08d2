"""Countries as tables and registers write them: any code of ISO 3166-1, or an English name, becomes the two letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "countries.tsv"


def alpha2(text: str) -> str:
    """Give the two letters of a country or of a part of one (`US-DE`); empty for what is neither code nor name.

    Names may be turned, as in `Korea, North`, or end in words in brackets, as in `Iran (Islamic Republic of)`.
    """
    known, word = codes(), folded(text)
    found = known.get(word) or known.get(word[:2] if word[2:3] == "-" else "", "")
    return found or next((known[other] for other in _otherwise(word) if other in known), "")


def _otherwise(word: str) -> Iterator[str]:
    yield word.partition(" (")[0]
    head, comma, tail = word.partition(", ")
    if comma:
        yield f"{tail} {head}"
        yield f"{tail} {head}".removeprefix("the ")


def folded(text: str) -> str:
    """Write a name so that equal ones compare equal: lower case, single spaces, no full stops."""
    return " ".join(text.replace(".", "").casefold().split())


@cache
def codes() -> dict[str, str]:
    """Give every known code and name, folded, with its two letters."""
    found: dict[str, str] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        two, three, number, names = line.split("\t")
        for word in (two, three, number, str(int(number)), *names.split("|")):
            found[folded(word)] = two
    return found
