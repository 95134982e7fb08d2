"""The shipped records, compiled once for all tests of this folder."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope
from supplychain_cli.model.dataset import Corpus
from supplychain_cli.model.dates import parse_day
from supplychain_cli.records.read import read
from supplychain_cli.snapshot.compile import compile_corpus
from supplychain_cli.snapshot.reader import Snapshot
from tests.shipped.asking import Asking

RECORDS = Path(__file__).parents[2] / "records"


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    reading = read(RECORDS)
    assert reading.corpus, reading.diagnostics
    return reading.corpus


@pytest.fixture(scope="session")
def ask(corpus: Corpus) -> Asking:
    """Questions about the shipped records, as of 21 November 2026."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    compile_corpus(corpus, "shipped", database)
    return Asking(open_view(Snapshot(database), Scope(parse_day("2026-11-21"))))
