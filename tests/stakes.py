"""Ownership as tests write it: `X A 50` is "X owns 50 percent of A", on any day.

The third word is a stake as `model.stake` writes it, `?` for one without a figure, or a kind of link: `controls`,
`part-of`, `linked-to`. Further words: `votes=60`, `joint=pact`, `indirect`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from supplychain_cli.graph.view import Edge
from supplychain_cli.model.dates import Period
from supplychain_cli.model.listing import Regime
from supplychain_cli.queries.ownership.holdings import Holdings, holding_of

RULES: dict[str, dict[str, Any]] = {
    "ofac": {"operator": ">=", "aggregate": "yes", "control": False},
    "bis": {"operator": ">=", "aggregate": "yes", "control": False},
    "eu": {"operator": ">=", "aggregate": "yes", "control": True},
    "eu-before": {"operator": ">", "aggregate": "yes", "control": True},
    "uk": {"operator": ">", "aggregate": "joint-only", "control": True},
    "apart": {"operator": ">=", "aggregate": "no", "control": False},
    "ca": {"operator": ">=", "aggregate": "not-stated", "control": True},
}
LINKS = frozenset({"controls", "part-of", "linked-to"})


def rule(name: str) -> Regime:
    """Give a rule as the records have it, without its papers."""
    made: dict[str, Any] = {
        "id": name,
        "name": name,
        "authority": name,
        "measures": ("blocking",),
        "period": "2014/..",
    }
    return Regime(**made, threshold=Decimal(50), **RULES[name])


class Board:
    """Holdings under names, so that a test reads like the example it comes from."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read the lines."""
        self.numbers: dict[str, int] = {}
        self.holdings = Holdings()
        for number, line in enumerate(lines):
            self.holdings.enter(holding_of(self._edge(number, line)))

    def number(self, name: str) -> int:
        """Give the number of a party, a new one where it has none."""
        return self.numbers.setdefault(name, len(self.numbers))

    def named(self, numbers: Iterable[int]) -> set[str]:
        """Give the names of parties."""
        names = {number: name for name, number in self.numbers.items()}
        return {names[number] for number in numbers}

    def _edge(self, number: int, line: str) -> Edge:
        owner, asset, what, *more = line.split()
        words = dict(word.partition("=")[::2] for word in more)
        return Edge(
            id=f"r{number:03}",
            kind=what if what in LINKS else "owns",
            klass="hierarchy",
            turned=what in LINKS - {"controls"},
            tail=self.number(owner),
            head=self.number(asset),
            grade=0,
            inferred=False,
            status="candidate" if "candidate" in words else "current",
            period=Period(),
            goods=(),
            through=(),
            total="",
            directness="indirect" if "indirect" in words else "direct",
            share="" if what in LINKS or what == "?" else what,
            votes=words.get("votes", ""),
            arrangement=words.get("joint", ""),
        )
