"""The fewest elements that break every one of a family of claims, exactly.

Each claim says in which ways it can be broken; each way is a set of elements that must all be taken. Where every way is
one element, this is the minimum hitting set. Claims that share no element are solved apart, each by deepening: first
the bound that claims without a common element give, then one more, until an answer is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from supplychain_cli.light import dataclass

Way = frozenset[str]
Claim = frozenset[Way]


@dataclass(frozen=True, slots=True)
class Fewest:
    """The smallest sets that break every claim, in order, as far as asked for; `more` says that others exist.

    `size` is None where some claim has no way to be broken. When the budget ended the search, `proven` is False,
    `sets` is empty and the true size is `size` or more.
    """

    size: int | None
    sets: tuple[Way, ...]
    more: bool
    proven: bool


def singles(elements: Iterable[str]) -> Claim:
    """Give the claim that any one of these elements breaks."""
    return frozenset(frozenset({element}) for element in elements)


def fewest(claims: Iterable[Claim], limit: int = 1, budget: int = 20_000) -> Fewest:
    """Find the smallest sets of elements that break every claim, at most `limit` of them.

    No claims: the empty set breaks them. Cost: exponential in the worst case, and bounded by `budget` steps of
    the search, each of which looks at every claim of its part.
    """
    open_claims = _essential(claims)
    if any(not claim for claim in open_claims):
        return Fewest(None, (), more=False, proven=True)
    steps = _Steps(budget)
    parts = [_Part(part, steps) for part in _parts(open_claims)]
    found = [part.solve(limit) for part in parts]
    size = sum(part.size for part in parts)
    if not all(part.proven for part in parts):
        return Fewest(size, (), more=True, proven=False)
    sets = list(islice((frozenset().union(*choice) for choice in product(*found)), limit + 1))
    more = len(sets) > limit or any(part.more for part in parts)
    return Fewest(size, tuple(sets[:limit]), more=more, proven=True)


def greedy(claims: Iterable[Claim]) -> Way:
    """Give a set that breaks every claim that can be broken, not always a smallest one: one way after the other."""
    left = [claim for claim in _essential(claims) if claim]
    taken: Way = frozenset()
    while left:
        gains = Counter(way for claim in left for way in claim)
        best = min(gains, key=lambda way: (len(way - taken) / gains[way], sorted(way)))
        taken |= best
        left = [claim for claim in left if not _broken(claim, taken)]
    return taken


@dataclass(slots=True)
class _Steps:
    left: int


class _Part:
    """Claims that hang together. After `solve`, `size` is the smallest size, or a lower bound when not `proven`."""

    def __init__(self, claims: Sequence[Claim], steps: _Steps) -> None:
        self._claims = claims
        self._steps = steps
        self._seen: set[Way] = set()
        self.size = _bound(claims, frozenset())
        self.proven = False
        self.more = False

    def solve(self, limit: int) -> list[Way]:
        """Give the smallest sets, in order, at most `limit` of them."""
        while self._steps.left > 0:
            self._seen.clear()
            found = list(islice(self._within(frozenset()), limit + 1))
            if found:
                self.proven = True
                self.more = len(found) > limit or self._steps.left <= 0
                return sorted(found[:limit], key=sorted)
            if self._steps.left > 0:
                self.size += 1
        return []

    def _within(self, taken: Way) -> Iterator[Way]:
        """Yield every set of the present size that contains what is taken and breaks all claims."""
        if taken in self._seen or self._steps.left <= 0:
            return
        self._seen.add(taken)
        self._steps.left -= 1
        left = [claim for claim in self._claims if not _broken(claim, taken)]
        if len(taken) + _bound(left, taken) > self.size:
            return
        if not left:
            yield taken
            return
        hardest = min(left, key=len)
        for way in sorted(hardest, key=lambda way: (len(way - taken), sorted(way))):
            yield from self._within(taken | way)


def _bound(claims: Iterable[Claim], taken: Way) -> int:
    """Count what claims without a common element need at least."""
    used: set[str] = set()
    needed = 0
    for claim in sorted(claims, key=len):
        elements = frozenset().union(*claim) - taken
        if used.isdisjoint(elements):
            used |= elements
            needed += min(len(way - taken) for way in claim)
    return needed


def _broken(claim: Claim, taken: Way) -> bool:
    return any(way <= taken for way in claim)


def _essential(claims: Iterable[Claim]) -> list[Claim]:
    """Leave out the ways that take more than another way, and the claims that break with another one, in one order."""
    least = {frozenset(way for way in claim if not any(other < way for other in claim)) for claim in claims}
    ordered = sorted(least, key=lambda claim: (len(claim), sorted(map(sorted, claim))))
    kept: list[Claim] = []
    by_way: dict[Way, list[Claim]] = {}
    for claim in ordered:
        if frozenset() in claim or any(other <= claim for way in claim for other in by_way.get(way, ())):
            continue
        kept.append(claim)
        if claim:
            by_way.setdefault(min(claim, key=sorted), []).append(claim)
    return kept


def _parts(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Sort claims into parts that share no element."""
    parts: list[tuple[set[str], list[Claim]]] = []
    for claim in claims:
        elements = set().union(*claim)
        members = [claim]
        apart = []
        for part in parts:
            if part[0].isdisjoint(elements):
                apart.append(part)
            else:
                elements |= part[0]
                members = part[1] + members
        parts = [*apart, (elements, members)]
    return [members for _, members in parts]
