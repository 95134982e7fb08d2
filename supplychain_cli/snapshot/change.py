"""An edit of some record files: what stood in them when a segment was compiled, and what stands there now."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from supplychain_cli.diagnostics import Location
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import SECTIONS, Entry
from supplychain_cli.model.evidence import Source
from supplychain_cli.records.checks.ledger import references
from supplychain_cli.snapshot.extract import extract, record_row
from supplychain_cli.snapshot.recordtable import RecordRow, RecordTable
from supplychain_cli.snapshot.segment import Segment

_FEW = 20
"""Texts that are sought one by one; of more, all that occur are counted in one pass."""
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')


class Held(NamedTuple):
    """An edge as rules about several look at it: ends, id of the record, and the share as interval text."""

    tail: str
    head: str
    name: str
    share: str


class Change:
    """Of every record that is gone, new or different the rows before (`out`) and after (`into`).

    A record that only moved, to another line or file, is neither; `rows` and `left` know its new place.
    """

    def __init__(self, before: Segment, files: frozenset[str], entries: Sequence[Entry]) -> None:
        """Compare the records that a compiled segment has of some files with those read from them now.

        Raises Damaged. Cost: a look at the file of each record of the segment, and a pass over those of the files.
        """
        self.before, self.records = before, RecordTable(before.table("record"))
        self.left = frozenset(self.records.in_files(files))
        """Rows of the table of records that do not stay."""
        old = [self.records.row(at) for at in sorted(self.left)]
        self.rows: list[RecordRow] = [record_row(entry) for entry in entries]
        """Rows of that table that come instead."""
        self._now = {row[:2]: row for row in self.rows}
        self._lost = {row[:2] for row in old} - self._now.keys()
        was, now = {row[:3] for row in old}, {row[:3] for row in self.rows}
        went = [entry_of(row) for row in old if row[:3] not in now]
        self.came = [entry for entry, row in zip(entries, self.rows, strict=True) if row[:3] not in was]
        self.out = extract(went, _reliability(went, self._record_before))
        self.into = extract(self.came, _reliability(self.came, self.record))

    def _record_before(self, section: str, name: str) -> RecordRow | None:
        at = self.records.place(section, name)
        return None if at is None else self.records.row(at)

    @property
    def weighs_otherwise(self) -> bool:
        """Whether a source has another reliability: a claim may weigh differently, wherever it is written."""
        before: dict[str, str] = dict(self.out.sources)
        return any(before.get(source, letter) != letter for source, letter in self.into.sources)

    @cached_property
    def names(self) -> frozenset[str]:
        """Ids of the records that are gone, new or different."""
        return frozenset(row[1] for row in (*self.out.records, *self.into.records))

    def record(self, section: str, name: str) -> RecordRow | None:
        """Find a record as it is now; None when there is none."""
        if found := self._now.get((section, name)):
            return found
        at = self.records.place(section, name)
        return None if at is None or at in self.left else self.records.row(at)

    def sections_of(self, name: str) -> list[str]:
        """Give the sections that have a record with this id now."""
        return [section for section in SECTIONS if self.record(section, name)]

    def still_named(self) -> bool:
        """Whether a record that did not change has the id of one that is gone, in any of its values.

        Cost: a pass over the texts of all records for each id that is gone, or one costlier pass where there are many.
        """
        wanted = [json.dumps(name, ensure_ascii=False).encode() for _, name in self._lost]
        if not wanted:
            return False
        texts = self.before.table("record")["json"].whole()
        mine = b"".join(row[2].encode() for row in self.out.records)
        if len(wanted) <= _FEW:
            return any(texts.count(name) > mine.count(name) for name in wanted)
        everywhere, here = Counter(_QUOTED.findall(texts)), Counter(_QUOTED.findall(mine))
        return any(everywhere[name] > here[name] for name in wanted)

    @property
    def lost_sections(self) -> set[str]:
        """Sections of the records that are gone."""
        return {section for section, _ in self._lost}

    def edges(self, kind: str) -> Iterator[Held]:
        """Give all edges of a kind as they are now. Cost: a look at the kind of every edge."""
        table, ids = self.before.table("edge"), self.before.table("node")["id"]
        column = table["kind"]
        if kind in column.terms:
            code = column.terms.index(kind)
            for at, one in enumerate(column.codes.part(0, len(table))):
                if one == code and (name := table["id"][at]) not in self.names:
                    yield Held(ids[table["tail"][at]], ids[table["head"][at]], name, table["share"][at])
        yield from (Held(row[2], row[3], row[0], row[15]) for row in self.into.edges if row[1] == kind)

    def holders(self, value: str, scheme: str) -> set[str]:
        """Give the parties that carry an identifier now."""
        table, ids = self.before.table("identifier"), self.before.table("node")["id"]
        rows = (at for at in table.range_of("value", value) if table["scheme"][at] == scheme)
        old = {ids[table["node"][at]] for at in rows} - self.names
        return old | {row[2] for row in self.into.identifiers if row[:2] == (value, scheme)}

    def judgements(self, parties: Iterable[str]) -> set[str]:
        """Give the ids of the judgements on some parties as they are now."""
        table, wanted = self.before.table("judged"), set(parties)
        old = {table["identity"][at] for party in wanted for at in table.range_of("id", party)} - self.names
        return old | {row[1] for row in self.into.judged if row[0] in wanted}


def _reliability(entries: Iterable[Entry], find: Callable[[str, str], RecordRow | None]) -> dict[str, str]:
    """Give the reliability of the sources that some records cite."""
    cited = {
        name for entry in entries for _, name, sections in references(entry.record) if "sources" in sections
    }
    rows = (find("sources", name) for name in cited)
    records = (entry_of(row).record for row in rows if row)
    return {record.id: record.reliability for record in records if isinstance(record, Source)}


def entry_of(row: RecordRow) -> Entry:
    """Make the record of a row."""
    section, _, text, file, line = row
    return Entry(section, from_plain(SECTIONS[section], json.loads(text)), {(): Location(file, line)})
