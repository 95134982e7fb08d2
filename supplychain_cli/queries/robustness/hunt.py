"""The fewest records, or sources, on which all chains between two parties hang, without listing all chains.

Implicit hitting sets: search a chain that does without the present cut, keep it, find the smallest cuts of all chains
kept so far, and repeat until no chain is left. The chains kept prove that nothing smaller would do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from supplychain_cli.graph.view import Edge, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.evidence import all_evidence
from supplychain_cli.model.relation import Relation
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import Piece, without
from supplychain_cli.queries.chains.search import Found, Search
from supplychain_cli.queries.robustness.fewest import Claim, Way, fewest


@dataclass(frozen=True, slots=True)
class Cuts:
    """The smallest cuts found; `more` says that others of that size exist or may exist.

    When the budget ended the search first, `proven` is False, `sets` is empty and `size` a lower bound.
    """

    size: int
    sets: tuple[Way, ...]
    more: bool
    proven: bool


class Hunt:
    """A search for cuts in one piece. `known` are the chains kept so far, each once by its relations."""

    def __init__(self, view: View, piece: Piece, target: int, ask: Ask) -> None:
        """Prepare the search; nothing is searched yet. `ask.budget` is for everything together."""
        self._view, self._piece, self._target, self._ask = view, piece, target, ask
        self._products = Products(view)
        self._cited: dict[str, frozenset[str]] = {}
        self._left = ask.budget
        self.known: dict[frozenset[str], Found] = {}

    def records(self, limit: int) -> Cuts:
        """Find the fewest relations that lie on all chains together; at most `limit` cuts."""
        return self._cuts(limit, lambda name: frozenset({name}), lambda taken: taken)

    def sources(self, limit: int) -> Cuts:
        """Find the fewest sources without which no chain is left; a relation falls when all its sources fall.

        A relation without any source has fallen from the start.
        """
        return self._cuts(limit, self.cited, self._resting_on)

    def cited(self, relation: str) -> frozenset[str]:
        """Give the sources of a relation, none of an assumption; each record is read once."""
        if relation not in self._cited:
            held = self._view.record("relations", relation)
            if held is None:
                return frozenset()
            record = from_plain(Relation, held.plain)
            evidence = all_evidence(record.evidence, record.sources)
            self._cited[relation] = frozenset(piece.source for piece in evidence)
        return self._cited[relation]

    def _resting_on(self, sources: Way) -> Way:
        """Give the relations of the piece that rest on these sources alone."""
        return frozenset(edge.id for edge in self._edges() if self.cited(edge.id) <= sources)

    def _edges(self) -> Iterator[Edge]:
        seen = set()
        for leaving in self._piece.arcs.values():
            for arc in leaving:
                if arc.edge.id not in seen:
                    seen.add(arc.edge.id)
                    yield arc.edge

    def _cuts(self, limit: int, needs: Callable[[str], Way], falls: Callable[[Way], Way]) -> Cuts:
        """Find cuts of elements: a relation needs its elements to fall; a set of elements makes relations fall."""
        verified: set[Way] = set()
        self._keep_apart(frozenset(), needs, falls)
        while True:
            claims: list[Claim] = [frozenset(map(needs, chain)) for chain in self.known]
            found = fewest(claims, limit)
            size = found.size or 0
            if not found.proven:
                return Cuts(size, (), more=True, proven=False)
            for taken in found.sets:
                if taken in verified:
                    continue
                if self._keep_apart(taken, needs, falls):
                    break
                if self._left <= 0:
                    kept = tuple(cut for cut in found.sets if cut in verified)
                    return Cuts(size, kept, more=True, proven=bool(kept))
                verified.add(taken)
            else:
                return Cuts(size, found.sets, found.more, proven=True)

    def _keep_apart(self, taken: Way, needs: Callable[[str], Way], falls: Callable[[Way], Way]) -> bool:
        """Keep a chain that does without what is taken, then others that share nothing with it; say if there is one."""
        first = True
        while (found := self._chain(falls(taken))) is not None:
            chain = frozenset(arc.edge.id for arc in found.arcs)
            self.known.setdefault(chain, found)
            taken = taken.union(*map(needs, chain))
            first = False
        return not first

    def _chain(self, fallen: Way) -> Found | None:
        """Give the best chain without these relations; None when there is none, or the budget is spent."""
        if self._left <= 0:
            return None
        piece = without(self._piece, self._target, fallen) if fallen else self._piece
        search = Search(piece, replace(self._ask, budget=self._left), self._products)
        found = next(search.chains(), None)
        self._left -= search.work + 1
        return found
