"""The card of a source: the document, how far it is trusted, and everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from supplychain_cli.graph.standing import written_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.evidence import GRADES, RELIABILITY_MEANS, Source
from supplychain_cli.model.kinds import KINDS
from supplychain_cli.queries.cards.papers import Cited, CitedGroup, SourceCard
from supplychain_cli.snapshot import feedrows
from supplychain_cli.snapshot.format import SEARCHES
from supplychain_cli.snapshot.rows import Held

_ORDER = ("relations", "listings", "entities", "goods", "regimes", "identities", SEARCHES)

_FIRST = 100
"""Rows of a feed that are named."""


def card(view: View, held: Held) -> SourceCard | None:
    """Give the card of a source; None when it was not written down by the day asked about.

    Cost: every record that cites it; of what a feed gives, the first are named and all are counted. A source that
    nothing cites has no groups.
    """
    record = from_plain(Source, held.plain)
    if not written_by(view.scope, record.recorded):
        return None
    groups = [*_groups(view, record.id), *_of_feed(view, record.id)]
    return SourceCard(
        source=record.id,
        publisher=record.publisher,
        title=record.title,
        date=record.date,
        url=record.url,
        licence=record.licence,
        reliability=record.reliability,
        reliability_means=RELIABILITY_MEANS[record.reliability],
        recorded=record.recorded,
        note=record.note,
        tags=record.tags,
        location=f"{held.file}:{held.line}",
        cited_by=tuple(sorted(groups, key=lambda group: _ORDER.index(group.section))),
    )


def _groups(view: View, name: str) -> Iterator[CitedGroup]:
    for section, pairs in groupby(view.snapshot.citing(name), key=lambda pair: pair[0]):
        found = tuple(cited for _, record in pairs if (cited := _cited(view, section, record)))
        if found:
            yield CitedGroup(section, len(found), found)


def _of_feed(view: View, name: str) -> Iterator[CitedGroup]:
    for section, (count, first) in feedrows.resting_on(view.snapshot, name, _FIRST).items():
        if count:
            found = (_cited(view, section, record) for record in first)
            yield CitedGroup(section, count, tuple(cited for cited in found if cited))


def _cited(view: View, section: str, name: str) -> Cited | None:
    held = view.record("entities" if section == SEARCHES else section, name)
    if held is None or not written_by(view.scope, held.plain.get("recorded", "")):
        return None
    edge = view.snapshot.edge(name) if section == "relations" else None
    grade = GRADES[edge.grade] if edge else ""
    return Cited(name, _says(view, section, held), grade, f"{held.file}:{held.line}")


def _says(view: View, section: str, held: Held) -> str:
    """Give a record in a few words: a relation as a sentence, a listing by party and list, others by name."""
    plain = held.plain
    if section == "relations":
        return f"{_name(view, plain['from'])} {KINDS[plain['kind']].forward} {_name(view, plain['to'])}"
    if section == "listings":
        return f"{_name(view, plain['entity'])}: {plain['authority']}, {plain['programme']}"
    if section == "identities":
        return f"{_name(view, plain['left'])} and {_name(view, plain['right'])}: {plain['judgement']}"
    return str(plain["name"])


def _name(view: View, party: str) -> str:
    found = view.snapshot.node(party)
    return found.name if found else party
