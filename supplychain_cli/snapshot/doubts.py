"""Whether an edit, each record of it sound by itself, may break a rule that is about several records.

A cheap look that never overlooks a fault: where it says that there is no doubt, and the records before the edit kept
every rule, `records.check` finds no error. Where it doubts, everything is read and checked anew, with the complaints
in full. Every rule of `records.check.ACROSS` has its look in `LOOKS`; one without cannot be compiled with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from supplychain_cli.model.dataset import Corpus, DatasetInfo, Identity
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.numbers import STRONG
from supplychain_cli.model.relation import Relation
from supplychain_cli.records.check import ACROSS, Rule
from supplychain_cli.records.checks import (
    contradictions,
    hierarchy,
    identifiers,
    identities,
    ids,
    shares,
    totals,
)
from supplychain_cli.records.checks.identifiers import values_of
from supplychain_cli.records.checks.ledger import ledger_of, references
from supplychain_cli.records.files import HEAD
from supplychain_cli.snapshot.change import Change, Held, entry_of
from supplychain_cli.snapshot.extract import TOTAL
from supplychain_cli.snapshot.recordtable import RecordRow

Look = Callable[[Change], bool]
"""Whether an edit may break a rule."""

_KIND, _HEAD, _SHARE = 1, 3, 15
_ALMOST = 100 - 1e-6
"""Percent above which a sum of shares is looked at exactly."""


def doubtful(change: Change) -> bool:
    """Whether an edit may break a rule about several records. Cost: see `LOOKS`; a few milliseconds at most sizes."""
    return any(LOOKS[rule](change) for rule in ACROSS)


def never(_change: Change) -> bool:
    """A rule that gives no error stops no compile; `supplychain check` reads everything to give its remarks."""
    return False


def _unknown(change: Change) -> bool:
    """Whether a record names an id that no record of the right section has. What names a feed's party may."""
    if change.still_named() or "feeds" in change.lost_sections:
        return True
    wanted = {
        (entry.section, sections, name)
        for entry in change.came
        for _, name, sections in references(entry.record)
    }
    return not all(
        any(change.record(each, name) for each in sections)
        or (section == "identities" and ":" in name and change.record("feeds", name.partition(":")[0]))
        for section, sections, name in wanted
    )


def _taken(change: Change) -> bool:
    """Whether two records have one id. Of those that did not move, each has had its own."""
    names = [row[1] for row in change.rows]
    came = {row[1] for row in change.into.records}
    stayed = (change.records.place(section, name) for section, name, *_ in change.into.records)
    return (
        len(set(names)) < len(names)
        or any(len(change.sections_of(name)) > 1 for name in came)
        or any(at is not None and at not in change.left for at in stayed)
    )


def _ends_differ(change: Change) -> bool:
    """Whether a relation may join what its kind cannot join."""
    kinds, was = ({row[0]: row[3] for row in rows.nodes} for rows in (change.into, change.out))
    if any(kinds[name] != kind for name, kind in was.items() if name in kinds):
        # Any relation may name it.
        return True
    relations = [entry.record for entry in change.came if isinstance(entry.record, Relation)]
    chosen = {name for record in relations for name in (record.id, record.from_, record.to)}
    return _broken(ids.ends_fit, change, chosen)


def _shared(change: Change) -> bool:
    """Whether two parties have one strong identifier, and no judgement speaks of the two."""
    touched = {row[2] for row in change.into.identifiers}
    touched |= {row[0] for row in (*change.out.judged, *change.into.judged)}
    return any(
        _unjudged(change, together)
        for party in touched
        for value, scheme in _strong(change, party)
        if len(together := change.holders(value, scheme)) > 1
    )


def _strong(change: Change, party: str) -> Iterator[tuple[str, str]]:
    """Give value, in capitals, and scheme of the identifiers of a party that no other should have."""
    row = change.record("entities", party)
    entity = entry_of(row).record if row else None
    if isinstance(entity, Entity):
        yield from ((value.upper(), scheme) for _, scheme, value in values_of(entity) if scheme in STRONG)


def _unjudged(change: Change, parties: Collection[str]) -> bool:
    rows = (change.record("identities", name) for name in change.judgements(parties))
    judged = (entry_of(row).record for row in rows if row)
    known = {frozenset({record.left, record.right}) for record in judged if isinstance(record, Identity)}
    return any(frozenset(pair) not in known for pair in combinations(parties, 2))


