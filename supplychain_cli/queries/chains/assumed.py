"""What chains may assume: that two parties are the same, though nobody has decided it. Each assumption is a leg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from supplychain_cli.graph.assumed import FIRST, KIND, is_assumed
from supplychain_cli.graph.view import Edge, Move, View
from supplychain_cli.light import dataclass
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import AssumedChain, AssumedLeg, Assumption, Chain, Leg
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.search import Found

MARK = "assumed"
SAYS = "may be the same as"


@dataclass(frozen=True, slots=True)
class Supposed:
    """A view in which `Move.SAME` leads between parties that may be the same, and why they may be.

    `plain` is the same view without; `assumptions` stand in the order of the pairs of `view`.
    """

    plain: View
    view: View
    assumptions: tuple[Assumption, ...]

    @property
    def scribe(self) -> AssumingScribe:
        """Give what writes out chains of this view."""
        return AssumingScribe(self.view, self.assumptions)


def suppose(view: View, assumptions: Sequence[Assumption]) -> Supposed:
    """Suppose that parties are the same; of several assumptions about two parties the first counts."""
    pairs: dict[tuple[int, int], Assumption] = {}
    for each in assumptions:
        left, right = view.find(each.left.id), view.find(each.right.id)
        assert left is not None  # an assumption names parties in scope  # noqa: S101
        assert right is not None  # noqa: S101
        pairs.setdefault((min(left.node, right.node), max(left.node, right.node)), each)
    return Supposed(view, view.supposing(tuple(pairs)), tuple(pairs.values()))


class AssumingScribe(Scribe):
    """Writes an assumption out as a leg."""

    def __init__(self, view: View, assumptions: Sequence[Assumption]) -> None:
        """Read through a view that supposes these assumptions."""
        super().__init__(view)
        self._assumptions = assumptions

    def leg(self, edge: Edge, start: int, move: Move, marks: tuple[str, ...] = ()) -> Leg:
        """See `Scribe.leg`."""
        if not is_assumed(edge):
            return super().leg(edge, start, move, marks)
        assumption = self._assumptions[edge.number - FIRST]
        return AssumedLeg(
            relation="",
            kind=KIND,
            from_=self._view.party(start).id,
            to=self._view.party(edge.head if start == edge.tail else edge.tail).id,
            walked="same",
            says=SAYS,
            goods=(),
            period="",
            attested="",
            grade=GRADES[edge.grade],
            basis="inferred",
            status=edge.status,
            directness=edge.directness,
            through=(),
            share="",
            amounts=(),
            total="",
            note="",
            sources=(),
            location=assumption.location,
            marks=(MARK, *marks),
            assumption=assumption,
        )


def assumes(found: Found) -> bool:
    """Whether a chain rests on an assumption."""
    return any(arc.move is Move.SAME for arc in found.arcs)


def assumptions_of(legs: Sequence[Leg]) -> tuple[Assumption, ...]:
    """Give the assumptions among legs, each once."""
    return tuple(dict.fromkeys(leg.assumption for leg in legs if isinstance(leg, AssumedLeg)))


def assumed(chain: Chain) -> AssumedChain:
    """Give a chain with the assumptions among its legs."""
    known: dict[str, Any] = {item.name: getattr(chain, item.name) for item in fields(chain)}
    known["same_flow"] = tuple(name for name in chain.same_flow if " = " not in name)
    return AssumedChain(**{**known, "basis": "inferred"}, assumptions=assumptions_of(chain.legs))
