"""Whether two names are one: word by word, each disagreement with its cost, in words that a lawyer can check.

A comparison starts at 100 and loses points for every word that disagrees, by how much of the name that word is. It says
how alike two *names* are. Whether two parties are one is for a person to judge, with identifiers, countries and dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from supplychain_cli.matching.align import Alignment, Link, align
from supplychain_cli.matching.han import characters
from supplychain_cli.matching.marks import may_be_alike
from supplychain_cli.matching.prepared import ORGANISATION, PERSON, Prepared, Word, prepare

THRESHOLD = 70.0
"""Points from which two names are shown as a match, measured on labelled pairs; see the guide on names."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What disagreements cost, in points of 100."""

    slip: float = 9.0
    slip_share: float = 26.0
    respelt: float = 2.0
    initial: float = 9.0
    short: float = 10.0
    same: float = 12.0
    cut: float = 2.0
    acronym: float = 14.0
    extra_share: float = 110.0
    extra_person: float = 7.0
    extra_weak: float = 1.5
    extra_most: float = 26.0
    extra_single: float = 36.0
    conflict: float = 32.0
    conflict_share: float = 60.0
    conflict_weak: float = 4.0
    form: float = 31.0
    order: float = 1.0
    brackets: float = 12.0
    short_name: float = 16.0


COSTS = Costs()


@dataclass(frozen=True, slots=True)
class Step:
    """One agreement or disagreement: the words on both sides, what it is, and what it cost."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    how: str
    cost: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The points of a comparison and the steps that lead to them."""

    score: float
    steps: tuple[Step, ...]
    via: str = ""
    """`bare` or `inner` with the side, when only a part of a name was compared."""
    left: Prepared | None = None
    right: Prepared | None = None


def score(one: Prepared, other: Prepared) -> float:
    """Give the points of two prepared names of one kind, 0 to 100; 0 where their letters cannot be alike."""
    return outcome(one, other).score


def outcome(one: Prepared, other: Prepared, costs: Costs = COSTS) -> Outcome:
    """Compare two prepared names; names of different kinds are compared as organisations."""
    if one.keys.raw and one.keys.raw == other.keys.raw:
        return Outcome(100.0, (), "same", one, other)
    if not one.words or not other.words:
        return Outcome(0.0, (), "empty", one, other)
    if not _worth(one, other):
        return Outcome(0.0, (), "marks", one, other)
    if one.kind != other.kind:
        one, other = prepare(one.text, ORGANISATION), prepare(other.text, ORGANISATION)
    return max(_ways(one, other, costs), key=lambda found: found.score)


def _worth(one: Prepared, other: Prepared) -> bool:
    if one.loose or other.loose:
        return True
    return may_be_alike(one.mark, other.mark) or _initials(one, other)


def _initials(one: Prepared, other: Prepared) -> bool:
    """Whether one name has a word made of the first letters of the other."""
    for name, full in ((one, other), (other, one)):
        letters = "".join(word.key[0] for word in full.words)
        if len(letters) > 2 and any(2 < len(word.key) <= 6 and word.key in letters for word in name.words):
            return True
    return False


def _ways(one: Prepared, other: Prepared, costs: Costs) -> list[Outcome]:
    found = [_whole(one, other, costs)]
    if (one.bare is None) != (other.bare is None):
        for part, via in (("bare", costs.brackets), ("inner", costs.brackets)):
            left = getattr(one, part) if one.bare else one
            right = getattr(other, part) if other.bare else other
            if left is not None and right is not None:
                inside = _whole(left, right, costs)
                found.append(Outcome(max(0.0, inside.score - via), inside.steps, part, left, right))
    return found


def _whole(one: Prepared, other: Prepared, costs: Costs) -> Outcome:
    left, right = (one.native, other.native) if one.native and other.native else (one.words, other.words)
    aligned = align(left, right, one, other)
    steps = [_linked(link, left, right, one, other, costs) for link in aligned.links]
    steps += _unlinked(aligned, left, right, one, costs)
    steps += _forms(one, other, costs)
    if _turned(aligned):
        steps.append(Step((), (), "order", costs.order))
    if one.kind == ORGANISATION and _every_letter_counts(aligned, left, right):
        steps.append(Step((), (), "short_name", costs.short_name))
    if _sounds_only(one, other):
        steps.append(Step((), (), "characters", 31.0))
    total = 100.0 - sum(step.cost for step in steps)
    return Outcome(max(0.0, total), tuple(steps), "", one, other)


