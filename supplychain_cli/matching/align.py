"""Which words of one name answer to which words of another: equal, in another form, misspelled, or cut differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supplychain_cli.light import NamedTuple
from supplychain_cli.matching.fold import compiled, fold_text, fold_word
from supplychain_cli.matching.marks import many_apart
from supplychain_cli.matching.slips import LOOSE_ALLOWED, slips
from supplychain_cli.matching.tables import tables
from supplychain_cli.matching.vocabulary import stands_for, vocabulary
from supplychain_cli.matching.words import Word

_MOST_WORDS = 24
"""Words left over on a side that are compared each with each; the rest of a longer name stays unanswered."""
_LONGEST_RUN = 3
_LEAST_CUT = 6
_PLAIN = frozenset({"general", "designation"})
_TRANSLATED = frozenset({"concept", "general", "designation"})
_MAKING = frozenset({"building", "making", "manufacturing"})
"""What a translator may leave out after the word that says what is made."""
_CUT_SLIPS = 1.2
_LEAST_ACRONYM, _MOST_ACRONYM = 3, 6
_ADJECTIVE = "(?<=..)sk(?:i|ii|ij|oi|aia|aja|oe|oje|ogo|oho|om|ie|ije|ik|ikh|a|e)$"
"""How an adjective made of a place or a name ends in Russian and Ukrainian, folded."""
_LEAST_STEM = 4
_LOOKALIKE = 1.2
_LEAST_MISTYPED = 7
_HEARD = 0.75
"""Slips up to which letters are only heard or written for each other."""
_ORDER = {
    "lookalike": 5,
    "cut": 0,
    "slips": 1,
    "adjective": 1,
    "kin": 3,
    "short": 2,
    "same": 2,
    "initial": 3,
    "acronym": 4,
}
_ALLOWED = ((2, 0.0), (5, 2.0), (8, 2.2), (12, 2.5))
_MOST_ALLOWED = 3.0


class Link(NamedTuple):
    """Words of the left name that answer to words of the right one, by their places, and how."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    how: str
    """`equal`, `cut`, `slips`, `adjective`, `kin`, `lookalike`, `short`, `same`, `initial` or `acronym`."""
    slips: float = 0.0


