"""What feeds hold beside parties and claims: which rows rest on each, their HS codes, and trade between countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from supplychain_cli.model.entity import HS, HS_COMMON
from supplychain_cli.snapshot.column import first_not_below
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.rows import FlowLine


def resting_on(snapshot: Snapshot, feed: str, limit: int) -> dict[str, tuple[int, list[str]]]:
    """How many relations, listings and parties a feed gives, and the ids of the first; empty for no feed."""
    segment = next((each for each in snapshot.segments if each.is_feed and each.name == feed), None)
    if segment is None:
        return {}
    ids = segment.table("node")["id"]
    counts = segment.edges, segment.info.counts.get("listing", 0), segment.nodes
    verbs = segment.edge_id, segment.listing_id, ids.__getitem__
    found = zip(("relations", "listings", "entities"), counts, verbs, strict=True)
    return {name: (count, [verb(at) for at in range(min(count, limit))]) for name, count, verb in found}


def codes(snapshot: Snapshot, prefix: str) -> list[str]:
    """Goods of feeds, `hs-` and up to six digits, whose digits begin with these, or are the first six of these."""
    found: set[str] = set()
    for segment in snapshot.segments:
        if segment.is_feed and segment.edges:
            goods = segment.edge("goods")
            terms = getattr(goods, "terms", None)
            found.update(map(goods.__getitem__, range(segment.edges)) if terms is None else terms)
    wanted = f"{HS}{prefix[:HS_COMMON]}"
    return sorted(code for code in found if code.startswith(wanted))


def flows(snapshot: Snapshot, codes: Iterable[str], country: str = "") -> Iterator[FlowLine]:
    """Trade between countries in goods whose code begins with one of these, or with a country as either end.

    Cost: a look at the codes of the goods; for a country at all flows.
    """
    wanted = tuple(codes)
    for segment in snapshot.segments:
        table = segment.table("flow")
        places = range(len(table)) if country else _beginning(table["goods"], len(table), wanted)
        for at in places if len(table) else ():
            row = FlowLine(segment.name, *(table[column][at] for column in FlowLine._fields[1:]))
            if not country or country in {row.reporter, row.partner}:
                yield row


def _beginning(goods: Any, count: int, wanted: tuple[str, ...]) -> Iterator[int]:  # noqa: ANN401 - any column
    """Give the rows of a sorted column of codes that begin with one of these texts."""
    if not hasattr(goods, "codes"):
        # The code is the same in every row.
        yield from range(count if count and wanted and goods[0].startswith(wanted) else 0)
        return
    for place, term in enumerate(goods.terms):
        if wanted and term.startswith(wanted):
            begin = first_not_below(goods.codes.__getitem__, place, 0, count)
            yield from range(begin, first_not_below(goods.codes.__getitem__, place + 1, begin, count))
