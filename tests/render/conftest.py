"""Answers about cards, made once from the world in `tests.cards`."""

from __future__ import annotations

import pytest

from supplychain_cli.queries.cards import card, find, goods, stats
from supplychain_cli.workspace.names import StoredNames
from tests import cards


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Give one answer of each kind by the name of its golden files."""
    held = cards.snapshot(tmp_path_factory.mktemp("cards"))
    view = cards.view(held)
    names = StoredNames(view)
    shown = {
        "card-party": "ru-chip-plant",
        "card-party-not-accused": "kz-mine",
        "card-party-judged": "ru-wafer-works",
        "card-relation": "mine-supplies-wafer-works",
        "card-relation-part": "wafers-2023-spring",
        "card-relation-withdrawn": "withdrawn-claim",
        "card-listing": "eu-chip-plant",
        "card-source": "official-list",
        "card-regime": "eu-50",
        "card-good": "antimony",
    }
    return {
        **{name: card.of(view, record) for name, record in shown.items()},
        "card-party-then": card.of(cards.view(held, as_of="2020-06-30"), "ru-wafer-works"),
        "find": find.matches(view, names, "Wafer Works"),
        "find-nobody": find.matches(view, names, "Zyxwvut"),
        "goods": goods.table(view),
        "goods-none": goods.table(view, "99"),
        "stats": stats.overview(view, limit=3),
        "stats-then": stats.overview(cards.view(held, as_of="2023-06-30"), limit=3),
    }
