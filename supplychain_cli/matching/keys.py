"""Names to keys that can be compared: as written, folded across scripts and romanisations, and without spaces."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby

from supplychain_cli.light import dataclass
from supplychain_cli.matching.fold import fold_joined, fold_word
from supplychain_cli.matching.han import form_sorts, han_words, without_forms
from supplychain_cli.matching.hangul import hangul_parts
from supplychain_cli.matching.letters import (
    HAN,
    MAX_NAME,
    reads_as_ukrainian,
    romanise,
    script_of,
    tokens,
    unify,
)
from supplychain_cli.matching.tables import Words, concept_of, join_initials, tables
from supplychain_cli.matching.turns import settled, stands

_tokens = lru_cache(maxsize=64)(tokens)
"""A name is cut into words for each of its keys, one after the other."""


def names_nobody(keys: NameKeys) -> str:
    """Say why no party can be meant by a name without any word to compare; empty where it has one."""
    if keys.folded:
        return ""
    if keys.raw:
        return f"'{keys.text}' is only a legal form, which names nobody."
    return "There is no letter or digit in the name."


@dataclass(frozen=True, slots=True)
class NameKeys:
    """A name and its keys. All but `text` are for comparing, not for showing."""

    text: str
    """The name as given, at most 384 characters."""
    raw: str
    """As written, but for case, width, punctuation and spaces."""
    folded: str
    """In ASCII: romanised, legal forms taken off, concept words in English, romanisations folded. May be empty."""
    compact: str
    """The folded name without spaces."""
    words: tuple[str, ...]
    """The words of the folded name."""
    core: tuple[str, ...]
    """The words that say which one: those that are not generic, such as group, company or plant."""


def keys_of(name: str, lang: str = "") -> NameKeys:
    """Give the keys of a name in any script; `lang` (ISO 639) helps where a script is read in several ways.

    Never fails. Only the first 384 characters count. Linear in the length; some 30 microseconds for a Latin name.
    """
    return _keys(name[:MAX_NAME], _folded_words(name[:MAX_NAME], lang))


def stored_keys(name: str, folded: str) -> NameKeys:
    """Give the keys of a name whose folded form is stored already; nothing is romanised again."""
    return _keys(name[:MAX_NAME], tuple(folded.split()))


def _keys(name: str, words: Words) -> NameKeys:
    generic = tables().generic
    return NameKeys(
        text=name,
        raw=raw_of(name),
        folded=" ".join(words),
        compact=fold_joined("".join(words)),
        words=words,
        core=tuple(word for word in words if word not in generic),
    )


def known_apart(one: NameKeys, other: NameKeys) -> bool:
    """Whether two names have words that fold into one and are known to be different: Shanxi and Shaanxi."""
    known = tables()
    first, second = (frozenset(name.raw.split()) & known.apart_words for name in (one, other))
    return any(
        frozenset((a, b)) in known.apart and fold_word(a) == fold_word(b)
        for a in first - second
        for b in second - first
    )


def raw_of(name: str) -> str:
    """Give a name without differences of case, width, punctuation and spaces."""
    text = " ".join(_tokens(name))
    if text.isascii():
        return text.lower()
    for _ in range(2):  # folding case can undo the composition, and the other way round
        text = unicodedata.normalize("NFKC", text.casefold())
    return text[:MAX_NAME].strip()


def grams(folded: str) -> list[str]:
    """Give the three-letter pieces of a folded name, each once; spaces at both ends mark where words begin and end."""
    padded = f" {folded} "
    return list(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2))) if folded else []


def only_legal_form(name: str) -> bool:
    """Whether a name says nothing but a legal form, as `Joint Stock Company`, `АО` or `有限公司` do."""
    return bool(raw_of(name)) and with_legal_form(name) and not keys_of(name).folded


def with_legal_form(name: str) -> bool:
    """Whether a legal form is part of the name."""
    runs = [run for token in _tokens(name) for run in _runs(token)]
    if any(sum(map(len, without_forms(run))) < len(run) for run in runs if script_of(run[0]) == HAN):
        return True
    words = spelling(name)
    return len(settled(words, forms=True)) < len(settled(words, forms=False))


def sorts_of(name: str) -> frozenset[str]:
    """Give what kinds of firm the legal forms of a name say: `stock`, `limited` and so on; empty for none."""
    found = {sort for token in _tokens(name) for run in _runs(token) if script_of(run[0]) == HAN
             for sort in form_sorts(run)}  # fmt: skip
    words = [concept for word in spelling(name) for concept in concept_of(word)]
    for at in range(len(words)):
        stand = [form for form in tables().forms.get(words[at], ()) if stands(form, words, at)]
        found.update(form.sort for form in stand if len(form.words) == len(stand[0].words))
    return frozenset(found)


@lru_cache(maxsize=4096)
def spelling(name: str, lang: str = "") -> Words:
    """Give the words of a name in lower-case ASCII as the script spells them, legal forms included; Han is left out."""
    return join_initials([word for word in _spelled(name, lang) if script_of(word[0]) != HAN])


def same_spelling(one: str, other: str) -> bool:
    """Whether two names differ only in legal form, case, punctuation, order of words and script (Han left out)."""
    first, second = list(spelling(one)), list(spelling(other))
    for word in tuple(first):
        if word in second:
            first.remove(word)
            second.remove(word)
    return not settled(first) and not settled(second)


def _folded_words(name: str, lang: str) -> Words:
    ukrainian = reads_as_ukrainian(name, lang)
    return settled([word for token in _tokens(name) for word in words_of(token, ukrainian=ukrainian)])


def words_of(token: str, *, ukrainian: bool) -> list[str]:
    """Give a word of a name as words in lower-case ASCII, before they are settled.

    Han is read in pinyin, without legal forms and with its concept words.
    """
    words: list[str] = []
    for word in _latin(token, ukrainian=ukrainian):
        if script_of(word[0]) == HAN:
            words += (sound for piece in without_forms(word) for sound in han_words(piece))
        else:
            words.append(word)
    return words


def _spelled(name: str, lang: str) -> list[str]:
    """Words in lower-case ASCII; runs of Han as they are."""
    ukrainian = reads_as_ukrainian(name, lang)
    return [word for token in _tokens(name) for word in _latin(token, ukrainian=ukrainian)]


@lru_cache(maxsize=4096)
def _latin(token: str, *, ukrainian: bool) -> Words:
    if token.isascii():
        return (token.lower(),)
    if token.casefold() == "и":  # "and" in Russian; a single Latin i is kept, it may be a numeral
        return ()
    words: list[str] = []
    for run in _runs(unify(token)):
        if script_of(run[0]) == HAN:
            words.append(run)
        else:
            words += [word for part in hangul_parts(run) for word in romanise(part, ukrainian=ukrainian)]
    return tuple(words)


def _runs(token: str) -> list[str]:
    if token.isascii():
        return [token]
    return ["".join(run) for _, run in groupby(token, key=lambda char: script_of(char) == HAN)]