def _judged_twice(change: Change) -> bool:
    """Whether two parties are judged in two ways."""
    ends = {row[0] for row in change.into.judged}
    return bool(ends) and _broken(identities.contradiction, change, change.judgements(ends))


def _above(change: Change) -> bool:
    """Whether the recorded minimum shares in an asset, taken together, exceed the whole of it on some day."""
    assets = {row[_HEAD] for row in change.into.edges if row[_KIND] == "owns" and row[_SHARE]}
    if not assets:
        return False
    least: Counter[str] = Counter()
    stakes: dict[str, list[str]] = defaultdict(list)
    for held in change.edges("owns"):
        if held.head in assets and held.share:
            least[held.head] += float(held.share.lstrip("[(").partition(",")[0] or 0)  # type: ignore[assignment]
            stakes[held.head].append(held.name)
    full = {name for asset, share in least.items() if share > _ALMOST for name in stakes[asset]}
    return _broken(shares.above_the_whole, change, full)


def _owned_by_itself(change: Change) -> bool:
    """Whether parties own all of each other, step by step."""
    if not any(row[_KIND] == "owns" and row[_SHARE] for row in change.into.edges):
        return False
    circles = _circling(held for held in change.edges("owns") if held.share)
    return _broken(contradictions.closed_circle, change, circles)


def _part_of_itself(change: Change) -> bool:
    """Whether a group is, step by step, a part of itself."""
    if not any(row[_KIND] == "part-of" for row in change.into.edges):
        return False
    return _broken(hierarchy.circular_part_of, change, _circling(change.edges("part-of")))


def _total_of_itself(change: Change) -> bool:
    """Whether a relation is, step by step, a part of itself."""
    if not any(row[TOTAL] for row in change.into.edges):
        return False
    table, names = change.before.table("total"), change.before.table("edge")["id"]
    parts = {names[table[column][at]] for column in ("total", "edge") for at in range(len(table))}
    parts |= {name for row in change.into.edges if row[TOTAL] for name in (row[0], row[TOTAL])}
    return _broken(totals.total_circle, change, parts)


LOOKS: Mapping[Rule, Look] = {
    ids.unknown_id: _unknown,
    ids.duplicate_id: _taken,
    ids.ends_fit: _ends_differ,
    ids.unused_source: never,
    identifiers.shared_identifier: _shared,
    identities.contradiction: _judged_twice,
    shares.above_the_whole: _above,
    contradictions.two_reports: never,
    contradictions.both_ways: never,
    contradictions.closed_circle: _owned_by_itself,
    hierarchy.circular_part_of: _part_of_itself,
    totals.total_circle: _total_of_itself,
    totals.total_fits: never,
}
"""The look for each rule about several records. Cost: what an edit touches; where it has a stake, a part of a group or
of a total, all of these."""


def _circling(edges: Iterable[Held]) -> set[str]:
    """Give the edges that may be on a circle: those left when what nothing leads to is taken away, again and again."""
    below: dict[str, list[tuple[str, str]]] = defaultdict(list)
    waits: Counter[str] = Counter()
    for tail, head, name, _ in edges:
        below[tail].append((head, name))
        waits[head] += 1
    free = [node for node in below if not waits[node]]
    for node in free:
        for head, _ in below.pop(node):
            waits[head] -= 1
            if not waits[head] and head in below:
                free.append(head)
    return {name for left in below.values() for _, name in left}


def _broken(rule: Rule, change: Change, chosen: Collection[str]) -> bool:
    """Whether a rule complains of an error when it looks at these records alone, in the order of reading.

    Where that order is not known, because records begin on one line, it may.
    """
    rows = [row for name in chosen for each in change.sections_of(name) if (row := change.record(each, name))]
    rows.sort(key=_place)
    if any(_place(one) == _place(other) for one, other in pairwise(rows)):
        return True
    corpus = Corpus(DatasetInfo("", "", "", ""), tuple(map(entry_of, rows)))
    ledger = ledger_of(corpus, frozenset(), complete=True)
    return any(complaint.severity == "error" for complaint in rule(ledger))


def _place(row: RecordRow) -> tuple[bool, str, int]:
    *_, file, line = row
    return (file != HEAD, file, line)
