"""A name made ready to be compared many times: its words with their weights, legal forms, and a mark to rule names out.

Folding a name is most of the work of comparing it, so a list is prepared once and then compared cheaply.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from supplychain_cli.matching.keys import NameKeys, keys_of, raw_of, sorts_of, spelling
from supplychain_cli.matching.letters import CYRILLIC, GREEK, HAN, LATIN, MAX_NAME, script_of
from supplychain_cli.matching.marks import mark_of
from supplychain_cli.matching.tables import tables
from supplychain_cli.matching.vocabulary import number_of, vocabulary

PERSON, ORGANISATION = "person", "organisation"
_KINDS = {
    **dict.fromkeys(("person", "people", "individual", "natural person"), PERSON),
    **dict.fromkeys(
        ("organisation", "organization", "company", "legalentity", "legal entity", "entity", "group", "firm",
         "public-body", "publicbody", "vessel", "ship", "aircraft", "airplane", "vehicle", "system", "good",
         "country"),
        ORGANISATION,
    ),
}  # fmt: skip
_WEIGHT = {
    "general": 0.35,
    "number": 0.7,
    "initial": 0.35,
    "particle": 0.15,
    "title": 0.1,
    "patronymic": 0.6,
}
_PATRONYMIC = re.compile("(?:ov|ev|yev|iev)i(?:ch|c|k|tch)|(?:ov|ev|yev|iev)na|ichna|inichna")
_MOST_WORDS_OF_PERSON = 7
_FEWEST_OF_ORGANISATION = 5
_LEET = str.maketrans("01345789", "oieastbg")
_LEET_WORD = re.compile(r"(?=[a-z0-9]*[a-z][0-9])(?:[a-z0-9]*[a-z][a-z0-9]*)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")
_INTERPUNCT = re.compile("[·・･•‧]")
_SAME_ARABIC = str.maketrans("أإآٱىیئکةۀگپچژ", "اااايييكهه" + "گپچژ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a prepared name, and how much it tells."""

    key: str
    """Folded, in ASCII; a number in digits."""
    role: str
    """`name`, `general`, `concept`, `number`, `initial`, `particle`, `title` or `patronymic`."""
    weight: float
    """0 to some 1.2; a rare long word tells most."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A name with all that comparing needs. Made by `prepare`."""

    text: str
    """As given, at most 384 characters."""
    kind: str
    """`person` or `organisation`: how its words were weighed."""
    keys: NameKeys
    words: tuple[Word, ...]
    sorts: frozenset[str]
    """What kinds of firm its legal forms say; empty for none."""
    glued: str
    """All letters, legal forms included, without spaces."""
    mark: int
    """Bits of its letters: names whose marks share few bits cannot be alike. See `marks`."""
    loose: bool
    """Whether its script leaves sounds open (Arabic, Hangul ...), so that only consonants count."""
    native: tuple[Word, ...]
    """Its words in such a script as written, to compare with a name in the same script; else empty."""
    bare: Prepared | None
    """The name without what stands in brackets, if there is such a thing and something else."""
    inner: Prepared | None
    """What stands in brackets, if it may be a name by itself."""


def kind_named(word: str) -> str | None:
    """Give `person` or `organisation` for a kind as people or data sets call it, empty for none, None when unknown."""
    plain = " ".join(word.casefold().split())
    return _KINDS.get(plain) if plain else ""


@lru_cache(maxsize=16384)
def prepare(name: str, kind: str = "", lang: str = "") -> Prepared:
    """Make a name ready. `kind` is `person`, `organisation`, or empty to judge by the name.

    Never fails; only the first 384 characters count. Some 100 microseconds, and kept for the names asked last.
    """
    text = name[:MAX_NAME]
    kind = kind or _guess(text, lang)
    bare, inner = _parts(text, kind, lang)
    return _prepared(text, kind, lang, bare, inner)


def _parts(text: str, kind: str, lang: str) -> tuple[Prepared | None, Prepared | None]:
    found = _BRACKETS.search(text)
    if not found:
        return None, None
    outer = _prepared(_BRACKETS.sub(" ", text), kind, lang)
    within = _prepared(found.group(1), kind, lang)
    if not outer.words or not within.words:
        return None, None
    return outer, within if any(word.role in {"name", "concept"} for word in within.words) else None


