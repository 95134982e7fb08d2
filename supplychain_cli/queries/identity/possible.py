"""Which parties may be the same, for chains that are asked for under that assumption (`queries.chains.assumed`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.standing import judged_by
from supplychain_cli.graph.view import Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.matching.index import NameIndex
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import Identity
from supplychain_cli.model.kinds import NEVER_PASSED
from supplychain_cli.queries.cards.party import place
from supplychain_cli.queries.chains.answers import Assumption
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.identity.pairs import MatchPair
from supplychain_cli.queries.identity.propose import Progress, Wanted, pairs
from supplychain_cli.snapshot.format import RECORDS

MOST = 500
"""Parties and goods of the records up to which the names of all are compared; beyond, those of the ends alone."""
_PAIRS = 1_000


@dataclass(frozen=True, slots=True)
class Possible:
    """What may be supposed, and what is to be said about it."""

    assumptions: tuple[Assumption, ...]
    notices: tuple[Notice, ...]


def possible(
    view: View,
    names: NameIndex,
    ends: Collection[Party],
    progress: Progress = lambda _done, _of: None,
) -> Possible:
    """Give the pairs that a person judged `unsure`, then those with near names on which nobody has judged.

    Left out are pairs that were judged `different`. Names are compared as `match` does: those of `ends` with all
    others, and among the records those of all parties, if they are few. Cost: every judgement, and some look-ups for
    each name that is compared.
    """
    judged = [
        from_plain(Identity, held.plain)
        for held in view.snapshot.records("identities")
        if judged_by(view.scope, held.plain)
    ]
    apart = {_parties(view, each.left, each.right) for each in judged if each.judgement == "different"}
    kept = []
    for each in (*_unsure(view, judged), *_near(view, names, ends, progress)):
        parties = _parties(view, each.left.id, each.right.id)
        if parties not in apart and not any(party.kind in NEVER_PASSED for party in parties):
            kept.append(each)
    return Possible(tuple(kept), tuple(_notices(view, kept)))


def _parties(view: View, *names: str) -> frozenset[Party]:
    """Give the parties of records; of a record that is not in scope none."""
    return frozenset(party for name in names if (party := view.find(name)) is not None)


def _unsure(view: View, judged: Iterable[Identity]) -> Iterator[Assumption]:
    scribe = Scribe(view)
    for made in judged:
        left, right = view.find(made.left), view.find(made.right)
        if made.judgement != "unsure" or left is None or right is None or left.node == right.node:
            continue
        held = view.record("identities", made.id)
        assert held is not None  # it was read from there  # noqa: S101
        yield Assumption(
            left=scribe.party(left),
            right=scribe.party(right),
            because="judgement",
            why=made.why,
            judgement=made.id,
            by=made.by,
            on=made.on,
            score=None,
            location=place(held),
        )


def _near(view: View, names: NameIndex, ends: Collection[Party], progress: Progress) -> Iterator[Assumption]:
    every = frozenset(segment.name for segment in view.snapshot.segments if segment.is_feed) | {RECORDS}
    told = set()
    wanted = [Wanted(tuple(ends), every, _PAIRS)]
    if _few(view):
        wanted.append(Wanted((), frozenset(), _PAIRS))
    for asked in wanted:
        for pair in pairs(view, names, asked, progress).pairs:
            ids = (pair.left.party.id, pair.right.party.id)
            if ids not in told:
                told.add(ids)
                yield _assumption(pair)


def _assumption(pair: MatchPair) -> Assumption:
    return Assumption(
        left=pair.left.party,
        right=pair.right.party,
        because="names",
        why=pair.why,
        judgement="",
        by="",
        on="",
        score=pair.score,
        location=f"{pair.left.location}, {pair.right.location}",
    )


def _few(view: View) -> bool:
    return view.snapshot.records_segment.nodes <= MOST


def _notices(view: View, kept: Collection[Assumption]) -> Iterator[Notice]:
    if not kept:
        yield Notice(
            "N402",
            "No two parties could be supposed to be the same: no judgement is `unsure`, and no two names are near.",
        )
    if not _few(view):
        yield Notice(
            "N403",
            f"These records hold more than {MOST} parties and goods, so that only the names of the parties "
            "asked about were compared with others; judgements `unsure` count wherever they are.",
        )
