"""What differs between two states of the same feeds: party by party, as the publisher numbers them.

The parties of a feed keep their ids from one list to the next; its rows do not. So relations and listings are compared
by what they say, and each is gained or lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from supplychain_cli.model.dates import day_text
from supplychain_cli.model.kinds import KINDS, TURNED
from supplychain_cli.queries.difference.answers import FeedChange, FieldChange, PartyChange
from supplychain_cli.snapshot.format import EDGE_CLASSES
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.segment import Segment

MOST = 2_000
"""Parties of a feed that are named; all are counted."""
_PARTY = ("name", "kind", "country")
_LISTING = ("authority", "programme", "measure", "entry", "first", "last", "effect")
_RELATION = ("first", "last", "goods", "share", "votes", "status", "text", "quantity", "value", "reference")


def feed_changes(old: Snapshot, new: Snapshot) -> tuple[FeedChange, ...]:
    """Compare the feeds of two datasets that differ, by name.

    A feed that only one side has is added or removed as a whole, and none of its parties is named. Cost: both states of
    each feed that differs, once; memory that of one party and of those named.
    """
    before, after = _segments(old), _segments(new)
    found = (
        _change(name, before.get(name), after.get(name)) for name in sorted(before.keys() | after.keys())
    )
    return tuple(change for change in found if change is not None)


def _segments(snapshot: Snapshot) -> dict[str, Segment]:
    return {segment.name: segment for segment in snapshot.segments if segment.is_feed}


def _change(name: str, old: Segment | None, new: Segment | None) -> FeedChange | None:
    if old is not None and new is not None:
        kept = old.info.meta.get("kept"), new.info.meta.get("kept")
        return None if kept[0] and kept[0] == kept[1] else _compared(name, old, new)
    only = new or old
    assert only is not None  # a name comes from one of them  # noqa: S101
    sign = 1 if new else -1
    sizes = only.nodes, only.edges, only.info.counts.get("listing", 0)
    gained, lost = (sizes, (0, 0, 0)) if sign > 0 else ((0, 0, 0), sizes)
    return FeedChange(
        name, "added" if new else "removed",
        added=gained[0], removed=lost[0], renamed=0, changed=0,
        relations_gained=gained[1], relations_lost=lost[1], listings_gained=gained[2], listings_lost=lost[2],
        parties=(), more=only.nodes > 0,
    )  # fmt: skip


def _compared(name: str, old: Segment, new: Segment) -> FeedChange | None:
    counts: Counter[str] = Counter()
    parties: list[PartyChange] = []
    for before, after in _paired(old, new):
        change = _party(old, before, new, after, counts)
        if change is not None:
            counts[change.happened] += 1
            if len(parties) < MOST:
                parties.append(change)
    if not counts:
        return None
    return FeedChange(
        name, "changed",
        added=counts["added"], removed=counts["removed"], renamed=counts["renamed"], changed=counts["changed"],
        relations_gained=counts["relations+"], relations_lost=counts["relations-"],
        listings_gained=counts["listings+"], listings_lost=counts["listings-"],
        parties=tuple(parties), more=sum(counts[word] for word in ("added", "removed", "renamed", "changed")) > MOST,
    )  # fmt: skip


def _paired(old: Segment, new: Segment) -> Iterator[tuple[int | None, int | None]]:
    """Bring the parties of both sides together by id; both are sorted by it."""
    was, now = (segment.table("node")["id"] if segment.nodes else () for segment in (old, new))
    before = after = 0
    while before < old.nodes or after < new.nodes:
        left = was[before] if before < old.nodes else None
        right = now[after] if after < new.nodes else None
        if right is None or (left is not None and left < right):
            yield before, None
            before += 1
        elif left is None or right < left:
            yield None, after
            after += 1
        else:
            yield before, after
            before, after = before + 1, after + 1


def _party(
    old: Segment, before: int | None, new: Segment, after: int | None, counts: Counter[str]
) -> PartyChange | None:
    """Compare one party, counting what it gained and lost; None where nothing differs."""
    sides = ((old, before), (new, after))
    relations, listings = (
        tuple(Counter(say(segment, at)) if at is not None else Counter[str]() for segment, at in sides)
        for say in (_relations, _listings)
    )
    gained = (*(relations[1] - relations[0]).elements(), *(listings[1] - listings[0]).elements())
    lost = (*(relations[0] - relations[1]).elements(), *(listings[0] - listings[1]).elements())
    for word, (was, now) in (("relations", relations), ("listings", listings)):
        counts[f"{word}+"] += (now - was).total()
        counts[f"{word}-"] += (was - now).total()
    segment, at = (new, after) if after is not None else (old, before)
    assert at is not None  # a party is on one side at least  # noqa: S101
    node = segment.table("node")
    fields: tuple[FieldChange, ...] = ()
    happened = "added" if before is None else "removed"
    if before is not None and after is not None:
        fields = tuple(_fields(_said(old, before), _said(new, after)))
        if not (fields or gained or lost):
            return None
        happened = "renamed" if any(change.field == "name" for change in fields) else "changed"
    place = f"{segment.info.meta.get('file', segment.name)}:{node['row'][at]}"
    return PartyChange(node["id"][at], node["name"][at], happened, fields, gained, lost, place)


def _said(segment: Segment, at: int) -> dict[str, Counter[str]]:
    """Give what a feed says of a party itself."""
    node = segment.table("node")
    said = {column: Counter([str(node[column][at])] if node[column][at] else []) for column in _PARTY}
    said["names"] = Counter(row.text for row in segment.names_of(at) if row.kind != "primary")
    numbers = segment.table("identifier")
    said["identifiers"] = Counter(
        f"{numbers['scheme'][row]} {numbers['value'][row]}" for row in segment.identifiers_of(at)
    )
    details = segment.table("detail")
    said["details"] = Counter(
        f"{details['label'][row]}: {details['text'][row]}" for row in details.range_of("node", at)
    )
    return said


def _fields(old: dict[str, Counter[str]], new: dict[str, Counter[str]]) -> Iterator[FieldChange]:
    for name, now in new.items():
        if now != old[name]:
            yield FieldChange(name, tuple((old[name] - now).elements()), tuple((now - old[name]).elements()))


def _relations(segment: Segment, at: int) -> Iterator[str]:
    """Say every relation that is read from a party, each in one line."""
    edge, ids = segment.edge, segment.table("node")["id"]
    for klass in EDGE_CLASSES:
        for outward in (True, False):
            lane = segment.lane(klass, outward=outward)
            for number in lane.part(at) if lane else ():
                kind = edge("kind")[number]
                if (kind in TURNED) != outward:
                    other = ids[edge("head" if outward else "tail")[number]]
                    values = (edge(name)[number] for name in _RELATION)
                    yield _line(f"{KINDS[kind].forward} {other}", values)


def _listings(segment: Segment, at: int) -> Iterator[str]:
    table = segment.table("listing")
    for row in table.range_of("node", at):
        yield _line("listed", (table[column][row] for column in _LISTING))


def _line(says: str, values: Iterable[object]) -> str:
    """Write what is said on one line; days are numbers in a feed, and most of the rest is not said."""
    texts = (day_text(value) if isinstance(value, int) else str(value) for value in values if value)
    return ", ".join([says, *(text for text in texts if text != "current")])
