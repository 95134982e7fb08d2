"""What `screen` costs a row, against comparing each row with every name, in the same run.

Made-up names are indexed as a snapshot indexes them. The list to be screened is half of them mangled and half names of
nobody. Two processes judge it; RapidFuzz compares a sample of it with all names on two threads, a hundred rows at once.
Run as `python -m tests.bench.screening --names 1000000 --rows 100000`; exit code 1 when the bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz, process

from supplychain_cli.graph.view import Mark, Party
from supplychain_cli.matching.index import NameRow
from supplychain_cli.queries.screen.judge import Judge
from supplychain_cli.sheets.line import Line
from supplychain_cli.snapshot import names as index
from supplychain_cli.snapshot.names.build import build
from tests.bench.crowd import Crowd, mangled
from tests.names.matchers import plain

BAR = 20
"""How many times faster than WRatio with every name."""
JOBS = 2
_CHUNK = 200
_SAMPLE = 100


class Index:
    """The index of names, as the matching room asks it; each name is a party of its own."""

    def __init__(self, folder: Path) -> None:
        self._names = index.open(folder)

    def exact(self, key: str) -> list[NameRow]:
        return self._rows(self._names.equal(key))

    def with_words(self, words: Sequence[str]) -> list[NameRow]:
        return self._rows(self._names.with_words(words))

    def near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        return self._rows(self._names.near(pieces, limit))

    def identifier(self, _value: str) -> list[str]:
        return []

    def name(self, number: int) -> str:
        return self._names.row(number).text

    @staticmethod
    def _rows(found: Sequence[index.NameRow]) -> list[NameRow]:
        return [NameRow(str(row.party), row.text, row.kind, row.folded) for row in found]


class Parties:
    """A view of parties that have a name and nothing else."""

    def __init__(self, names: Index) -> None:
        self._names = names

    def find(self, name: str) -> Party:
        return Party(int(name), name, self._names.name(int(name)), "", "company", "")

    def marks(self, _node: int) -> tuple[Mark, ...]:
        return ()

    def record(self, _section: str, _name: str) -> None:
        return None


_JUDGES: list[Judge] = []


def _open(folder: Path) -> None:
    names = Index(folder)
    _JUDGES.append(Judge(Parties(names), names, "made-up names"))  # type: ignore[arg-type]  # all that is asked of it


def _judged(texts: Sequence[str]) -> list[tuple[str, str]]:
    rows = (_JUDGES[0].row(Line(number, text)) for number, text in enumerate(texts, 1))
    return [(row.verdict, row.matched) for row in rows]


def listed(names: Sequence[str], crowd: Crowd, count: int) -> Iterator[tuple[str, str]]:
    """Give rows, and for each the name that it was made of; empty for a name of nobody."""
    chance = Random(3)
    for name in chance.sample(names, count // 2):
        yield mangled(name, chance), name
    known = set(names)
    yield from ((name, "") for name in crowd.names(count - count // 2, seed=4) if name not in known)


def main() -> int:
    """Measure, print the table, and tell by the exit code whether the bar was kept."""
    parser = argparse.ArgumentParser(description="Measure screening against comparing with every name.")
    parser.add_argument("--names", type=int, default=50_000)
    parser.add_argument("--rows", type=int, default=4_000)
    asked = parser.parse_args()
    crowd = Crowd()
    names = list(crowd.names(asked.names))
    rows = list(listed(names, crowd, asked.rows))
    texts = [text for text, _ in rows]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "names"
        build((index.NameEntry(at, at, name, "primary", "") for at, name in enumerate(names)), folder)
        chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
        begun = time.perf_counter()
        with get_context("spawn").Pool(JOBS, _open, (folder,)) as pool:
            answers = [answer for part in pool.imap(_judged, chunks) for answer in part]
        ours = len(rows) / (time.perf_counter() - begun)
    choices = [plain(name) for name in names]
    sample = [plain(text) for text in Random(5).sample(texts, min(_SAMPLE, len(texts)))]
    brute = {}
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        begun = time.perf_counter()
        process.cdist(sample, choices, scorer=scorer, workers=JOBS, dtype=np.uint8)
        brute[scorer.__name__] = len(sample) / (time.perf_counter() - begun)
    verdicts = Counter((bool(name), verdict) for (_, name), (verdict, _) in zip(rows, answers, strict=True))
    right = sum(name != "" and name == found for (_, name), (_, found) in zip(rows, answers, strict=True))
    print(f"{'names':44}{len(names):>12,}")
    print(f"{'rows':44}{len(rows):>12,}")
    print(f"{'rows a second, two processes':44}{ours:>12,.0f}")
    for scorer_name, rate in brute.items():
        print(f"{f'  RapidFuzz {scorer_name} with every name':44}{rate:>12,.1f}   {ours / rate:,.0f}x")
    print(f"{'mangled names whose own name comes first':44}{right / max(asked.rows // 2, 1):>12.1%}")
    for (of_somebody, verdict), count in sorted(verdicts.items()):
        whose = "mangled names" if of_somebody else "names of nobody"
        print(f"{f'  {verdict} of {whose}':44}{count:>12,}")
    print(f"{'times faster than WRatio':44}{ours / brute['WRatio']:>12,.0f}   bar {BAR}")
    return 0 if ours >= BAR * brute["WRatio"] else 1


if __name__ == "__main__":
    sys.exit(main())
