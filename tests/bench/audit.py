"""What `sanctioned-path` costs for a suppliers file: one search against a loop of `trace`, in the same run.

The shipped records, and beside them a made-up feed of firms that supply each other at random; a few hundred of its
relations lead to parties of the records. The suppliers are drawn from the feed. A loop of `trace` asks for each
supplier and each listed party by itself; it is sampled, and the mean is multiplied by the number of pairs.
Run as `python -m tests.bench.audit`; exit code 1 when the bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from statistics import mean

from supplychain_cli.audit import lists
from supplychain_cli.audit.question import Question
from supplychain_cli.audit.run import Bar, Part, Suppliers, audit
from supplychain_cli.audit.suppliers.match import matched
from supplychain_cli.audit.suppliers.read import lines
from supplychain_cli.diagnostics import Location
from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.dataset import Corpus, Entry
from supplychain_cli.model.dataset import Path as Place
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.evidence import Evidence
from supplychain_cli.model.relation import Relation
from supplychain_cli.queries.chains.trace import chains
from supplychain_cli.records.read import read
from supplychain_cli.snapshot.compile import compile_dataset
from supplychain_cli.snapshot.store import temporary
from supplychain_cli.workspace.names import StoredNames

ROOT = Path(__file__).resolve().parents[2]
BAR = 20
"""How many times faster than a loop of `trace` one search must be."""
FIRMS = 2
"""Relations of the feed for each of its firms."""
CROSSINGS = 200
"""Relations of the feed that lead to parties of the records."""


def world(firms: int, relations: int, seed: int) -> View:
    """Compile the shipped records and a feed in memory."""
    corpus = read(ROOT / "records").corpus
    if corpus is None:
        raise SystemExit("The shipped records hold errors.")
    feed = tuple(_feed(corpus, firms, relations, Random(seed)))
    joined = Corpus(corpus.info, (*corpus.entries, *feed))
    return open_view(temporary(partial(compile_dataset, joined, "bench")), Scope(parse_day("2026-11-21")))


def _feed(corpus: Corpus, firms: int, relations: int, chance: Random) -> Iterator[Entry]:
    known = [e.record.id for e in corpus.section("entities") if getattr(e.record, "kind", "") == "company"]
    source = next(corpus.section("sources")).record.id
    place: dict[Place, Location] = {(): Location("feed", 1, 1)}
    for number in range(firms):
        yield Entry(
            "entities", Entity(_firm(number), "company", f"Firm {number:05} Trading", country="CN"), place
        )
    for number in range(relations):
        buyer = chance.choice(known) if number < CROSSINGS else _firm(chance.randrange(firms))
        seller = _firm(chance.randrange(firms))
        evidence = (Evidence(source, locator=f"row {number}"),)
        yield Entry(
            "relations",
            Relation(f"feed-{number}", "supplies", from_=seller, to=buyer, evidence=evidence),
            place,
        )


def _firm(number: int) -> str:
    return f"zz-firm-{number:05}"


def main() -> int:
    """Measure, print the table, and tell by the exit code whether the bar was kept."""
    parser = argparse.ArgumentParser(
        description="Measure one audit of many suppliers against a loop of trace."
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--relations", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=200, help="pairs that the loop really asks about")
    asked = parser.parse_args()
    view = world(asked.relations // FIRMS, asked.relations, seed=1)
    chance = Random(2)
    rows = [
        f"Firm {number:05} Trading" for number in chance.sample(range(asked.relations // FIRMS), asked.rows)
    ]
    content = "".join(f"{name}\n" for name in ("name", *rows)).encode()

    begun = time.perf_counter()
    found = matched(view, StoredNames(view), lines(content, "suppliers.csv"))
    resolved = time.perf_counter() - begun
    question = Question(lists.understood(view, lists.DEFAULT_REGIMES, lists.DEFAULT_MEASURES))
    report = audit(view, (Part(view, question),), Suppliers(found.parties, found.rows), Bar())
    whole = time.perf_counter() - begun

    listed = [node for node in view.snapshot.listed(-1, 10**9) if view.marks(node)]
    fresh = open_view(view.snapshot, view.scope)
    pairs = [(chance.choice(sorted(found.parties)), chance.choice(listed)) for _ in range(asked.sample)]
    loop = (
        mean(_seconds(fresh, start, end, question) for start, end in pairs) * len(found.parties) * len(listed)
    )

    print(f"{'rows of suppliers':42}{asked.rows:>12,}")
    print(f"{'relations':42}{view.snapshot.edges:>12,}")
    print(f"{'listed parties':42}{len(listed):>12,}")
    print(f"{'findings':42}{len(report.findings):>12,}")
    print(f"{'matching the rows, s':42}{resolved:>12.1f}")
    print(f"{'one search and its report, s':42}{whole - resolved:>12.1f}")
    print(f"{f'a loop of trace, s (from {asked.sample} pairs)':42}{loop:>12,.0f}")
    print(f"{'  with no more than one trace a supplier, s':42}{loop / len(listed):>12,.0f}")
    ratio = loop / (whole - resolved)
    print(f"{'times faster':42}{ratio:>12,.0f}   bar {BAR}")
    return 0 if ratio >= BAR and report.coverage.matched == asked.rows else 1


def _seconds(view: View, start: int, end: int, question: Question) -> float:
    begun = time.perf_counter()
    chains(view, view.party(start), view.party(end), question.ask)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
