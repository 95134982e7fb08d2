"""Spreading as arrays: as `graph.spread`, when very many parties are reached. Loads NumPy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from supplychain_cli.graph.lanes import Lanes
from supplychain_cli.graph.levels import ITSELF, Arrived, Bytes, Labels, Levels, Numbers, standing
from supplychain_cli.graph.reached import Near, Origin, Reached, Spread
from supplychain_cli.graph.view import Move, Sieve, View

_GRADES = 4
_NEXT = 255
"""The code of no leg and the best grade: a worse grade takes off one, a further leg `_GRADES`. Zero is nobody."""


class Many:
    """As `spread.Reached`: for each channel one byte for every node."""

    def __init__(
        self,
        view: View,
        nearest: Mapping[int, Mapping[int, tuple[int, int]]],
        touching: Mapping[int, Collection[int]],
    ) -> None:
        """Take over who was reached so far: distance and grade by node and channel, and whom each touches."""
        self._nodes = view.snapshot.nodes
        self._near: dict[int, Bytes] = {}
        known: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node, channels in nearest.items():
            for channel, (distance, grade) in channels.items():
                known.setdefault((channel, distance), []).append((node, grade))
        for place, pairs in known.items():
            nodes, grades = np.array(pairs, dtype=np.int64).T
            self._enter(*place, nodes, grades.astype(np.uint8))
        touched = [node * self._nodes + origin for node, origins in touching.items() for origin in origins]
        self._touching = [np.array(touched, dtype=np.int64)]  # each pair one number

    def add(self, channel: int, near: Near) -> None:
        """See `Reached.add`."""
        arrived = Arrived(
            np.array([near.node]), np.array([near.origin]), np.array([near.grade], dtype=np.uint8)
        )
        self._arrive(channel, near.distance, arrived)

    def _arrive(self, channel: int, distance: int, arrived: Arrived) -> None:
        """Enter all but those who are reached from themselves; whom a party touches, in one leg, is kept."""
        nodes, others, grades = arrived
        self._enter(channel, distance, nodes, grades)
        if distance == 1:
            apart = grades != ITSELF
            self._touching.append(nodes[apart] * self._nodes + others[apart])
            self.__dict__.pop("_contacts", None)

    def _enter(self, channel: int, distance: int, nodes: Numbers, grades: Bytes) -> None:
        """Keep what is nearest, in the best evidence: both in one byte, the highest wins."""
        codes = np.uint8(_NEXT - distance * _GRADES) - grades
        codes[grades == ITSELF] = 0
        if channel not in self._near:
            self._near[channel] = np.zeros(self._nodes, dtype=np.uint8)
        np.maximum.at(self._near[channel], nodes, codes)
        self.__dict__.pop("_nearest", None)

    def spread(self, view: View, channel: int, origins: Sequence[Origin], how: Spread) -> Reached:
        """See `Reached.spread`."""
        levels = Levels(view, origins, how)
        for distance in range(1, how.max_legs + 1):
            for arrived in levels.grow():
                self._arrive(channel, distance, arrived)
        return self

    def walk(
        self, view: View, channel: int, origins: Sequence[Origin], moves: Sequence[Move], sieve: Sieve
    ) -> Reached:
        """See `Reached.walk`."""
        lanes, (places, labels) = Lanes.of(view, sieve), standing(origins)
        passed = [labels.nodes]
        for move in moves:
            found = lanes.around(labels.nodes, move, edges=False)
            keep = np.ones(len(found.at), dtype=bool)
            for nodes in passed:
                keep &= found.others != nodes[found.at]
            at, others = found.at[keep], found.others[keep]
            grades = np.maximum(labels.grades[at], found.grades[keep])
            passed = [*(nodes[at] for nodes in passed), others]
            labels = Labels(others, labels.origins[at], grades)
        kinds = np.array([not view.is_closed(node) for node in labels.nodes.tolist()], dtype=bool)
        nodes, at, grades = (column[kinds] for column in labels)
        self._arrive(channel, len(moves), Arrived(nodes, places[at], grades))
        return self

    @cached_property
    def _nearest(self) -> Bytes:
        """Give for every node the code of the nearest of all channels."""
        nearest = np.zeros(self._nodes, dtype=np.uint8)
        for near in self._near.values():
            np.maximum(nearest, near, out=nearest)
        return nearest

    def __len__(self) -> int:
        return int(np.count_nonzero(self._nearest))

    def near(self, node: int) -> dict[int, tuple[int, int]]:
        """See `Reached.near`."""
        codes = ((channel, int(near[node])) for channel, near in self._near.items())
        return {channel: divmod(_NEXT - code, _GRADES) for channel, code in codes if code}

    def contacts(self, node: int) -> int:
        """See `Reached.contacts`."""
        return int(self._touches(np.array([node]))[0])

    @cached_property
    def _contacts(self) -> tuple[Numbers, Numbers]:
        """Give the nodes that touch others, in order, and how many different ones each."""
        pairs = np.unique(np.concatenate(self._touching))
        nodes, counts = np.unique(pairs // self._nodes, return_counts=True)
        return nodes, counts

    def _touches(self, nodes: Numbers) -> Numbers:
        """Count for each node the different parties that it touches."""
        touching, counts = self._contacts
        if not len(touching):
            return np.zeros(len(nodes), dtype=np.int64)
        places = np.minimum(np.searchsorted(touching, nodes), len(touching) - 1)
        return np.where(touching[places] == nodes, counts[places], 0)

    def order(self, before: Mapping[int, int], limit: int | None) -> list[int]:
        """See `Reached.order`."""
        nearest = self._nearest
        nodes = np.fromiter(sorted(before), dtype=np.int64, count=len(before))
        nodes = nodes[nearest[nodes] > 0]
        if limit is None or len(nodes) < limit:  # else nobody else is among the first
            nodes = np.flatnonzero(nearest)
        last = max(before.values(), default=0) + 1
        group = np.full(self._nodes, last, dtype=np.uint8)
        for node, place in before.items():
            group[node] = place
        key = group[nodes].astype(np.int64) << 8 | _NEXT - nearest[nodes]
        most = int((contacts := self._touches(nodes)).max(initial=0))
        key = key * (most + 1) + (most - contacts)
        if limit is not None and limit < len(nodes):
            bound = np.partition(key, limit)[limit]
            first = np.flatnonzero(key <= bound)
            nodes, key = nodes[first], key[first]
        found: list[int] = nodes[np.argsort(key, kind="stable")][:limit].tolist()
        return found
