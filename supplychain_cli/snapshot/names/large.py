"""The form for many names: words and pieces in an inverted index of Tantivy, whose files are mapped.

Names are indexed by their words and by all runs of three and of four letters. A question looks up its four-letter runs
first, rare ones before common ones, as far as a budget goes: a few such lists are short even among millions. Only when
that gives too few names, or none that is half like the query, are the three-letter pieces asked too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli.snapshot.mapped import Damaged
from supplychain_cli.snapshot.names.border import (
    border,
    check,
    checksum,
    read_at_random,
    touch_ends,
    writable,
)
from supplychain_cli.snapshot.names.rows import NameRow
from supplychain_cli.snapshot.names.weights import nearest, weights

if TYPE_CHECKING:
    import tantivy

INDEX = "pieces"
"""Name of the folder with Tantivy's files."""
_THREE, _FOUR, _WORDS, _NUMBER, _LETTERS = "three", "four", "words", "number", "letters"
_HEAP = 80_000_000
"""Bytes of memory for the writer: four hundred thousand names. The next ones make another part of the index, and eight
parts are made into one; a question takes a millisecond longer for each."""
_CANDIDATES = 60
_FOURS = 200_000
_THREES = 3_000_000
"""Entries of lists that are read at most for one question, beyond the least number of lists: with these, 99 of 100
names that comparing with all of a million finds are found, at a third of the cost of reading all lists."""
_OF_ALL = 25
"""Among more names lists are longer: then one entry for so many names, if that is more."""
_LISTS = 4
_HALF = 2
_CHECKED = 1 << 20
"""Bytes of the largest file that is checked whole when the index is opened; sizes are checked of all."""
_WIDE = 1 << 26
"""Bytes from which it pays to tell the kernel how the files are read."""
_SPARSE = (".idx", ".term", ".store")
"""Endings of the files of which a question touches little; of the others, small ones, it touches pages all over."""


