"""Which records are one party on a day, and what would follow if one reason fell: clusters made anew from their links.

A snapshot stores the clusters of today. What was known on an earlier day, and what holds without one link, is found
from the links of the one cluster asked about, and of those that a judgement keeps apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from supplychain_cli.graph.clusters import Clusters
from supplychain_cli.graph.standing import judged_by, recorded_by
from supplychain_cli.graph.view import Scope
from supplychain_cli.light import dataclass
from supplychain_cli.snapshot.links import JUDGED, Linked, joined
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.rows import Held, Link


@dataclass(frozen=True, slots=True)
class Group:
    """Records that anything joins, as known on the day asked about: equal identifiers and a person's judgements."""

    everyone: tuple[int, ...]
    nodes: tuple[int, ...]
    """Those that were written down, first to last."""
    judged: tuple[Held, ...]
    """Judgements on two of them, by id."""
    same: tuple[Link, ...]
    equal: tuple[Link, ...]
    apart: tuple[tuple[str, tuple[int, int]], ...]
    """Judgements `different`, by id."""

    def joined(self, without: str = "") -> Linked:
        """Join the records, as if one reason (`inn 7704274402`, `judged: ID`) were not there."""
        return joined(
            (link for link in self.same if link.why != without),
            (link for link in self.equal if link.why != without),
            (pair for identity, pair in self.apart if f"{JUDGED}{identity}" != without),
        )


class KnownClusters(Clusters):
    """Leaders and members as they were known on a day: those stored, but where a judgement or a record was not there.

    Cost: once, every judgement, and every joined record of the segments that say when records were written down.
    """

    def __init__(self, snapshot: Snapshot, known_on: int | None) -> None:
        """Read from a snapshot; without a day, as it is known today."""
        super().__init__(snapshot)
        self._scope = Scope(today=0, known_on=known_on)

    @property
    def joined(self) -> bool:
        """Whether any two records are of one party, on any day."""
        return True

    def leader(self, node: int) -> int:
        """Give the first of the records that were known to be of one party."""
        found = self.changed.get(node)
        return super().leader(node) if found is None else found

    def members(self, leader: int) -> Sequence[int]:
        """Give the records of a party, its leader first."""
        return self._parties[leader] if leader in self.changed else super().members(leader)

    def links(self, node: int) -> Sequence[Link]:
        """Give why the records of a party were taken for one."""
        if node not in self.changed:
            return super().links(node)
        found = self.group(node).joined()
        return [link for link in found.links if found.leaders.get(link.one) == self.changed[node]]

    @cached_property
    def changed(self) -> dict[int, int]:  # type: ignore[override]  # worked out when it is asked for
        """Nodes around a judgement or a record of a later day, and their leader on the day."""
        leaders: dict[int, int] = {}
        for node in self._unsettled():
            if node not in leaders:
                found = self.group(node)
                known = found.joined().leaders
                leaders.update((each, known.get(each, each)) for each in found.everyone)
        return leaders

    @cached_property
    def _parties(self) -> dict[int, tuple[int, ...]]:
        parties: dict[int, list[int]] = {}
        for node, leader in sorted(self.changed.items()):
            parties.setdefault(leader, []).append(node)
        return {leader: tuple(members) for leader, members in parties.items()}

    def _unsettled(self) -> Iterator[int]:
        """Give the records that a judgement speaks of, and the joined ones that were written down later."""
        snapshot = self.snapshot
        for held in snapshot.records("identities"):
            ends = (snapshot.node(held.plain[end]) for end in ("left", "right"))
            yield from (row.node for row in ends if row is not None)
        table = snapshot.joined
        for at in range(len(table)) if len(table) else ():
            node = table["node"][at]
            if not recorded_by(self._scope, snapshot.node_at(node).recorded):
                yield node

    def group(self, node: int) -> Group:
        """Give all that joins the record with others, or keeps it apart. Cost: the records that are joined to it."""
        snapshot = self.snapshot
        everyone = sorted(self._around(node))
        nodes = [each for each in everyone if recorded_by(self._scope, snapshot.node_at(each).recorded)]
        numbers = {snapshot.node_at(each).id: each for each in nodes}
        judged = tuple(held for held in self._judgements(numbers) if judged_by(self._scope, held.plain))
        leaders = {snapshot.leader(each) for each in everyone}
        stored = [link for leader in sorted(leaders) for link in snapshot.links(leader)]
        kept_apart = {link for each in everyone for link in self._kept_apart.get(each, ())}
        equal = [link for link in (*stored, *sorted(kept_apart)) if not link.why.startswith(JUDGED)]
        return Group(
            tuple(everyone),
            tuple(nodes),
            judged,
            tuple(
                Link(min(ends), max(ends), f"{JUDGED}{held.id}")
                for held, ends in _ends(judged, numbers, "same")
            ),
            tuple(_among(equal, set(nodes))),
            tuple((held.id, ends) for held, ends in _ends(judged, numbers, "different")),
        )

    def _around(self, node: int) -> set[int]:
        """Give the record with all that are joined to it today, or would be but for a judgement."""
        snapshot = self.snapshot
        found, queue = {node}, [node]
        for each in queue:
            apart = (end for link in self._kept_apart.get(each, ()) for end in (link.one, link.other))
            more = dict.fromkeys((*snapshot.members(snapshot.leader(each)), *apart))
            queue += [other for other in more if other not in found]
            found.update(more)
        return found

    def _judgements(self, names: Iterable[str]) -> Iterator[Held]:
        """Give the judgements on two of these records, by id."""
        ours = set(names)
        judged = {identity for name in ours for identity in self.snapshot.judged(name)}
        for identity in sorted(judged):
            held = self.snapshot.record("identities", identity)
            if held is not None and {held.plain["left"], held.plain["right"]} <= ours:
                yield held

    @cached_property
    def _kept_apart(self) -> dict[int, list[Link]]:
        found: dict[int, list[Link]] = {}
        for link in self.snapshot.kept_apart():
            found.setdefault(link.one, []).append(link)
            found.setdefault(link.other, []).append(link)
        return found


def _ends(
    judged: Sequence[Held], numbers: dict[str, int], word: str
) -> Iterator[tuple[Held, tuple[int, int]]]:
    """Give the judgements of this word, with the two records."""
    for held in judged:
        plain: dict[str, Any] = held.plain
        if plain["judgement"] == word:
            yield held, (numbers[plain["left"]], numbers[plain["right"]])


def _among(links: Iterable[Link], nodes: set[int]) -> Iterator[Link]:
    """Give links between these nodes. What others carry as well joins those that are left, each to the first."""
    bearers: dict[str, set[int]] = {}
    for link in links:
        if link.one in nodes and link.other in nodes:
            yield link
        bearers.setdefault(link.why, set()).update(nodes.intersection(link[:2]))
    for why, found in bearers.items():
        first, *others = sorted(found) or [0]
        yield from (Link(first, other, why) for other in others)
