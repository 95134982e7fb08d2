"""Random worlds: small corpora with cycles, parallel relations, self-loops, dates, countries, goods and retractions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Literal

from hypothesis import strategies as st

from supplychain_cli.diagnostics import Location
from supplychain_cli.graph.engines import ENGINES, open_view
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.dataset import SECTIONS, Corpus, DatasetInfo, Entry, Identity, Record
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.entity import Entity, Good
from supplychain_cli.model.evidence import Evidence, Reliability, Source
from supplychain_cli.model.kinds import RelationKind, Status
from supplychain_cli.model.relation import Relation, Retraction
from supplychain_cli.snapshot.compile import compile_dataset
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.store import temporary

INFO = DatasetInfo("supplychain/1", "world", "1", "CC0-1.0")
GOODS = ("ore", "wafer", "chip", "engine")
CARGOES: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("ore",),
    ("wafer",),
    ("chip",),
    ("engine",),
    ("chip", "engine"),
)
KINDS_DRAWN: tuple[RelationKind, ...] = (
    *("supplies",) * 5, "owns", "part-of", "controls", "linked-to", "associated-with", "directs",
)  # fmt: skip
STATUSES: tuple[Status, ...] = (*("current",) * 7, "candidate", "disputed", "retracted")
PERIODS = ("", "", "2019", "2020", "2021", "2020/2021", "../2020", "2020/..", "2019-06/2020-06")
DECIDED = ("2019-12-01", "2020-05-01")
"""Days on which judgements are made."""
WAYS = (*ENGINES, "wide")
"""The engines, and the columnar one with arrays from the first step on."""
TODAY = 737_791  # 1 January 2021


@dataclass(frozen=True)
class World:
    """The records of a world; `view` shows them through an engine."""

    entities: tuple[Entity, ...]
    goods: tuple[Good, ...]
    relations: tuple[Relation, ...]
    identities: tuple[Identity, ...] = ()

    def view(self, engine: str, scope: Scope | None = None) -> View:
        """Compile the world in memory and open it; `engine` is one of `WAYS`."""
        held = snapshot_of(*self.entities, *self.goods, *self.relations, *self.identities, *SOURCES)
        return opened(held, engine, scope or Scope(TODAY))

    def merged(self, known_on: int | None = None) -> World:
        """Give the world in which every party is one record: that of its first, as far as it was known on a day."""
        leaders = self.leaders(known_on)
        relations = tuple(
            replace(r, from_=leaders.get(r.from_, r.from_), to=leaders.get(r.to, r.to))
            for r in self.relations
        )
        entities = tuple(entity for entity in self.entities if leaders[entity.id] == entity.id)
        return World(entities, self.goods, relations)

    def leaders(self, known_on: int | None = None) -> dict[str, str]:
        """Join what was judged the same, then bearers of a number with the first one, then those kept apart from it."""
        made = [each for each in self.identities if known_on is None or parse_day(each.on) <= known_on]
        leaders = {entity.id: entity.id for entity in self.entities}
        apart = [{each.left, each.right} for each in made if each.judgement == "different"]

        def join(one: str, other: str, *, judged: bool) -> bool:
            low, high = sorted((leaders[one], leaders[other]))
            both = [{name for name, leader in leaders.items() if leader == end} for end in (low, high)]
            if not judged and low != high and any(pair & both[0] and pair & both[1] for pair in apart):
                return False
            leaders.update(dict.fromkeys(both[1], low))
            return True

        for each in made:
            if each.judgement == "same":
                join(each.left, each.right, judged=True)
        # Of two numbers that cannot both join, that of the first parties does.
        dropped: list[tuple[str, str]] = []
        for first, other, value in self.bearing_the_same():
            if not join(first, other, judged=False):
                dropped.append((value, other))
        for at, (value, other) in enumerate(dropped):
            any(join(one, other, judged=False) for held, one in dropped[:at] if held == value)
        return leaders

    def bearing_the_same(self) -> list[tuple[str, str, str]]:
        """Give the first bearer of each number with each other one and the number, in order."""
        bearers: dict[str, list[str]] = {}
        for entity in self.entities:
            if value := entity.identifiers.get("ofac"):
                bearers.setdefault(str(value), []).append(entity.id)
        return sorted(
            (first, other, value) for value, (first, *others) in bearers.items() for other in others
        )


def opened(held: Snapshot, way: str, scope: Scope) -> View:
    """Open a snapshot with an engine, or with the columnar one that takes every step with arrays."""
    view = open_view(held, scope, "columnar" if way == "wide" else way)
    if way == "wide":
        view.wide = 0
    return view


LETTERS: tuple[Reliability, ...] = ("A", "B", "C", "D")
SOURCES = tuple(Source(f"source-{letter.lower()}", "Example Press", "Report", letter) for letter in LETTERS)
_SECTIONS = {kind: section for section, kind in SECTIONS.items()}


def snapshot_of(*records: Record) -> Snapshot:
    """Compile records, without checking them, into a snapshot in memory."""
    entries = tuple(
        Entry(_SECTIONS[type(record)], record, {(): Location("world.yml", number + 1, 1)})
        for number, record in enumerate(records)
    )
    return temporary(partial(compile_dataset, Corpus(INFO, entries), "digest"))


def joined_worlds(*, parties: int = 7, relations: int = 14) -> st.SearchStrategy[World]:
    """Draw worlds in which some records are judged to be of one party, and some not to be."""

    def world(seed: int) -> World:
        chance = Random(seed)
        drawn = world_of(chance, parties, relations)
        names = [entity.id for entity in drawn.entities]
        pairs = [chance.sample(names, 2) for _ in range(chance.randint(1, 3))]
        words: tuple[Literal["same", "different", "unsure"], ...] = (
            *("same",) * 2,
            *("different",) * 2,
            *("unsure",) * 2,
        )
        numbers: tuple[dict[str, str | tuple[str, ...]], ...] = ({}, {}, {}, {"ofac": "101"}, {"ofac": "102"})
        drawn = replace(
            drawn,
            entities=tuple(replace(entity, identifiers=chance.choice(numbers)) for entity in drawn.entities),
        )
        return replace(
            drawn,
            identities=tuple(
                Identity(
                    f"i{number}",
                    left,
                    right,
                    chance.choice(words),
                    "A. Editor",
                    chance.choice(DECIDED),
                    "Seen.",
                )
                for number, (left, right) in enumerate(pairs)
            ),
        )

    return st.builds(world, st.integers(0, 2**32))


def worlds(*, parties: int = 6, relations: int = 14) -> st.SearchStrategy[World]:
    """Draw worlds by seed, evenly spread: a failing seed makes the same world again."""
    return st.builds(lambda seed: world_of(Random(seed), parties, relations), st.integers(0, 2**32))


def world_of(chance: Random, parties: int, relations: int) -> World:
    """Make a world of up to so many parties, dense enough for chains of several legs."""
    count = chance.randint(3, parties)
    entities = tuple(
        Entity(
            f"p{number}", "country" if number > 1 and chance.random() < 0.1 else "company", f"Party {number}"
        )
        for number in range(count)
    )
    made = tuple(
        _relation(chance, number, count) for number in range(chance.randint(relations // 2, relations))
    )
    uses = tuple(
        Relation(
            f"u{number}",
            "used-in",
            from_=GOODS[number],
            to=GOODS[number + 1],
            evidence=(Evidence("source-a"),),
        )
        for number in range(len(GOODS) - 2)
        if chance.random() < 0.7
    )
    return World(entities, tuple(Good(good, good) for good in GOODS), made + uses)


def _relation(chance: Random, number: int, parties: int) -> Relation:
    kind = chance.choice(KINDS_DRAWN)
    supplies = kind == "supplies"
    status = chance.choice(STATUSES)
    piece = Evidence(
        chance.choice(("source-a", "source-c")),
        basis=chance.choice(("stated", "stated", "inferred")),
        credibility=chance.randint(1, 4),
    )
    return Relation(
        id=f"r{number:02}",
        kind=kind,
        from_=f"p{chance.randrange(parties)}",
        to=f"p{chance.randrange(parties)}",
        goods=chance.choice(CARGOES) if supplies else (),
        period=chance.choice(PERIODS),
        through=(f"p{chance.randrange(parties)}",) if supplies and chance.random() < 0.15 else (),
        evidence=(piece,),
        status=status,
        retracted=Retraction("2020-06-01", "Withdrawn.") if status == "retracted" else None,
    )
