"""Ids: each names one record, and each one that is referred to is there."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Entry, Identity
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.kinds import KINDS
from supplychain_cli.model.relation import Relation
from supplychain_cli.records.checks.ledger import Ledger, complain, references
from supplychain_cli.records.excerpt import clipped
from supplychain_cli.records.fields import SINGULAR
from supplychain_cli.records.sentences import similar

_LOOKED_UP = 50
"""Unknown ids for which similar ones are sought; each look costs as much as reading a record file."""
_CANDIDATES = 500


def unknown_id(ledger: Ledger) -> Iterator[Diagnostic]:
    """Every id that a record refers to is the id of a record, of the section that belongs there."""
    if not ledger.complete:
        return
    notes: dict[str, tuple[str, ...]] = {}
    for entry in ledger.corpus.entries:
        for path, name, sections in references(entry.record):
            if name in ledger.lost or ledger.first(name, *sections) or _is_of_a_feed(entry, name, ledger):
                continue
            if name not in notes:
                notes[name] = _near(name, sections, ledger) if len(notes) < _LOOKED_UP else ()
            what = " or ".join(SINGULAR[section] for section in sections)
            yield complain(
                "R301",
                f"There is no {what} `{clipped(name)}`.",
                entry.at(*path),
                f"Correct the id, or add the {what} under `{sections[0]}:`, in any file.",
                *notes[name],
            )


def _is_of_a_feed(entry: Entry, name: str, ledger: Ledger) -> bool:
    """Whether a judgement names a party of a feed, as `FEED:KEY`; which parties a feed has, its file says."""
    feed = name.partition(":")[0]
    return entry.section == "identities" and feed != name and ledger.first(feed, "feeds") is not None


def _near(name: str, sections: tuple[str, ...], ledger: Ledger) -> tuple[str, ...]:
    elsewhere = ledger.by_id.get(name)
    if elsewhere:
        return (
            f"`{name}` is the id of another record, in `{elsewhere[0].section}`, at {elsewhere[0].at()}.",
        )
    words = set(name.split("-"))
    known = [
        known
        for known in ledger.by_id
        if ledger.first(known, *sections)
        and (known[:4] == name[:4] or not words.isdisjoint(known.split("-")))
    ]
    return similar(name, known[:_CANDIDATES], "There is `{}` with a similar id.")


def duplicate_id(ledger: Ledger) -> Iterator[Diagnostic]:
    """An id belongs to one record of the dataset, whatever its section."""
    for name, entries in ledger.by_id.items():
        for entry in entries[1:]:
            yield complain(
                "R302",
                f"The id `{clipped(name)}` is taken.",
                entry.at("id"),
                "Give this record an id of its own, or merge the two records.",
                f"The first record with it stands in {entries[0].section}, at {entries[0].at('id')}.",
            )


def ends_fit(ledger: Ledger) -> Iterator[Diagnostic]:
    """The ends of a relation are of the kinds that its own kind joins."""
    for entry in ledger.corpus.section("relations"):
        relation = entry.record
        if not isinstance(relation, Relation):
            continue
        rule = KINDS[relation.kind]
        for field, name, kinds in (
            ("from", relation.from_, rule.from_kinds),
            ("to", relation.to, rule.to_kinds),
        ):
            end = ledger.first(name, "entities", "goods")
            kind = end.record.kind if end and isinstance(end.record, Entity) else "good"
            if end and kind not in kinds:
                leads = "come from" if field == "from" else "lead to"
                yield complain(
                    "R306",
                    f"`{relation.kind}` cannot {leads} `{clipped(name)}`, which is a {kind}.",
                    entry.at(field),
                    f"Correct the id or the kind of relation. What fits: {', '.join(sorted(kinds))}.",
                    f"`{name}` is recorded at {end.at()}.",
                )


def itself(ledger: Ledger) -> Iterator[Diagnostic]:
    """A relation, and a judgement about identity, is between two."""
    for entry in ledger.corpus.entries:
        record = entry.record
        ends = {Relation: ("from", "to"), Identity: ("left", "right")}.get(type(record))
        if ends is None:
            continue
        one, other = (name for path, name, _ in references(record) if path[0] in ends)
        if one == other:
            yield complain(
                "R220",
                f"The {SINGULAR[entry.section]} `{record.id}` joins `{clipped(one)}` with itself.",
                entry.at(ends[1]),
                f"Correct `{ends[0]}` or `{ends[1]}`, or delete the record.",
            )


def unused_source(ledger: Ledger) -> Iterator[Diagnostic]:
    """Every source is cited by a record."""
    if not ledger.complete or ledger.lost:
        # A record that could not be read may be the one that cites it.
        return
    cited = {name for entry in ledger.corpus.entries for _, name, _ in references(entry.record)}
    for entry in ledger.corpus.section("sources"):
        if entry.record.id not in cited:
            yield complain(
                "R307",
                f"No record cites the source `{entry.record.id}`.",
                entry.at("id"),
                "Cite it where it is evidence, or delete it.",
                severity="warning",
            )
