"""The limits of a question about chains."""

from __future__ import annotations

from dataclasses import field

from supplychain_cli.graph.view import Edge, Sieve
from supplychain_cli.light import dataclass
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import DEFAULT_KINDS


@dataclass(frozen=True, slots=True)
class Ask:
    """What chains may be made of.

    `goods` are ids of which every chain must be able to carry one (with all that contains it), None for any.
    `min_grade` is a rank in `model.evidence.GRADES`. `avoid` and `through` are party numbers. `budget` bounds
    the work: partial chains looked at, and for each of them some relations; a search that meets it says so.
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

    @property
    def sieve(self) -> Sieve:
        """Which relations may be legs, looked at alone."""
        return Sieve(self.kinds, self.min_grade, self.goods)

    def allows(self, edge: Edge) -> bool:
        """Whether a relation of an admitted kind may be a leg, looked at alone."""
        return edge.grade <= self.min_grade and (edge.klass != "flow" or self.sieve.carries(edge.goods))
