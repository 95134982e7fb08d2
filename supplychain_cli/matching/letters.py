"""Letters: which script they belong to, which look alike, and how they are written in Latin.

Cyrillic is romanised here (BGN/PCGN 1947 for Russian, 2019 for Ukrainian where the letters differ), because the tables
of words need it at every start and it takes no library. Every other script goes to anyascii, imported when first seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

MAX_NAME = 384
"""Characters of a name that are compared; longer ones cost more than they tell."""

LATIN, CYRILLIC, GREEK, HAN, OTHER = "latin", "cyrillic", "greek", "han", "other"
_RANGES = (
    (0x41, 0x5A, LATIN), (0x61, 0x7A, LATIN), (0xC0, 0x24F, LATIN), (0x1E00, 0x1EFF, LATIN),
    (0x400, 0x52F, CYRILLIC), (0x1C80, 0x1C8F, CYRILLIC), (0xA640, 0xA69F, CYRILLIC),
    (0x370, 0x3FF, GREEK), (0x1F00, 0x1FFF, GREEK),
    (0x3005, 0x3007, HAN), (0x3400, 0x4DBF, HAN), (0x4E00, 0x9FFF, HAN), (0x20000, 0x3134F, HAN),
)  # fmt: skip

_ALIKE = {
    (CYRILLIC, LATIN): ("АВЕКМНОРСТУХІЈЅԌԛԜавекмнорстухіјѕһԁԝ", "ABEKMHOPCTYXIJSGqWabekmhopctyxijshdw"),
    (LATIN, CYRILLIC): ("ABEKMHOPCTYXIJSabekmhopctyxijsh", "АВЕКМНОРСТУХІЈЅавекмнорстухіјѕһ"),
    (GREEK, LATIN): ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ", "ABEZHIKMNOPTYXaikvoptux"),
    (LATIN, GREEK): ("ABEZHIKMNOPTYXaikvoptux", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ"),
    (CYRILLIC, GREEK): ("АВЕНІКМОРТХаікорх", "ΑΒΕΗΙΚΜΟΡΤΧαικορχ"),
    (GREEK, CYRILLIC): ("ΑΒΕΗΙΚΜΟΡΤΧαικορχ", "АВЕНІКМОРТХаікорх"),
}
_TABLES = {pair: str.maketrans(*alike) for pair, alike in _ALIKE.items()}
_LETTERS = {pair: frozenset(source) for pair, (source, _) in _ALIKE.items()}

_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
    "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j",
    "ӣ": "i", "ӯ": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_UKRAINIAN = {**_RUSSIAN, "г": "h", "и": "y"}
_ROMAN = {True: str.maketrans(_UKRAINIAN), False: str.maketrans(_RUSSIAN)}
_LATIN_LETTERS = str.maketrans(
    {"š": "sh", "ŝ": "shch", "č": "ch", "ž": "zh", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
     "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
)  # fmt: skip
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹ`′ʻ＇"))
_SIGNS = dict.fromkeys(map(ord, "'`\""))
"""Signs by which letters without a Latin twin are written; they part no words."""
_PARTS = {**{code: " " for code in range(128) if not chr(code).isalnum()}, ord("'"): None}
"""What the characters of ASCII become when words are parted; all others stay."""
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
"""An abbreviation with dots: `L.P.` is one word, so that the V before it stays a number."""
_HARD_SIGN = re.compile('(?<=[A-Za-z])"(?=[a-z])')
"""The Russian hard sign, as ISO 9 and GOST 7.79 type it."""
_WORDS = re.compile("[a-z0-9]+")
_ARTICLES = ("ال", "لل", "وال")
_LEAST_AFTER_ARTICLE = 3
"""Letters of an Arabic word, most of which have three consonants."""
_ONLY_UKRAINIAN = frozenset("їєґ")


class _Parts(dict[int, str | None]):
    """What a character becomes when words are parted: itself, nothing, or a space. Filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        found = self[code] = None if code in _APOSTROPHES else _letter_or_space(chr(code))
        return found


_EVERY_PART = _Parts()


