"""Compiling after an edit: from what the last compile made, and the files that changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from supplychain_cli.light import NamedTuple, sha256
from supplychain_cli.model.dataset import Corpus, DatasetInfo, Entry
from supplychain_cli.model.feed import Feed
from supplychain_cli.records.check import LOCAL
from supplychain_cli.records.checks.ledger import ledger_of
from supplychain_cli.records.drafts import draft_of
from supplychain_cli.records.files import HEAD, load
from supplychain_cli.snapshot import store
from supplychain_cli.snapshot.change import Change, entry_of
from supplychain_cli.snapshot.compile import Content, called
from supplychain_cli.snapshot.doubts import doubtful
from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.splice import splice
from supplychain_cli.workspace.freshness import Contents, memory_of, recalled, remember

_FEW = 20
"""Files that may always be read by themselves; of more, at most a quarter of all."""


class _Files(NamedTuple):
    """What the files that changed hold now."""

    info: DatasetInfo | None
    """The head of the dataset, if its file changed."""
    entries: list[Entry]


def content(folder: Path, contents: Contents) -> Content | None:
    """Give the records of a dataset by an edit of what was compiled last.

    None when nothing is kept of that, when much changed, or when anything may be wrong with the records: then all must
    be read. Cost: reading what changed, and a look at what that touches.
    """
    last = _recalled(folder)
    if last is None or contents.names[:1] != [HEAD]:
        return None
    was, is_ = (dict(zip(state.names, state.digests, strict=True)) for state in (last, contents))
    read = [name for name, digest in is_.items() if was.get(name) != digest]
    changed = frozenset((*read, *(was.keys() - is_.keys())))
    if len(changed) > max(_FEW, len(is_) // 4):
        return None
    try:
        snapshot = store.peeked(last.digest)
        files = _read(folder, [(name, is_[name]) for name in read])
        if snapshot is None or files is None:
            return None
        return _edited(snapshot, changed, files, contents.digest)
    except Damaged:
        return None


def keep(folder: Path, contents: Contents) -> None:
    """Remember of which contents the last snapshot was made."""
    remember(memory_of(folder, store.LAST), (*contents.listed, contents.digest))


def _recalled(folder: Path) -> Contents | None:
    data = recalled(memory_of(folder, store.LAST))
    return Contents(data[2], lambda: data[:2]) if data else None


def _edited(snapshot: Snapshot, changed: frozenset[str], files: _Files, digest: str) -> Content | None:
    """Give the content after an edit; None when in doubt. Raises Damaged."""
    change = Change(snapshot.records_segment, changed, files.entries)
    if change.weighs_otherwise or doubtful(change):
        return None
    info = called(files.info) if files.info else snapshot.manifest.dataset
    return Content(digest, info, _feeds(change), partial(splice, change))


def _feeds(change: Change) -> list[Feed]:
    """Give the feeds that a dataset names now, by name."""
    records, new = change.records, [row for row in change.rows if row[0] == "feeds"]
    old = (records.row(at) for at in records.section("feeds") if at not in change.left)
    found = (entry_of(row).record for row in (*old, *new))
    return [record for record in found if isinstance(record, Feed)]


def _read(folder: Path, files: Sequence[tuple[str, bytes]]) -> _Files | None:
    """Read some files; None when anything is wrong with one by itself, or it has changed meanwhile."""
    read = _Files(None, [])
    for name, digest in files:
        text, _ = load(folder / name, name)
        if text is None or sha256(text.encode()).digest() != digest:
            return None
        draft = draft_of(text, name)
        if any(item.severity == "error" for item in draft.diagnostics) or not draft.complete:
            return None
        read.entries.extend(draft.entries)
        read = read._replace(info=draft.info or read.info)
    return None if any(_errors(read.entries)) else read


def _errors(entries: Sequence[Entry]) -> Iterator[bool]:
    """Whether each rule about single records is broken by one of them."""
    ledger = ledger_of(Corpus(DatasetInfo("", "", "", ""), tuple(entries)), frozenset(), complete=True)
    return (item.severity == "error" for rule in LOCAL for item in rule(ledger))
