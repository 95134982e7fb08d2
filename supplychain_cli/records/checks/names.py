"""Names: written in one script word by word, and more than a legal form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Path
from supplychain_cli.model.entity import Entity, Good
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.excerpt import clipped

_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_WORD = re.compile(r"[^\W\d_]+")
_BRAND = 3
"""Letters from which on two runs of two scripts look like a brand (СберTech), not like a swapped letter."""

_FORMS = (
    "joint stock company", "public joint stock company", "closed joint stock company",
    "open joint stock company", "jsc", "pjsc", "ojsc", "cjsc", "limited liability company", "llc", "ltd",
    "limited", "co ltd", "company limited", "company", "co", "corporation", "corp", "inc", "incorporated",
    "plc", "gmbh", "ag", "sa", "srl", "spa", "bv", "nv", "oy", "ab", "group", "holding", "ао", "пао", "оао",
    "зао", "ооо", "нпо", "нпп", "акционерное общество",
    "публичное акционерное общество", "открытое акционерное общество", "закрытое акционерное общество",
    "общество с ограниченной ответственностью", "有限公司", "股份有限公司", "有限责任公司", "集团",
    "集团有限公司", "公司",
)  # fmt: skip
_BARE = frozenset(_FORMS)


def _names(record: Entity | Good) -> Iterator[tuple[Path, str]]:
    yield ("name",), record.name
    yield from ((("names", index, "name"), name.name) for index, name in enumerate(record.names))


def mixed_script(ledger: Ledger) -> Iterator[Diagnostic]:
    """No word of a name mixes letters of scripts that look alike."""
    for entry in ledger.corpus.entries:
        if not isinstance(entry.record, Entity | Good):
            continue
        for path, name in _names(entry.record):
            for word in () if name.isascii() else mixed_words(name):
                yield complain(
                    "R215",
                    f"The word `{clipped(word)}` mixes letters of scripts that look alike.",
                    entry.at(*path),
                    "Type the word anew in one script; if a list prints it so, say that in `note`.",
                    f"Its letters are, in order: {_runs(word)}.",
                )


def only_a_form(ledger: Ledger) -> Iterator[Diagnostic]:
    """A name is more than a legal form, which thousands of firms share."""
    for entry in ledger.corpus.entries:
        if not isinstance(entry.record, Entity | Good):
            continue
        for path, name in _names(entry.record):
            if " ".join(re.findall(r"\w+", name.replace(".", "").casefold())) in _BARE | {""}:
                yield complain(
                    "R216",
                    f"The name `{clipped(name)}` is only a legal form.",
                    entry.at(*path),
                    "Write the full name, or leave this one out.",
                )


def mixed_words(text: str) -> list[str]:
    """Give the words that mix Latin, Cyrillic and Greek letters, except brands made of two whole words."""
    found = []
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        runs = _script_runs(word)
        brand = len(runs) == 2 and min(length for _, length in runs) >= _BRAND  # noqa: PLR2004 - two words
        if len(runs) > 1 and not brand:
            found.append(word)
    return found


def _script_runs(word: str) -> list[tuple[str, int]]:
    runs = groupby(word, key=lambda letter: unicodedata.name(letter, "").partition(" ")[0])
    return [(script, len(list(letters))) for script, letters in runs if script in _SCRIPTS]


def _runs(word: str) -> str:
    return ", ".join(f"{length} {script.capitalize()}" for script, length in _script_runs(word)[:8])
