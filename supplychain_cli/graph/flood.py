"""Spreading as arrays: as `graph.spread`, when very many parties are reached. Loads NumPy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from supplychain_cli.graph.lanes import Lanes, runs
from supplychain_cli.graph.reached import Near, Origin, Reached, Spread
from supplychain_cli.graph.view import Move, Sieve, View
from supplychain_cli.light import NamedTuple

Numbers = np.ndarray[Any, Any]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
_GRADES = 4
_LAST = 255
_PIECE = 1 << 16
"""Labels that are spread at once."""


class _Labels(NamedTuple):
    """Labels of states of one phase: the node, the place of the origin among all, and the grade."""

    nodes: Numbers
    origins: Numbers
    grades: Bytes


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
        self._least: Bytes | None = None
        known: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for node, channels in nearest.items():
            for channel, (distance, grade) in channels.items():
                known.setdefault(channel, {}).setdefault(distance, []).append((node, grade))
        for channel, entered in known.items():
            self._enter(channel, {distance: [_columns(pairs)] for distance, pairs in entered.items()})
        pairs = [(node, origin) for node, origins in touching.items() for origin in origins]
        if pairs:
            self._touching.append(np.array(pairs, dtype=np.int64))

    def add(self, channel: int, near: Near) -> None:
        """See `Reached.add`."""
        self._enter(channel, {near.distance: [_columns([(near.node, near.grade)])]})
        if near.distance == 1:
            self._touching.append(np.array([(near.node, near.origin)], dtype=np.int64))
            self._touches = None

    def _enter(self, channel: int, arrived: Mapping[int, Sequence[tuple[Numbers, Bytes]]]) -> None:
        """Keep what is nearest, given nodes and grades by distance: both in one byte, the lowest wins.

        The nearest are written last, so that only what was entered before need be looked at.
        """
        self._least, known = None, channel in self._near
        if not known:
            # Zero is nobody, so that what is never touched takes no memory.
            self._near[channel] = np.zeros(self._nodes, dtype=np.uint8)
        near = self._near[channel]
        for distance in sorted(arrived, reverse=True):
            for grade in reversed(range(_GRADES)):
                code = distance * _GRADES + grade + 1
                for nodes, grades in arrived[distance]:
                    mine = nodes[grades == grade]
                    if known:
                        mine = mine[near[mine] - 1 >= code]  # nobody becomes the highest byte
                    near[mine] = code

    def spread(self, view: View, channel: int, origins: Sequence[Origin], how: Spread) -> Reached:
        """See `Reached.spread`."""
        flood = _Flood(view, origins, how)
        arrived: dict[int, list[tuple[Numbers, Bytes]]] = {}
        for distance in range(1, how.max_legs + 1):
            found = flood.reached() if distance == how.max_legs else flood.grow()
            arrived[distance] = [
                self._others(labels, flood.places, distance) for phase, labels in found if phase in how.arrive
            ]
        self._enter(channel, arrived)
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
        ended = _Labels._make(column[kinds] for column in labels)
        self._enter(channel, {len(moves): [self._others(ended, places, len(moves))]})
        return self

    def _others(self, labels: _Labels, places: Numbers, distance: int) -> tuple[Numbers, Bytes]:
        """Give nodes and grades of labels but for those of a party itself; whom a party touches is kept."""
        others = places[labels.origins]
        keep = labels.nodes != others
        nodes = labels.nodes[keep]
        if distance == 1:
            self._touching.append(np.column_stack((nodes, others[keep])))
            self._touches = None
        return nodes.astype(np.uint32), labels.grades[keep]

    def _nearest(self) -> Bytes:
        """Give for every node the code of the nearest of all channels; the highest byte for nobody."""
        if self._least is None:
            self._least = np.full(self._nodes, _LAST, dtype=np.uint8)
            for near in self._near.values():
                np.minimum(self._least, near - 1, out=self._least)  # nobody becomes the highest byte
        return self._least

    def __len__(self) -> int:
        return int(np.count_nonzero(self._nearest() != _LAST))

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
        least = self._nearest()
        nodes = np.fromiter(sorted(before), dtype=np.int64, count=len(before))
        nodes = nodes[least[nodes] != _LAST]
        if limit is None or len(nodes) < limit:  # else nobody else is among the first
            nodes = np.flatnonzero(least != _LAST)
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
        self._how, self._leading = how, _leading(how)
        self.places, labels = _standing(origins)
        self._rim = dict.fromkeys(how.begin, labels)
        self._met: dict[int, tuple[Any, Any]] = {}
        self._distance = 0

    def _of(self, phase: int) -> tuple[Any, Any] | None:
        """Give for every node the first and the second origin that it met in a phase, counted from 1.

        None where nobody met any, and nothing that will need to know it.
        """
        if phase not in self._met:
            if phase not in self._how.begin and not self._goes_on(phase):
                return None
            # As narrow as the origins allow: what is met lies all over these, and memory costs more than looking.
            kind = np.min_scalar_type(len(self.places))
            first, second = (np.zeros(self._lanes.nodes, dtype=kind) for _ in range(2))
            if phase in self._how.begin:
                first[self.places] = np.arange(1, len(self.places) + 1)
            self._met[phase] = first, second
        return self._met[phase]

    def _goes_on(self, phase: int) -> bool:
        """Whether a level after the next one is kept in a phase: only then need what the next one meets be known."""
        return self._distance + 2 < self._how.max_legs and bool(self._how.moves.get(phase))

    def grow(self) -> Iterable[tuple[int, _Labels]]:
        """Add a level and give its labels by phase: of what reaches a state, what it has room for."""
        parts: dict[int, list[_Labels]] = {}
        for phase, labels in self.reached():
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

    def reached(self) -> Iterator[tuple[int, _Labels]]:
        """Give all that reaches states in one more leg, by phase; none from which no way arrives in the legs left."""
        leading = self._leading[self._how.max_legs - self._distance - 1]
        for phase, labels in self._rim.items():
            ways: dict[Move, list[int]] = {}
            for move, after in self._how.moves.get(phase, ()):
                if after in leading:
                    ways.setdefault(move, []).append(after)
            for part in _pieces(labels) if ways else ():
                for move, phases in ways.items():
                    found = self._lanes.around(part.nodes, move, edges=False, closed=False)
                    grades = np.maximum(part.grades[found.at], found.grades)
                    reached = _Labels(found.others, part.origins[found.at], grades)
                    yield from ((after, reached) for after in phases)

    def _keep(self, phase: int, labels: _Labels) -> _Labels:
        """Keep for each node what it has room for, the best evidence first, then the lowest origin."""
        bits = len(self.places).bit_length()
        keys = np.sort((labels.nodes << 2 | labels.grades) << bits | labels.origins)
        nodes, origins = keys >> bits + 2, keys & (1 << bits) - 1
        met = self._of(phase)
        if met:
            first, second = met
            room = np.flatnonzero((second[nodes] == 0) & (first[nodes] != origins + 1))
            keys, nodes, origins = keys[room], nodes[room], origins[room]
        best = _heads(nodes)
        more = np.diff(best, append=len(nodes)) - 1
        rest, before = runs(best + 1, more), np.repeat(best, more)
        apart = origins[rest] != origins[before]
        if met:
            apart &= first[nodes[rest]] == 0
        two = rest[apart]
        two = two[_heads(nodes[two])]
        if met and self._goes_on(phase):
            alone = first[nodes[best]] == 0
            one, other = best[alone], np.concatenate((best[~alone], two))
            first[nodes[one]] = origins[one] + 1
            second[nodes[other]] = origins[other] + 1
        kept = np.concatenate((best, two))
        grades = (keys[kept] >> bits).astype(np.uint8) & np.uint8(_GRADES - 1)
        return _Labels(nodes[kept], origins[kept], grades)


def _pieces(labels: _Labels) -> Iterator[_Labels]:
    """Cut labels into pieces, so that what each leads to stays near the processor, and little is held at once."""
    for begin in range(0, len(labels.nodes), _PIECE):
        yield _Labels._make(column[begin : begin + _PIECE] for column in labels)


def _leading(how: Spread) -> list[frozenset[int]]:
    """Give the phases from which a way may arrive, by the legs that are left."""
    found = [how.arrive]
    for _ in range(1, how.max_legs):
        before = {phase for phase, ways in how.moves.items() if any(after in found[-1] for _, after in ways)}
        found.append(how.arrive | before)
    return found


def _columns(entered: Sequence[tuple[int, int]]) -> tuple[Numbers, Bytes]:
    """Give nodes and grades apart."""
    nodes, grades = np.array(entered, dtype=np.int64).T
    return nodes, grades.astype(np.uint8)


def _standing(origins: Sequence[Origin]) -> tuple[Numbers, _Labels]:
    """Give the nodes of the origins, and a label of each at its own place."""
    ordered = sorted(origins)
    places = np.array([origin.node for origin in ordered], dtype=np.int64)
    grades = np.array([origin.grade for origin in ordered], dtype=np.uint8)
    return places, _Labels(places, np.arange(len(ordered), dtype=np.int64), grades)


def _heads(nodes: Numbers) -> Numbers:
    """Give where each run of equal numbers begins."""
    return np.flatnonzero(np.diff(nodes, prepend=-1))
