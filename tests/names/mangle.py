"""Names as the world writes them: a seeded generator that spoils a name in one of nine ways, in eight scripts.

Base names are invented: words of `words.tsv` put together as firms of that script are named (the proper word, one or
two general words, a legal form). A treatment that means nothing for a
name (another legal form where there is none) gives None, never the name unchanged.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

_WORDS = Path(__file__).parent / "words.tsv"
SCRIPTS = ("latin", "turkish", "russian", "ukrainian", "greek", "han", "hangul", "arabic")
_UNSPACED = frozenset({"han"})
_FORM_FIRST = frozenset({"russian", "ukrainian"})
_LONG = 5
"""Letters that a word needs to be misspelled or cut and still be known."""
_ALIKE = {
    "latin": str.maketrans("aeopcxyABEHKMOPCT", "аеорсхуАВЕНКМОРСТ"),
    "turkish": str.maketrans("aeopcyABEHKMOPCT", "аеорсуАВЕНКМОРСТ"),
    "russian": str.maketrans("аеорсхуАВЕНКМОРСТ", "aeopcxyABEHKMOPCT"),
    "ukrainian": str.maketrans("аеорсхуіАВЕНКМОРСТІ", "aeopcxyiABEHKMOPCTI"),
    "greek": str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
    "han": str.maketrans("华东龙国云丰飞圆", "華東龍國雲豐飛圓"),
    "arabic": str.maketrans("يكىی", "یکيي"),
}
"""Letters that look like those of the script and are others; for Han the traditional characters."""


@dataclass(frozen=True, slots=True)
class Base:
    """A name that is right, and its parts where it is made of words that are known."""

    script: str
    proper: str
    general: tuple[str, ...] = ()
    form: str = ""

    @property
    def text(self) -> str:
        """The name as its owner writes it."""
        return joined(self, self.proper, self.general, self.form)


Treatment = Callable[[Base, Random], str | None]


@cache
def words(script: str, role: str) -> dict[str, tuple[str, ...]]:
    """Give the words of a script that play a role (proper, general, form), each with its other spellings."""
    rows = (line.split("\t") for line in _WORDS.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return {word: tuple(others.split("|")) for at, use, word, others in rows if (at, use) == (script, role)}


def bases(script: str, count: int, chance: Random) -> list[Base]:
    """Invent at most `count` names of a script; no two have the same proper words, in any order."""
    proper, general, forms = (list(words(script, role)) for role in ("proper", "general", "form"))
    pairs = list(combinations(proper, 2))
    space = "" if script in _UNSPACED else " "
    most = 1 if script in _FORM_FIRST else 2
    return [
        Base(
            script,
            space.join(chance.sample(pair, 2)),
            tuple(chance.sample(general, chance.randint(1, most))),
            chance.choice(forms),
        )
        for pair in chance.sample(pairs, min(count, len(pairs)))
    ]


def joined(base: Base, proper: str, general: tuple[str, ...], form: str) -> str:
    """Put the parts of a name together in the order that its script has."""
    if base.script in _UNSPACED:
        return f"{proper}{''.join(general)}{form}"
    if base.script in _FORM_FIRST:
        return " ".join(part for part in (form, *general, f"«{proper}»" if form else proper) if part)
    return " ".join(part for part in (proper, *general, form) if part)


def mangled(base: Base, treatment: str, chance: Random) -> str | None:
    """Spoil a name in one way; None when the way means nothing for it. The same seed gives the same text."""
    text = TREATMENTS[treatment](base, chance)
    return text if text and text != base.text else None


def typo(base: Base, chance: Random) -> str | None:
    """Leave out, double, change or swap letters of one long word of the proper name; in Han swap two characters."""
    word = _long_word(base, chance)
    if word is None:
        return None
    at = chance.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] * 2 + word[at + 1 :],
        word[:at] + chance.choice(word) + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    slip = slips[3] if base.script == "han" else chance.choice(slips)
    return base.text.replace(word, slip, 1)


def dropped_form(base: Base, _chance: Random) -> str | None:
    """Leave the legal form out."""
    return joined(base, base.proper, base.general, "") if base.form else None


def other_form(base: Base, chance: Random) -> str | None:
    """Write the legal form in another way."""
    others = words(base.script, "form").get(base.form)
    return joined(base, base.proper, base.general, chance.choice(others)) if others else None


def order(base: Base, _chance: Random) -> str | None:
    """Put the proper name behind the general words, or before them where it stood behind; the form at the end."""
    if not base.general:
        return None
    space = "" if base.script in _UNSPACED else " "
    first, second = " ".join(base.general), base.proper
    if base.script in _FORM_FIRST:
        first, second = second, first
    return space.join(part for part in (first, second, base.form) if part)


def abbreviation(base: Base, chance: Random) -> str | None:
    """Write one general word short; Han and Hangul, which have no such short forms here, leave one of two out."""
    if not base.general:
        return None
    if base.script in {"han", "hangul"}:
        kept = base.general[1:]
        return joined(base, base.proper, kept, base.form) if kept else None
    at = chance.randrange(len(base.general))
    short = words(base.script, "general").get(base.general[at])
    if short is None:
        return None
    general = (*base.general[:at], chance.choice(short), *base.general[at + 1 :])
    return joined(base, base.proper, general, base.form)


def scheme(base: Base, chance: Random) -> str | None:
    """Write the proper name in Latin letters by one of the schemes in use, without the general words."""
    at = chance.randrange(2)
    known = words(base.script, "proper")
    spelled = base.proper
    for word in sorted(known, key=len, reverse=True):
        spelled = spelled.replace(word, f" {known[word][min(at, len(known[word]) - 1)]} ")
    return " ".join(spelled.split())


def homoglyph(base: Base, _chance: Random) -> str | None:
    """Put letters of another alphabet that look the same into the proper name; Hangul comes apart into its jamo."""
    if base.script == "hangul":
        return unicodedata.normalize("NFD", base.text)
    first, *rest = base.proper.split()
    return base.text.replace(base.proper, " ".join([first.translate(_ALIKE[base.script]), *rest]), 1)


def spacing(base: Base, chance: Random) -> str | None:
    """Hyphenate or join two words of the proper name; where it is one word, cut it in two."""
    if " " in base.proper:
        return base.text.replace(base.proper, base.proper.replace(" ", chance.choice(("-", ""))), 1)
    middle = len(base.proper) // 2
    return base.text.replace(base.proper, f"{base.proper[:middle]} {base.proper[middle:]}", 1)


def truncation(base: Base, _chance: Random) -> str | None:
    """Keep the proper name alone, as people say it."""
    return base.proper


TREATMENTS: dict[str, Treatment] = {
    "typo": typo,
    "dropped form": dropped_form,
    "other form": other_form,
    "word order": order,
    "abbreviation": abbreviation,
    "transliteration": scheme,
    "homoglyph": homoglyph,
    "spacing": spacing,
    "truncation": truncation,
}
"""The nine ways, in the order of the scorecard."""


def cells(count: int, seed: int, known: Sequence[Base] = ()) -> Iterator[tuple[str, str, Base, str]]:
    """Give (script, treatment, name, spoiled name) for every pair of script and way.

    At most `count` invented names each, and half as many of the names that are `known`, where the way means something
    for them. Deterministic: each cell has its own chance, made of the seed and the words that name it.
    """
    for script in SCRIPTS:
        made = bases(script, 4 * count, Random(f"{seed} {script}"))
        real = [base for base in known if base.script == script]
        for treatment in TREATMENTS:
            chance = Random(f"{seed} {script} {treatment}")
            for group, most in ((made, count), (real, count // 2)):
                spoiled = ((base, mangled(base, treatment, chance)) for base in group)
                kept = [(base, text) for base, text in spoiled if text is not None][:most]
                yield from ((script, treatment, base, text) for base, text in kept)


def _long_word(base: Base, chance: Random) -> str | None:
    least = 3 if base.script in {"han", "hangul", "arabic"} else _LONG
    found = [word for word in base.proper.split() if len(word) >= least]
    return chance.choice(found) if found else None
