"""What each agreement and disagreement of two names costs, in points of 100.

The figures were chosen on one half of the labelled pairs and measured on the other; the guide on names tells how.
"""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.light import dataclass
from supplychain_cli.matching.align import Alignment, Link, Manner
from supplychain_cli.matching.words import TELLING, Word


@dataclass(frozen=True, slots=True)
class Costs:
    """The points that each kind of disagreement costs."""

    slip: float = 9.0
    """A letter wrong, wherever it is."""
    slip_share: float = 26.0
    """A letter wrong, by its share of the word."""
    cut: float = 2.0
    adjective: float = 4.0
    kin: float = 6.0
    """One English word for another in a translation."""
    initial: float = 9.0
    short: float = 10.0
    same: float = 12.0
    acronym: float = 14.0
    extra_share: float = 105.0
    """Words of an organisation that only one name has, by their share of its weight."""
    extra_word: float = 7.0
    """A further name of a person who shares at least two others."""
    extra_words: float = 26.0
    """Further names of such a person, at most."""
    extra_lone: float = 36.0
    """A further name of a person who shares only one."""
    extra_weak: float = 1.5
    """A particle, a title, an initial that only one name has."""
    lookalike: float = 45.0
    """A word that looks like another and is known not to be it: germanium and geranium, Henan and Hunan."""
    conflict: float = 32.0
    """Words on both sides that answer to nothing, to begin with."""
    conflict_share: float = 60.0
    designation: float = 6.0
    """One word for a firm against another: group, corporation."""
    kinds: float = 14.0
    """Such words that only one name has, at most."""
    number: float = 27.0
    """One number against another where all the rest agrees: two of a series."""
    only_general: float = 60.0
    every_letter: float = 22.0
    """A letter wrong in a name of one short word."""
    form: float = 31.0
    characters: float = 31.0
    swapped: float = 34.0
    """Two neighbouring characters that changed places: a mistake, or another name, which a person must tell."""
    order: float = 1.0
    brackets: float = 6.0
    initials: float = 26.0
    initials_of_three: float = 29.0


