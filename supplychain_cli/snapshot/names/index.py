"""An open index of names: the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from supplychain_cli.snapshot.names import stamps
from supplychain_cli.snapshot.names.files import read_head
from supplychain_cli.snapshot.names.keys import Keys
from supplychain_cli.snapshot.names.large import INDEX, LargePieces
from supplychain_cli.snapshot.names.rows import NameRow, Rows
from supplychain_cli.snapshot.names.small import Postings, SmallPieces

MOST = 1000
"""Names that one question gives at most, unless it asks for more: a word may be in a million names."""


class Names:
    """An index of names. Each verb reads only what answers it; a damaged file raises `mapped.Damaged`, nothing else."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder. Raises Damaged when it is not one. Cost: one small file; 0.2 ms."""
        head, self._shelf = read_head(folder)
        self._folder, self._form, self._tags, self._files = folder, head["form"], head["tags"], head["files"]
        self._columns: list[str] = head["columns"]
        self.count: int = head["count"]

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._shelf, self._tags)

    @cached_property
    def _keys(self) -> Keys:
        return Keys(self._shelf, self.row)

    @cached_property
    def _pieces(self) -> SmallPieces | LargePieces:
        if self._form == "small":
            return SmallPieces(self._shelf, self.row, self.count)
        stamps.check(self._folder / INDEX, self._files)
        return LargePieces(self._folder, self.row, self.count, self._files)

    def row(self, number: int) -> NameRow:
        """Give the name with this number, from 0 to `count` - 1."""
        return self._rows[number]

    def rows(self) -> list[NameRow]:
        """Give every name in order of numbers. Cost: reads all of them."""
        return list(self._rows.all()) if self.count else []

    @property
    def keys(self) -> Keys:
        """The names by key."""
        return self._keys

    @property
    def postings(self) -> Postings | None:
        """The words and pieces of all names; None in the large form, whose are held otherwise."""
        return self._pieces.postings() if isinstance(self._pieces, SmallPieces) else None

    def equal(self, key: str, limit: int = MOST) -> list[NameRow]:
        """Names whose raw, folded or compact key is this, in order of numbers; none for an empty key."""
        return list(islice(self._keys.equal(key), limit))

    def with_words(self, words: Sequence[str], limit: int = MOST) -> list[NameRow]:
        """Names whose folded words include all of these, those with fewest letters first; none for no words."""
        distinct = sorted(set(words))
        return self._pieces.with_words(distinct, limit) if distinct and self.count else []

    def near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        """Names that share three-letter pieces, given in their order (`matching.keys.grams`): the nearest first.

        They come in order of the weight of what they share, rare pieces weighing more, then of fewest letters, then of
        numbers. Among few names these are the nearest of all; among more than 30,000 the search is cut, and finds the
        nearest in 99 of 100 cases where it is half like the query. None for no pieces.
        """
        distinct = list(dict.fromkeys(pieces))
        return self._pieces.near(distinct, limit) if distinct and self.count and limit > 0 else []

    def starting(self, prefix: str, limit: int) -> list[NameRow]:
        """Names whose raw key begins with the prefix, in the order of their raw keys."""
        return list(islice(self._keys.starting(prefix), limit))

    def verify(self) -> None:
        """Read every file whole and compare it with its checksums. Raises Damaged for the first that is not right.

        The verbs check what they read of the columns, and Tantivy's files when the disk says that they were touched. A
        bit of a large one that flipped by itself can hide a name from `near` and `with_words` until this is asked, but
        never makes one up.
        """
        for column in self._columns:
            self._shelf.open(column).check_all()
        self._pieces.verify()


def open(folder: Path) -> Names:  # noqa: A001 - it reads `names.open(folder)`
    """Open the index of names in a folder. Raises `mapped.Damaged` when it cannot be read."""
    return Names(folder)
