"""Whether rows of many records, each of them sound by itself, may break a rule that is about several.

A cheap look that never overlooks a fault: where it says that there is no doubt, `records.check` finds no error. Where
it doubts, everything is read and checked anew, with the complaints in full.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from supplychain_cli.model.kinds import KINDS, Walk
from supplychain_cli.model.numbers import STRONG
from supplychain_cli.snapshot.extract import Extract, Row

if TYPE_CHECKING:
    from supplychain_cli.records.check import Rule

_KIND, _TAIL, _HEAD, _SHARE, _TOTAL = 1, 2, 3, 15, 13
_ALMOST = 100 - 1e-6
"""Percent above which a sum of shares is looked at exactly."""


def doubtful(rows: Extract) -> bool:
    """Whether a rule about several records may be broken. Cost: a pass over the rows, and rules in doubt."""
    known = _by_section(rows.records)
    if len({row[1] for row in rows.records}) < len(rows.records) or _unknown(rows.references, known):
        return True
    return _ends_differ(rows) or any(_broken(rule, rows, chosen) for rule, chosen in _suspects(rows))


def _by_section(records: Iterable[Row]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for row in records:
        known[row[0]].add(row[1])
    return known


def _unknown(references: Iterable[Row], known: dict[str, set[str]]) -> bool:
    """Whether a record refers to an id that no record of the right section has."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for sections, name in references:
        wanted[sections].add(name)
    return any(
        names.difference(*(known.get(section, ()) for section in sections.split()))
        for sections, names in wanted.items()
    )


def _ends_differ(rows: Extract) -> bool:
    """Whether a relation joins what its kind cannot join."""
    kinds = {row[0]: row[3] for row in rows.nodes}
    pairs = {(row[_KIND], kinds[row[_TAIL]], kinds[row[_HEAD]]) for row in rows.edges}
    for kind, tail, head in pairs:
        rule = KINDS[kind]
        first, last = (head, tail) if rule.walk is Walk.UP else (tail, head)
        if first not in rule.from_kinds or last not in rule.to_kinds:
            return True
    return False


def _suspects(rows: Extract) -> Iterator[tuple[Rule, set[str]]]:
    """Give the rules that are not plainly kept, each with the ids of the records that it must look at."""
    from supplychain_cli.records.checks import (
        contradictions,
        hierarchy,
        identifiers,
        identities,
        shares,
        totals,
    )

    judged = {identity for _, identity in rows.judged}
    if shared := _sharing(rows.identifiers):
        yield identifiers.shared_identifier, shared | judged
    if judged:
        yield identities.contradiction, judged
    owns = [row for row in rows.edges if row[_KIND] == "owns" and row[_SHARE]]
    if full := _full(owns):
        yield shares.above_the_whole, full
    if circles := _circling((row[_TAIL], row[_HEAD], row[0]) for row in owns):
        yield contradictions.closed_circle, circles
    groups = ((row[_TAIL], row[_HEAD], row[0]) for row in rows.edges if row[_KIND] == "part-of")
    if circles := _circling(groups):
        yield hierarchy.circular_part_of, circles
    if parts := {name for row in rows.edges if row[_TOTAL] for name in (row[0], row[_TOTAL])}:
        yield totals.total_circle, parts


def _sharing(identifiers: Iterable[Row]) -> set[str]:
    """Give the parties that have a strong identifier which another has too."""
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for value, scheme, party in identifiers:
        if scheme in STRONG:
            holders[scheme, value].add(party)
    return {party for parties in holders.values() if len(parties) > 1 for party in parties}


def _full(owns: Iterable[Row]) -> set[str]:
    """Give the stakes in assets of which the recorded minimum shares, taken together, exceed the whole."""
    least: Counter[str] = Counter()
    stakes: dict[str, list[str]] = defaultdict(list)
    for row in owns:
        least[row[_HEAD]] += float(row[_SHARE].lstrip("[(").partition(",")[0] or 0)  # type: ignore[assignment]
        stakes[row[_HEAD]].append(row[0])
    return {name for asset, share in least.items() if share > _ALMOST for name in stakes[asset]}


def _circling(edges: Iterable[tuple[str, str, str]]) -> set[str]:
    """Give the edges that may be on a circle: those left when what nothing leads to is taken away, again and again."""
    below: dict[str, list[tuple[str, str]]] = defaultdict(list)
    waits: Counter[str] = Counter()
    for tail, head, name in edges:
        below[tail].append((head, name))
        waits[head] += 1
    free = [node for node in below if not waits[node]]
    for node in free:
        for head, _ in below.pop(node):
            waits[head] -= 1
            if not waits[head] and head in below:
                free.append(head)
    return {name for left in below.values() for _, name in left}


def _broken(rule: Rule, rows: Extract, chosen: Collection[str]) -> bool:
    """Whether a rule complains of an error when it looks at these records alone."""
    from supplychain_cli.diagnostics import Location
    from supplychain_cli.model.codec import from_plain
    from supplychain_cli.model.dataset import SECTIONS, Corpus, DatasetInfo, Entry
    from supplychain_cli.records.checks.ledger import ledger_of

    entries = tuple(
        Entry(section, from_plain(SECTIONS[section], json.loads(text)), {(): Location(file, line)})
        for section, name, text, file, line in rows.records
        if name in chosen
    )
    ledger = ledger_of(Corpus(DatasetInfo("", "", "", ""), entries), frozenset(), complete=True)
    return any(complaint.severity == "error" for complaint in rule(ledger))
