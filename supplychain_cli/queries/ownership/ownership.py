"""Who owns a party, up to its last owners; what it owns; and what the ownership rules say of it on a day."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Move, Party, View
from supplychain_cli.model.dates import day_text
from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.ownership.answers import Circle, Claim, OwnershipAnswer
from supplychain_cli.queries.ownership.contradictions import contradictions
from supplychain_cli.queries.ownership.estate import Estate
from supplychain_cli.queries.ownership.figures import range_of
from supplychain_cli.queries.ownership.holdings import KINDS, Holdings, closure, holding_of
from supplychain_cli.queries.ownership.judging import Judge
from supplychain_cli.queries.ownership.lastowners import rest
from supplychain_cli.queries.ownership.tree import Tree

LIMIT = 20_000
"""How many parties are looked at, up and again down, before the reading ends."""


def of(
    view: View,
    party: Party,
    *,
    regimes: tuple[str, ...] = (),
    down: bool = False,
    open_world: bool = False,
    limit: int = LIMIT,
) -> OwnershipAnswer:
    """Tell who owns a party on the day asked about, and what each rule in force (or each wanted) says of it.

    Economic interests follow Brioschi's integrated ownership, claims the last owners; see
    `queries.ownership.interest`. Verdicts are those of `queries.ownership.verdict`. Indirect statements are shown and
    never added to the stakes that make them up, candidates are shown and never counted. `owners` is empty when the
    records name none.

    `complete` is False when a limit ended the reading or the arithmetic; figures that were not worked out are None, and
    a verdict that more reading could change is `undetermined`. Cost: the closure of the party, up and, with `down`,
    down; nothing else of the records.
    """
    day = view.scope.listings_on
    scribe = Scribe(view)
    above = closure(view, [party.node], (Move.UP,), limit).on(day)
    estate = Estate(party.node, above)
    below = _below(view, party.node, limit).on(day) if down else None
    lower = Estate(party.node, below) if below else None
    circles = tuple(dict.fromkeys((*estate.circles, *(lower.circles if lower else ()))))
    names = {node: f"circle {number}" for number, circle in enumerate(circles, 1) for node in circle}
    tree = Tree(view, scribe, above, names)
    judge = Judge(view, scribe, above, party.node, open_world=open_world)
    assets = None
    if below and lower:
        worth = lower.of_assets()
        assets = Tree(view, scribe, below, names).down(party.node, worth.get)
    owners = tree.up(party.node, estate.of_owner)
    claims = tuple(
        Claim(scribe.party(view.party(node)), others, range_of(share), tree.end(node))
        for (node, others), share in sorted(estate.claims().items(), key=_largest)
        if share.high
    )
    cut = above.cut or (below is not None and below.cut)
    spent = estate.spent or (lower is not None and lower.spent)
    return OwnershipAnswer(
        party=scribe.party(party),
        day=day_text(day),
        open_world=open_world,
        owners=owners,
        unrecorded=range_of(rest(above.stakes(party.node))),
        claims=claims,
        assets=assets,
        circles=tuple(
            Circle(
                names[circle[0]],
                tuple(scribe.party(view.party(node)) for node in circle),
                circle in estate.closed or (lower is not None and circle in lower.closed),
            )
            for circle in circles
        ),
        verdicts=judge.verdicts(regimes),
        not_in_force=judge.resting(regimes),
        contradictions=contradictions(view, scribe, above),
        searched=len(above.parties() | (below.parties() if below else frozenset()) | {party.node}),
        notices=tuple(_notices(limit, judge.candidates(), above, cut=cut, spent=spent)),
        complete=not (cut or spent),
    )


def _below(view: View, node: int, limit: int) -> Holdings:
    """Collect what lies below a party, and the other owners of it, whose stakes bound those that are not recorded."""
    found = closure(view, [node], (Move.DOWN,), limit)
    known = {held.edge.id for held in found.all()}
    for asset in tuple(found.above):
        for edge, _ in view.first_steps(asset, Move.UP, limit, KINDS):
            if edge.id not in known and edge.status != "candidate":
                found.add(holding_of(edge))
    return found


def _largest(claim: tuple[tuple[int, bool], Stake]) -> tuple[Fraction, Fraction, bool, int]:
    (node, others), share = claim
    return (WHOLE - share.low, WHOLE - share.high, others, node)


def _notices(limit: int, candidates: int, above: Holdings, *, cut: bool, spent: bool) -> Iterator[Notice]:
    if cut:
        yield Notice(
            "N101",
            f"The reading stopped after {limit:,} parties or twice as many relations; there may be more, and a verdict "
            "that more could change is undetermined.",
        )
    if spent:
        yield Notice(
            "N105",
            "The holdings are too entangled to work out every economic interest; those that are missing are unknown.",
        )
    if candidates:
        what = "1 listing of an owner is" if candidates == 1 else f"{candidates:,} listings of owners are"
        yield Notice("N106", f"{what} recorded as a candidate, which nobody has verified; no rule counts it.")
    if above.aside:
        what = "1 tie is" if len(above.aside) == 1 else f"{len(above.aside):,} ties are"
        yield Notice(
            "N106", f"{what} recorded as a candidate, which nobody has verified: shown, and not counted."
        )
