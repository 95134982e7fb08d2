"""What would follow, as a page of any width and as a table, held to the character."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.queries.ownership.consequences import (
    Deciding,
    Effect,
    Exposed,
    Freeing,
    Owner,
    RuleRef,
    SaleNeeded,
    Seller,
    Sold,
    WhatIfAnswer,
)
from supplychain_cli.queries.ownership.contradictions import Contradiction
from supplychain_cli.queries.ownership.figures import Range
from supplychain_cli.render.formats import FORMATS, render
from supplychain_cli.render.screen import Screen
from tests.render.golden import assert_golden
from tests.render.worlds import ALPHA, BETA, BROKER, GAMMA, NORTH, OMEGA, PLAIN, envelope, leg

SIXTY = Range(60, 60, min_exclusive=False, max_exclusive=False, text="60 %")
FORTY = Range(40, 40, min_exclusive=False, max_exclusive=False, text="40 %")
UNKNOWN = Range(0, 100, min_exclusive=False, max_exclusive=False, text="unknown")
NONE = Range(0, 0, min_exclusive=False, max_exclusive=False, text="0 %")
RULE = RuleRef("half", "Half rule", "us", "at least 50 %", "2014/..", "", "", "regimes/us.yml:3")
OLD = RuleRef(
    "old",
    "Affiliates rule",
    "us-bis",
    "at least 50 %",
    "2025-09-29/..",
    "2025-11-10/2026-11-09",
    "",
    "r.yml:9",
)
OWNS = leg(OMEGA, GAMMA, "owns", kind="owns", walked="down", share="60 %", location="ownership/omega.yml:17")
OPEN = leg(
    GAMMA, BETA, "owns", kind="owns", walked="down", marks=("undated",), location="ownership/omega.yml:30"
)


def effect(party: PartyRef, **changes: object) -> Effect:
    values: dict[str, object] = {
        "regime": "half",
        "party": party,
        "before": "not-owned",
        "after": "not-owned",
        "change": "",
        "listed": False,
        "designated": False,
        "aggregate_before": NONE,
        "aggregate_after": NONE,
        "control": False,
    }
    return Effect(**(values | changes))  # type: ignore[arg-type]  # the values above fit by name


ANSWER = WhatIfAnswer(
    day="2026-01-31",
    designated=(OMEGA,),
    sold=(Sold(ALPHA, GAMMA, 10.5, SIXTY, FORTY, (OWNS,)), Sold(ALPHA, BETA, None, FORTY, NONE, (OPEN,))),
    regimes=(RULE,),
    left_out=(OLD,),
    verdicts=(
        effect(OMEGA, designated=True),
        effect(
            GAMMA,
            after="owned",
            change="becomes-owned",
            aggregate_after=SIXTY,
            owners=(Owner(OMEGA, "designated", SIXTY, (OWNS,)),),
        ),
        effect(
            BETA,
            after="undetermined",
            change="becomes-undetermined",
            aggregate_after=UNKNOWN,
            owners=(Owner(GAMMA, "owned", UNKNOWN, (OPEN,)),),
            deciding=(Deciding(GAMMA, BETA, UNKNOWN, 50.0, above=False, relation=OPEN),),
        ),
        effect(
            NORTH,
            after="owned",
            change="becomes-owned",
            control=True,
            owners=(Owner(OMEGA, "designated", None, (leg(OMEGA, NORTH, "controls", kind="controls"),)),),
        ),
        effect(BROKER, before="owned", change="freed", aggregate_before=SIXTY),
    ),
    exposed=(Exposed(ALPHA, "supplies", GAMMA, ("half",), leg(ALPHA, GAMMA)),),
    divestments=(
        Freeing(
            GAMMA, "half", "owned", possible=True, why="", points=10.0, beyond=True, smallest=True,
            sales=(SaleNeeded(GAMMA, SIXTY, "less than 50 %", 10.0, beyond=True, owners=(
                Seller(OMEGA, SIXTY, 10.0, (OWNS,)),
            )),),
        ),
        Freeing(NORTH, "half", "owned", possible=False, why="No sale of stakes ends it: what counts here is control.",
                points=0.0, beyond=False, smallest=True, sales=()),
        Freeing(
            BETA, "half", "undetermined", possible=True, why="", points=50.0, beyond=True, smallest=False,
            sales=(SaleNeeded(BETA, UNKNOWN, "less than 50 %", 50.0, beyond=True, owners=(
                Seller(GAMMA, UNKNOWN, 50.0, (OPEN,)), Seller(OMEGA, FORTY, 0.0, ()),
            )),),
        ),
    ),
    contradictions=(Contradiction("R312", "The stake is recorded as 60 % and 30 % on 2026-01-31.", (OMEGA,), (OWNS,)),),
    searched=6,
)  # fmt: skip


@pytest.mark.parametrize("style", FORMATS)
def test_every_format(style: str) -> None:
    assert_golden(
        f"what-if.{style}.txt", render(ANSWER, envelope("what-if", designate=["ru-omega"]), style, PLAIN)
    )


@pytest.mark.parametrize("screen", [Screen(width=20), Screen(width=60), Screen(width=100, unicode=False)])
def test_every_screen(screen: Screen) -> None:
    text = render(ANSWER, envelope("what-if"), "text", screen)
    assert all(cell_len(line) <= screen.width for line in text.splitlines())
    assert screen.unicode or text.isascii()


def test_a_verbose_page_names_the_sources() -> None:
    text = render(ANSWER, envelope("what-if"), "text", PLAIN, verbose=True)
    assert "Metals on the move" in text


def test_nothing_supposed_and_nothing_changed_is_said() -> None:
    quiet = WhatIfAnswer("2026-01-31", (), (), (RULE,), (), (), (), (), (), 1)
    text = render(quiet, envelope("what-if"), "text", PLAIN)
    assert "Nothing is supposed" in text
    assert "No verdict changes; 1 party looked at under 1 rule." in text
