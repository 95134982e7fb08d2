"""A name made ready to be compared many times: its words with their weights, legal forms, and a mark to rule names out.

Folding a name is most of the work of comparing it, so a list is prepared once and then compared cheaply.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache, lru_cache

from supplychain_cli.light import dataclass
from supplychain_cli.matching.fold import compiled, fold_word
from supplychain_cli.matching.han import characters, han_words, sounds, sounds_of_words
from supplychain_cli.matching.initials import choices_of, initialled
from supplychain_cli.matching.keys import NameKeys, keys_of, raw_of, sorts_of, spelling, stored_keys
from supplychain_cli.matching.letters import CYRILLIC, GREEK, HAN, LATIN, MAX_NAME, script_of
from supplychain_cli.matching.marks import Mark, many_apart, mark_of
from supplychain_cli.matching.slips import may_sound_as, slips
from supplychain_cli.matching.tables import Form, concept_of, every_form, tables
from supplychain_cli.matching.vocabulary import vocabulary
from supplychain_cli.matching.words import ORGANISATION, PERSON, TELLING, Word, looks_patronymic, weighed

_KINDS = {
    **dict.fromkeys(("person", "people", "individual", "natural person", "naturalperson"), PERSON),
    **dict.fromkeys(
        ("organisation", "organization", "company", "legalentity", "legal entity", "entity", "group", "firm",
         "public-body", "publicbody", "vessel", "ship", "aircraft", "airplane", "vehicle", "system", "good",
         "country"),
        ORGANISATION,
    ),
}  # fmt: skip
_MOST_WORDS_OF_PERSON = 7
_LONG_FORM = 8
_LEAST_HEARD = 4
"""Characters of a name whose sounds are compared where its words are unlike: two or three are read like many others."""
_FORM_SLIPS = 2.0
_TELLING_READ = TELLING | {"particle"}
"""Of a name in Han a syllable may look like a particle: the last one of 比亚迪, `Biya di`."""
_NONE: frozenset[str] = frozenset()
_LEET = str.maketrans("013456789", "oieasgtbg")
_LEET_WORD = r"(?a)\b(?=\w*[^\W\d]\d|\d[^\W\d]{3})\w+"
_HANGUL_NAME = "(?<![가-힣])([가-힣])([가-힣]{1,2})(?![가-힣])"
"""Compiled when the first such name is met: that costs more than the comparison."""
_BRACKETS = r"[(（\[]([^()（）\[\]]+)[)）\]]"
_OPENING = frozenset("(（[")
_ALIASES = r"(?i)(?<=\w{3})\s*/\s*(?=\w{3})|[\s,;]+(?:a\.?k\.?a\.?|f\.?k\.?a\.?|d\.?b\.?a\.?)[\s:]+"
"""Between two names of one: a slash, or "also known as" and the like."""
_SIGNS_OF_ALIASES = ("/", "aka", "fka", "dba")
_INTERPUNCT = "[·・･•‧]"
_ONE_LETTER = str.maketrans("أإآٱىیئکةۀ", "اااايييكهه")
"""Letters that Arabic and Persian write for one another."""
_PLAIN_ALPHABETS = frozenset({"GEORGIAN", "ARMENIAN"})
_WITHOUT_VOWELS = frozenset({"ARABIC", "HEBREW"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A name with all that comparing needs. Made by `prepare`."""

    text: str
    """As given, at most 384 characters."""
    kind: str
    """`person` or `organisation`: how its words were weighed."""
    judged: bool
    """Whether the kind is only what is usual, because nothing in the name speaks for either."""
    keys: NameKeys
    words: tuple[Word, ...]
    sorts: frozenset[str]
    """What kinds of firm its legal forms say; empty for none and for a person."""
    glued: str
    """All its words as spelled, legal forms too, without spaces; empty with Han in it."""
    initials: str
    """First letters of its words as spelled, without legal forms and small words."""
    letters: tuple[tuple[str, ...], ...]
    """For each of these words the letters that may stand for it: its own, and that of the word in Russian."""
    short: str
    """Its only word, without a legal form, which may be an abbreviation; empty where it has several."""
    mark: Mark
    """Bits of its sounds: names whose marks share few bits cannot be alike."""
    heard: Mark | None
    """The same of a name in Han or Arabic that is read as it sounds throughout; none for other names."""
    script: str
    """Script that leaves sounds open (ARABIC, HANGUL ...), so that only consonants count; else empty."""
    writing: str
    """Script of its first letter that is not Latin, else Latin."""
    telling: bool
    """Whether a word of it tells which one is meant; else all are general ones, numbers and the like."""
    translated: bool
    """Whether the lexicon knows a word of it from another language than English."""
    native: tuple[Word, ...]
    """Its words in such a script as written, to compare with a name in the same script; else empty."""
    han: str
    """Its Han characters without legal forms."""
    bare: Prepared | None
    """The name without what stands in brackets, if there are brackets and something else."""
    inner: Prepared | None
    """What stands in brackets, if it may be a name by itself."""


