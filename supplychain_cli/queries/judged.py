"""What must be said of judgements wherever their parties come up: doubts that a number overrules, and dead letters."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic, Location, Notice
from supplychain_cli.graph.standing import judged_by
from supplychain_cli.graph.view import View
from supplychain_cli.snapshot.rows import Held

_ENDS = ("left", "right")
_SHOWN = 2


def remarks(view: View, node: int) -> Iterator[Notice]:
    """Say where the records of a party are one although a person was unsure, and which judgements on it are void.

    Cost: a look-up for each record of the party, and the judgements on them.
    """
    names = {view.snapshot.node_at(member).id for member in view.members(node)}
    judged = {identity for name in names for identity in view.snapshot.judged(name)}
    for identity in sorted(judged):
        held = view.record("identities", identity)
        if held is None or not judged_by(view.scope, held.plain):
            continue
        if held.plain["judgement"] == "unsure" and {held.plain[end] for end in _ENDS} <= names:
            yield Notice("N404", overruled(view, held, node))
        for end in absent(view, held):
            yield Notice(
                "N405",
                f"The judgement {identity} ({held.plain['judgement']}) has no effect: {_why_absent(view, end)}",
            )


def overruled(view: View, held: Held, node: int) -> str:
    """Say what makes one party of two records on which a person was unsure."""
    ends = {view.snapshot.node(held.plain[end]) for end in _ENDS}
    nodes = {row.node for row in ends if row is not None}
    links = view.links(node)
    direct = [link for link in links if {link.one, link.other} == nodes]
    reasons = list(dict.fromkeys(link.why for link in direct or links))
    more = f" and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    plain = held.plain
    return (
        f"The records {plain['left']} and {plain['right']} are taken for one party because of "
        f"{', '.join(reasons[:_SHOWN])}{more}, although {plain['by']} was unsure ({held.id})."
    )


def absent(view: View, held: Held) -> list[str]:
    """Give the records that a judgement names and that are in no segment: of a feed, for `check` refuses all others."""
    return [held.plain[end] for end in _ENDS if view.snapshot.node(held.plain[end]) is None]


def void(view: View) -> Iterator[Diagnostic]:
    """Give a complaint for every record of a feed that a judgement names and the feed does not hold, in order of ids.

    Cost: a look-up for each end of each judgement.
    """
    for held in view.snapshot.records("identities"):
        for end in absent(view, held):
            yield Diagnostic(
                "R365",
                f"The judgement `{held.id}` has no effect: {_why_absent(view, end)}",
                Location(held.file, held.line),
                severity="warning",
                help="Look the party up in the feed under its present key and judge anew, or take the judgement back: "
                f"`supplychain match --revoke {held.id}`.",
            )


def _why_absent(view: View, name: str) -> str:
    feed, _, key = name.partition(":")
    known = any(segment.is_feed and segment.name == feed for segment in view.snapshot.segments)
    if known:
        return f"the feed {feed} holds no party {key}."
    return f"the feed {feed}, of which it names the party {key}, is not there."
