"""Parties on a line: the name, the name in its own script, the country, and who lists it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from supplychain_cli.light import NamedTuple
from supplychain_cli.render.terminal.page import Item, Page
from supplychain_cli.render.terminal.theme import NAME, NATIVE

if TYPE_CHECKING:
    from supplychain_cli.queries.chains.answers import Listed, PartyRef, Supplier


class Badge(NamedTuple):
    """A listing in a few letters, and in the words of the legend."""

    short: str
    words: str
    style: str


_FREEZE, _LICENCE, _LEAD = "bold red", "bold yellow", "yellow"
_BADGES = {
    ("us-ofac", "blocking"): Badge("US SDN", "listed by US OFAC: assets are blocked", _FREEZE),
    ("us-ofac", "sectoral"): Badge(
        "US SSI", "listed by US OFAC: sectoral limits, assets are not blocked", _LICENCE
    ),
    ("us-bis", "export-control"): Badge(
        "US Entity List", "listed by US BIS: exports need a licence, assets are not frozen", _LICENCE
    ),
    ("us-state", "debarment"): Badge(
        "US ISN", "listed by the US State Department: no US licences or contracts", _LICENCE
    ),
    ("eu", "blocking"): Badge("EU freeze", "listed by the EU: assets are frozen", _FREEZE),
    ("eu", "export-control"): Badge(
        "EU export", "listed by the EU: tighter export restrictions, assets are not frozen", _LICENCE
    ),
    ("uk", "blocking"): Badge("UK freeze", "listed by the UK: assets are frozen", _FREEZE),
}


def badge_of(mark: Listed) -> Badge:
    """Give the badge of a listing; one that has no short form of ours is shown by authority and measure.

    A candidate is shown with a question mark: `[US SDN?]`.
    """
    badge = _BADGES.get((mark.authority, mark.measure)) or _plain_badge(mark)
    if mark.status == "candidate":
        words = f"may be {badge.words}; the list itself was not read"
        return Badge(f"{badge.short}?", words, _LEAD)
    return badge


def _plain_badge(mark: Listed) -> Badge:
    who = mark.authority.upper().replace("-", " ")
    style = _FREEZE if mark.measure == "blocking" else _LICENCE
    return Badge(f"{who} {mark.measure}", f"listed by {who}: {mark.measure}", style)


def badges_of(listed: Iterable[Listed]) -> tuple[Badge, ...]:
    """Give each badge once, in the order of the listings."""
    return tuple(dict.fromkeys(badge_of(mark) for mark in listed))


def badge_text(badge: Badge) -> Text:
    """Give a badge as it is shown: `[US SDN]`."""
    return Text(f"[{badge.short}]", badge.style)


def party_items(party: PartyRef | Supplier, page: Page) -> Iterator[Item]:
    """Give the pieces of a party's line: name and native name, country, badges."""
    yield Item(name_text(party.name, party.native, page))
    if party.country:
        yield Item(party.country, page.dot)
    for badge in badges_of(party.listed):
        yield Item(badge_text(badge), " ")


def name_text(name: str, native: str, page: Page, style: str = NAME) -> Text:
    """Give a name with its own script beside it; a screen of ASCII shows the Latin name alone."""
    text = Text().append(name, style)
    if native and native != name and page.screen.unicode:
        text.append("  ").append(native, NATIVE)
    return text
