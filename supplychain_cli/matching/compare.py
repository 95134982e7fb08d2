"""Whether two names are one: word by word, each disagreement with its cost.

A comparison starts at 100 and loses points for every word that disagrees, by how much of the name that word is. It says
how alike two *names* are. Whether two parties are one is for a person to judge, with identifiers, countries and dates.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from supplychain_cli.light import dataclass
from supplychain_cli.matching.align import Manner, align
from supplychain_cli.matching.costs import Costs, Step, steps_of
from supplychain_cli.matching.initials import spells
from supplychain_cli.matching.keys import known_apart
from supplychain_cli.matching.marks import may_be_alike, may_sound_alike
from supplychain_cli.matching.prepared import Prepared, prepare, sounded, sounded_as, spoken_as
from supplychain_cli.matching.words import ORGANISATION, PERSON, TELLING

THRESHOLD = 70.0
"""Points from which two names are shown as a match, measured on labelled pairs; see the guide on names."""
COSTS = Costs()
_SYLLABLES = frozenset({"HANGUL", "HIRAGANA", "KATAKANA"})
_OF_ONE_KIND = frozenset({"company"})
_FIXED = frozenset({"state", "nonprofit"})
_LEAST_INITIALS = 3
_LEAST_GLUED = 5
_LEAST_SWAPPED = 4
"""Characters of a name in Han of which two may be swapped by mistake: with fewer it is another name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The points of a comparison and the steps that lead to them."""

    score: float
    """0 to 100."""
    steps: tuple[Step, ...]
    left: Prepared
    """The names as compared: whole, a part of them, or read in pinyin."""
    right: Prepared
    via: str = ""
    """Empty for the usual way; `same` as written, `empty` with nothing to compare, `marks` for letters that cannot be
    alike, `bare` or `inner` where brackets were left out or alone looked at, `initials`, `pinyin`."""

    @property
    def match(self) -> bool:
        """Whether the points reach the shipped threshold."""
        return self.score >= THRESHOLD

    @property
    def native(self) -> bool:
        """Whether the places of the steps are those of the words in the names' own script."""
        return self.via != "initials" and _native(self.left, self.right)


def score(one: Prepared, other: Prepared) -> float:
    """Give the points of two prepared names, 0 to 100; 0 where their letters cannot be alike."""
    return outcome(one, other).score


def outcome(one: Prepared, other: Prepared, costs: Costs = COSTS) -> Outcome:
    """Compare two prepared names; of different kinds, as organisations, unless nothing in one spoke for its kind.

    The value is the same whichever comes first. Names that cannot be alike cost a microsecond, others some tens to
    hundreds, never more than the product of their words.
    """
    if one.keys.raw and one.keys.raw == other.keys.raw:
        return Outcome(100.0, (), one, other, "same")
    if not one.words or not other.words:
        return Outcome(0.0, (), one, other, "empty")
    if not _worth(one, other):
        return Outcome(0.0, (), one, other, "marks")
    if one.kind != other.kind:
        kind = other.kind if one.judged else one.kind if other.judged else ORGANISATION
        one, other = prepare(one.text, kind), prepare(other.text, kind)
    if (other.keys.raw, other.text) < (one.keys.raw, one.text):
        return _turned(_best(other, one, costs))
    return _best(one, other, costs)


def _best(one: Prepared, other: Prepared, costs: Costs) -> Outcome:
    found = _whole(one, other, costs)
    if found.score >= THRESHOLD:
        return found
    return max((found, *_other_ways(one, other, costs)), key=lambda way: way.score)


def _turned(found: Outcome) -> Outcome:
    steps = tuple(replace(step, left=step.right, right=step.left) for step in found.steps)
    return replace(found, left=found.right, right=found.left, steps=steps)


def _worth(one: Prepared, other: Prepared) -> bool:
    if one.script or other.script or bool(one.han) != bool(other.han):
        return (
            may_sound_alike(one.mark, other.mark)
            or bool(one.native and other.native)
            or _heard(one, other)
            or _sharing(one, other)
        )
    return (
        may_be_alike(one.mark, other.mark)
        or _abbreviated(one, other)
        or _abbreviated(other, one)
        or _general(one, other)
    )


def _heard(one: Prepared, other: Prepared) -> bool:
    """Whether a name in Han or Arabic, read as it sounds throughout, may be alike another."""
    if bool(one.heard) == bool(other.heard):
        return False
    may = may_sound_alike if one.script or other.script else may_be_alike
    return may(one.heard or one.mark, other.heard or other.mark)


def _sharing(one: Prepared, other: Prepared) -> bool:
    """Whether a word that tells which one is meant is in both, as far as it is known in both scripts."""
    words = {word.key for word in one.words if word.role in TELLING}
    return any(word.key in words and word.role in TELLING for word in other.words)


def _general(one: Prepared, other: Prepared) -> bool:
    """Whether one has only general words, and half of those that the other has are among them."""
    if one.kind == PERSON or (one.telling and other.telling):
        return False
    words = [{word.key for word in name.words} for name in (one, other)]
    return len(words[0] & words[1]) * 2 >= max(map(len, words))


