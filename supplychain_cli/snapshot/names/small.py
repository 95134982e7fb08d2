"""The form for few names: the numbers of the names that have a word or a three-letter piece, in columns, plain Python.

Opens without parsing anything; a look-up costs what it counts, at most some milliseconds.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.pieces import pieces_of
from supplychain_cli.snapshot.column import Ints, Texts
from supplychain_cli.snapshot.mapped import Shelf
from supplychain_cli.snapshot.names.files import Folder
from supplychain_cli.snapshot.names.rows import NameRow
from supplychain_cli.snapshot.names.weights import weights

_WORD = "="
"""Begins the term of a word, so that `abc` the word and `abc` the piece are two terms."""
_MOST_LETTERS = 0xFFFF
_TERMS, _POSTINGS, _LETTERS = "term", "posting", "row.letters"


class SmallWriter:
    """Collects the words and pieces of names, in order of numbers."""

    def __init__(self, folder: Folder) -> None:
        """Write into a folder at the end."""
        self._folder = folder
        self._numbers: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._letters = array("H")

    def add(self, number: int, folded: str, signs: str) -> None:
        """Note the words and pieces of a name."""
        self._letters.append(letters_of(folded))
        for term in terms_of(folded, signs):
            self._numbers[term].append(number)

    def close(self) -> dict[str, tuple[int, int]]:
        """Write the terms, sorted, and for each the numbers of its names; gives no files beside the columns."""
        terms = sorted(self._numbers)
        numbers = array("I")
        for term in terms:
            numbers += self._numbers[term]
        write(
            self._folder,
            Postings(self._letters, terms, [len(self._numbers[term]) for term in terms], numbers),
        )
        return {}


class Postings(NamedTuple):
    """The words and pieces of names: letters by name; terms, sorted; how many names each has; and all of these."""

    letters: array[int]
    terms: list[str]
    counts: list[int]
    numbers: array[int]


def terms_of(folded: str, signs: str) -> tuple[str, ...]:
    """Give the words and pieces by which a name is found; none for one that has nothing to compare."""
    return (*{_WORD + word for word in folded.split()}, *pieces_of(folded, signs))


def letters_of(folded: str) -> int:
    """Give the length of a folded name as it is stored."""
    return min(len(folded), _MOST_LETTERS)


def write(folder: Folder, postings: Postings) -> None:
    """Write the columns of the words and pieces."""
    folder.numbers(_LETTERS, "u2", postings.letters)
    terms = [term.encode() for term in postings.terms]
    texts = folder.column(f"{_TERMS}.texts", "text")
    texts.write(b"".join(terms))
    texts.close()
    folder.numbers(f"{_POSTINGS}.numbers", "u4", postings.numbers)
    places = array("Q", accumulate(map(len, terms), initial=0))
    folder.numbers(f"{_TERMS}.places", "u8", places)
    folder.numbers(f"{_POSTINGS}.places", "u4", array("I", accumulate(postings.counts, initial=0)))


class SmallPieces:
    """Finds names by words and by pieces."""

    def __init__(self, shelf: Shelf, row: Callable[[int], NameRow], count: int) -> None:
        """Map the columns; `count` is that of all names."""
        self._row, self._count = row, count
        self._terms = Texts(shelf.open(f"{_TERMS}.places"), shelf.open(f"{_TERMS}.texts"))
        self._begins = Ints(shelf.open(f"{_POSTINGS}.places"))
        self._numbers = Ints(shelf.open(f"{_POSTINGS}.numbers"))
        self._letters = Ints(shelf.open(_LETTERS))

    def postings(self) -> Postings:
        """Give all words and pieces. Cost: reads every column whole."""
        begins = self._begins.part(0, len(self._begins))
        return Postings(
            array("H", self._letters.part(0, self._count)),
            self._terms.stretch(0, len(self._terms)),
            [other - one for one, other in pairwise(begins)],
            array("I", self._numbers.part(0, len(self._numbers))),
        )

    def verify(self) -> None:
        """See `Names.verify`. There is nothing but columns."""

    def with_words(self, words: Sequence[str], limit: int) -> list[NameRow]:
        """See `Names.with_words`."""
        found = set.intersection(*(set(self._having(_WORD + word)) for word in words))
        ordered = sorted((self._letters[number], number) for number in found)
        return [self._row(number) for _, number in ordered[:limit]]

    def near(self, pieces: Sequence[str], limit: int) -> list[NameRow]:
        """See `Names.near`. Counts every name that shares a piece."""
        having = {piece: self._having(piece) for piece in pieces}
        weighed = weights(pieces, lambda piece: len(having[piece]), self._count)
        shared: Counter[int] = Counter()
        for piece, weight in weighed.items():
            for number in having[piece]:
                shared[number] += weight
        least = min(sorted(shared.values(), reverse=True)[:limit], default=0)
        best = sorted(
            (-weight, self._letters[number], number) for number, weight in shared.items() if weight >= least
        )
        return [self._row(number) for *_, number in best[:limit]]

    def _having(self, term: str) -> Sequence[int]:
        at = self._terms.place(term)
        return () if at is None else self._numbers.part(self._begins[at], self._begins[at + 1])