class LargeWriter:
    """Gives names to Tantivy, in order of numbers; one thread indexes them meanwhile."""

    def __init__(self, path: Path) -> None:
        """Begin the index in a folder of its own below `path`."""
        import tantivy

        self._folder = path / INDEX
        self._folder.mkdir()
        schema = tantivy.SchemaBuilder()
        for field in (_THREE, _FOUR, _WORDS):
            schema.add_text_field(field, tokenizer_name=field, index_option="basic")
        for field in (_NUMBER, _LETTERS):
            schema.add_unsigned_field(field, fast=True)
        index = tantivy.Index(schema.build(), path=str(self._folder))
        for field, cut in (
            (_THREE, tantivy.Tokenizer.ngram(3, 3)),
            (_FOUR, tantivy.Tokenizer.ngram(4, 4)),
            (_WORDS, tantivy.Tokenizer.whitespace()),
        ):
            index.register_tokenizer(field, tantivy.TextAnalyzerBuilder(cut).build())
        self._document = tantivy.Document
        self._writer = index.writer(_HEAP, num_threads=1)

    def add(self, number: int, folded: str, signs: str) -> None:
        """Index a name; one without letters is found by its number only."""
        if not folded:
            return
        document, padded = self._document(), f" {folded} {signs} " if signs else f" {folded} "
        document.add_text(_THREE, padded)
        document.add_text(_FOUR, padded)
        document.add_text(_WORDS, folded)
        document.add_unsigned(_NUMBER, number)
        document.add_unsigned(_LETTERS, len(folded))
        self._writer.add_document(document)

    def close(self) -> dict[str, tuple[int, int]]:
        """Finish, and leave only files that whoever may read the folder may read; gives size and CRC-32 of each."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        mode = self._folder.stat().st_mode & 0o666
        found = {}
        for file in sorted(self._folder.iterdir()):
            if file.name.endswith(".lock"):
                file.unlink()
                continue
            if os.name == "posix":
                file.chmod(mode)
            found[file.name] = (file.stat().st_size, checksum(file))
        return found


class LargePieces:
    """Finds names by words and by pieces. Whatever Tantivy makes of a damaged file is a `Damaged`."""

    def __init__(
        self, path: Path, row: Callable[[int], NameRow], count: int, files: Mapping[str, Sequence[int]]
    ) -> None:
        """Open the index below `path`; `count` is that of all names, `files` what the writer gave."""
        self._row, self._count, self._path = row, count, path / INDEX
        self._files = files
        check(self._path, files, largest=_CHECKED)
        with border(self._path):
            import tantivy

            wide = sum(size for size, _ in files.values()) >= _WIDE
            if wide:
                touch_ends(self._path, (name for name in files if name.endswith(_SPARSE)))
            with writable(self._path) as place:
                index = tantivy.Index.open(str(place))
            self._schema, self._searcher = index.schema, index.searcher()
            if wide:
                read_at_random(self._path, _SPARSE)
            self._make, self._occur, self._order = tantivy.Query, tantivy.Occur, tantivy.Order

    def verify(self) -> None:
        """See `Names.verify`."""
        check(self._path, self._files)

    def with_words(self, words: Sequence[str], limit: int) -> list[NameRow]:
        """See `Names.with_words`."""
        with border(self._path):
            query = self._query(_WORDS, words, self._occur.Must)
            rising = self._order.Asc
            hits = self._searcher.search(
                query, limit, count=False, order_by_field=_LETTERS, order=rising
            ).hits
            numbers = self._numbers(hits)
        ordered = sorted(zip((letters for letters, _ in hits), numbers, strict=True))
        return [self._row(number) for _, number in ordered]

    def near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        """See `Names.near`."""
        with border(self._path):
            return self._near(pieces, limit)

    def _near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        threes = self._frequencies(_THREE, pieces)
        if not any(threes.values()):
            return []
        weighed = weights(pieces, threes.__getitem__, self._count)
        wanted = max(limit, _CANDIDATES)
        fours = self._frequencies(_FOUR, joined(pieces))
        found = self._sharing(_FOUR, fours, max(_FOURS, self._count // _OF_ALL), wanted)
        best = nearest(map(self._row, found), weighed, limit)
        if len(found) < wanted or -best[0].apart * _HALF < sum(weighed.values()):
            found |= self._sharing(_THREE, threes, _THREES, wanted)
            best = nearest(map(self._row, found), weighed, limit)
        return [near.row for near in best]

    def _frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Give how many names have each term."""
        return {term: self._searcher.doc_freq(field, term) for term in terms}

    def _sharing(self, field: str, frequencies: Mapping[str, int], budget: int, wanted: int) -> set[int]:
        """Give the numbers of the names that share most of the rarest of these terms, at most `wanted`."""
        used: list[str] = []
        for frequency, term in sorted((frequency, term) for term, frequency in frequencies.items()):
            budget -= frequency
            if frequency and (budget >= 0 or len(used) < _LISTS):
                used.append(term)
        if not used:
            return set()
        query = self._query(field, used, self._occur.Should)
        return set(self._numbers(self._searcher.search(query, wanted, count=False).hits))

    def _query(self, field: str, terms: Iterable[str], occur: Any) -> tantivy.Query:  # noqa: ANN401 - a choice of Tantivy's
        term_query, schema = self._make.term_query, self._schema
        return self._make.boolean_query([(occur, term_query(schema, field, term, "basic")) for term in terms])

    def _numbers(self, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[int]:
        found = self._searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        numbers = [number for number in found if isinstance(number, int) and number < self._count]
        if len(numbers) != len(hits):
            raise Damaged(self._path, "a name in the index of names has no number.")
        return numbers


def joined(pieces: Sequence[str]) -> dict[str, None]:
    """Give the four-letter runs of a name from its three-letter pieces in their order, each once."""
    return {one + other[-1]: None for one, other in pairwise(pieces) if one[1:] == other[:-1]}
