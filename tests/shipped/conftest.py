"""The shipped records, compiled once for all tests of this folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope
from supplychain_cli.model.dataset import Corpus
from supplychain_cli.model.dates import parse_day
from supplychain_cli.records.read import read
from supplychain_cli.snapshot.compile import compile_dataset
from supplychain_cli.snapshot.store import temporary
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
    snapshot = temporary(partial(compile_dataset, corpus, "shipped"))
    return Asking(open_view(snapshot, Scope(parse_day("2026-11-21"))))
