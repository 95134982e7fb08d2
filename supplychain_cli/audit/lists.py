"""Which lists are asked about, whether the records hold them, and how old they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.audit.finding import ListAge
from supplychain_cli.graph import standing
from supplychain_cli.graph.view import View
from supplychain_cli.light import dataclass
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import day_text, parse_day
from supplychain_cli.model.evidence import Source
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.snapshot.counting import tally, tally_of_feeds

DEFAULT_REGIMES = ("us", "eu", "uk")
DEFAULT_MEASURES = ("blocking", "export-control")
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that an audit asks about.

    `words` are what was asked: an authority (`us-ofac`), a family of them (`us`), or an ownership rule, which asks for
    the listings of its authority. `authorities` are those of the records that fit, `missing` the words that fit none.
    """

    words: tuple[str, ...]
    authorities: tuple[str, ...]
    measures: tuple[str, ...]
    missing: tuple[str, ...]


def understood(view: View, words: Iterable[str], measures: Iterable[str]) -> Lists:
    """Find the authorities that words mean. `all` means every one; cost: the authorities, counted from one column."""
    asked, kinds = tuple(dict.fromkeys(words)), tuple(dict.fromkeys(measures))
    held = list(_counts(view))
    rules = {rule.id: rule.authority for rule in regimes.recorded(view)}
    fitting = {word: [name for name in held if _fits(name, rules.get(word, word))] for word in asked}
    return Lists(
        asked,
        tuple(sorted({name for names in fitting.values() for name in names})),
        () if EVERYTHING in kinds else kinds,
        tuple(word for word, names in fitting.items() if not names),
    )


def ages(view: View, lists: Lists) -> tuple[ListAge, ...]:
    """Give each list with the newest date of a source that its listings in force cite, by authority.

    The listings of a feed cite the feed. Cost: the distinct sources of the listings; one pass over the listings.
    """
    counts, cited = _counts(view), _cited(view)
    return tuple(_age(view, name, counts[name], cited.get(name, set())) for name in lists.authorities)


def _counts(view: View) -> dict[str, int]:
    """Count the listings in force by authority."""
    return dict(tally(view.snapshot, "listing", "authority", where=standing.listings(view.scope)))


def _cited(view: View) -> dict[str, set[str]]:
    """Give the sources that the listings in force of each authority cite."""
    sources: dict[str, set[str]] = {}
    for source, section, name in view.snapshot.citations():
        if section == "listings":
            sources.setdefault(name, set()).add(source)
    found: dict[str, set[str]] = {}
    for row in view.snapshot.written_listings():
        if standing.of_listing(view.scope, row) == "counts":
            found.setdefault(row.authority, set()).update(sources.get(row.id, ()))
    for feed, rows in tally_of_feeds(
        view.snapshot, "listing", "authority", where=standing.listings(view.scope)
    ):
        for authority, _ in rows:
            found.setdefault(authority, set()).add(feed)
    return found


def _age(view: View, name: str, count: int, cited: Iterable[str]) -> ListAge:
    days = [day for source in cited for day in _dates(view, source)]
    if not days:
        return ListAge(name, count, "", None)
    return ListAge(name, count, day_text(max(days)), max(0, view.scope.today - max(days)))


def _dates(view: View, source: str) -> Iterator[int]:
    held = view.record("sources", source)
    date = from_plain(Source, held.plain).date if held else ""
    if date:
        yield parse_day(date)


def _fits(authority: str, word: str) -> bool:
    return word in {EVERYTHING, authority} or authority.startswith(f"{word}-")
