"""Names as rows: what goes into the index, what comes out, and how a row lies on disk."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.keys import NameKeys, stored_keys
from supplychain_cli.snapshot.column import Damaged, Shelf, Texts
from supplychain_cli.snapshot.names.files import Folder

_PART = b"\xff"
"""Parts the fields of a row: a byte that never occurs in UTF-8."""
_FIELDS = 4
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


class RowsWriter:
    """Writes rows in order. Memory: one batch, and each pair of kind and language once."""

    def __init__(self, folder: Folder) -> None:
        """Begin the columns of the rows."""
        self._places, self._texts = folder.column(PLACES, "u8"), folder.column(TEXTS, "text")
        self._places.write(array("Q", [0]))
        self._end = 0
        self._tags: dict[tuple[str, str], bytes] = {}

    def write(self, batch: Sequence[tuple[NameEntry, str]]) -> None:
        """Append entries, each with its folded key."""
        ends, pieces = array("Q"), []
        for entry, folded in batch:
            tag = self._tags.setdefault((entry.kind, entry.lang), str(len(self._tags)).encode())
            piece = _PART.join((str(entry.party).encode(), tag, encoded(entry.text), folded.encode()))
            self._end += len(piece)
            ends.append(self._end)
            pieces.append(piece)
        self._places.write(ends)
        self._texts.write(b"".join(pieces))

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