def kind_named(word: str) -> str | None:
    """Give `person` or `organisation` for a kind as people or data sets call it, empty for none, None when unknown."""
    plain = " ".join(word.casefold().split())
    return _KINDS.get(plain) if plain else ""


@lru_cache(maxsize=16384)
def prepare(name: str, kind: str = "", lang: str = "", folded: str | None = None) -> Prepared:
    """Make a name ready. `kind` is `person`, `organisation`, or empty to judge by the name; `folded` where it is known.

    Never fails; only the first 384 characters count. Some 200 microseconds, and kept for the names asked last.
    """
    text = name[:MAX_NAME]
    keys, sorts = keys_of(text, lang) if folded is None else stored_keys(text, folded), sorts_of(text)
    judged = kind or _judged(keys, sorts)
    kind = judged or ORGANISATION
    made = _prepared(text, kind, lang, keys, sorts)
    bare, inner = _parts(text, kind, lang)
    return replace(made, judged=not judged, bare=bare, inner=inner) if bare or not judged else made


def _parts(text: str, kind: str, lang: str) -> tuple[Prepared | None, Prepared | None]:
    plain = text.casefold().replace(".", "")
    aliases = (
        compiled(_ALIASES).split(text, maxsplit=1) if any(sign in plain for sign in _SIGNS_OF_ALIASES) else []
    )
    if len(aliases) > 1:
        first, second = (_part(part, kind, lang) for part in aliases)
        return (first, second) if first.words and second.words else (None, None)
    found = None if _OPENING.isdisjoint(text) else compiled(_BRACKETS).search(text)
    if not found:
        return None, None
    outer = _part(compiled(_BRACKETS).sub(" ", text), kind, lang)
    within = _part(found.group(1), kind, lang)
    if not outer.words or not within.words:
        return None, None
    return outer, within if _is_name(within, outer) else None


def _is_name(within: Prepared, outer: Prepared) -> bool:
    """Whether what stands in brackets is another name of the same, not the place or branch that tells two apart."""
    if within.sorts or len(within.words) > 1 or within.keys.compact == outer.keys.compact:
        return True
    letters = within.text.strip()
    other_script = letters[:1].isascii() != outer.text.strip()[:1].isascii()
    return (
        other_script
        or within.keys.compact == outer.initials
        or (letters.isupper() and not outer.text.isupper())
    )


def _part(text: str, kind: str, lang: str) -> Prepared:
    return _prepared(text, kind, lang, keys_of(text, lang), sorts_of(text))


def _prepared(text: str, kind: str, lang: str, keys: NameKeys, sorts: frozenset[str]) -> Prepared:
    read = _hangul(_unleet(text)) if kind == PERSON else text.replace("%", "percent")
    if read != text:
        keys = keys_of(read, lang)
    script = _open_script(text)
    spelled = spelling(read, lang)
    first = initialled(spelled)
    han = characters(text)
    whole = not text.isascii() and bool(compiled(_INTERPUNCT).search(text))
    runs = _runs(text, lang) if whole else keys.words
    if kind == PERSON:
        sorts = _NONE
    elif not whole:
        runs, sorts = _without_misspelt_form(runs, sorts)
    words = weighed(runs, kind)
    roles = _TELLING_READ if han else TELLING
    telling = [word.key for word in words if word.role in roles]
    return Prepared(
        text=text,
        kind=kind,
        judged=False,
        keys=keys,
        words=words,
        sorts=sorts,
        glued="" if whole or han else "".join(spelled),
        short=first[0] if len(first) == 1 else "",
        initials="".join(word[0] for word in first),
        letters=tuple(map(choices_of, first)),
        mark=mark_of(telling or [word.key for word in words]),
        heard=_heard(han if not whole else "", spelled if script in _WITHOUT_VOWELS else ()),
        script=script or ("HAN" if whole else ""),
        writing=_writing(text),
        telling=bool(telling),
        translated=kind != PERSON and any(map(_is_translated, spelled)),
        native=_native(text) if script else (),
        han="" if whole else han,
        bare=None,
        inner=None,
    )


def _heard(han: str, spelled: tuple[str, ...]) -> Mark | None:
    if spelled:
        return mark_of(spelled)
    return mark_of(sounds(han)) if len(han) >= _LEAST_HEARD else None


@lru_cache(maxsize=4096)
def sounded(name: Prepared) -> Prepared | None:
    """Give a name in Han read in pinyin throughout, concept words too (`Keji` for 科技); None for any other name."""
    if not name.han:
        return None
    return _part(" ".join([*spelling(name.text), *sounds(name.han)]), name.kind, "")


def sounded_as(name: Prepared, other: Prepared) -> Prepared | None:
    """Give a name in Han of which those words are read in pinyin that another name has so, the others as usual.

    东方电气 is East Electric, and beside Dongfang Electric it is that. None where the other has no such word.
    """
    heard = _sounds_of_words(name.han).intersection(other.keys.words) if name.han else _NONE
    return _sounded_as(name, heard) if heard else None


_sounds_of_words = lru_cache(maxsize=4096)(sounds_of_words)


