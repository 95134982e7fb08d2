"""Building an index of names, streaming: in the small form or the large one, as the number of names demands."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from supplychain_cli.snapshot.names import stamps
from supplychain_cli.snapshot.names.files import Folder
from supplychain_cli.snapshot.names.folding import keyed, keyed_by_many
from supplychain_cli.snapshot.names.keys import KeysWriter, OrderWriter
from supplychain_cli.snapshot.names.large import INDEX, LargeWriter
from supplychain_cli.snapshot.names.rows import NameEntry, RowsWriter
from supplychain_cli.snapshot.names.small import SmallWriter

SMALL = 30_000
"""Most names of the small form."""


def build(rows: Iterable[NameEntry], folder: Path, *, small: int = SMALL, processes: int = 0) -> int:
    """Index names in a new folder; gives how many. The caller syncs the files to disk.

    Names are numbered in the order in which they come. Up to `small` of them make the small form. Cost: some 40
    microseconds for folding a name, shared by `processes` (0: one for each processor) in the large form, and about 20
    for the rest. Memory: 8 bytes for each different key of a name (two or three), 256 MB for Tantivy, 60 for sorting.
    """
    folder.mkdir()
    rows = iter(rows)
    first = list(islice(rows, small + 1))
    few = len(first) <= small
    files = Folder(folder, packed=few)
    stored, keys, order = RowsWriter(files), KeysWriter(files), OrderWriter(files)
    pieces = SmallWriter(files) if few else LargeWriter(folder)
    count = 0
    for batch in keyed(first) if few else keyed_by_many(chain(first, rows), processes):
        stored.write([(entry, folded) for entry, _, folded, _ in batch])
        for number, (_, raw, folded, compact) in enumerate(batch, count):
            keys.add(number, raw, folded, compact)
            order.add(number, raw)
            pieces.add(number, folded)
        count += len(batch)
    tags = stored.close()
    keys.close(small=few)
    order.close()
    held = pieces.close()
    if not few:
        stamps.write(folder / INDEX)
    files.close({"form": "small" if few else "large", "count": count, "tags": tags, "files": held})
    return count
