"""Names that nobody bears: made of syllables, with the general words and legal forms that real names have.

They measure false alerts: a match between one of them and a recorded name is wrong, or a freak of chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.names.mangle import Base, joined, words

_SYLLABLES = {
    "latin": (("b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"), "aeiou"),
    "russian": (tuple("бвгдзклмнпрстфхц"), "аеиоуы"),
    "han": (("",), "安白昌达恩方光海吉凯兰明宁平奇荣森泰维文祥雅永泽志中卓宏建立伟新兴义"),
}  # fmt: skip
_GIVEN = (
    "Anna", "Boris", "Chen", "David", "Elena", "Fatima", "Georgi", "Hassan", "Irina", "Jun", "Karl", "Lin", "Maria",
    "Nikolai", "Omar", "Pavel", "Rustam", "Sergei", "Tatiana", "Viktor", "Wei", "Yuri", "Zeynep",
)  # fmt: skip
_PERSONS = 0.2
"""Share of persons among the strangers."""


def strangers(count: int, seed: int) -> Iterator[str]:
    """Give names of firms and persons in Latin, Cyrillic and Han; the same seed gives the same names."""
    chance = Random(seed)
    for _ in range(count):
        script = chance.choice(tuple(_SYLLABLES))
        if chance.random() < _PERSONS and script == "latin":
            yield f"{chance.choice(_GIVEN)} {_word(script, chance)}"
            continue
        proper = " ".join(_word(script, chance) for _ in range(chance.randint(1, 2)))
        general = tuple(chance.sample(list(words(script, "general")), chance.randint(0, 1)))
        form = chance.choice([*words(script, "form"), ""])
        base = Base(script, proper.replace(" ", "") if script == "han" else proper, general, form)
        yield joined(base, base.proper, base.general, base.form)


def _word(script: str, chance: Random) -> str:
    heads, vowels = _SYLLABLES[script]
    size = chance.randint(2, 4)
    word = "".join(chance.choice(heads) + chance.choice(vowels) for _ in range(size))
    if script == "han":
        return word[:3]
    return (word + chance.choice(heads)[0]).capitalize()
