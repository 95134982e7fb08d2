"""NetworkX: the whole graph is loaded in each process, as a script would do."""

from __future__ import annotations

import gc
from importlib import import_module
from itertools import islice
from typing import Any

from tests.bench.peers.place import Place
from tests.bench.peers.question import Chains, Counts

NEEDS = "networkx"
QUESTIONS = ("chains", "exposure")
LEAVES_OUT = ""


def prepare(_place: Place) -> None:
    """Do nothing: there is nothing to keep between processes."""


def _graph(place: Place) -> Any:
    gc.disable()
    graph = import_module("networkx").DiGraph()
    graph.add_edges_from(zip(place.array("tail").tolist(), place.array("head").tolist(), strict=True))
    return graph


def chains(place: Place, start: int, end: int, legs: int, best: int) -> Chains:
    """Take Yen's shortest simple paths, one after the other."""
    found = import_module("networkx").shortest_simple_paths(_graph(place), start, end)
    return [path for path in islice(found, best) if len(path) <= legs + 1]


def exposure(place: Place, legs: int) -> Counts:
    """Walk back from all listed parties at once."""
    graph = _graph(place)
    frontier = [number for number in place.array("listed").tolist() if number in graph]
    seen = set(frontier)
    counts = [len(place.array("listed"))]
    for _ in range(legs):
        frontier = list({before for node in frontier for before in graph.predecessors(node)} - seen)
        seen.update(frontier)
        counts.append(len(frontier))
    return counts
