"""Which word of one name answers to which word of another: equal, in another form, misspelled, or cut differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from supplychain_cli.matching.prepared import PERSON, Prepared, Word
from supplychain_cli.matching.slips import slips
from supplychain_cli.matching.tables import tables
from supplychain_cli.matching.vocabulary import stands_for

_MOST_WORDS = 24
"""Words left over on a side that are compared each with each; the rest of a longer name stays unanswered."""
_LONGEST_RUN = 3
_LEAST_ACRONYM, _MOST_ACRONYM = 3, 6


class Link(NamedTuple):
    """Words of the left name that answer to words of the right one, by their places, and how."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    how: str
    """`equal`, `slips`, `initial`, `short`, `same`, `cut`, `acronym`."""
    slips: float = 0.0


class Alignment(NamedTuple):
    """Links, and the places of words that answer to none."""

    links: tuple[Link, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def align(left: Sequence[Word], right: Sequence[Word], one: Prepared, other: Prepared) -> Alignment:
    """Link the words of two names; `one` and `other` are the names they belong to.

    Costs the product of the words that are not equal, at most 24 a side.
    """
    state = _State(left, right, one, other)
    state.equal()
    if state.free_left or state.free_right:
        state.cut(most=0.0)
        state.answer()
        state.cut(most=1.2)
        state.acronym()
    return Alignment(tuple(state.links), tuple(state.free_left), tuple(state.free_right))


class _State:
    def __init__(self, left: Sequence[Word], right: Sequence[Word], one: Prepared, other: Prepared) -> None:
        self.left, self.right, self.one, self.other = left, right, one, other
        self.person = one.kind == PERSON
        self.native = bool(left) and bool(one.native) and left is one.native
        self.loose = not self.native and (one.loose or other.loose)
        self.links: list[Link] = []
        self.free_left = list(range(len(left)))
        self.free_right = list(range(len(right)))

    def _take(self, link: Link) -> None:
        self.links.append(link)
        self.free_left = [place for place in self.free_left if place not in link.left]
        self.free_right = [place for place in self.free_right if place not in link.right]

    def equal(self) -> None:
        places: dict[str, list[int]] = {}
        for place in self.free_right:
            places.setdefault(self.right[place].key, []).append(place)
        for place in tuple(self.free_left):
            found = places.get(self.left[place].key)
            if found:
                self._take(Link((place,), (found.pop(0),), "equal"))

    def answer(self) -> None:
        """Link single words, the nearest first."""
        found = []
        for a in self.free_left[:_MOST_WORDS]:
            for b in self.free_right[:_MOST_WORDS]:
                link = self._link(a, b)
                if link:
                    found.append((_ORDER[link.how], link.slips, abs(a - b), a, b, link))
        for *_, a, b, link in sorted(found, key=lambda entry: entry[:5]):
            if a in self.free_left and b in self.free_right:
                self._take(link)

    def _link(self, a: int, b: int) -> Link | None:
        one, other = self.left[a], self.right[b]
        if self.person:
            if "initial" in {one.role, other.role}:
                return Link((a,), (b,), "initial") if one.key[0] == other.key[0] else None
            how = stands_for(one.key, other.key)
            if how:
                return Link((a,), (b,), how)
        if not may_be_misspelled(one, other):
            return None
        count = slips(one.key, other.key, loose=self.loose)
        allowed = allowed_slips(one.key, other.key, loose=self.loose)
        return Link((a,), (b,), "slips", count) if count <= allowed else None

    def cut(self, most: float) -> None:
        """Link words that have the same letters once they are joined, with at most so many slips."""
        for link in sorted(self._cuts(most), key=lambda link: (link.slips, -len(link.left) - len(link.right))):
            if set(link.left) <= set(self.free_left) and set(link.right) <= set(self.free_right):
                self._take(link)

    def _cuts(self, most: float) -> Iterator[Link]:
        lefts, rights = self._runs(self.left, self.free_left), self._runs(self.right, self.free_right)
        by_size: dict[int, list[tuple[tuple[int, ...], str]]] = {}
        for run, text in rights:
            by_size.setdefault(len(text), []).append((run, text))
        for run, text in lefts:
            for size in range(len(text) - 1 - 2 * self.loose, len(text) + 2 + 2 * self.loose):
                for other, letters in by_size.get(size, ()):
                    if len(run) == len(other) == 1:
                        continue
                    if text == letters:
                        yield Link(run, other, "cut")
                    elif most and min(len(text), len(letters)) > 5 and text[0] == letters[0]:  # noqa: PLR2004
                        count = slips(text, letters, loose=self.loose)
                        if count <= most:
                            yield Link(run, other, "cut", count)

    def _runs(self, words: Sequence[Word], free: Sequence[int]) -> list[tuple[tuple[int, ...], str]]:
        found = []
        for start, place in enumerate(free[:_MOST_WORDS]):
            text = ""
            for end in range(start, min(start + _LONGEST_RUN, len(free))):
                if free[end] != place + end - start:
                    break
                text += words[free[end]].key
                found.append((tuple(free[start : end + 1]), text))
        return found

    def acronym(self) -> None:
        """Link `PLA` to People's Liberation Army: the first letters of neighbouring words that answer to nothing."""
        sides = (
            (self.left, self.free_left, self.right, self.free_right, False),
            (self.right, self.free_right, self.left, self.free_left, True),
        )
        for words, free, others, open_, turned in sides:
            for place in tuple(free):
                run = _spelled_out(words[place].key, others, open_, least=2 if self.person else _LEAST_ACRONYM)
                if run:
                    self._take(Link(run, (place,), "acronym") if turned else Link((place,), run, "acronym"))
                    return


def _spelled_out(key: str, words: Sequence[Word], free: Sequence[int], *, least: int) -> tuple[int, ...]:
    if not (least <= len(key) <= _MOST_ACRONYM and key.isalpha()):
        return ()
    for start in range(len(free) - len(key) + 1):
        run = free[start : start + len(key)]
        if run[-1] - run[0] == len(key) - 1 and all(words[at].key[0] == sign for at, sign in zip(run, key, strict=True)):
            return tuple(run)
    return ()


_ORDER = {"equal": 0, "cut": 1, "same": 2, "short": 2, "slips": 1, "initial": 3, "acronym": 4}


def may_be_misspelled(one: Word, other: Word) -> bool:
    """Whether one word may be a slip for the other: numbers, initials, concept words and known pairs never are."""
    if "number" in {one.role, other.role} or "concept" in {one.role, other.role}:
        return False
    if one.role == other.role == "general":
        return False
    return frozenset((one.key, other.key)) not in tables().distinct


def allowed_slips(one: str, other: str, *, loose: bool) -> float:
    """Give the slips up to which a word may be meant by another; more for longer words, none below three letters."""
    size = max(len(one), len(other))
    if loose:
        return 0.14 * size
    for most, count in _ALLOWED:
        if size <= most:
            return count
    return 3.0


_ALLOWED = ((2, 0.0), (3, 2.0), (5, 2.0), (8, 2.2), (12, 2.6))
