"""The relations of a made-up world, chunk by chunk.

Of a hundred relations 80 supply, 12 own, 3 are part-of, 2 control, 2 direct, 1 links. Demand follows a power law: at
50 million relations some 430,000 lead to the largest buyer; supply is less uneven. Four flows of ten stay among
neighbours. Stakes form trees of 50 firms whose tops belong to holdings, and those in one firm never exceed 100 percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from supplychain_cli.importers.rows import RelationRow
from tests.bench.worlds.columns import (
    Keys,
    Numbers,
    arrow,
    chance,
    constant,
    mixed,
    skewed,
    spread,
    table,
    weighted,
    words,
)
from tests.bench.worlds.parties import Population
from tests.bench.worlds.vocabulary import DAYS, GOODS_OF_AN_INDUSTRY, INDUSTRIES, goods

PATTERN = ("supplies",) * 80 + ("owns",) * 12 + ("part-of",) * 3 + ("controls",) * 2 + ("directs",) * 2
KINDS = ("supplies", "owns", "part-of", "controls", "directs", "linked-to")
CODES = np.array([KINDS.index(kind) for kind in (*PATTERN, "linked-to")])
"""The kind of each relation in a hundred."""
OWNS_FIRST, OWNS = PATTERN.index("owns"), PATTERN.count("owns")
DEMAND, SUPPLY, HOLDINGS = 4.0, 2.0, 3.0
"""Powers of the laws by which buyers, sellers and top owners are drawn."""
LOCAL, NEAR = 0.4, 60.0
"""Share of the flows that stay among neighbours, and how far those are, on average."""
TREE = 50
"""Firms in one tree of owners."""
SOLE = ("100", "100", "100", "100", "100", "75-100", "50-75", "25-50", "51", "")
"""Stakes of a firm's only known owner."""
HALVES = (
    ("50", "50"),
    ("51", "49"),
    ("60", "40"),
    ("75", "25"),
    ("30", "70"),
    ("90", "10"),
    ("25-50", "50-75"),
    ("", "20"),
)
"""Stakes of two owners of one firm."""
STAKES = (*SOLE, *(stake for pair in HALVES for stake in pair), "")
DIRECTNESS = (("direct", 17), ("", 2), ("indirect", 1))
STATUS = (("current", 970), ("disputed", 10), ("candidate", 15), ("retracted", 5))
BASIS = (("stated", 92), ("inferred", 8))
TEXTS = ("", "electronic components", "spare parts", "raw materials", "machine tools", "as invoiced")


@dataclass(frozen=True)
class Ends:
    """The two parties of each relation of a chunk."""

    source: Numbers
    target: Numbers


def relations(population: Population, keys: Keys, numbers: Numbers, seed: int, first_row: int) -> Any:
    """Give the rows of `relations` with these numbers; the first of all relations stands in row `first_row`."""
    draw = chance(seed, 1, int(numbers[0]))
    kind = CODES[numbers % 100]
    ends = _ends(population, numbers, kind, draw)
    count = len(numbers)
    flow, owns = kind == KINDS.index("supplies"), kind == KINDS.index("owns")
    first, last = _periods(draw, count)
    amounts = [f"{amount}000 USD" for amount in range(1, 1000)]
    amount = np.where(
        flow & (draw.random(count) < 0.3), skewed(draw.random(count), len(amounts), 3.0), len(amounts)
    )
    tonnes = [f"{tenths / 10} t" for tenths in range(1, 1000)]
    weight = np.where(
        flow & (draw.random(count) < 0.2), skewed(draw.random(count), len(tonnes), 3.0), len(tonnes)
    )
    return table(
        RelationRow,
        {
            "kind": words(kind, KINDS),
            "source": keys.of(ends.source),
            "target": keys.of(ends.target),
            "first": words(first, DAYS),
            "last": words(last, DAYS),
            "goods": words(_goods(ends.source, flow, draw), [*goods(), ""]),
            "text": words(np.where(flow, skewed(draw.random(count), len(TEXTS), 3.0), 0), TEXTS),
            "share": words(_stakes(numbers, owns), STAKES),
            "votes": constant("", count),
            "directness": _drawn(draw, DIRECTNESS, count),
            "quantity": words(weight, [*tonnes, ""]),
            "value": words(amount, [*amounts, ""]),
            "basis": _drawn(draw, BASIS, count),
            "status": _drawn(draw, STATUS, count),
            "row": arrow.array(numbers + first_row),
        },
    )


