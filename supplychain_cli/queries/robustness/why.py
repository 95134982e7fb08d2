"""What the finding that goods can get from one party to another hangs on: the fewest records, and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import Party, View
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import Leg
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.assumed import Supposed
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.prune import between
from supplychain_cli.queries.chains.search import Found
from supplychain_cli.queries.chains.supposing import chains_supposing
from supplychain_cli.queries.chains.trace import chains, legs_of
from supplychain_cli.queries.robustness.answers import CutSource, EvidenceCut, SourceCut, WhyAnswer
from supplychain_cli.queries.robustness.fewest import Way
from supplychain_cli.queries.robustness.hunt import Hunt

_WEIGHED = 50
"""Smallest cuts that are found before the weakest ones are shown."""


def why(view: View, source: Party, target: Party, ask: Ask, supposed: Supposed | None = None) -> WhyAnswer:
    """Find the fewest records, and the fewest sources, that leave no chain from `source` to `target` if all are wrong.

    A chain is what `trace` finds with the same limits. At most `ask.limit` cuts of each sort are shown, the one with
    the weakest evidence first: a cut is as strong as its strongest record, since all of them must be wrong.

    Without a chain `best` is None, the counts are 0 and `explored` says what was searched. `complete` is False when
    the budget ended the search; the counts are then lower bounds. Cost: a search for each chain that is needed to
    show that nothing smaller would do.

    With `supposed`, chains that need an assumption count too, and an assumption may be wrong like a record. No source
    states it, so that such a chain has fallen before any source does.
    """
    if supposed is None:
        first = chains(view, source, target, replace(ask, limit=1))
    else:
        first, view = chains_supposing(supposed, source, target, replace(ask, limit=1)), supposed.view
    scribe = Scribe(view) if supposed is None else supposed.scribe
    hunt = Hunt(view, between(view, source.node, target.node, ask), target.node, ask)
    records, sources = hunt.records(_WEIGHED), hunt.sources(_WEIGHED)
    legs = _legs(scribe, source, hunt.known.values())
    cuts = sorted((_evidence_cut(cut, legs) for cut in records.sets), key=_by_strength)
    source_cuts = sorted((_source_cut(cut, legs) for cut in sources.sets), key=_by_reliability)
    shown = tuple(cuts[: ask.limit]) if first.chains else ()
    ends = sorted({end for cut in shown for leg in cut.records for end in (leg.from_, leg.to)})
    exact = first.complete and records.proven and sources.proven
    spent = Notice(
        "N101",
        "The search met its limit of work before it was finished; the finding may hang on more records than the number "
        "given.",
    )
    return WhyAnswer(
        from_=first.from_,
        to=first.to,
        max_legs=ask.max_legs,
        best=first.chains[0] if first.chains else None,
        chains=len(hunt.known),
        records=records.size,
        cuts=shown,
        more_cuts=records.more or len(cuts) > ask.limit,
        sources=sources.size,
        source_cuts=tuple(source_cuts[: ask.limit]) if first.chains else (),
        more_source_cuts=sources.more or len(source_cuts) > ask.limit,
        parties=tuple(map(scribe.named, ends)),
        exact=exact,
        explored=None if first.chains else first.explored,
        notices=() if exact else (spent,),
        complete=exact,
    )


def _legs(scribe: Scribe, source: Party, known: Iterable[Found]) -> dict[str, Leg]:
    """Write out every relation and assumption of the chains once, as the first of them walks it."""
    legs: dict[str, Leg] = {}
    for found in known:
        for arc, leg in zip(found.arcs, legs_of(scribe, source.node, found), strict=True):
            legs.setdefault(arc.edge.id, leg)
    return legs


def _evidence_cut(relations: Way, legs: dict[str, Leg]) -> EvidenceCut:
    records = tuple(legs[relation] for relation in sorted(relations))
    if not records:
        return EvidenceCut((), "", "")
    strongest = min(records, key=_strength)
    return EvidenceCut(records, strongest.grade, strongest.basis)


def _strength(leg: Leg) -> tuple[int, bool]:
    return (GRADES.index(leg.grade), leg.basis == "inferred")


def _by_strength(cut: EvidenceCut) -> tuple[tuple[int, bool], list[str]]:
    weakest = min((_strength(leg) for leg in cut.records), default=(0, False))
    return ((-weakest[0], not weakest[1]), [leg.relation for leg in cut.records])


def _source_cut(sources: Way, legs: dict[str, Leg]) -> SourceCut:
    return SourceCut(tuple(_cut_source(source, legs) for source in sorted(sources)))


def _cut_source(source: str, legs: dict[str, Leg]) -> CutSource:
    citing = [leg for leg in legs.values() if any(piece.source == source for piece in leg.sources)]
    piece = next(piece for leg in citing for piece in leg.sources if piece.source == source)
    return CutSource(
        source,
        piece.publisher,
        piece.title,
        piece.date,
        piece.url,
        piece.reliability,
        tuple(sorted(leg.relation for leg in citing)),
    )


def _by_reliability(cut: SourceCut) -> tuple[int, list[str]]:
    """Order the least reliable first; F, which cannot be judged, counts as the least."""
    return (
        -ord(min((source.reliability or "F" for source in cut.sources), default="F")),
        [source.id for source in cut.sources],
    )