@lru_cache(maxsize=16384)
def script_of(char: str) -> str:
    """Give the script of a letter as far as names need it; `other` for the rest, digits and signs included."""
    code = ord(char)
    return next((script for first, last, script in _RANGES if first <= code <= last), OTHER)


def tokens(text: str) -> list[str]:
    """Cut a text into words of letters, digits and marks, in the NFKC form and at most 384 characters.

    Apostrophes and invisible characters vanish, everything else that is no letter parts two words.
    """
    text = text[:MAX_NAME]
    if text.count(".") > 1:
        text = _DOTTED.sub(_undotted, text)
    if '"' in text:
        text = _HARD_SIGN.sub("", text.replace("'", "") if text.isascii() else text)
    if text.isascii():
        return text.translate(_PARTS).split()
    return unicodedata.normalize("NFKC", text)[:MAX_NAME].translate(_EVERY_PART).split()


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "").replace(" ", "") + " "


def _letter_or_space(char: str) -> str:
    if char.isalnum():
        return char
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return char if category[0] == "M" else " "


def unify(word: str) -> str:
    """Turn look-alike letters of another script into those of the word's own; unchanged when that cannot be done.

    `Cаратовский` with a Latin C becomes all Cyrillic, `Rоstec` with a Cyrillic o all Latin. The script with most
    letters wins, Latin on a draw, provided that every foreign letter has a twin in it.
    """
    if word.isascii():
        return word
    counts = Counter(script for script in map(script_of, word) if script in {LATIN, CYRILLIC, GREEK})
    if len(counts) < 2:  # noqa: PLR2004 - one script is no mixture
        return word
    for target in sorted(counts, key=lambda script: (-counts[script], script != LATIN)):
        if all(_fits(char, target) for char in word):
            return "".join(_into(char, target) for char in word)
    return word


def _fits(char: str, target: str) -> bool:
    letters = _LETTERS.get((script_of(char), target))
    return letters is None or char in letters


def _into(char: str, target: str) -> str:
    table = _TABLES.get((script_of(char), target))
    return char.translate(table) if table else char


def mixed_script_words(text: str) -> list[str]:
    """Give the words that mix Latin with Cyrillic or Greek letters, each once, as written.

    Such a word is often a look-alike letter typed by mistake or to deceive. Empty when there is none.
    """
    if text.isascii():
        return []
    found = []
    for word in "".join(map(_letter_or_space, text)).split():
        scripts = {script_of(char) for char in word}
        if LATIN in scripts and scripts & {CYRILLIC, GREEK}:
            found.append(word)
    return list(dict.fromkeys(found))


def reads_as_ukrainian(text: str, lang: str) -> bool:
    """Whether Cyrillic in this text is read the Ukrainian way: the language says so, or letters only it has."""
    return lang == "uk" or (not lang and not _ONLY_UKRAINIAN.isdisjoint(text.casefold()))


def romanise(word: str, *, ukrainian: bool = False) -> list[str]:
    """Write one word without Han in lower-case ASCII.

    Several words when the script gives them, none when nothing is left.
    """
    if word.isascii():
        return [word.lower()]
    text = word.casefold().translate(_ROMAN[ukrainian]).translate(_LATIN_LETTERS)
    if not text.isascii():
        text = "".join(map(_without_marks, text))
    article: list[str] = []
    if not text.isascii():
        article, text = _article(text)
        text = _anyascii(text).lower()
    return [*article, *_WORDS.findall(text.translate(_SIGNS))]


def _article(word: str) -> tuple[list[str], str]:
    """Part the article from an Arabic word, as Latin letters do: النور is al-Nur; also after `for` and `and`."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST_AFTER_ARTICLE:
            return ["al"], word[len(article) :]
    return [], word


def _without_marks(char: str) -> str:
    """Take the marks off a letter whose base is ASCII; in kana and Hangul they are part of the sound."""
    if char.isascii():
        return char
    parts = unicodedata.normalize("NFKD", char)
    if parts[0].isascii():
        return "".join(part for part in parts if unicodedata.category(part) != "Mn")
    return "" if unicodedata.category(char) == "Mn" else char


def _anyascii(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text)
