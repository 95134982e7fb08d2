"""Columns of a snapshot: numbers, texts and codes, read from mapped memory where a question touches them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

from supplychain_cli.snapshot.mapped import HEADER, PAGE, Mapped

if TYPE_CHECKING:
    import numpy as np


class Ints:
    """A column of whole numbers."""

    def __init__(self, mapped: Mapped) -> None:
        """Read it from mapped memory."""
        self._mapped = mapped
        self._values = self._mapped.values
        self._width = self._mapped.width

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, at: int) -> int:
        begin = at * self._width
        self._mapped.check(begin, begin + self._width)
        value: int = self._values[at]
        return value

    def __iter__(self) -> Iterator[int]:
        return iter(self.part(0, len(self)))

    def pair(self, at: int) -> tuple[int, int]:
        """Give a value and the next one."""
        begin = at * self._width
        self._mapped.check(begin, begin + 2 * self._width)
        values = self._values
        return values[at], values[at + 1]

    def part(self, start: int, stop: int) -> memoryview:
        """Give the values from `start` to `stop`, without copying them."""
        if stop <= start:
            return memoryview(b"")
        self._mapped.check(start * self._width, stop * self._width)
        part: memoryview = self._values[start:stop]
        return part

    def array(self) -> np.ndarray[Any, Any]:
        """Give all values as a NumPy array over the mapped memory; checks every page first."""
        import numpy as np

        self._mapped.check_all()
        return np.asarray(self._values)

    def take(self, places: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Give the values at many places; checks the pages that these touch."""
        import numpy as np

        if len(places) > self._mapped.pages:
            self._mapped.check_all()
        elif not self._mapped.whole:
            touched = np.zeros(self._mapped.pages, dtype=bool)
            touched[(places.astype(np.int64) * self._width + HEADER) // PAGE] = True
            self._mapped.check_pages(np.flatnonzero(touched).tolist())
        found: np.ndarray[Any, Any] = np.asarray(self._values)[places]
        return found

    def take_runs(
        self, begins: np.ndarray[Any, Any], ends: np.ndarray[Any, Any], places: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """As `take`, where the places are those of runs that are not empty: `begins` to `ends` without the last."""
        import numpy as np

        width, pages = self._width, self._mapped.pages
        if len(places) > 4 * pages:
            self._mapped.check_all()
        if self._mapped.whole:
            return self.take(places)
        opened = np.bincount((begins * width + HEADER) // PAGE, minlength=pages)
        closed = np.bincount(((ends - 1) * width + HEADER) // PAGE + 1, minlength=pages + 1)[:pages]
        self._mapped.check_pages(np.flatnonzero(np.cumsum(opened - closed) > 0).tolist())
        found: np.ndarray[Any, Any] = np.asarray(self._values)[places]
        return found


class Constant:
    """A column in which every value is the same: it takes no file. It has the verbs of every kind of column."""

    def __init__(self, value: Any, count: int) -> None:  # noqa: ANN401 - a number or a text
        """Say the value and how often it stands there."""
        self.value = value
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> Any:  # noqa: ANN401 - as above
        return self.value

    def __iter__(self) -> Iterator[Any]:
        return repeat(self.value, self._count)

    def part(self, start: int, stop: int) -> memoryview:
        """As `Ints.part`, of a number that is not negative."""
        return memoryview(array("I", [self.value]) * max(stop - start, 0))

    @property
    def terms(self) -> tuple[str, ...]:
        """As `Coded.terms`."""
        return (self.value,) if self._count else ()

    @property
    def codes(self) -> Constant:
        """As `Coded.codes`."""
        return Constant(0, self._count)

    def raw(self, at: int) -> bytes:
        """As `Texts.raw`."""
        return bytes(self[at].encode())

    def stretch(self, begin: int, end: int) -> list[str]:
        """As `Texts.stretch`."""
        return [self.value] * (end - begin)

    def whole(self) -> bytes:
        """As `Texts.whole`."""
        return self.raw(0) * self._count

    def first_not_below(self, text: str, low: int = 0, high: int | None = None) -> int:
        """As `Texts.first_not_below`."""
        high = self._count if high is None else high
        return low if self.value >= text else high

    def place(self, text: str, low: int = 0, high: int | None = None) -> int | None:
        """As `Texts.place`."""
        high = self._count if high is None else high
        return low if low < high and self.value == text else None

    def array(self) -> np.ndarray[Any, Any]:
        """As `Ints.array`: the value as often as it stands there, in no memory."""
        import numpy as np

        return np.broadcast_to(np.asarray(self.value), (self._count,))

    def take(self, places: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """As `Ints.take`."""
        import numpy as np

        return np.broadcast_to(np.asarray(self.value), (len(places),))

    def take_runs(
        self, _begins: np.ndarray[Any, Any], _ends: np.ndarray[Any, Any], places: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """As `Ints.take_runs`."""
        return self.take(places)


class Texts:
    """A column of texts: where each begins, and all of them one after the other."""

    def __init__(self, places: Mapped, texts: Mapped) -> None:
        """Read them from mapped memory."""
        self._places, self._texts = Ints(places), texts

    def __len__(self) -> int:
        return max(len(self._places) - 1, 0)

    def __getitem__(self, at: int) -> str:
        return self.raw(at).decode()

    def raw(self, at: int) -> bytes:
        """Give a text as UTF-8."""
        begin, end = self._places.pair(at)
        self._texts.check(begin, end)
        return bytes(self._texts.values[begin:end])

    def stretch(self, begin: int, end: int) -> list[str]:
        """Give the texts from one place to another."""
        return [raw.decode() for raw in self.raws(begin, end)]

    def raws(self, begin: int = 0, end: int | None = None) -> list[bytes]:
        """Give the texts from one place to another, or to the end, as UTF-8."""
        places, held = self.spread(begin, len(self) if end is None else end)
        return [held[one - places[0] : other - places[0]] for one, other in pairwise(places)]

    def spread(self, begin: int, end: int) -> tuple[memoryview, bytes]:
        """Give the same in one piece, behind where each begins and, last, where the piece ends."""
        places = self._places.part(begin, end + 1)
        if not len(places):
            return places, b""
        self._texts.check(places[0], places[-1])
        return places, bytes(self._texts.values[places[0] : places[-1]])

    def whole(self) -> bytes:
        """Give all texts, one after the other, as UTF-8; checks every page."""
        self._texts.check_all()
        return bytes(self._texts.values)

    def first_not_below(self, text: str, low: int = 0, high: int | None = None) -> int:
        """Give the first place, in a sorted part of the column, whose text is not less. UTF-8 sorts as code points."""
        wanted = text.encode()
        high = len(self) if high is None else high
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def place(self, text: str, low: int = 0, high: int | None = None) -> int | None:
        """Find a text in a sorted part of the column; None when it is not there."""
        high = len(self) if high is None else high
        at = self.first_not_below(text, low, high)
        return at if at < high and self.raw(at) == text.encode() else None


class Coded:
    """A column of few different texts: a code for each value, and the texts by code."""

    def __init__(self, codes: Mapped, terms: Mapped) -> None:
        """Read the codes from mapped memory; the terms are read whole."""
        import json

        self.codes = Ints(codes)
        terms.check_all()
        self.terms: tuple[str, ...] = tuple(json.loads(bytes(terms.values)))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: int) -> str:
        return self.terms[self.codes[at]]

    def __iter__(self) -> Iterator[str]:
        return map(self.terms.__getitem__, self.codes)


Column = Ints | Texts | Coded | Constant


def first_not_below(values: Callable[[int], Any], wanted: Any, low: int, high: int) -> int:  # noqa: ANN401 - numbers or texts
    """Give the first place between `low` and `high` of a sorted column whose value is not less."""
    while low < high:
        middle = (low + high) // 2
        if values(middle) < wanted:
            low = middle + 1
        else:
            high = middle
    return low
