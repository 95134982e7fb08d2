"""Whether the records still say what their expectations demand of them."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import Expectation
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import between
from supplychain_cli.queries.chains.search import Found, Search


def broken(view: View) -> Iterator[Diagnostic]:
    """Give a complaint for every expectation of the dataset that does not hold, in order of ids.

    A chain must pass exactly the parties named, as `trace` would find it without options. Cost: a search for each.
    """
    for held in view.snapshot.records("expectations"):
        expectation = from_plain(Expectation, held.plain)
        place = Location(held.file, held.line)
        yield from _missing(view, expectation, place)
        yield from _unwanted(view, expectation, place)
        yield from _miscounted(view, expectation, place)


def _missing(view: View, expectation: Expectation, place: Location) -> Iterator[Diagnostic]:
    wanted = expectation.chain
    if wanted and not _has_chain(view, wanted):
        yield Diagnostic(
            "R350",
            f"A chain is expected that the records do not give: {expectation.says}",
            place,
            notes=(f"The chain is: {', '.join(wanted)}.",),
            help=f"See what `supplychain trace id:{wanted[0]} --to id:{wanted[-1]}` finds; mend the records or this.",
        )


def _has_chain(view: View, wanted: tuple[str, ...]) -> bool:
    parties = [view.find(name) for name in wanted]
    nodes = [party.node for party in parties if party is not None]
    if len(nodes) < len(wanted):
        return False
    ask = Ask(max_legs=max(len(nodes) - 1, 1), through=frozenset(nodes[1:-1]))
    return any(_passed(found, nodes[0]) == nodes for found in _chains(view, nodes[0], nodes[-1], ask))


def _unwanted(view: View, expectation: Expectation, place: Location) -> Iterator[Diagnostic]:
    ends = [view.find(name) for name in expectation.no_chain]
    if len(ends) < 2 or ends[0] is None or ends[-1] is None:  # noqa: PLR2004 - a chain has two ends
        return
    first, last = ends[0].node, ends[-1].node
    found = next(_chains(view, first, last, Ask()), None)
    if found is not None:
        names = ", ".join(view.party(node).id for node in _passed(found, first))
        yield Diagnostic(
            "R351",
            f"The records give a chain where none is expected: {expectation.says}",
            place,
            notes=(f"The chain is: {names}.", f"Its relations are: {', '.join(found.rank.ids)}."),
            help="Look at each of these relations; mend the one that is wrong, or the expectation.",
        )


def _miscounted(view: View, expectation: Expectation, place: Location) -> Iterator[Diagnostic]:
    low, high = expectation.at_least, expectation.at_most
    # A status is written out only where it is not `current`.
    count = sum("status" not in held.plain for held in view.snapshot.records(expectation.count))
    if not expectation.count or ((low is None or low <= count) and (high is None or count <= high)):
        return
    bounds = " and ".join(
        [
            *([f"at least {low:,}"] if low is not None else []),
            *([f"at most {high:,}"] if high is not None else []),
        ]
    )
    yield Diagnostic(
        "R352",
        f"The section `{expectation.count}` holds {count:,} current records; expected are {bounds}: {expectation.says}",
        place,
        help="Find out what was added or lost; mend the records or the expectation.",
    )


def _chains(view: View, source: int, target: int, ask: Ask) -> Iterator[Found]:
    return Search(between(view, source, target, ask), ask, Products(view)).chains()


def _passed(found: Found, start: int) -> list[int]:
    return [start, *(arc.to.node for arc in found.arcs)]
