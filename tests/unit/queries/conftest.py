"""One compiled world for all questions about cards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from supplychain_cli.graph.view import View
from supplychain_cli.snapshot.reader import Snapshot
from tests import cards


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return cards.snapshot(tmp_path_factory.mktemp("cards"))


@pytest.fixture
def ask(held: Snapshot) -> Callable[..., View]:
    """Give a maker of views: `ask()`, `ask(as_of="2020-01-01")`, `ask(known_on=...)`."""

    def make(as_of: str = "", known_on: str = "") -> View:
        return cards.view(held, as_of, known_on)

    return make