class Alignment(NamedTuple):
    """Links, and the places of words that answer to none."""

    links: tuple[Link, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


class Manner(NamedTuple):
    """How words may answer to each other: as a person's, with sounds left open, or sign by sign."""

    person: bool = False
    open_sounds: tuple[bool, bool] = (False, False)
    """Whether the script of each name leaves the sounds of its words open."""
    syllables: bool = False
    """Each sign is a syllable, so that none may differ."""
    scripts: bool = False
    """The names are in two scripts, so that a letter more or less may be how a word is spelled in the other."""
    translated: bool = False
    """The names are in two languages, so that a word of one may be the translator's choice."""

    @property
    def loose(self) -> bool:
        """Whether the sounds of either name are open."""
        return any(self.open_sounds)


def align(left: Sequence[Word], right: Sequence[Word], manner: Manner) -> Alignment:
    """Link the words of two names, each at most once.

    Costs the product of the words that are not equal, at most 24 a side.
    """
    state = _State(left, right, manner)
    state.equal()
    if state.free_left or state.free_right:
        state.cut(0.0)
        state.answer()
        state.cut(_CUT_SLIPS)
        state.acronym()
        if manner.translated:
            state.making()
    return Alignment(tuple(state.links), tuple(state.free_left), tuple(state.free_right))


class _State:
    def __init__(self, left: Sequence[Word], right: Sequence[Word], manner: Manner) -> None:
        self.left, self.right, self.manner = left, right, manner
        self.links: list[Link] = []
        self.free_left = list(range(len(left)))
        self.free_right = list(range(len(right)))

    def take(self, link: Link) -> None:
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
                self.take(Link((place,), (found.pop(0),), "equal"))

    def answer(self) -> None:
        """Link single words, the nearest first."""
        pairs = ((a, b) for a in self.free_left[:_MOST_WORDS] for b in self.free_right[:_MOST_WORDS])
        found = [link for a, b in pairs if (link := self._link(a, b))]
        for link in sorted(found, key=_nearness):
            if link.left[0] in self.free_left and link.right[0] in self.free_right:
                self.take(link)

    def _link(self, a: int, b: int) -> Link | None:
        one, other = self.left[a], self.right[b]
        if self.manner.person:
            if "initial" in {one.role, other.role}:
                return Link((a,), (b,), "initial") if one.key[0] == other.key[0] else None
            how = stands_for(one.key, other.key)
        else:
            how = "adjective" if _is_adjective(one.key, other.key) else ""
            if not how and self.manner.translated and other.key in vocabulary().kin.get(one.key, ()):
                how = "kin"
        if how:
            return Link((a,), (b,), how)
        how, count = self._misspelled(one, other)
        return Link((a,), (b,), how, count) if how else None

    def _misspelled(self, one: Word, other: Word) -> tuple[str, float]:
        """Say whether words answer to each other by `slips`, or only look so (`lookalike`), and count the slips."""
        loose = self.manner.loose
        if any(
            is_open and word.role in _TRANSLATED
            for is_open, word in zip(self.manner.open_sounds, (one, other), strict=True)
        ):
            return "", 0.0  # its letters are those of a translation, not of the name
        written, read = fold_word(one.key), fold_word(other.key)
        most = 0.0 if self.manner.syllables or "number" in {one.role, other.role} else 1.0
        most *= allowed_slips(written, read, loose=loose)
        if not most or (abs(len(written) - len(read)) > most and not loose):
            return "", 0.0
        if many_apart(written, read, most, coarse=loose):
            return "", 0.0
        count = slips(written, read, loose=loose)
        if count > most:
            return "", 0.0
        if may_be_misspelled(one, other, count, person=self.manner.person):
            return "slips", count
        return ("lookalike" if _looks_alike(one, other, count) else ""), count

    def cut(self, most: float) -> None:
        """Link words that have the same letters once they are joined, with at most so many slips."""
        found = sorted(self._cuts(most), key=lambda link: (link.slips, -len(link.left) - len(link.right)))
        for link in found:
            if set(link.left) <= set(self.free_left) and set(link.right) <= set(self.free_right):
                self.take(link)

    def _cuts(self, most: float) -> Iterator[Link]:
        by_size: dict[int, list[tuple[tuple[int, ...], str]]] = {}
        for run, text in self._runs(self.right, self.free_right):
            by_size.setdefault(len(text), []).append((run, text))
        spread = 5 if self.manner.loose else 1
        for run, text in self._runs(self.left, self.free_left):
            for size in range(len(text) - spread, len(text) + spread + 1):
                for other, letters in by_size.get(size, ()):
                    if len(run) + len(other) > 2:  # noqa: PLR2004 - two single words are not cut
                        count = 0.0 if text == letters else self._apart(text, letters, most)
                        if count <= most:
                            yield Link(run, other, "cut", count)

    def _apart(self, one: str, other: str, most: float) -> float:
        """Give the slips between joined words; more than `most` where that need not be counted."""
        if not most or (min(len(one), len(other)) < _LEAST_CUT and not self.manner.loose):
            return most + 1
        if one[0] != other[0] and not self.manner.loose:
            return most + 1
        return slips(one, other, loose=self.manner.loose)

    def _runs(self, words: Sequence[Word], free: Sequence[int]) -> list[tuple[tuple[int, ...], str]]:
        found = []
        for start, place in enumerate(free[:_MOST_WORDS]):
            text = ""
            for end in range(start, min(start + _LONGEST_RUN, len(free))):
                if free[end] != place + end - start:
                    break
                text += words[free[end]].key
                found.append((tuple(free[start : end + 1]), fold_text(text) if end > start else text))
        return found

    def making(self) -> None:
        """Take `building` to the word before it that is answered: двигателестроение is engine building, or engines."""
        for at, link in enumerate(self.links):
            left, right = link.left[-1] + 1, link.right[-1] + 1
            if link.how in {"equal", "kin"} and self.left[left - 1].role in _TRANSLATED:
                if left in self.free_left and self.left[left].key in _MAKING:
                    self.free_left.remove(left)
                    self.links[at] = link._replace(left=(*link.left, left), how="kin")
                elif right in self.free_right and self.right[right].key in _MAKING:
                    self.free_right.remove(right)
                    self.links[at] = link._replace(right=(*link.right, right), how="kin")

    def acronym(self) -> None:
        """Link `PLA` to People's Liberation Army: the first letters of neighbouring words that answer to nothing."""
        least = 2 if self.manner.person else _LEAST_ACRONYM
        for place in tuple(self.free_left):
            run = _spelled_out(self.left[place].key, self.right, self.free_right, least)
            if run:
                self.take(Link((place,), run, "acronym"))
        for place in tuple(self.free_right):
            run = _spelled_out(self.right[place].key, self.left, self.free_left, least)
            if run:
                self.take(Link(run, (place,), "acronym"))


def may_be_misspelled(one: Word, other: Word, count: float, *, person: bool) -> bool:
    """Whether one word may be meant by the other, from which it is so many slips away.

    Numbers, two general words, two places, two words that are both common in names of firms, and pairs known to be
    different are never slips for each other; nor are concept words, but for a long one with a letter wrong inside it.
    """
    roles = {one.role, other.role}
    if "number" in roles or roles <= _PLAIN:
        return False
    if "concept" in roles and not (roles == {"concept", "name"} and _mistyped(one, other, count)):
        return False
    both = {one.key, other.key}
    if roles & _PLAIN and _other_short_word(fold_word(one.key), fold_word(other.key)):
        return False
    if not person and (both <= vocabulary().places or both <= vocabulary().common["organisations"].keys()):
        return False
    return frozenset(both) not in tables().distinct


def _mistyped(one: Word, other: Word, count: float) -> bool:
    """Whether a word that no table knows can only be a long word of the lexicon with a letter wrong inside it.

    For a place the letter must be one that sounds alike: Xijiang is not Xinjiang, Shenzen is Shenzhen.
    """
    word, unknown = (one.key, other.key) if one.role == "concept" else (other.key, one.key)
    known = vocabulary()
    if unknown in known.places or unknown in known.common["organisations"] or unknown in known.given:
        return False
    if count > (_HEARD if word in known.places else _LOOKALIKE):
        return False
    return min(len(word), len(unknown)) >= _LEAST_MISTYPED and (word[0], word[-1]) == (
        unknown[0],
        unknown[-1],
    )


def _other_short_word(one: str, other: str) -> bool:
    """Whether a short word has a letter changed, as Bahn has beside Bank, rather than left out or swapped."""
    return len(one) == len(other) < _LEAST_CUT and sorted(one) != sorted(other)


def _looks_alike(one: Word, other: Word, count: float) -> bool:
    """Whether words that are no slips for each other are so near that a person should see them side by side."""
    return (
        count <= _LOOKALIKE
        and not {one.role, other.role} <= _PLAIN
        and one.key.isalpha()
        and other.key.isalpha()
    )


def allowed_slips(one: str, other: str, *, loose: bool = False) -> float:
    """Give the slips up to which a word may be meant by another; more for longer words, none for two letters."""
    size = max(len(one), len(other))
    if loose:
        return LOOSE_ALLOWED * size
    return next((count for most, count in _ALLOWED if size <= most), _MOST_ALLOWED)


def _nearness(link: Link) -> tuple[int, float, int, int, int]:
    return (_ORDER[link.how], link.slips, abs(link.left[0] - link.right[0]), link.left[0], link.right[0])


def _is_adjective(one: str, other: str) -> bool:
    """Whether one word is the adjective of the other, or both are of one: Казанский, Kazan; Калужский, Kaluga."""
    if "sk" not in one and "sk" not in other:
        return False
    ending = compiled(_ADJECTIVE)
    stems = [word[: found.start()] for word in (one, other) if (found := ending.search(word))]
    if not stems or len(stems[0]) < _LEAST_STEM:
        return False
    if len(stems) > 1:
        return stems[0] == stems[1]
    base, stem = other if ending.search(one) else one, stems[0]
    hard = f"{stem[:-2]}g" if stem.endswith("zh") else stem
    return base in {stem, f"{stem}sk", f"{hard}a"}


def _spelled_out(key: str, words: Sequence[Word], free: Sequence[int], least: int) -> tuple[int, ...]:
    if not (least <= len(key) <= _MOST_ACRONYM and key.isalpha()):
        return ()
    for start in range(len(free) - len(key) + 1):
        run = free[start : start + len(key)]
        neighbours = run[-1] - run[0] == len(key) - 1
        if neighbours and all(_begins(words[at].key, sign) for at, sign in zip(run, key, strict=True)):
            return tuple(run)
    return ()


def _begins(word: str, sign: str) -> bool:
    return word[0] == sign or {word[0], sign} == {"c", "k"}