@dataclass(frozen=True, slots=True)
class Step:
    """One agreement or disagreement: the words on both sides by their places, what it is, and what it cost."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    how: str
    cost: float
    slips: float = 0.0


_FEW_WORDS = 3
"""Words from which a slip says less, the more of them there are."""
_SHORT_NAME = 7
_VERY_SHORT = 5
_LIGHT = 0.7
_HEARD = 0.75
"""Slips below this are letters that are heard or written for each other."""
_NUMBERED = frozenset({"no", "number"})
_SERIES = 1.5
"""What the rest of two names must weigh for a number to be all that parts them."""
_WEAK = {True: frozenset({"particle", "title", "initial"}), False: frozenset({"particle"})}


def steps_of(
    left: Sequence[Word], right: Sequence[Word], aligned: Alignment, costs: Costs, manner: Manner
) -> list[Step]:
    """Give every agreement and disagreement of two aligned names with its cost, those that agree first."""
    person = manner.person
    steps = [_linked(link, left, right, costs) for link in sorted(aligned.links)]
    steps += _unanswered(left, right, aligned, costs, manner)
    if _turned(aligned):
        steps.append(Step((), (), "order", costs.order))
    if not person and _one_short_word(left, right, aligned, scripts=manner.scripts):
        steps.append(Step((), (), "every_letter", costs.every_letter))
    if not _told(left, right, aligned):
        steps.append(Step((), (), "only_general", costs.only_general))
    return steps


def _linked(link: Link, left: Sequence[Word], right: Sequence[Word], costs: Costs) -> Step:
    if link.how == "equal":
        return Step(link.left, link.right, "equal", 0.0)
    if link.how not in {"slips", "cut"}:
        return Step(link.left, link.right, link.how, getattr(costs, link.how))
    words = [left[at] for at in link.left], [right[at] for at in link.right]
    size = max(sum(len(word.key) for word in side) for side in words)
    weight = min(1.0, max(word.weight for side in words for word in side) + 0.2)
    words_each = min(len(left), len(right))
    cost = (costs.slip + costs.slip_share / size) * link.slips * weight * min(1.0, _FEW_WORDS / words_each)
    return Step(link.left, link.right, link.how, cost + (costs.cut if link.how == "cut" else 0.0), link.slips)


def _unanswered(
    left: Sequence[Word], right: Sequence[Word], aligned: Alignment, costs: Costs, manner: Manner
) -> list[Step]:
    person = manner.person
    weak = _WEAK[person]
    lefts = [at for at in aligned.left if left[at].role not in weak]
    rights = [at for at in aligned.right if right[at].role not in weak]
    if person:
        lefts, rights = (
            _with_initials(left, aligned.left, lefts, right, aligned.right),
            _with_initials(right, aligned.right, rights, left, aligned.left),
        )
    steps = [Step((at,), (), "weak", costs.extra_weak) for at in aligned.left if at not in lefts]
    steps += [Step((), (at,), "weak", costs.extra_weak) for at in aligned.right if at not in rights]
    if lefts and rights:
        steps.append(_conflict(left, right, aligned, (lefts, rights), costs))
    elif lefts or rights:
        cost = (
            _further(left, aligned, len(lefts or rights), costs)
            if person
            else _longer(left, right, (lefts, rights), costs)
        )
        steps.append(Step(tuple(lefts), tuple(rights), "extra", cost))
    return steps


def _with_initials(
    words: Sequence[Word],
    free: Sequence[int],
    strong: list[int],
    others: Sequence[Word],
    open_: Sequence[int],
) -> list[int]:
    """Count initials in where the other name has something that they do not stand for."""
    against = any(others[at].role in TELLING or others[at].role == "initial" for at in open_)
    return [at for at in free if at in strong or (against and words[at].role == "initial")]


def _conflict(
    left: Sequence[Word],
    right: Sequence[Word],
    aligned: Alignment,
    places: tuple[list[int], list[int]],
    costs: Costs,
) -> Step:
    lefts, rights = places
    against = [left[at] for at in lefts], [right[at] for at in rights]
    if all(_only_kind(word) for words in against for word in words):
        return Step(tuple(lefts), tuple(rights), "designation", costs.designation)
    if all(len(words) == 1 and words[0].role == "number" for words in against):
        met = [left[at] for link in aligned.links for at in link.left]
        numbered = any(word.key in _NUMBERED for word in met)
        if (
            not numbered
            and sum(word.weight for word in met) >= _SERIES
            and all(link.how == "equal" for link in aligned.links)
        ):
            return Step(tuple(lefts), tuple(rights), "number", costs.number)
    total = sum(word.weight for word in (*left, *right))
    share = sum(word.weight for words in against for word in words) / total
    return Step(tuple(lefts), tuple(rights), "conflict", costs.conflict + costs.conflict_share * share)


def _only_kind(word: Word) -> bool:
    """Whether a word says only that something is a firm, a group or a public body."""
    return word.role == "designation" or word.key == "group"


def _further(left: Sequence[Word], aligned: Alignment, names: int, costs: Costs) -> float:
    """Further names of a person: usual where two others agree, telling where only one does."""
    met = [link for link in aligned.links if link.how != "initial"]
    telling = sum(any(left[at].role in TELLING for at in link.left) for link in met)
    if telling > 1:
        return min(costs.extra_word * names, costs.extra_words)
    return costs.extra_lone * names


def _longer(
    left: Sequence[Word], right: Sequence[Word], places: tuple[list[int], list[int]], costs: Costs
) -> float:
    """Further words of an organisation, by how much of its name they are."""
    whole = max(sum(word.weight for word in side) for side in (left, right))
    further = [words[at] for words, free in zip((left, right), places, strict=True) for at in free]
    cost = costs.extra_share * sum(word.weight for word in further) / whole
    return min(costs.kinds, cost) if all(map(_only_kind, further)) else cost


def _turned(aligned: Alignment) -> bool:
    order = [link.right[0] for link in sorted(aligned.links)]
    return order != sorted(order)


def _one_short_word(
    left: Sequence[Word], right: Sequence[Word], aligned: Alignment, *, scripts: bool
) -> bool:
    """Whether all that tells which organisation is meant is one short word, and a letter of it is wrong.

    Between two scripts a letter more or less is how a word is spelled in the other: there only short
    words and first letters count.
    """
    names = [_telling(words) for words in (left, right)]
    if any(len(places) != 1 for places in names):
        return False
    a, b = names[0][0], names[1][0]
    shortest = min(len(left[a].key), len(right[b].key))
    if shortest > _SHORT_NAME or (scripts and shortest > _VERY_SHORT and left[a].key[0] == right[b].key[0]):
        return False
    return any(
        link.how == "slips" and link.left == (a,) and _counts(left[a].key, right[b].key, link.slips)
        for link in aligned.links
    )


def _telling(words: Sequence[Word]) -> list[int]:
    """Give the places of the words that tell which organisation is meant; light ones only where there is no other."""
    places = [at for at, word in enumerate(words) if word.role in TELLING]
    return [at for at in places if words[at].weight >= _LIGHT] or places


def _counts(one: str, other: str, slips: float) -> bool:
    """Whether a slip makes another name.

    Not where letters sound alike; always in five letters; in six unless two letters are swapped or one inside
    the word is left out; in seven only where it is the last letter besides (Novatek, Novatel).
    """
    if slips < _HEARD:
        return False
    short, long_ = sorted((one, other), key=len)
    if len(short) == _SHORT_NAME == len(long_) and short[-1] == long_[-1]:
        return False
    return min(len(one), len(other)) <= _VERY_SHORT or not (_swapped(one, other) or _left_out(short, long_))


def _left_out(short: str, long_: str) -> bool:
    inside = range(1, len(long_) - 1)
    return len(short) + 1 == len(long_) and any(long_[:at] + long_[at + 1 :] == short for at in inside)


def _swapped(one: str, other: str) -> bool:
    return len(one) == len(other) and sorted(one) == sorted(other)


def _told(left: Sequence[Word], right: Sequence[Word], aligned: Alignment) -> bool:
    """Whether a word that tells which one is met, or all words are."""
    free = [left[at] for at in aligned.left] + [right[at] for at in aligned.right]
    if all(
        word.role in {"designation", "honour", "title", "particle"} or word.key == "group" for word in free
    ):
        return True
    met = ((left[at], right[b]) for link in aligned.links for at in link.left for b in link.right)
    return any({one.role, other.role} & TELLING for one, other in met)
