"""The slow, obvious twin of the chain search: try every walk, keep those that are chains, sort them.

Written from the definition (`supplychain guide chains`) and nothing else; shares no code with the search but
the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from supplychain_cli.model.dates import Period, parse_period
from supplychain_cli.model.evidence import GRADES, weigh
from supplychain_cli.model.kinds import KINDS, Walk
from supplychain_cli.model.relation import Relation
from tests.engines.worlds import SOURCES, World

SENTENCE = re.compile(r"d*f([du]?f)*u*|d+|u+")
STRICT_SENTENCE = re.compile(r"d*f+u*|d+|u+")
SAME: Any = "same-as"
RELIABILITY = {source.id: source.reliability for source in SOURCES}


class Leg(NamedTuple):
    """One step: the relation, the letter of the move (f, d, u) and the party reached."""

    relation: Relation
    move: str
    to: str


class Ranked(NamedTuple):
    """A chain with its rank, in the order in which chains are shown."""

    weakest: tuple[int, bool]
    inferences: int
    summaries: int
    legs: int
    ids: tuple[str, ...]
    shape: tuple[tuple[str, str], ...]


def chains(
    world: World,
    start: str,
    end: str,
    *,
    max_legs: int,
    kinds: frozenset[str],
    strict: bool = False,
    same_goods: bool = False,
    any_time: bool = False,
    goods: frozenset[str] | None = None,
    min_grade: int = 3,
    avoid: frozenset[str] = frozenset(),
    through: frozenset[str] = frozenset(),
    keep: Callable[[tuple[Leg, ...]], bool] = bool,
    pairs: Iterable[tuple[str, str]] = (),
) -> list[Ranked]:
    """Give every chain that is to be kept, best first, one per way through the parties.

    `pairs` may be the same: a chain may go from one to the other, by a relation of the kind `same-as`, but not twice in
    a row; the rest of it must be a chain without these legs, or nothing.
    """
    relations = [
        r
        for r in world.relations
        if r.kind in kinds and r.status != "retracted" and _weight(r)[0] <= min_grade
    ]
    if min_grade >= GRADES.index("possible"):
        relations += [
            Relation(f"{one} = {other}", SAME, from_=one, to=other) for one, other in sorted(set(pairs))
        ]
    closed = {entity.id for entity in world.entities if entity.kind == "country"} | avoid
    best: dict[tuple[tuple[str, str], ...], Ranked] = {}
    for legs in _walks(relations, start, end, closed, max_legs):
        moves = "".join(leg.move for leg in legs)
        walked = moves.replace("s", "")
        if "ss" in moves or (walked and not (STRICT_SENTENCE if strict else SENTENCE).fullmatch(walked)):
            continue
        if not keep(legs) or not through <= {leg.to for leg in legs[:-1]}:
            continue
        if not any_time and not happened_in_order(legs):
            continue
        breaks = _goods_breaks(world, legs, goods)
        if breaks is None or (breaks and (same_goods or goods is not None)):
            continue
        ranked = _rank(legs, breaks)
        if ranked.shape not in best or ranked < best[ranked.shape]:
            best[ranked.shape] = ranked
    return sorted(best.values())


def _walks(
    relations: list[Relation], start: str, end: str, closed: set[str], limit: int
) -> Iterator[tuple[Leg, ...]]:
    """Every walk from start to end that passes no party twice and no closed party in between."""

    def onward(here: str, legs: tuple[Leg, ...]) -> Iterator[tuple[Leg, ...]]:
        if here == end:
            yield legs
            return
        if len(legs) == limit:
            return
        passed = {start, *(leg.to for leg in legs)}
        for relation in relations:
            for move, there in _moves(relation, here):
                if there not in passed and (there == end or there not in closed):
                    yield from onward(there, (*legs, Leg(relation, move, there)))

    return onward(start, ())


def _moves(relation: Relation, here: str) -> Iterator[tuple[str, str]]:
    if relation.kind == SAME:
        if here in {relation.from_, relation.to}:
            yield "s", relation.to if here == relation.from_ else relation.from_
        return
    walk = KINDS[relation.kind].walk
    if relation.from_ == here:
        for move in {Walk.FLOW: "f", Walk.DOWN: "d", Walk.UP: "u", Walk.WEAK: "du"}[walk]:
            yield move, relation.to
    if relation.to == here:
        for move in {Walk.FLOW: "", Walk.DOWN: "u", Walk.UP: "d", Walk.WEAK: "du"}[walk]:
            yield move, relation.from_


def _within(legs: tuple[Leg, ...]) -> list[bool]:
    """Which legs are steps within a group: hierarchy between two flows."""
    flows = [number for number, leg in enumerate(legs) if leg.move == "f"]
    return [bool(flows) and leg.move not in "fs" and flows[0] < n < flows[-1] for n, leg in enumerate(legs)]


def happened_in_order(legs: tuple[Leg, ...]) -> bool:
    """Try every choice of a moment for each flow."""
    legs = tuple(leg for leg in legs if leg.move != "s")
    periods = [parse_period(leg.relation.period) for leg in legs]
    flows = [number for number, leg in enumerate(legs) if leg.move == "f"]
    days = sorted({0} | {period.first for period in periods if period.first is not None})
    if not flows:
        return any(all(_covers(period, day) for period in periods) for day in days)
    for choice in product(days, repeat=len(flows)):
        if list(choice) == sorted(choice) and _fits(periods, flows, choice):
            return True
    return False


def _fits(periods: list[Period], flows: list[int], choice: tuple[int, ...]) -> bool:
    moments = dict(zip(flows, choice, strict=True))
    for number, period in enumerate(periods):
        before = [moments[flow] for flow in flows if flow <= number]
        after = [moments[flow] for flow in flows if flow >= number]
        near = before[-1:] + after[:1]
        if not any(_covers(period, day) for day in near):
            return False
    return True


def _covers(period: Period, day: int) -> bool:
    return (period.first is None or period.first <= day) and (period.last is None or day <= period.last)


def _goods_breaks(world: World, legs: tuple[Leg, ...], wanted: frozenset[str] | None) -> int | None:
    """Count unexplained changes of goods; None when a leg cannot carry what is wanted."""
    carried: frozenset[str] = frozenset()
    breaks = 0
    for leg in legs:
        goods = frozenset(leg.relation.goods)
        if leg.move != "f" or not goods:
            continue
        if wanted is not None and not goods & wanted:
            return None
        if not carried:
            carried = goods & wanted if wanted is not None else goods
            continue
        kept = goods & frozenset().union(*(products(world, good) for good in carried))
        breaks += not kept
        carried = kept or goods
    return breaks


def products(world: World, good: str) -> frozenset[str]:
    """Give a good and all that contains it."""
    uses = [r for r in world.relations if r.kind == "used-in" and r.from_ == good]
    return frozenset({good}).union(*(products(world, use.to) for use in uses))


def _weight(relation: Relation) -> tuple[int, bool]:
    if relation.kind == SAME:
        return GRADES.index("possible"), True
    grade, basis = weigh(relation.evidence, relation.status, RELIABILITY)
    return GRADES.index(grade), basis == "inferred"


def _rank(legs: tuple[Leg, ...], breaks: int) -> Ranked:
    strengths = [
        (grade, inferred or within)
        for (grade, inferred), within in zip(
            (_weight(leg.relation) for leg in legs), _within(legs), strict=True
        )
    ]
    return Ranked(
        weakest=max(strengths),
        inferences=sum(inferred for _, inferred in strengths) + breaks,
        summaries=sum(bool(leg.relation.through) for leg in legs),
        legs=len(legs),
        ids=tuple(leg.relation.id for leg in legs),
        shape=tuple((leg.to, leg.move) for leg in legs),
    )
