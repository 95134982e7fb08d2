"""Kuzu, or its successor Ladybug: an embedded graph database asked in Cypher."""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tests.bench.peers.place import Place
from tests.bench.peers.question import Chains, Counts

NEEDS = next((name for name in ("kuzu", "real_ladybug") if find_spec(name)), "kuzu")
QUESTIONS = ("chains", "exposure")
LEAVES_OUT = ""
BUFFER = 4 << 30


def _open(place: Place, name: str, read_only: bool) -> Any:
    engine = import_module(NEEDS)
    file = str(place.file(name))
    return engine.Connection(engine.Database(file, read_only=read_only, buffer_pool_size=BUFFER))


def _name(stem: str) -> str:
    return f"{stem}.{NEEDS}"


def prepare(place: Place) -> None:
    """Make the database."""
    file = place.file(_name("legs"))
    if file.exists():
        return
    making = place.file(_name("making"))
    for left in place.folder.glob(f"{making.name}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    database = _open(place, making.name, read_only=False)
    database.execute("CREATE NODE TABLE Party(number INT32, PRIMARY KEY(number))")
    database.execute("CREATE REL TABLE Leg(FROM Party TO Party)")
    database.execute(f"COPY Party FROM '{place.file('parties.parquet')}'")
    database.execute(f"COPY Leg FROM '{place.file('legs.parquet')}'")
    database.execute("CHECKPOINT")
    database.close()
    making.rename(file)


def chains(place: Place, start: int, end: int, legs: int, best: int) -> Chains:
    """Ask for all shortest paths; while those are too few, for all paths of one leg more."""
    database = _open(place, _name("legs"), read_only=True)
    found = _paths(database, f"ALL SHORTEST 1..{legs}", start, end, best)
    while found and len(found) < best and len(found[-1]) <= legs:
        more = _paths(database, f"ACYCLIC {len(found[-1])}..{len(found[-1])}", start, end, best - len(found))
        found += more or _paths(
            database, f"ACYCLIC {len(found[-1]) + 1}..{legs}", start, end, best - len(found)
        )
    return found


def _paths(database: Any, ways: str, start: int, end: int, most: int) -> Chains:
    rows = database.execute(
        f"MATCH p = (a:Party)-[:Leg* {ways}]->(b:Party) WHERE a.number = {start} AND b.number = {end} "
        f"RETURN list_transform(nodes(p), n -> n.number) LIMIT {most}"
    )
    found = []
    while rows.has_next():
        (path,) = rows.get_next()
        found.append([int(number) for number in path])
    return found


def exposure(place: Place, legs: int) -> Counts:
    """Walk back leg by leg with one query for each leg."""
    listed = place.array("listed").tolist()
    database = _open(place, _name("legs"), read_only=True)
    counts, seen, frontier = [len(listed)], set(listed), listed
    for _ in range(legs):
        rows = database.execute(
            "UNWIND $these AS n MATCH (a:Party)-[:Leg]->(b:Party) WHERE b.number = CAST(n AS INT32) "
            "RETURN DISTINCT a.number",
            {"these": frontier},
        )
        frontier = sorted({int(number) for (number,) in rows.get_all()} - seen)
        seen.update(frontier)
        counts.append(len(frontier))
    return counts
