"""The index of the names of one segment: opened without loading it, and read only where a question goes.

`build.build` chooses by size between two forms that answer alike: a small one of columns alone, and for more than
30,000 names one whose pieces and words are held by Tantivy. `edit.edited` makes what it would of an index in which few
names differ. `open` gives `Names`, with the verbs. Who only asks does not import what folds names.
"""

from __future__ import annotations

from supplychain_cli.snapshot.names.index import Names, open  # noqa: A004 - it reads `names.open(folder)`
from supplychain_cli.snapshot.names.rows import NameEntry, NameRow

__all__ = ["NameEntry", "NameRow", "Names", "open"]
