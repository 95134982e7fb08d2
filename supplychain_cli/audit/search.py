"""Every finding of one question about many suppliers, in one search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from supplychain_cli.audit.evidence import Clerk, Memory
from supplychain_cli.audit.finding import Finding
from supplychain_cli.audit.question import Question
from supplychain_cli.graph.view import View
from supplychain_cli.queries.chains.screening import Hit, Progress, Screening, ways
from supplychain_cli.queries.chains.search import Found
from supplychain_cli.queries.exposure.counting import Choice, Counting
from supplychain_cli.queries.ownership.rulings import Reached, reached_from

MOST_COUNTED = 500
"""Pairs of parties up to which further chains between them are counted."""
MOST_MORE = 20
"""Further chains that are counted between two parties."""
COUNTING = 10_000
"""Partial chains that are looked at to count further ones."""
_ALL = 2_000_000_000


class Search:
    """One question about suppliers. `spent` says after it whether a limit ended it, `uncounted` whether chains were."""

    def __init__(
        self,
        view: View,
        question: Question,
        suppliers: Mapping[int, tuple[int, ...]],
        progress: Progress | None = None,
    ) -> None:
        """Prepare to look from these suppliers, each with its rows."""
        self._view, self._question, self._progress = view, question, progress
        self._rows = suppliers
        asked = suppliers if question.sources is None else question.sources
        self.asked = tuple(sorted(asked, key=lambda node: view.party(node).id))
        scribe = Memory(view)
        lists = question.lists
        # Without any list nothing counts, where no authority at all would mean every one.
        choice = Choice(frozenset(lists.authorities or ("",)), frozenset(lists.measures))
        self._counting = Counting(view, scribe, choice, question.ask.min_grade)
        self._clerk = Clerk(view, scribe, self._counting, question)
        self._wanted = self._looked_for()
        self.spent = False
        self.uncounted = False

    def findings(self) -> Iterator[Finding]:
        """Yield the findings, in no order that means anything."""
        for node in self.asked:
            if node in self._wanted:
                yield self._clerk.itself(node, self._rows.get(node, ()))
        yield from self._chains()
        if not self._question.rule:
            yield from self._owned()

    def _looked_for(self) -> frozenset[int]:
        if self._question.targets is not None:
            return self._question.targets
        snapshot = self._view.snapshot
        listed = map(self._view.leader, snapshot.listed(-1, _ALL))
        return frozenset(filter(self._counting.counts, listed))

    def _chains(self) -> Iterator[Finding]:
        screening = Screening(self._view, self._wanted, self._question.ask, self._progress)
        hits = [
            hit
            for direction in self._question.directions
            for hit in screening.flows(self.asked, against=direction == "in")
        ]
        counted = len(hits) <= MOST_COUNTED
        self.uncounted = self.uncounted or not counted
        for hit in hits:
            rows = self._rows.get(hit.near, ())
            found = self._ways(hit) if counted or self._question.limit > 1 else []
            shown = found[: self._question.limit] if self._question.limit > 1 and found else [hit.found]
            for way in shown:
                yield self._clerk.chain(hit, way, rows, max(0, len(found) - len(shown)))
        if self._question.ask.goods is None:
            for hit in screening.hierarchy(self.asked):
                yield self._clerk.chain(hit, hit.found, self._rows.get(hit.near, ()), 0)
        self.spent = self.spent or screening.spent

    def _ways(self, hit: Hit) -> list[Found]:
        """Give all chains of a pair up to those that are counted; mere counting may give up early."""
        ask = self._question.ask
        if self._question.limit == 1:
            ask = replace(ask, budget=min(ask.budget, COUNTING))
        return ways(self._view, hit, ask, self._question.limit + MOST_MORE)

    def _owned(self) -> Iterator[Finding]:
        """Give the verdicts of ownership rules on suppliers, and on parties that they lead to."""
        listed = self._wanted
        reached, cut = reached_from(self._view, listed, self._counting.rules, self._question.ask.budget)
        self.spent = self.spent or cut
        weighed = {node: list(_alike(self._good_enough(found))) for node, found in reached.items()}
        for node in self.asked:
            for group in weighed.get(node, ()):
                yield self._clerk.owned(None, node, group, self._rows.get(node, ()))
        if "out" not in self._question.directions:
            return
        screening = Screening(self._view, frozenset(weighed), self._question.ask)
        for hit in screening.flows(self.asked):
            passed = {hit.near, *(arc.to.node for arc in hit.found.arcs)}
            for group in weighed[hit.far]:
                if any(holding.owner in passed for holding in group[0].route):
                    # The way up leads back to the chain, which says so itself.
                    continue
                yield self._clerk.owned(hit, hit.far, group, self._rows.get(hit.near, ()))
        self.spent = self.spent or screening.spent

    def _good_enough(self, found: list[Reached]) -> list[Reached]:
        worst = self._question.ask.min_grade
        return [one for one in found if all(holding.edge.grade <= worst for holding in one.route)]


def _alike(found: list[Reached]) -> Iterator[list[Reached]]:
    """Put together the rules that say the same of a party over the same way up."""

    def way(one: Reached) -> tuple[str, tuple[str, ...]]:
        return one.ruling.word, tuple(holding.edge.id for holding in one.route)

    for _, group in groupby(sorted(found, key=way), key=way):
        yield list(group)
