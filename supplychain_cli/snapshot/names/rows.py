"""Names as rows: what goes into the index, what comes out, and how a row lies on disk."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.keys import NameKeys, stored_keys
from supplychain_cli.snapshot.column import Texts
from supplychain_cli.snapshot.mapped import Damaged, Shelf
from supplychain_cli.snapshot.names.files import Folder

_PART = b"\xff"
"""Parts the fields of a row: a byte that never occurs in UTF-8."""
_FIELDS = 4
_ROW = _PART.join((b"%d", b"%d", b"%b", b"%b"))
PLACES, TEXTS = "row.places", "row.texts"


class NameEntry(NamedTuple):
    """A name to be indexed. `number` counts from 0 in the order of entries; `party` is the number of its bearer."""

    number: int
    party: int
    text: str
    kind: str
    lang: str


class NameRow(NamedTuple):
    """An indexed name: the entry it was made of, and its folded key (`matching.keys.NameKeys`)."""

    number: int
    party: int
    text: str
    kind: str
    lang: str
    folded: str

    def keys(self) -> NameKeys:
        """Give all keys of the name; only the folded one is stored."""
        return stored_keys(self.text, self.folded)


def row_of(party: int, tag: int, text: str, folded: str) -> bytes:
    """Give what is stored of a name: the number of its bearer, its tag (`RowsWriter.tag`), and its folded key."""
    return _ROW % (party, tag, encoded(text), folded.encode())


class RowsWriter:
    """Writes rows in order. Memory: one batch, and each pair of kind and language once."""

    def __init__(self, folder: Folder) -> None:
        """Begin the columns of the rows."""
        self._places, self._texts = folder.column(PLACES, "u8"), folder.column(TEXTS, "text")
        self._places.write(array("Q", [0]))
        self._end = 0
        self._tags: dict[tuple[str, str], int] = {}

    def tag(self, entry: NameEntry) -> int:
        """Give the number that stands for the kind and the language of an entry."""
        return self._tags.setdefault((entry.kind, entry.lang), len(self._tags))

    def write(self, rows: Sequence[bytes]) -> None:
        """Append rows, each made by `row_of`."""
        ends = array("Q", accumulate(map(len, rows), initial=self._end))
        self._end = ends[-1]
        self._places.write(ends[1:])
        self._texts.write(b"".join(rows))

    def close(self) -> list[tuple[str, str]]:
        """Finish; gives kind and language behind each tag."""
        self._places.close()
        self._texts.close()
        return list(self._tags)


class Rows:
    """Reads rows by number."""

    def __init__(self, shelf: Shelf, tags: Sequence[Sequence[str]]) -> None:
        """Map the columns of the rows."""
        texts = shelf.open(TEXTS)
        self._texts, self._file = Texts(shelf.open(PLACES), texts), texts.file
        self._tags = tags

    def __getitem__(self, number: int) -> NameRow:
        return self._row(number, self._texts.raw(number))

    def all(self) -> Iterator[NameRow]:
        """Give every row in order. Cost: reads the columns whole."""
        return (self._row(number, raw) for number, raw in enumerate(self._texts.raws()))

    def _row(self, number: int, raw: bytes) -> NameRow:
        parts = raw.split(_PART)
        if len(parts) != _FIELDS:
            raise Damaged(self._file, f"the row of name {number} is not what was written.")
        party, tag, text, folded = parts
        kind, lang = self._tags[int(tag)]
        return NameRow(number, int(party), text.decode("utf-8", "surrogatepass"), kind, lang, folded.decode())


def encoded(text: str) -> bytes:
    """Give a text as UTF-8, a lone surrogate too: names come from the world."""
    return text.encode("utf-8", "surrogatepass")
