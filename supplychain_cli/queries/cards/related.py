"""Relations as cards show them: written out, with how they stand, under headings seen from the one asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.graph.standing import Standing, of_relation
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.evidence import GRADES, all_evidence
from supplychain_cli.model.kinds import KINDS, Walk
from supplychain_cli.model.relation import Relation, Retraction
from supplychain_cli.queries.cards.answers import Related, RelationGroup
from supplychain_cli.queries.chains.legs import Scribe, amount_texts, share_text
from supplychain_cli.snapshot.rows import EdgeRow, Held

GROUPS = (
    "supplies", "supplied-by", "intermediary", "above", "below", "directors", "directs",
    "produces", "produced-by", "carried", "used-in", "contains", "goods-used-in", "associated",
    "within",
)  # fmt: skip
"""Headings of a card, in the order in which they are shown."""

_HIDDEN: tuple[Standing, ...] = ("unwritten",)
_LEFT_OUT: tuple[Standing, ...] = ("not-yet", "ended")


def relation_of(held: Held) -> Relation:
    """Give the whole record of a relation."""
    return from_plain(Relation, held.plain)


def retraction_text(retracted: Retraction | None, standing: Standing) -> str:
    """Say when and why a record was withdrawn, and whether it still counted then; empty if it was not."""
    if retracted is None:
        return ""
    begin = (
        "Withdrawn and no longer counted since" if standing == "retracted" else "Counted then; withdrawn on"
    )
    return f"{begin} {retracted.on}: {retracted.reason}"


class Relations:
    """Reads the relations around a party or good and writes them out, each record once."""

    def __init__(self, view: View) -> None:
        """Read through a view."""
        self._view = view
        self.scribe = Scribe(view)

    def around(self, node: int) -> tuple[tuple[RelationGroup, ...], int]:
        """Group all relations that touch, carry or name the party or good.

        Retracted and disputed ones are there, marked. Those that do not hold on the day asked about are left out and
        counted in the second value; those not written down yet are left out. No relation: no groups.
        """
        groups: dict[str, list[Related]] = {}
        left_out = 0
        for row, group in _rows(self._view, node):
            standing = of_relation(self._view.scope, row)
            left_out += standing in _LEFT_OUT
            if standing not in (*_HIDDEN, *_LEFT_OUT):
                groups.setdefault(group, []).append(self.written(row))
        shown = (
            RelationGroup(key, tuple(sorted(groups[key], key=_order))) for key in GROUPS if key in groups
        )
        return tuple(shown), left_out

    def shown(self, rows: Iterable[EdgeRow]) -> tuple[Related, ...]:
        """Write out those rows that were written down by the day asked about."""
        return tuple(self.written(row) for row in rows if of_relation(self._view.scope, row) not in _HIDDEN)

    def written(self, row: EdgeRow) -> Related:
        """Write out one relation with its evidence and how it stands."""
        held = self._view.record("relations", row.id)
        assert held is not None  # every row is made from a record of the same snapshot  # noqa: S101
        relation = relation_of(held)
        standing = of_relation(self._view.scope, row)
        one_party = self._view.leader(row.tail) == self._view.leader(row.head)
        end = self.scribe.recorded if one_party else self.scribe.named
        return Related(
            relation=row.id,
            kind=row.kind,
            says=KINDS[row.kind].forward,
            from_=end(relation.from_),
            to=end(relation.to),
            goods=tuple(map(self.scribe.good, relation.goods)),
            period=relation.period,
            attested=relation.attested,
            grade=GRADES[row.grade],
            basis="inferred" if row.inferred else "stated",
            status=row.status,
            standing=standing,
            directness=row.directness,
            through=tuple(map(self.scribe.named, relation.through)),
            supplier=self.scribe.named(relation.supplier) if relation.supplier else None,
            share=share_text(relation),
            amounts=amount_texts(relation),
            total=row.total,
            note=relation.note,
            retracted=retraction_text(relation.retracted, standing),
            marks=tuple(_marks(row)),
            sources=self.scribe.citations(all_evidence(relation.evidence, relation.sources)),
            location=f"{held.file}:{held.line}",
        )


def _marks(row: EdgeRow) -> Iterator[str]:
    """Give what a reader must know about a relation, in the words that chains use for their legs."""
    if row.status != "current":
        yield row.status
    if row.directness != "direct":
        yield row.directness
    if row.first is None and row.last is None:
        yield "undated"


def _rows(view: View, node: int) -> Iterator[tuple[EdgeRow, str]]:
    """Give every relation about a party or good once, under whichever of its records, with its heading."""
    members, seen = view.members(node), set()
    for member in members:
        for row, heading in _rows_of(view, member):
            if row.edge not in seen:
                seen.add(row.edge)
                between = row.tail != row.head and {row.tail, row.head} <= set(members)
                yield row, "within" if between else heading


def _rows_of(view: View, node: int) -> Iterator[tuple[EdgeRow, str]]:
    """Give every relation about one record of a party, with its heading as seen from there."""
    snapshot, seen = view.snapshot, set()
    for klass, (as_tail, as_head) in _HEADINGS.items():
        for row in snapshot.edges_from(node, klass):
            seen.add(row.edge)
            yield row, _heading(row, as_tail)
        for row in snapshot.edges_into(node, klass):
            if row.edge not in seen:
                seen.add(row.edge)
                yield row, _heading(row, as_head)
    for row in snapshot.carrying(node):
        if row.edge not in seen:
            seen.add(row.edge)
            yield row, "carried" if row.klass == "flow" else "goods-used-in"
    for row in snapshot.mentioning(node):
        if row.edge not in seen:
            yield row, "intermediary" if row.through else "goods-used-in"


_HEADINGS = {
    "flow": ("supplies", "supplied-by"),
    "hierarchy": ("below", "above"),
    "goods": ("used-in", "contains"),
    "weak": ("associated", "associated"),
}
"""Per class of relations, the heading for the one who stands first and for the one who stands second."""

_ASIDE = {"below": "directs", "above": "directors"}
"""Headings for a hierarchy that chains do not walk by default: people who direct."""
_MADE = {"used-in": "produces", "contains": "produced-by"}
"""Headings for a relation between a party and what it makes."""


def _heading(row: EdgeRow, heading: str) -> str:
    rule = KINDS[row.kind]
    if rule.walk is Walk.DOWN and not rule.by_default:
        return _ASIDE[heading]
    return _MADE[heading] if rule.walk is Walk.GOODS and "good" not in rule.from_kinds else heading


def _order(relation: Related) -> tuple[bool, int, bool, str]:
    """Best evidence first, what was withdrawn last."""
    withdrawn = relation.standing == "retracted"
    return (withdrawn, GRADES.index(relation.grade), relation.basis == "inferred", relation.relation)