@lru_cache(maxsize=4096)
def _sounded_as(name: Prepared, heard: frozenset[str]) -> Prepared:
    return _part(" ".join([*spelling(name.text), *han_words(name.han, heard)]), name.kind, "")


def spoken_as(name: Prepared, other: Prepared) -> Prepared | None:
    """Give a name in Arabic or Hebrew letters of which those words are not translated that another name has by sound.

    دمشق is Damascus, and beside Dimashq it is that. None where the other has no such word.
    """
    if name.script not in _WITHOUT_VOWELS or other.script:
        return None
    heard = {
        concept: sound
        for sound, concept in _translated(name.text)
        if any(may_sound_as(sound, word) for word in other.keys.words)
    }
    if heard.keys().isdisjoint(name.keys.words):
        return None
    return replace(name, words=weighed([heard.get(word, word) for word in name.keys.words], name.kind))


@lru_cache(maxsize=4096)
def _translated(text: str) -> tuple[tuple[str, str], ...]:
    """Give the words of a name that are one word of the lexicon, each as it sounds and as it is translated."""
    each = ((fold_word(word), concept_of(word)) for word in spelling(text))
    return tuple(
        (sound, concepts[0]) for sound, concepts in each if len(concepts) == 1 and concepts != (sound,)
    )


def _without_misspelt_form(
    words: tuple[str, ...], sorts: frozenset[str]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Take off a long legal form at the end that is misspelled: `Siemens Aktiengeselschaft`."""
    if sorts or len(words) < 2 or len(words[-1]) < _LONG_FORM:  # noqa: PLR2004 - a form alone is no name
        return words, sorts
    word = words[-1]
    for form in _long_forms(len(word)):
        written = form.words[0]
        if not many_apart(written, word, _FORM_SLIPS) and slips(written, word) <= _FORM_SLIPS:
            return words[:-1], frozenset({form.sort})
    return words, sorts


@cache
def _long_forms(size: int) -> tuple[Form, ...]:
    """Give the forms of one long word that a word of so many letters may be meant for."""
    alone = (form for form in every_form() if len(form.words) == 1 and len(form.words[0]) >= _LONG_FORM)
    return tuple(form for form in alone if abs(len(form.words[0]) - size) < _FORM_SLIPS)


def _runs(text: str, lang: str) -> tuple[str, ...]:
    """Read each run between interpuncts as one word: so Han and kana write a foreign name."""
    runs = (keys_of(run, lang).compact for run in compiled(_INTERPUNCT).split(text))
    return tuple(run for run in runs if run)


def _unleet(text: str) -> str:
    """Read digits inside words of a person's name as the letters they look like: `Ig0r Sech1n`."""
    if not any(char.isdigit() for char in text):
        return text
    return compiled(_LEET_WORD).sub(lambda found: found.group().translate(_LEET), text)


def _hangul(text: str) -> str:
    """Cut the family name off a person's name in Hangul, and write it as people do: 박근혜 is Park Geunhye."""
    if text.isascii():
        return text
    return re.sub(
        _HANGUL_NAME,
        lambda found: f"{vocabulary().surnames.get(found[1], found[1])} {found[2]}",
        text,
        count=1,
    )


def _open_script(text: str) -> str:
    """Give the script of the first letter in none of the usual scripts, if that script leaves sounds open."""
    if text.isascii():
        return ""
    for char in text:
        if char.isalpha() and script_of(char) not in {LATIN, CYRILLIC, GREEK, HAN}:
            script = unicodedata.name(char, "").split(" ")[0]
            return "" if script in _PLAIN_ALPHABETS else script
    return ""


def _writing(text: str) -> str:
    if text.isascii():
        return LATIN
    return next((script for char in text if char.isalpha() and (script := script_of(char)) != LATIN), LATIN)


@lru_cache(maxsize=16384)
def _is_translated(word: str) -> bool:
    """Whether the lexicon has another concept word for this one, and not as an English spelling of it."""
    forms = {word, word.removesuffix("s")}
    own = {*forms, *map(fold_word, forms)}
    return forms.isdisjoint(tables().english) and own.isdisjoint((" ".join(concept_of(word)),))


def _native(text: str) -> tuple[Word, ...]:
    plain = "".join(c for c in raw_of(text) if unicodedata.category(c) != "Mn").translate(_ONE_LETTER)
    return tuple(Word(word, "name", 1.0) for word in plain.replace("ـ", "").split())


def _judged(keys: NameKeys, sorts: frozenset[str]) -> str:
    """Judge whether a name is a person's or an organisation's; empty when nothing speaks for either."""
    words = keys.words
    known = vocabulary()
    if sorts or not 1 < len(words) <= _MOST_WORDS_OF_PERSON or any(map(str.isdigit, words)):
        return ORGANISATION
    if any(word in tables().generic or word in tables().exact for word in words):
        return ORGANISATION
    if any(looks_patronymic(word) or word in known.same for word in words):
        return PERSON
    told = sum(word in known.common["persons"] or word in known.given for word in words)
    against = sum(word in known.common["organisations"] for word in words)
    return PERSON if told > against else ORGANISATION if against > told else ""