def _abbreviated(name: Prepared, full: Prepared) -> bool:
    """Whether a name begins or ends with a word made of first letters of the other."""
    initials = full.initials
    if len(initials) < _LEAST_INITIALS or name.kind == PERSON:
        return False
    if len(name.words) == 1 and _spelled_by(name, full):
        return True
    short = (word.key for word in name.words if _LEAST_INITIALS <= len(word.key) <= len(initials))
    return any(key in initials if len(key) > _LEAST_INITIALS else initials.startswith(key) for key in short)


def _other_ways(one: Prepared, other: Prepared, costs: Costs) -> list[Outcome]:
    found = []
    if one.glued and one.glued == other.glued and len(one.glued) >= _LEAST_GLUED:
        found.append(Outcome(100.0 - costs.cut, (Step((), (), "glued", costs.cut),), one, other, "glued"))
    if (one.bare is None) != (other.bare is None):
        for part in ("bare", "inner"):
            left = getattr(one, part) if one.bare else one
            right = getattr(other, part) if other.bare else other
            if left and right and (one.inner or other.inner):
                within = _whole(left, right, costs)
                step = Step((), (), "brackets", costs.brackets)
                found.append(_less(replace(within, via=part), step))
    found += _by_initials(one, other, costs)
    if bool(one.han) != bool(other.han):
        readings = [(sounded(one), sounded(other)), (sounded_as(one, other), sounded_as(other, one))]
        found += (
            replace(_whole(left or one, right or other, costs), via="pinyin")
            for left, right in readings
            if left or right
        )
    if bool(one.script) != bool(other.script):
        left, right = spoken_as(one, other), spoken_as(other, one)
        found += [_whole(left or one, right or other, costs)] if left or right else []
    if _swapped(one.han, other.han):
        found.append(
            Outcome(100.0 - costs.swapped, (Step((), (), "swapped", costs.swapped),), one, other, "glued")
        )
    return found


def _swapped(one: str, other: str) -> bool:
    """Whether two names in Han differ in two neighbours that have changed places."""
    apart = [at for at, (sign, answer) in enumerate(zip(one, other, strict=False)) if sign != answer]
    return (
        len(one) == len(other) >= _LEAST_SWAPPED
        and len(apart) == 2  # noqa: PLR2004 - that is what a swap is
        and apart[1] - apart[0] == 1
        and (one[apart[0]], one[apart[1]]) == (other[apart[1]], other[apart[0]])
    )


def _by_initials(one: Prepared, other: Prepared, costs: Costs) -> list[Outcome]:
    for name, full in ((one, other), (other, one)):
        alone = len(name.words) == 1 and name.initials != full.initials
        if alone and len(full.initials) >= _LEAST_INITIALS and _spelled_by(name, full):
            cost = costs.initials if len(full.initials) > _LEAST_INITIALS else costs.initials_of_three
            places = tuple(range(len(one.words))), tuple(range(len(other.words)))
            return [Outcome(100.0 - cost, (Step(*places, "initials", cost),), one, other, "initials")]
    return []


def _spelled_by(name: Prepared, full: Prepared) -> bool:
    """Whether the letters of a name are the first ones of another's words, in its own language or in Russian: ОСК."""
    written = {name.keys.compact, name.keys.raw.replace(" ", ""), name.short}
    return full.initials in written or any(spells(short, full.letters) for short in written if short)


def _less(found: Outcome, *steps: Step) -> Outcome:
    total = found.score - sum(step.cost for step in steps)
    return replace(found, score=max(0.0, total), steps=(*found.steps, *steps))


def _whole(one: Prepared, other: Prepared, costs: Costs) -> Outcome:
    native = _native(one, other)
    left, right = (one.native, other.native) if native else (one.words, other.words)
    person = one.kind == PERSON
    open_sounds = (not native and bool(one.script), not native and bool(other.script))
    scripts = one.writing != other.writing
    translated = scripts or one.translated != other.translated
    manner = Manner(person, open_sounds, native and one.script in _SYLLABLES, scripts, translated)
    aligned = align(left, right, manner)
    found = Outcome(100.0, (), one, other)
    return _less(found, *steps_of(left, right, aligned, costs, manner), *_besides(one, other, costs))


def _native(one: Prepared, other: Prepared) -> bool:
    return bool(one.native) and one.script == other.script


def _besides(one: Prepared, other: Prepared, costs: Costs) -> list[Step]:
    """Give what the words do not show: other legal forms, other characters, spellings known to be different."""
    steps = []
    if _other_form(one.sorts, other.sorts):
        steps.append(Step((), (), "form", costs.form))
    if sounds_only(one.han, other.han):
        steps.append(Step((), (), "characters", costs.characters))
    if known_apart(one.keys, other.keys):
        steps.append(Step((), (), "distinct", costs.conflict))
    return steps


def _other_form(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other or one & other:
        return False
    both = one | other
    return bool(both & _FIXED) or not both & _OF_ONE_KIND


def sounds_only(one: str, other: str) -> bool:
    """Whether two names in Han each have a character that the other lacks: equal sounds then say nothing."""
    first, second = Counter(one), Counter(other)
    return bool(first and second) and not (first <= second or second <= first)
