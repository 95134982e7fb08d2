"""The ranking of a dataset as a table: who, listed by whom, owned under what, how near, how well shown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from supplychain_cli.queries.exposure.answers import RankedParty, RankingAnswer
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.exposed import ranked
from supplychain_cli.render.sentences import NOT_ACCUSED, NOT_NOTHING
from supplychain_cli.render.terminal.details import IN
from supplychain_cli.render.terminal.frame import paint_foot
from supplychain_cli.render.terminal.legend import paint_signs
from supplychain_cli.render.terminal.page import Page, Words
from supplychain_cli.render.terminal.parties import badge_text, badges_of, name_text
from supplychain_cli.render.terminal.theme import grade_text

HEADERS = ("", "party", "listed", "owned", "legs", "grade", "contacts", "nearest by")


def paint(answer: RankingAnswer, envelope: Envelope, page: Page) -> None:
    """Write one row a party, then how the order came about and who is named without being accused."""
    page.heading("Parties by their nearness to listed ones")
    page.blank()
    if answer.parties:
        page.grid(HEADERS, [list(_row(party, page)) for party in answer.parties])
    else:
        page.write(f"No party that touches a listed one was found. {NOT_NOTHING}")
    page.blank()
    for sentence in ranked(answer):
        page.write(sentence)
    for tag, words in NOT_ACCUSED.items():
        names = [party.name for party in answer.parties if tag in party.tags]
        if names:
            page.write(f"{'; '.join(names)}: {words[0].lower()}{words[1:]}", rest=IN)
    paint_signs(page, (), (mark for party in answer.parties for mark in party.listed))
    paint_foot(page, envelope, answer.notices)


def _row(party: RankedParty, page: Page) -> Iterator[Words]:
    yield str(party.rank)
    yield name_text(party.name, "", page)
    yield Text(" ").join(map(badge_text, badges_of(party.listed)))
    yield ", ".join(
        word.regime if word.verdict == "owned" else f"{word.regime} ({word.verdict})" for word in party.owned
    )
    yield str(party.nearest)
    yield grade_text(party.grade, page.signs)
    yield str(party.contacts)
    yield ", ".join(near.channel for near in party.channels if near.distance == party.nearest)