def _drawn(draw: np.random.Generator, choices: tuple[tuple[str, int], ...], count: int) -> Any:
    codes = weighted(draw.random(count), [weight for _, weight in choices])
    return words(codes, [word for word, _ in choices])


def _ends(population: Population, numbers: Numbers, kind: Numbers, draw: np.random.Generator) -> Ends:
    source, target = _flows(population, draw, len(numbers))
    asset = _assets(population, numbers)
    owner = _owners(population, asset, draw)
    one_of_many = _firm(population, mixed(numbers, 13))
    person = mixed(one_of_many, 14) % population.persons
    group = one_of_many - one_of_many % 100
    group = np.where(group < population.persons, one_of_many, group)
    ends = {
        "owns": (owner, asset),
        "part-of": (one_of_many, group),
        "controls": (owner, asset),
        "directs": (person, one_of_many),
        "linked-to": (one_of_many, source),
    }
    for name, (start, end) in ends.items():
        ours = kind == KINDS.index(name)
        source, target = np.where(ours, start, source), np.where(ours, end, target)
    return Ends(source, _apart(population, source, target))


def _flows(population: Population, draw: np.random.Generator, count: int) -> tuple[Numbers, Numbers]:
    firms = population.firms
    seller = spread(skewed(draw.random(count), firms, SUPPLY), firms, 7_368_787)
    buyer = spread(skewed(draw.random(count), firms, DEMAND), firms, 5_754_853)
    step = 1 + draw.exponential(NEAR, count).astype(np.int64)
    near = (seller + np.where(draw.random(count) < 0.5, step, -step)) % firms
    buyer = np.where(draw.random(count) < LOCAL, near, buyer)
    return seller + population.persons, buyer + population.persons


def _assets(population: Population, numbers: Numbers) -> Numbers:
    """Give the firm that a stake is in: of three stakes one is a firm's only one, two are in another firm."""
    stake = numbers // 100 * OWNS + numbers % 100 - OWNS_FIRST
    firm = stake // 3 * 2 + (stake % 3 > 0)
    return _firm(population, spread(firm % population.firms, population.firms, 3_298_727))


def _owners(population: Population, asset: Numbers, draw: np.random.Generator) -> Numbers:
    count = len(asset)
    place = (asset - population.persons) % TREE
    parent = asset - place + (place - 1 - (draw.random(count) < 0.5)) // 2
    holding = _firm(
        population,
        spread(skewed(draw.random(count), population.firms, HOLDINGS), population.firms, 6_700_417),
    )
    return np.where(place < 2, holding, parent)


def _firm(population: Population, numbers: Numbers) -> Numbers:
    return population.persons + numbers % population.firms


def _apart(population: Population, source: Numbers, target: Numbers) -> Numbers:
    """Move the end of a relation on by one where it would lead back to its start."""
    return np.where(source == target, _firm(population, target - population.persons + 1), target)


def _goods(source: Numbers, flow: Numbers, draw: np.random.Generator) -> Numbers:
    """Give the good of each flow: mostly one of the seller's industry; one flow of seven names none."""
    count = len(source)
    industry = np.where(
        draw.random(count) < 0.8, mixed(source // 20, 15) % INDUSTRIES, mixed(source, 16) % INDUSTRIES
    )
    good = industry * GOODS_OF_AN_INDUSTRY + skewed(draw.random(count), GOODS_OF_AN_INDUSTRY, 2.0)
    return np.where(flow & (draw.random(count) > 1 / 7), good, INDUSTRIES * GOODS_OF_AN_INDUSTRY)


def _periods(draw: np.random.Generator, count: int) -> tuple[Numbers, Numbers]:
    """Give first and last days: one relation of ten is undated, four of ten last until now."""
    first = 1 + (draw.random(count) ** 0.5 * (DAYS.index("2026-06-01") - 1)).astype(np.int64)
    last = first + draw.exponential(500.0, count).astype(np.int64)
    ends = (draw.random(count) < 0.6) & (last < DAYS.index("2026-06-01"))
    dated = draw.random(count) < 0.9
    return np.where(dated, first, 0), np.where(dated & ends, last, 0)


def _stakes(numbers: Numbers, owns: Numbers) -> Numbers:
    """Give the stake of each owner; the two stakes in one firm belong together."""
    stake = numbers // 100 * OWNS + numbers % 100 - OWNS_FIRST
    drawn = mixed(stake // 3, 17)
    half = len(SOLE) + drawn % len(HALVES) * 2 + stake % 3 - 1
    code = np.where(stake % 3 == 0, drawn % len(SOLE), half)
    return np.where(owns, code, len(STAKES) - 1)
