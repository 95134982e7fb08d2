"""stub"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from supplychain_cli.matching.keys import grams, keys_of


class NameEntry(NamedTuple):
    number: int
    party: int
    text: str
    kind: str
    lang: str


class NameRow(NamedTuple):
    number: int
    party: int
    text: str
    kind: str
    lang: str
    folded: str


def build(rows, folder: Path) -> int:
    folder.mkdir()
    out = []
    for r in rows:
        k = keys_of(r.text, r.lang)
        out.append((*r, k.raw, k.folded, k.compact, list(k.words), grams(k.folded)))
    (folder / "names.json").write_text(json.dumps(out))
    return len(out)


class Names:
    def __init__(self, rows):
        self.rows = rows

    def equal(self, key):
        return [self._r(r) for r in self.rows if key in r[5:8]]

    def with_words(self, words):
        return [self._r(r) for r in self.rows if words and set(words) <= set(r[8])]

    def near(self, pieces, limit):
        p = set(pieces)
        c = sorted((-len(p & set(r[9])), r[0]) for r in self.rows if p & set(r[9]))
        return [self._r(self.rows[n]) for _, n in c[:limit]]

    def starting(self, prefix, limit):
        return [self._r(r) for r in sorted(self.rows, key=lambda r: (r[5], r[1])) if r[5].startswith(prefix)][
            :limit
        ]

    def _r(self, r):
        return NameRow(*r[:5], r[6])


def open(folder):
    return Names(json.loads((folder / "names.json").read_text()))
