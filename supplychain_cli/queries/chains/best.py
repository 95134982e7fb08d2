"""The best chains between two parties, found in the way that is cheapest: they are the same in every way."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.graph.view import View
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import Piece, between
from supplychain_cli.queries.chains.search import Found, Search

QUICK = 20_000
"""Relations that may be looked at to cut out all that lies between, before the evidence guides the search."""
SMALL = 300
"""States up to which all that lies between is searched as it is."""


class Best:
    """A search between two parties. `piece` is what was cut out, `spent` says whether a limit ended the search."""

    def __init__(self, view: View, source: int, target: int, ask: Ask) -> None:
        """Cut out what lies between them, as far as that is quick."""
        self._view, self._ends, self._ask = view, (source, target), ask
        self._products = Products(view)
        self.piece: Piece = between(view, source, target, ask, min(QUICK, ask.budget))
        self.spent = False

    def chains(self) -> Iterator[Found]:
        """Yield the chains, best first, as `search.Search.chains` does."""
        told: set[object] = set()
        if self.piece.cut or len(self.piece.arcs) > SMALL:
            from supplychain_cli.queries.chains.guided import Guided

            assert self.piece.floors is not None  # noqa: S101 - `between` gives them
            guided = Guided(self._view, self._ends, self._ask, self._products, self.piece.floors)
            for found in guided.chains():
                told.add(found.shape)
                yield found
            if not guided.spent:
                return
            self.piece = between(self._view, *self._ends, self._ask)
        search = Search(self.piece, self._ask, self._products)
        yield from (found for found in search.chains() if found.shape not in told)
        self.spent = search.spent
