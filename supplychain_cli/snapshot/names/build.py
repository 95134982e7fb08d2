"""Building an index of names, streaming: in the small form or the large one, as the number of names demands."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from supplychain_cli.snapshot.names import stamps
from supplychain_cli.snapshot.names.files import Folder
from supplychain_cli.snapshot.names.folding import filed_by_many, filed_here
from supplychain_cli.snapshot.names.large import INDEX, LargeWriter
from supplychain_cli.snapshot.names.rows import NameEntry, RowsWriter
from supplychain_cli.snapshot.names.small import SmallWriter
from supplychain_cli.snapshot.names.sorting import KeysWriter, OrderWriter

SMALL = 30_000
"""Most names of the small form."""


def build(rows: Iterable[NameEntry], folder: Path, *, small: int = SMALL, processes: int = 0) -> int:
    """Index names in a new folder; gives how many. The caller syncs the files to disk.

    Names are numbered in the order in which they come. Up to `small` of them make the small form. Cost: some 40
    microseconds for folding and filing a name, shared by `processes` (0: one for each processor, two at most) in the
    large form, and about 15 for the rest. Memory, whatever the number of names: 80 MB for Tantivy, 50 for sorting.
    """
    folder.mkdir()
    entries = iter(rows)
    first = list(islice(entries, small + 1))
    few = len(first) <= small
    files = Folder(folder, packed=few)
    stored, keys, order = RowsWriter(files), KeysWriter(files), OrderWriter(files)
    pieces = SmallWriter(files) if few else LargeWriter(folder)
    names = (
        (number, entry.party, stored.tag(entry), entry.text, entry.lang)
        for number, entry in enumerate(chain(first, entries))
    )
    count = 0
    for batch in filed_here(names) if few else filed_by_many(names, processes):
        stored.write(batch.rows)
        keys.extend(batch.keys)
        order.extend(batch.lines)
        for number, (folded, signs) in enumerate(zip(batch.folded, batch.signs, strict=True), count):
            pieces.add(number, folded, signs)
        count += len(batch.folded)
    tags = stored.close()
    held = pieces.close()  # first, for that is most of the memory
    keys.close(small=few)
    order.close()
    if not few:
        stamps.write(folder / INDEX)
    files.close({"form": "small" if few else "large", "count": count, "tags": tags, "files": held})
    return count