def _prepared(
    text: str, kind: str, lang: str, bare: Prepared | None = None, inner: Prepared | None = None
) -> Prepared:
    spelled = _unleet(text) if kind == PERSON else text.replace("%", " percent")
    keys = keys_of(spelled, lang)
    foreign = _foreign_script(text)
    words = _whole_runs(text, lang) if _INTERPUNCT.search(text) else keys.words
    return Prepared(
        text=text,
        kind=kind,
        keys=keys,
        words=tuple(_word(word, kind, alone=len(words) == 1) for word in words),
        sorts=sorts_of(text) if kind == ORGANISATION else frozenset(),
        glued="".join(spelling(spelled, lang)) if text.isascii() else "",
        mark=mark_of(keys.compact),
        loose=bool(foreign) or bool(_INTERPUNCT.search(text)),
        native=_native(text) if foreign else (),
        bare=bare,
        inner=inner,
    )


def _whole_runs(text: str, lang: str) -> tuple[str, ...]:
    """Read each run between interpuncts as one word: so a foreign name is written in Han or kana."""
    runs = (keys_of(run, lang).compact for run in _INTERPUNCT.split(text))
    return tuple(run for run in runs if run)


def _word(key: str, kind: str, *, alone: bool) -> Word:
    role, key = _role(key, kind, alone=alone)
    weight = _WEIGHT.get(role, 1.0)
    if role in {"name", "concept"}:
        of = "persons" if kind == PERSON else "organisations"
        weight *= vocabulary().common.get(of, {}).get(key, 1.0)
        weight *= min(1.2, max(0.55, (len(key) + 3) / 9))
    return Word(key, role, weight)


def _role(key: str, kind: str, *, alone: bool) -> tuple[str, str]:
    known = vocabulary()
    number = number_of(key, roman=kind == ORGANISATION and not alone)
    if number and not alone:
        return "number", number
    if kind == PERSON:
        if len(key) == 1:
            return "initial", key
        role = "particle" if key in known.particles else "title" if key in known.titles else ""
        return role or ("patronymic" if _PATRONYMIC.search(key) else "name"), key
    if key in tables().generic or (not key.isalpha() and len(key) == 1):
        return "general", key
    return "concept" if key in tables().exact else "name", key


def _unleet(text: str) -> str:
    """Read digits inside words of a person's name as the letters they look like: `Ig0r Sech1n`."""
    if not any(char.isdigit() for char in text):
        return text
    return _LEET_WORD.sub(lambda found: found.group().translate(_LEET), text)


def _foreign_script(text: str) -> str:
    """Give the first letter's script if it leaves sounds open: all but Latin, Cyrillic, Greek, Han and a few alphabets."""
    if text.isascii():
        return ""
    for char in text:
        if char.isalpha() and script_of(char) not in {LATIN, CYRILLIC, GREEK, HAN}:
            script = unicodedata.name(char, "").split(" ")[0]
            return "" if script in {"GEORGIAN", "ARMENIAN"} else script
    return ""


def _native(text: str) -> tuple[Word, ...]:
    plain = "".join(c for c in raw_of(text) if unicodedata.category(c) != "Mn").translate(_SAME_ARABIC)
    return tuple(Word(word, "name", 1.0) for word in plain.replace("ـ", "").split())


def _guess(text: str, lang: str) -> str:
    """Judge whether a name is a person's or an organisation's; an organisation's when nothing speaks for a person."""
    words = keys_of(text, lang).words
    known = vocabulary()
    if sorts_of(text) or not words or any(char.isdigit() for char in text):
        return ORGANISATION
    if any(word in tables().generic or word in tables().exact for word in words):
        return ORGANISATION
    if any(_PATRONYMIC.search(word) or word in known.same for word in words):
        return PERSON
    told = sum(word in known.common["persons"] or word in known.short for word in words)
    against = sum(word in known.common["organisations"] for word in words)
    fits = 1 < len(words) <= _MOST_WORDS_OF_PERSON
    return PERSON if fits and told > against else ORGANISATION
