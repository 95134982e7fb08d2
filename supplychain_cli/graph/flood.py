"""Spreading as arrays: as `graph.spread`, when very many parties are reached. Loads NumPy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from supplychain_cli.graph.lanes import Lanes
from supplychain_cli.graph.reached import Near, Origin, Reached, Spread
from supplychain_cli.graph.view import Move, Sieve, View
from supplychain_cli.light import NamedTuple

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
_GRADES = 4
_LAST = 255


class _Labels(NamedTuple):
    """Labels of states of one phase: the node, the place of the origin among all, and the grade."""

    nodes: Numbers
    origins: Numbers
    grades: Numbers


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
        self._touching: list[Numbers] = [np.zeros((0, 2), dtype=np.int64)]
        self._touches: Numbers | None = None
        known: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for node, channels in nearest.items():
            for channel, (distance, grade) in channels.items():
                known.setdefault((channel, distance), []).append((node, grade))
        for (channel, distance), entered in known.items():
            nodes, grades = np.array(entered, dtype=np.int64).T
            self._enter(channel, nodes, distance, grades)
        pairs = [(node, origin) for node, origins in touching.items() for origin in origins]
        if pairs:
            self._touching.append(np.array(pairs, dtype=np.int64))

    def add(self, channel: int, near: Near) -> None:
        """See `Reached.add`."""
        self._enter(channel, np.array([near.node]), near.distance, np.array([near.grade]))
        if near.distance == 1:
            self._touching.append(np.array([(near.node, near.origin)], dtype=np.int64))
            self._touches = None

    def _enter(self, channel: int, nodes: Numbers, distance: int, grades: Numbers) -> None:
        """Keep what is nearest: distance and grade in one byte, the lowest wins."""
        if channel not in self._near:
            # Zero is nobody, so that what is never touched takes no memory.
            self._near[channel] = np.zeros(self._nodes, dtype=np.uint8)
        near = self._near[channel]
        for grade in reversed(range(_GRADES)):
            code = distance * _GRADES + grade + 1
            mine = nodes[grades == grade]
            mine = mine[(near[mine] == 0) | (near[mine] > code)]
            near[mine] = code

    def spread(self, view: View, channel: int, origins: Sequence[Origin], how: Spread) -> Reached:
        """See `Reached.spread`."""
        flood = _Flood(view, origins, how)
        for distance in range(1, how.max_legs + 1):
            last = distance == how.max_legs
            for phase, labels in flood.reached(last=True) if last else flood.grow():
                if phase in how.arrive:
                    self._take(channel, labels, flood.places, distance)
        return self

    def walk(
        self, view: View, channel: int, origins: Sequence[Origin], moves: Sequence[Move], sieve: Sieve
    ) -> Reached:
        """See `Reached.walk`."""
        lanes, places, labels = Lanes.of(view, sieve), *_standing(origins)
        passed = [labels.nodes]
        for move in moves:
            found = lanes.around(labels.nodes, move, edges=False)
            keep = np.ones(len(found.at), dtype=bool)
            for nodes in passed:
                keep &= found.others != nodes[found.at]
            at, others = found.at[keep], found.others[keep]
            grades = np.maximum(labels.grades[at], found.grades[keep])
            passed = [*(nodes[at] for nodes in passed), others]
            labels = _Labels(others, labels.origins[at], grades)
        kinds = np.array([not view.is_closed(node) for node in labels.nodes.tolist()], dtype=bool)
        self._take(channel, _Labels._make(column[kinds] for column in labels), places, len(moves))
        return self

    def _take(self, channel: int, labels: _Labels, places: Numbers, distance: int) -> None:
        """Enter labels, of a party itself none."""
        others = places[labels.origins]
        keep = labels.nodes != others
        self._enter(channel, labels.nodes[keep], distance, labels.grades[keep])
        if distance == 1:
            self._touching.append(np.column_stack((labels.nodes[keep], others[keep])))
            self._touches = None

    def _least(self) -> Bytes:
        """Give for every node the code of the nearest of all channels; the highest byte for nobody."""
        least = np.full(self._nodes, _LAST, dtype=np.uint8)
        for near in self._near.values():
            np.minimum(least, near - 1, out=least)  # nobody becomes the highest byte
        return least

    def __len__(self) -> int:
        return int((self._least() < _LAST).sum())

    def near(self, node: int) -> dict[int, tuple[int, int]]:
        """See `Reached.near`."""
        codes = ((channel, int(near[node]) - 1) for channel, near in self._near.items())
        return {channel: divmod(code, _GRADES) for channel, code in codes if code >= 0}

    def contacts(self, node: int) -> int:
        """See `Reached.contacts`."""
        return int(self._contacts()[node])

    def _contacts(self) -> Numbers:
        """Count for every node the different parties that it touches."""
        if self._touches is None:
            pairs = np.concatenate(self._touching)
            keys = np.sort(pairs[:, 0] * self._nodes + pairs[:, 1])
            self._touches = np.bincount(keys[_heads(keys)] // self._nodes, minlength=self._nodes)
        return self._touches

    def order(self, before: Mapping[int, int], limit: int | None) -> list[int]:
        """See `Reached.order`."""
        least = self._least()
        nodes = np.flatnonzero(least < _LAST)
        last = max(before.values(), default=0) + 1
        group = np.full(self._nodes, last, dtype=np.uint8)
        for node, place in before.items():
            group[node] = place
        key = group[nodes].astype(np.int64) << 8 | least[nodes]
        most = int((contacts := self._contacts()[nodes]).max(initial=0))
        key = key * (most + 1) + (most - contacts)
        if limit is not None and limit < len(nodes):
            bound = np.partition(key, limit)[limit]
            first = np.flatnonzero(key <= bound)
            nodes, key = nodes[first], key[first]
        found: list[int] = nodes[np.argsort(key, kind="stable")][:limit].tolist()
        return found


class _Flood:
    """The levels around all origins."""

    def __init__(self, view: View, origins: Sequence[Origin], how: Spread) -> None:
        """Stand at the origins."""
        self._lanes = Lanes.of(view, how.sieve)
        self._how = how
        self.places, labels = _standing(origins)
        self._rim = dict.fromkeys(how.begin, labels)
        self._met: dict[int, tuple[Any, Any]] = {}
        self._distance = 0
        for phase in how.begin:
            self._of(phase)[0][self.places] = labels.origins + 1

    def _of(self, phase: int) -> tuple[Any, Any]:
        """Give for every node the first and the second origin that it met in a phase, counted from 1."""
        if phase not in self._met:
            # As narrow as the origins allow: what is met lies all over these, and memory costs more than looking.
            kind = np.min_scalar_type(len(self.places))
            self._met[phase] = (
                np.zeros(self._lanes.nodes, dtype=kind),
                np.zeros(self._lanes.nodes, dtype=kind),
            )
        return self._met[phase]

    def grow(self) -> Iterable[tuple[int, _Labels]]:
        """Add a level and give its labels by phase: of what reaches a state, what it has room for."""
        parts: dict[int, list[_Labels]] = {}
        for phase, labels in self.reached():
            if self._is_kept(phase):
                first, second = self._of(phase)
                room = (second[labels.nodes] == 0) & (first[labels.nodes] != labels.origins + 1)
                parts.setdefault(phase, []).append(_Labels._make(column[room] for column in labels))
            else:
                parts.setdefault(phase, []).append(labels)
        self._rim = {}
        for phase, own in parts.items():
            together = _Labels._make(np.concatenate(column) for column in zip(*own, strict=True))
            self._rim[phase] = self._keep(phase, together) if self._is_kept(phase) else together
        self._distance += 1
        return self._rim.items()

    def _is_kept(self, phase: int) -> bool:
        """Whether states have room for few. Where nothing goes on, what is nearest counts, and all are as near.

        But whom a party touches, in one leg, is told by what is kept.
        """
        return not self._distance or bool(self._how.moves.get(phase))

    def reached(self, *, last: bool = False) -> Iterator[tuple[int, _Labels]]:
        """Give all that reaches states in one more leg, by phase; with `last` only where it arrives."""
        for phase, labels in self._rim.items():
            ways: dict[Move, list[int]] = {}
            for move, after in self._how.moves.get(phase, ()):
                if not last or after in self._how.arrive:
                    ways.setdefault(move, []).append(after)
            for move, phases in ways.items():
                found = self._lanes.around(labels.nodes, move, edges=False, closed=False)
                grades = np.maximum(labels.grades[found.at], found.grades)
                reached = _Labels(found.others, labels.origins[found.at], grades)
                yield from ((after, reached) for after in phases)

    def _keep(self, phase: int, labels: _Labels) -> _Labels:
        """Keep for each node what it has room for, the best evidence first, then the lowest origin."""
        bits = len(self.places).bit_length()
        keys = np.sort((labels.nodes << 2 | labels.grades) << bits | labels.origins)
        origins, grades = keys & (1 << bits) - 1, keys >> bits & _GRADES - 1
        nodes = keys >> bits + 2
        found = _Labels(nodes, origins, grades)
        first, second = self._of(phase)
        one = _heads(nodes)
        best = _Labels._make(column[one] for column in found)
        others = origins != np.repeat(best.origins, np.diff(np.append(one, len(nodes))))
        room = (first[nodes] == 0) & others
        rest_of = _Labels._make(column[room] for column in found)
        two = _Labels._make(column[_heads(rest_of.nodes)] for column in rest_of)
        alone = first[best.nodes] == 0
        first[best.nodes[alone]] = best.origins[alone] + 1
        second[best.nodes[~alone]] = best.origins[~alone] + 1
        second[two.nodes] = two.origins + 1
        return _Labels._make(np.concatenate(pair) for pair in zip(best, two, strict=True))


def _standing(origins: Sequence[Origin]) -> tuple[Numbers, _Labels]:
    """Give the nodes of the origins, and a label of each at its own place."""
    ordered = sorted(origins)
    places = np.array([origin.node for origin in ordered], dtype=np.int64)
    grades = np.array([origin.grade for origin in ordered], dtype=np.int64)
    return places, _Labels(places, np.arange(len(ordered), dtype=np.int64), grades)


def _heads(nodes: Numbers) -> Numbers:
    """Give where each run of equal numbers begins."""
    return np.flatnonzero(np.diff(nodes, prepend=-1))
