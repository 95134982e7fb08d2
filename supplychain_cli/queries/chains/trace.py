"""How goods can get from one party to another, who stands between, and how good the evidence is for each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Edge, Move, Party, Sieve, View
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.kinds import WALKABLE_KINDS
from supplychain_cli.queries.chains.answers import Chain, Explored, Leg, Reach, TraceAnswer
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.best import Best
from supplychain_cli.queries.chains.continuity import Continuity
from supplychain_cli.queries.chains.grammar import Phase
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.prune import Piece
from supplychain_cli.queries.chains.search import Found

SPENT = Notice(
    "N101",
    "The search met its limit of work before it was finished; there may be more chains, or better ones.",
)
_ENDS_SHOWN = 5
_MORE_LEGS = 4  # how much further a search without a chain looks, to say what would help


def chains(view: View, source: Party, target: Party, ask: Ask) -> TraceAnswer:
    """Find the chains from `source` to `target`, best evidence first, at most `ask.limit`.

    A chain reads `down* flow (within-group? flow)* up*`; see `supplychain guide chains`. Chains come in one
    order: strongest weakest leg, fewer inferences, fewer legs, ids. Chains that record one flow in more or
    fewer legs are shown once, the better one, and name each other's relations.

    When there is none, `chains` is empty and `explored` says how far the search came and which limits, once
    lifted, would give one. `complete` is False when the budget ended the search. Cost: the two neighbourhoods
    of half the legs, and the partial chains at least as good as the last one shown.
    """
    search = Best(view, source.node, target.node, ask)
    groups = list(islice(same_flows(view, search.chains()), ask.limit + 1))
    scribe = Scribe(view)
    shown = tuple(chain_of(view, scribe, source, group) for group in groups[: ask.limit])
    relaxed = () if shown or search.spent else tuple(_relaxations(view, source, target, ask))
    return TraceAnswer(
        from_=scribe.party(source),
        to=scribe.party(target),
        chains=shown,
        more=len(groups) > ask.limit,
        explored=Explored(
            ask.max_legs,
            _reach(view, scribe, search.piece, ask, forward=True),
            _reach(view, scribe, search.piece, ask, forward=False),
            relaxed,
        ),
        notices=(SPENT,) if search.spent else (),
        complete=not search.spent,
    )


def same_flows(view: View, found: Iterable[Found]) -> Iterator[list[Found]]:
    """Group chains that record one flow: they differ where one goes `through` parties that the other names as legs.

    Lazy, in the order of the best of each group. A group that was given keeps growing while further ones are
    drawn.
    """
    groups: list[list[Found]] = []
    for chain in found:
        home = next((group for group in groups if _one_flow(view, group[0], chain)), None)
        if home is not None:
            home.append(chain)
            continue
        groups.append([chain])
        yield groups[-1]


def _one_flow(view: View, one: Found, other: Found) -> bool:
    """Whether the chains pass the same parties once each summary is read with the parties it goes through."""
    short, long = sorted((one, other), key=lambda chain: len(chain.arcs))
    rest = iter(long.arcs)
    for arc in short.arcs:
        between: set[str] = set()
        for step in rest:
            if step.to.node == arc.to.node:
                break
            between.add(view.party(step.to.node).id)
        else:
            return False
        if not between <= set(arc.edge.through):
            return False
    return len(short.arcs) < len(long.arcs)


def chain_of(view: View, scribe: Scribe, source: Party, group: list[Found]) -> Chain:
    """Write out the first chain of a group that records one flow; all begin at `source`."""
    best = group[0]
    legs = tuple(legs_of(scribe, source.node, best))
    strengths = [
        (GRADES.index(leg.grade), leg.basis == "inferred" or "within-group" in leg.marks) for leg in legs
    ]
    weakest = strengths.index(max(strengths))
    parties = (source, *(view.party(arc.to.node) for arc in best.arcs))
    own = {leg.relation for leg in legs}
    return Chain(
        legs=legs,
        parties=tuple(scribe.party(party) for party in parties),
        weakest=weakest,
        grade=legs[weakest].grade,
        basis="inferred" if best.rank.weakest[1] else "stated",
        inferences=best.rank.inferences,
        marks=tuple(dict.fromkeys(mark for leg in legs for mark in leg.marks)),
        same_flow=tuple(dict.fromkeys(i for twin in group[1:] for i in twin.rank.ids if i not in own)),
    )


def legs_of(scribe: Scribe, start: int, found: Found) -> Iterator[Leg]:
    """Write out the legs of a chain that begins at the party numbered `start`."""
    for arc, goods in zip(found.arcs, found.goods, strict=True):
        within = arc.to.phase is Phase.WITHIN and arc.move is not Move.SAME
        marks = ("within-group",) if within else ()
        if arc.move is Move.CUSTOMER and goods is not Continuity.KEPT:
            marks = (*marks, goods.value)
        yield scribe.leg(arc.edge, start, arc.move, marks)
        start = arc.to.node


def _reach(view: View, scribe: Scribe, piece: Piece, ask: Ask, *, forward: bool) -> Reach:
    """Say how far one end was explored, and at which parties the records end, nearest first."""
    seen = piece.forward if forward else piece.backward
    trade, hierarchy = (Move.CUSTOMER, Move.UP) if forward else (Move.SUPPLIER, Move.DOWN)
    anything = Sieve(ask.kinds)
    ends = (
        view.party(node)
        for node in seen.nearest
        if not any(view.leads(node, move, anything) for move in (trade, hierarchy))
    )
    unnamed = (
        scribe.leg(edge, edge.tail, Move.CUSTOMER) for edge in _unnamed(view, seen.nearest, trade, ask)
    )
    return Reach(
        seen.parties,
        seen.legs,
        tuple(scribe.party(party) for party in islice(ends, _ENDS_SHOWN)),
        tuple(islice(unnamed, _ENDS_SHOWN)),
    )


def _unnamed(view: View, parties: Iterable[int], trade: Move, ask: Ask) -> Iterator[Edge]:
    """Give the flows whose other end is a country alone, by party and then by id."""
    for node in parties:
        closed = view.closed(node, trade, ask.sieve)
        edges = [view.edge(edge) for edge, other, _ in closed if view.party(other).kind == "country"]
        yield from sorted(edges)


def _relaxations(view: View, source: Party, target: Party, ask: Ask) -> Iterator[str]:
    """Try the question again with one limit lifted, and name the options that would give a chain."""
    lifted = {
        "--any-time": replace(ask, any_time=True),
        "without --goods": replace(ask, goods=None),
        "without --same-goods": replace(ask, same_goods=False),
        "without --strict": replace(ask, strict=False),
        "without --min-grade": replace(ask, min_grade=len(GRADES) - 1),
        "without --avoid": replace(ask, avoid=frozenset()),
        "without --through": replace(ask, through=frozenset()),
        "--max-legs": replace(ask, max_legs=ask.max_legs + _MORE_LEGS),
        f"--via {','.join(sorted(WALKABLE_KINDS))}": replace(ask, kinds=WALKABLE_KINDS),
    }
    for option, wider in lifted.items():
        if wider == ask:
            continue
        found = next(Best(view, source.node, target.node, wider).chains(), None)
        if found:
            yield f"{option} {len(found.arcs)}" if option == "--max-legs" else option
