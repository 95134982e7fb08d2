"""The plainest index of names there can be: a list that is searched from end to end, for tests to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from pathlib import Path

from supplychain_cli.matching.keys import NameKeys, keys_of
from supplychain_cli.matching.pieces import pieces_of, signs_of
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.names.build import build

FORMS = {"small": 1_000_000, "large": 0}


def entries(texts: Sequence[str], lang: str = "") -> list[names.NameEntry]:
    return [
        names.NameEntry(n, n // 2, text, "alias" if n % 3 else "primary", lang)
        for n, text in enumerate(texts)
    ]


def indexed(texts: Sequence[str], folder: Path, form: str = "small") -> names.Names:
    """Index names in a new folder, in the form asked for whatever their number."""
    build(entries(texts), folder, small=FORMS[form], processes=1)
    return names.open(folder)


class Twin:
    """The verbs of `names.Names`; each gives numbers of names."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.keys = [keys_of(text) for text in texts]
        self.pieces = [set(pieces_of(keys.folded, signs_of(keys.text))) for keys in self.keys]

    def _numbers(self, fits: Sequence[bool]) -> list[int]:
        return [number for number, fit in enumerate(fits) if fit]

    def equal(self, key: str) -> list[int]:
        return self._numbers([bool(key) and key in {k.raw, k.folded, k.compact} for k in self.keys])

    def with_words(self, words: Sequence[str]) -> list[int]:
        found = self._numbers([bool(words) and set(words) <= set(k.words) for k in self.keys])
        return sorted(found, key=lambda number: (len(self.keys[number].folded), number))

    def near(self, pieces: Sequence[str]) -> list[int]:
        having = {piece: sum(piece in held for held in self.pieces) for piece in pieces}
        weigh = {piece: round(16 * log2(1 + len(self.keys) / max(n, 1))) for piece, n in having.items()}

        def place(number: int) -> tuple[int, int, int]:
            keys: NameKeys = self.keys[number]
            shared = sum(weigh[piece] for piece in set(pieces) & self.pieces[number])
            return (-shared, len(keys.folded), number)

        return [n for n in sorted(range(len(self.keys)), key=place) if place(n)[0]]

    def starting(self, prefix: str) -> list[int]:
        found = self._numbers([k.raw.startswith(prefix) for k in self.keys])
        return sorted(found, key=lambda number: (self.keys[number].raw, number))
