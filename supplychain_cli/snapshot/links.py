"""Which records are of one party: judged the same by a person, or carrying the same strong identifier.

Never by a name. A judgement `different` keeps two records apart that an identifier would join, however long the way
round; a judgement `same` always joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.model.numbers import STRONG
from supplychain_cli.snapshot.format import LINKS
from supplychain_cli.snapshot.manifest import SegmentInfo
from supplychain_cli.snapshot.rows import Link
from supplychain_cli.snapshot.segment import Segment
from supplychain_cli.snapshot.writing import SegmentWriter

JUDGED = "judged: "
"""Begins the reason of a link that a person judged; the id of the judgement follows."""
MANY = 20_000
"""Identifiers from which on reading all of them takes longer than loading NumPy."""


class Judged(NamedTuple):
    """A person's judgement on two records, by their ids. `id` is that of the judgement."""

    id: str
    left: str
    right: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What joins which nodes, and which judgements name a record that is not there."""

    links: tuple[Link, ...]
    dropped: tuple[Link, ...]
    """Equal identifiers that do not join, because a person judged the parties to be different."""
    leaders: dict[int, int]
    """The leader of each node that is not alone: the first of its cluster, itself included."""


def linked(segments: Sequence[Segment], judged: Iterable[Judged]) -> Linked:
    """Join nodes. Cost: a look-up of each judgement, and a pass over all strong identifiers (see `_by_identifier`)."""
    same, apart = [], []
    for judgement in judged:
        ends = _node(segments, judgement.left), _node(segments, judgement.right)
        if ends[0] is not None and ends[1] is not None:
            if judgement.judgement == "same":
                same.append(_link(ends[0], ends[1], f"{JUDGED}{judgement.id}"))
            elif judgement.judgement == "different":
                apart.append((ends[0], ends[1]))
    return joined(same, _by_identifier(segments), apart)


def joined(same: Iterable[Link], equal: Iterable[Link], apart: Iterable[tuple[int, int]]) -> Linked:
    """Join what was judged `same`, then what carries `equal` identifiers, unless that joins two judged `apart`.

    Of two identifiers that cannot both join, that of the first nodes does.
    """
    clusters = Clusters(apart)
    kept = dict.fromkeys(same)
    dropped: dict[Link, None] = {}
    for link in kept:
        clusters.join(link.one, link.other)
    for link in sorted(set(equal)):
        (kept if clusters.may_join(link.one, link.other) else dropped)[link] = None
    kept.update(dict.fromkeys(_left_over(dropped, clusters)))
    return Linked(tuple(kept), tuple(dropped), clusters.leaders())


def _left_over(dropped: Iterable[Link], clusters: Clusters) -> Iterator[Link]:
    """Join among each other those that a judgement keeps apart from the first bearer of what all of them carry."""
    apart: dict[str, list[int]] = {}
    for link in dropped:
        firsts = apart.setdefault(link.why, [])
        found = next((first for first in firsts if clusters.may_join(first, link.other)), None)
        if found is None:
            firsts.append(link.other)
        elif found != link.other:
            yield _link(found, link.other, link.why)


def write(folder: Path, found: Linked) -> SegmentInfo:
    """Write links as a segment without nodes: who leads whom, both ways, and why."""
    writer = SegmentWriter(folder, packed=True)
    led = sorted(found.leaders.items())
    writer.table("member", led)
    writer.table("cluster", sorted((leader, node) for node, leader in led))
    writer.table("link", sorted(found.links))
    writer.table("apart", sorted(found.dropped))
    return SegmentInfo(LINKS, writer.counts, writer.described, writer.close())


def _node(segments: Sequence[Segment], party: str) -> int | None:
    for segment in segments:
        at = segment.node_named(party)
        if at is not None:
            return segment.base + at
    return None


def _by_identifier(segments: Sequence[Segment]) -> Iterator[Link]:
    """Give the pairs of nodes that carry the same strong identifier: within a segment, and between any two.

    Where there are many, `snapshot.bearers` finds the few that several bear; else all are read one by one.
    """
    if sum(segment.info.counts.get("identifier", 0) for segment in segments) > MANY:
        from supplychain_cli.snapshot.bearers import shared

        for scheme, value, group in shared(segments, STRONG):
            yield from (_link(*ends, f"{scheme} {value}") for ends in _pairs(group))
        return
    yield from one_by_one(segments)


def _pairs(group: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Give the first node of each segment with its others, and each node with those of the segments after."""
    for place, nodes in enumerate(group):
        yield from ((nodes[0], other) for other in nodes[1:] if other != nodes[0])
        yield from ((node, other) for node in nodes for others in group[place + 1 :] for other in others)


def one_by_one(segments: Sequence[Segment]) -> Iterator[Link]:
    """As `_by_identifier`, without NumPy. Cost: a look-up of every strong identifier in each larger segment."""
    by_size = sorted(segments, key=lambda segment: segment.info.counts.get("identifier", 0))
    for place, segment in enumerate(by_size):
        table = segment.table("identifier")
        others = [other for other in by_size[place + 1 :] if other.info.counts.get("identifier")]
        last: dict[str, int] = {}
        value = ""
        for at in _strong(segment):
            here, scheme = segment.base + table["node"][at], table["scheme"][at]
            if table["value"][at] != value:
                last, value = {}, table["value"][at]
            if scheme in last and last[scheme] != here:
                yield _link(last[scheme], here, f"{scheme} {value}")
            last.setdefault(scheme, here)
            for other in others:
                held = other.table("identifier")
                for row in held.range_of("value", value):
                    if held["scheme"][row] == scheme:
                        yield _link(here, other.base + held["node"][row], f"{scheme} {value}")


def _strong(segment: Segment) -> Iterator[int]:
    """Give the rows of the strong identifiers of a segment, by value."""
    table = segment.table("identifier")
    scheme = table["scheme"]
    codes = {code for code, term in enumerate(scheme.terms) if term in STRONG}
    return (at for at in range(len(table)) if scheme.codes[at] in codes)


def _link(one: int, other: int, why: str) -> Link:
    return Link(min(one, other), max(one, other), why)


class Clusters:
    """Sets of nodes that are joined, unless that would bring two together that must stay apart."""

    def __init__(self, apart: Iterable[tuple[int, int]]) -> None:
        """Start with every node alone."""
        self._leader: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def join(self, one: int, other: int) -> None:
        """Join two nodes with all that are joined to them."""
        first, second = sorted((self._leader.get(one, one), self._leader.get(other, other)))
        if first == second:
            return
        moved = self._members.pop(second, [second])
        self._members.setdefault(first, [first]).extend(moved)
        self._leader.update(dict.fromkeys((*moved, first), first))

    def may_join(self, one: int, other: int) -> bool:
        """Join two nodes, unless a judgement keeps a member of one apart from a member of the other; say which."""
        first, second = self._leader.get(one, one), self._leader.get(other, other)
        if first != second:
            mine, theirs = self._members.get(first, [first]), set(self._members.get(second, [second]))
            if any(self._apart.get(node, set()) & theirs for node in mine):
                return False
            self.join(one, other)
        return True

    def leaders(self) -> dict[int, int]:
        """Give the leader of each node that is joined to another."""
        return dict(self._leader)