def _linked(link: Link, left, right, one, other, costs: Costs) -> Step:
    words = [left[at] for at in link.left] + [right[at] for at in link.right]
    if link.how == "equal":
        return Step(link.left, link.right, "equal", 0.0)
    if link.how in {"slips", "cut"}:
        size = max(sum(len(left[at].key) for at in link.left), sum(len(right[at].key) for at in link.right))
        weight = min(1.0, max(word.weight for word in words) + 0.2)
        cost = (costs.slip * link.slips + costs.slip_share * link.slips / size) * weight
        return Step(link.left, link.right, link.how, cost + (costs.cut if link.how == "cut" else 0.0))
    return Step(link.left, link.right, link.how, getattr(costs, link.how))


def _unlinked(aligned: Alignment, left, right, one: Prepared, costs: Costs) -> list[Step]:
    weak = {"particle", "title", "initial"} if one.kind == PERSON else {"particle"}
    lefts = [at for at in aligned.left if left[at].role not in weak]
    rights = [at for at in aligned.right if right[at].role not in weak]
    steps = [Step((at,), (), "weak", costs.extra_weak) for at in aligned.left if at not in lefts]
    steps += [Step((), (at,), "weak", costs.extra_weak) for at in aligned.right if at not in rights]
    if any(left[at].role == "initial" for at in aligned.left) and any(right[at].role in {"initial","name","patronymic"} for at in aligned.right) and one.kind == PERSON or any(right[at].role == "initial" for at in aligned.right) and any(left[at].role in {"initial","name","patronymic"} for at in aligned.left) and one.kind == PERSON:
        steps.append(Step(aligned.left, aligned.right, "conflict", costs.conflict))
    total = (sum(word.weight for word in left) + sum(word.weight for word in right)) / 2
    if lefts and rights:
        share = (sum(left[at].weight for at in lefts) + sum(right[at].weight for at in rights)) / 2 / total
        steps.append(Step(tuple(lefts), tuple(rights), "conflict", costs.conflict + costs.conflict_share * share))
    elif lefts or rights:
        words, places = (left, lefts) if lefts else (right, rights)
        met = [link for link in aligned.links if any(left[at].role not in weak for at in link.left) and link.how != "initial"]
        if one.kind == PERSON:
            each = costs.extra_person if len(met) > 1 else costs.extra_single
            cost = min(each * len(places), costs.extra_most if len(met) > 1 else 100.0)
        else:
            whole = max(sum(word.weight for word in left), sum(word.weight for word in right))
            cost = costs.extra_share * sum(words[at].weight for at in places) / whole
        steps.append(Step(tuple(lefts), tuple(rights), "extra", cost))
    if not any(left[at].role not in weak | {"general"} for link in aligned.links for at in link.left):
        if not (len(left) == len(right) and not aligned.left and not aligned.right):
            steps.append(Step((), (), "general", 60.0))
    return steps


def _forms(one: Prepared, other: Prepared, costs: Costs) -> list[Step]:
    if not one.sorts or not other.sorts or one.sorts & other.sorts or _COMPANY & (one.sorts | other.sorts) and not _FIXED & (one.sorts | other.sorts):
        return []
    return [Step((), (), "form", costs.form)]


_COMPANY = {"company"}
_FIXED = {"state", "nonprofit"}


def _turned(aligned: Alignment) -> bool:
    order = [link.right[0] for link in sorted(aligned.links)]
    return order != sorted(order)


def _every_letter_counts(aligned: Alignment, left, right) -> bool:
    core = [at for at in range(len(left)) if left[at].role == "name"]
    other = [at for at in range(len(right)) if right[at].role == "name"]
    if len(core) != 1 or len(other) != 1 or max(len(left[core[0]].key), len(right[other[0]].key)) > 6:
        return False
    return any(link.how == "slips" and link.slips > 0.6 and link.left == (core[0],) and len(left[core[0]].key) == len(right[other[0]].key) for link in aligned.links)


def _sounds_only(one: Prepared, other: Prepared) -> bool:
    from collections import Counter

    if one.loose or other.loose:
        return False
    first, second = Counter(characters(one.text)), Counter(characters(other.text))
    return bool(first and second) and not (first <= second or second <= first)
