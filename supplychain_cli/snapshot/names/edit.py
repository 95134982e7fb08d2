"""An index of names and an edit of a few become the index of the names now, as building it would give."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from supplychain_cli.matching.keys import NameKeys, keys_of, raw_of
from supplychain_cli.matching.letters import MAX_NAME
from supplychain_cli.matching.pieces import signs_of
from supplychain_cli.snapshot.names.build import SMALL, build
from supplychain_cli.snapshot.names.files import Folder
from supplychain_cli.snapshot.names.index import Names
from supplychain_cli.snapshot.names.keys import ORDER, Keys, filings, line_of
from supplychain_cli.snapshot.names.rows import NameEntry, NameRow, RowsWriter, row_of
from supplychain_cli.snapshot.names.small import Postings, letters_of, terms_of, write
from supplychain_cli.snapshot.names.sorting import KeysWriter

_GONE = 0xFFFFFFFF
"""Stands for the number of a name that is gone."""


def edited(before: Names, entries: Sequence[NameEntry], kept: Sequence[int], folder: Path) -> int:
    """Index names in a new folder; gives how many. Of each entry `kept` says the number before, or -1 if it is new.

    Entries that are kept come in the order before. Equal to what `build` makes, to the byte. Cost: that of `build` for
    what is new, and copying the rest; the large form is built.
    """
    postings = before.postings if before.count and 0 < len(entries) <= SMALL else None
    if postings is None:
        return build(entries, folder)
    folder.mkdir()
    files, old, now = Folder(folder, packed=True), before.rows(), array("I", [_GONE]) * before.count
    new: dict[int, NameKeys] = {}
    folded: list[str] = []
    for entry, at in zip(entries, kept, strict=True):
        if at < 0:
            new[entry.number] = keys_of(entry.text, entry.lang)
            folded.append(new[entry.number].folded)
        else:
            now[at] = entry.number
            folded.append(old[at].folded)
    stored = RowsWriter(files)
    stored.write(
        [
            row_of(entry.party, stored.tag(entry), entry.text, one)
            for entry, one in zip(entries, folded, strict=True)
        ]
    )
    tags = stored.close()
    gone = [row for row in old if now[row.number] == _GONE]
    write(files, _spliced(postings, now, gone, new, array("H", map(letters_of, folded))))
    _write_keys(files, before.keys, now, new)
    _write_order(files, before.keys, now, entries)
    files.close({"form": "small", "count": len(entries), "tags": tags, "files": {}})
    return len(entries)


def _write_keys(files: Folder, before: Keys, now: Sequence[int], new: Mapping[int, NameKeys]) -> None:
    writer = KeysWriter(files)
    writer.extend(key << 32 | now[at] for key, at in before.filed() if now[at] != _GONE)
    for number, keys in new.items():
        writer.extend(filings(number, keys.raw, keys.folded, keys.compact))
    writer.close(small=True)


def _write_order(files: Folder, before: Keys, now: Sequence[int], entries: Sequence[NameEntry]) -> None:
    stay = set(now)
    order = [now[at] for at in before.ordered() if now[at] != _GONE]

    def line(number: int) -> bytes:
        return line_of(number, raw_of(entries[number].text[:MAX_NAME]))

    for entry in entries:
        if entry.number not in stay:
            insort(order, entry.number, key=line)
    files.numbers(ORDER, "u4", array("I", order))


def _spliced(
    before: Postings,
    now: array[int],
    gone: Sequence[NameRow],
    new: Mapping[int, NameKeys],
    letters: array[int],
) -> Postings:
    """Take the names that are gone out of the lists of their words and pieces, and put the new ones into theirs."""
    added: dict[str, list[int]] = {
        term: [] for row in gone for term in terms_of(row.folded, signs_of(row.text))
    }
    for number, keys in new.items():
        for term in terms_of(keys.folded, signs_of(keys.text)):
            added.setdefault(term, []).append(number)
    numbers = array("I", map(now.__getitem__, before.numbers))
    begins = list(accumulate(before.counts, initial=0))
    found, done = Postings(letters, [], [], array("I")), 0

    def copy(end: int) -> None:
        found.terms.extend(before.terms[done:end])
        found.counts.extend(before.counts[done:end])
        found.numbers.extend(numbers[begins[done] : begins[end]])

    for term in sorted(added):
        at = bisect_left(before.terms, term)
        copy(at)
        held, done = added[term], at
        if before.terms[at : at + 1] == [term]:
            held += [number for number in numbers[begins[at] : begins[at + 1]] if number != _GONE]
            done = at + 1
        if held:
            found.terms.append(term)
            found.counts.append(len(held))
            found.numbers.extend(sorted(held))
    copy(len(before.terms))
    return found
