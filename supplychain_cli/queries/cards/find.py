"""Who a name could mean: parties, systems and goods whose recorded names fit, best first, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import View
from supplychain_cli.matching.index import NameIndex
from supplychain_cli.matching.keys import keys_of, names_nobody
from supplychain_cli.matching.resolve import Candidate, search
from supplychain_cli.queries.cards.found import FindAnswer, Match

if TYPE_CHECKING:
    from supplychain_cli.matching.explanation import Comparison
    from supplychain_cli.queries.chains.answers import Listed

_LONGEST = 120
"""Characters of a name asked for that are repeated where it is not found."""


def matches(
    view: View,
    names: NameIndex,
    text: str,
    *,
    kind: str = "",
    country: str = "",
    limit: int = 10,
    explain: bool = False,
    reasons: bool = True,
) -> FindAnswer:
    """Find whom `text` could mean: a name in any script, an id or an identifier; at most `limit`, best first.

    `kind` (a kind of entity, or `good`) and `country` (two letters) leave out others; empty admits all. `explain`
    adds the comparison word by word; without `reasons` no match says why it fits. Nothing near: no matches, and a
    notice that says what to try. Cost: a few look-ups by key, and some forty names compared; each reason is another
    comparison.
    """

    def accept(party: str) -> bool:
        found = view.find(party)
        return found is not None and kind in {"", found.kind} and country in {"", found.country}

    found = search(text, names, limit=limit + 1, accept=accept)
    asked = text if explain else ""
    shown = tuple(_match(view, candidate, asked, reasons=reasons) for candidate in found[:limit])
    return FindAnswer(
        matches=shown,
        more=len(found) > limit,
        searched=view.snapshot.count_names(),
        notices=() if shown else (_nothing(text, limited=bool(kind or country)),),
    )


def _match(view: View, candidate: Candidate, asked: str, *, reasons: bool) -> Match:
    party = view.find(candidate.party)
    assert party is not None  # only parties in scope are accepted  # noqa: S101
    return Match(
        id=party.id,
        name=party.name,
        native=party.native,
        kind=party.kind,
        country=party.country,
        score=candidate.score,
        matched=candidate.name,
        why=candidate.why if reasons else "",
        listed=_listed(view, party.node),
        comparison=_compared(asked, candidate.name) if asked and not candidate.identified else None,
    )


def _listed(view: View, node: int) -> tuple[Listed, ...]:
    marks = view.marks(node)
    if not marks:
        return ()
    from supplychain_cli.queries.chains.answers import Listed  # as few who are found are listed

    return tuple(Listed(*mark) for mark in marks)


def _compared(asked: str, name: str) -> Comparison:
    from supplychain_cli.matching.explanation import explained  # only where it is asked for

    return explained(asked, name)


def _nothing(text: str, *, limited: bool) -> Notice:
    if nothing := names_nobody(keys_of(text)):
        return Notice(
            "N301", f"{nothing} Write a name, an identifier such as an INN or USCC, or `id:` and an id."
        )
    said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
    wider = "leave out --kind and --country, or " if limited else ""
    return Notice(
        "N301",
        f"No recorded name is like '{said}'. To search on, {wider}try fewer words, another spelling, the name in its "
        "own script, or an identifier such as an INN or USCC. A party that is not in these records may still exist.",
    )
