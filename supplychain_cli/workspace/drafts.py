"""What reading each record file gave, kept from one compile to the next, so that only changed files are read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import Corpus, DatasetInfo, Entry
from supplychain_cli.model.evidence import Source
from supplychain_cli.model.feed import Feed
from supplychain_cli.records.read import without_collector
from supplychain_cli.snapshot import names, plain, store
from supplychain_cli.snapshot.column import Damaged
from supplychain_cli.snapshot.compile import Content, Index
from supplychain_cli.snapshot.doubts import doubtful
from supplychain_cli.snapshot.extract import Extract, extract, joined
from supplychain_cli.snapshot.format import RECORDS
from supplychain_cli.snapshot.inspection import NAMES
from supplychain_cli.workspace.freshness import Contents, memory_of, remember

Draft: TypeAlias = tuple[bytes, tuple[str, ...], tuple[Any, ...]]
"""Of one file: the digest of its content, the head of the dataset if it holds that, and its rows."""
Drafts: TypeAlias = dict[str, Draft]
"""By the name of the file."""
_FEW = 20
"""Files that may be read again each time before what is kept is written anew, which costs as much as these."""


def content(folder: Path, contents: Contents) -> Content | None:
    """Give the records of a dataset as rows, reading only the files that changed since it was compiled last.

    None when nothing is kept of it, when much changed, or when anything may be wrong with the records: then all must be
    read. Cost: a pass over the rows, and reading what changed.
    """
    with without_collector():
        memory = memory_of(folder, store.DRAFTS)
        kept = _recalled(memory)
        drafts = _brought_up(folder, contents, kept) if kept else None
        if not kept or not drafts:
            return None
        found = _joined(contents, drafts)
        if doubtful(found.rows):
            return None
        changed = sum(kept.get(name) is not draft for name, draft in drafts.items())
        if changed > _FEW or len(kept) > len(drafts) + _FEW:
            _keep(memory, drafts)
        return found


def keep(folder: Path, contents: Contents, corpus: Corpus) -> Content:
    """Give the rows of a checked corpus that was read whole, and keep them by file for the next compile."""
    reliability = _reliability(corpus.entries)
    by_file = {name: list(part) for name, part in groupby(corpus.entries, lambda entry: entry.at().file)}
    drafts: Drafts = {}
    with without_collector():
        for name, digest in zip(contents.names, contents.digests, strict=True):
            head = () if drafts else astuple(corpus.info)
            drafts[name] = (digest, head, tuple(extract(by_file.get(name, ()), reliability)))
        _keep(memory_of(folder, store.DRAFTS), drafts)
        return _joined(contents, drafts)


def _brought_up(folder: Path, contents: Contents, kept: Drafts) -> Drafts | None:
    """Read the files that changed; None when that is not worth the while, or cannot be done by itself."""
    wanted = dict(zip(contents.names, contents.digests, strict=True))
    drafts: dict[str, Draft | None] = {
        name: draft if (draft := kept.get(name)) and draft[0] == digest else None
        for name, digest in wanted.items()
    }
    changed = [name for name, draft in drafts.items() if draft is None]
    if len(changed) > max(_FEW, len(wanted) // 4):
        return None
    read = {name: found for name in changed if (found := _read(folder, name, wanted[name]))}
    if len(read) < len(changed):
        return None
    reliability = dict(row for draft in drafts.values() if draft for row in draft[2][_SOURCES])
    for _, entries in read.values():
        reliability |= _reliability(entries)
    if any(
        reliability.get(source) != letter for draft in kept.values() for source, letter in draft[2][_SOURCES]
    ):
        # A claim may weigh differently now, wherever it is written.
        return None
    for name, (info, entries) in read.items():
        head = astuple(info) if info else ()
        drafts[name] = (wanted[name], head, tuple(extract(entries, reliability)))
    return {name: draft for name, draft in drafts.items() if draft}


def _reliability(entries: Iterable[Entry]) -> dict[str, str]:
    records = (entry.record for entry in entries)
    return {record.id: record.reliability for record in records if isinstance(record, Source)}


def forget(folder: Path) -> None:
    """Forget what reading a dataset gave."""
    for suffix in (store.DRAFTS, store.NAMED):
        memory = memory_of(folder, suffix)
        if memory is not None:
            store.discard(memory)


_SOURCES = Extract._fields.index("sources")


def _recalled(memory: Path | None) -> Drafts | None:
    data = plain.read(memory) if memory else None
    return data[1] if data and data[0] == store.key_of(store.DRAFTS) else None


def _keep(memory: Path | None, drafts: Drafts) -> None:
    remember(memory, (store.key_of(store.DRAFTS), drafts))


def _joined(contents: Contents, drafts: Drafts) -> Content:
    """Put the rows of all files together; the first holds the head of the dataset."""
    rows = joined([Extract._make(draft[2]) for draft in drafts.values()])
    feeds = [from_plain(Feed, json.loads(row[2])) for row in rows.records if row[0] == "feeds"]
    return Content(contents.digest, DatasetInfo(*drafts[contents.names[0]][1]), rows, feeds)


def _read(folder: Path, name: str, digest: bytes) -> tuple[DatasetInfo | None, list[Entry]] | None:
    """Read one file; None when anything is wrong with it by itself, or it has changed meanwhile."""
    from supplychain_cli.records.check import LOCAL
    from supplychain_cli.records.checks.ledger import ledger_of
    from supplychain_cli.records.drafts import draft_of
    from supplychain_cli.records.files import load

    text, _ = load(folder / name, name)
    if text is None or hashlib.sha256(text.encode()).digest() != digest:
        return None
    draft = draft_of(text, name)
    if any(item.severity == "error" for item in draft.diagnostics) or not draft.complete:
        return None
    info = DatasetInfo("", "", "", "")
    ledger = ledger_of(Corpus(info, tuple(draft.entries)), frozenset(), complete=True)
    if any(item.severity == "error" for rule in LOCAL for item in rule(ledger)):
        return None
    return draft.info, draft.entries


def index_of(folder: Path, snapshot: str) -> Index:
    """Give what indexes the names of a dataset: by links to the index of the last snapshot, if the names are the same.

    `snapshot` is the name of the one that is being built.
    """
    return partial(_indexed, memory_of(folder, store.NAMED), snapshot)


def _indexed(memory: Path | None, snapshot: str, entries: Sequence[names.NameEntry], target: Path) -> int:
    lines = "\n".join([f"{entry.party}\0{entry.text}\0{entry.kind}\0{entry.lang}" for entry in entries])
    digest = store.key_of(hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest())
    said = plain.read(memory) if memory else None
    before = memory.with_name(said[1]) / RECORDS / NAMES if memory and said and said[0] == digest else None
    if before is not None and _sound(before):
        store.link_tree(before, target)
    else:
        names.build(entries, target)
    remember(memory, (digest, snapshot))
    return len(entries)


def _sound(index: Path) -> bool:
    try:
        names.open(index).verify()
    except (Damaged, OSError):
        return False
    return True
