"""The limits of a question about chains."""

from __future__ import annotations

from dataclasses import dataclass, field

from supplychain_cli.graph.view import Edge
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import DEFAULT_KINDS


@dataclass(frozen=True, slots=True)
class Ask:
    """What chains may be made of.

    `goods` are ids of which every chain must be able to carry one (with all that contains it), None for any.
    `min_grade` is a rank in `model.evidence.GRADES`. `avoid` and `through` are party numbers. `budget` bounds
    the work: partial chains looked at, and as many parties; a search that meets it says so.
    """

    max_legs: int = 8
    limit: int = 5
    strict: bool = False
    same_goods: bool = False
    any_time: bool = False
    goods: frozenset[str] | None = None
    kinds: frozenset[str] = DEFAULT_KINDS
    min_grade: int = len(GRADES) - 1
    avoid: frozenset[int] = field(default_factory=frozenset)
    through: frozenset[int] = field(default_factory=frozenset)
    budget: int = 100_000

    def allows(self, edge: Edge) -> bool:
        """Whether a relation may be a leg, looked at alone."""
        if edge.grade > self.min_grade:
            return False
        return (
            self.goods is None
            or edge.klass != "flow"
            or not edge.goods
            or not self.goods.isdisjoint(edge.goods)
        )
