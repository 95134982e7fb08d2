"""What is too much to read: a party with very many subsidiaries, an asset with very many owners, a long chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from supplychain_cli.graph.columnar import ColumnarView
from supplychain_cli.graph.view import Move, Scope, Step
from supplychain_cli.queries.ownership import flips, ownership
from supplychain_cli.queries.ownership.answers import OwnershipAnswer
from supplychain_cli.queries.ownership.holdings import KINDS
from tests.columns import Edge, snapshot_of

MANY = 50_000
LIMIT = 500


class Counting(ColumnarView):
    """A view that counts the ties it gives, and refuses to give all ties of a party at once."""

    given = 0

    def first_steps(self, node: int, move: Move, limit: int, kinds: frozenset[str] = KINDS) -> Sequence[Step]:
        """Give the first ties and count them."""
        found = super().first_steps(node, move, limit, kinds)
        self.given += len(found)
        return found

    def steps(self, node: int, move: Move, kinds: frozenset[str] = KINDS) -> Sequence[Step]:
        """Refuse."""
        raise AssertionError(f"all ties of {node} were asked for: {move}, {kinds}")


def view(ties: Iterable[tuple[int, int, str]], parties: int) -> Counting:
    edges = [Edge(f"r{n:06}", "owns", owner, asset, share) for n, (owner, asset, share) in enumerate(ties)]
    return Counting(snapshot_of(parties, edges, written=2 * LIMIT), Scope(739_941))


def ask(seen: Counting, *, down: bool = False) -> OwnershipAnswer:
    party = seen.find("p0")
    assert party
    return ownership.of(seen, party, down=down, limit=LIMIT)


@pytest.mark.parametrize("down", [True, False])
def test_a_party_with_very_many_ties_is_not_read_whole(down: bool) -> None:
    ties = [(0, n, "100") if down else (n, 0, "0.001") for n in range(1, MANY)]
    seen = view(ties, MANY)
    answer = ask(seen, down=down)
    assert not answer.complete
    assert [notice.code for notice in answer.notices] == ["N101"]
    assert len(answer.assets or answer.owners) < 2 * LIMIT + 1
    assert seen.given < 10 * LIMIT


def test_a_long_chain_of_owners_and_a_circle_of_them() -> None:
    size = 300
    chain = [(n + 1, n, "90") for n in range(size - 1)]
    answer = ask(view(chain, size))
    assert (answer.complete, answer.owners[-1].depth, len(answer.claims)) == (True, size - 1, size)
    circle = ask(view([*chain, (0, size - 1, "90")], size))
    assert [len(found.parties) for found in circle.circles] == [size]
    assert circle.owners[-1].repeated
    assert circle.owners[1].economic
    assert circle.owners[1].economic.text == "81 %"


def test_flips_of_a_party_with_very_many_owners_end_too() -> None:
    seen = view([(n, 0, "0.001") for n in range(1, MANY)], MANY)
    party = seen.find("p0")
    assert party
    assert not flips.of(seen, party, limit=LIMIT).complete
    assert seen.given < 10 * LIMIT
