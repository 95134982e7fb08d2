"""Han characters read in pinyin without tones, from a table of ours: the library takes a quarter of a second to import.

Readings are per character, except for words that are read otherwise (厦门 is Xiamen, 重庆 Chongqing). Characters that
the table does not have are looked up in pypinyin, which is imported only then.
"""

from __future__ import annotations

import re
from functools import cache

from supplychain_cli.matching.tables import rows_of

_LONGEST = 4
"""Characters of the longest word that the table reads otherwise."""


def read(run: str) -> list[str]:
    """Give one reading for each character; empty for what is none. Linear in the length."""
    characters, words = _readings()
    found: list[str] = []
    while len(found) < len(run):
        at = len(found)
        sizes = (size for size in range(_LONGEST, 1, -1) if run[at : at + size] in words)
        size = next(sizes, 0)
        if size:
            found += words[run[at : at + size]][: len(run) - at]
        else:
            known = characters.get(run[at])
            found.append(_rare(run[at]) if known is None else known)
    return found


@cache
def _readings() -> tuple[dict[str, str], dict[str, list[str]]]:
    characters: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for reading, how, text, _source in rows_of("pinyin.tsv"):
        if how == "word":
            words[text] = reading.split()
        else:
            characters.update(dict.fromkeys(text, reading))
    return characters, words


@cache
def _rare(character: str) -> str:
    from pypinyin import lazy_pinyin

    # `v` stands for the umlaut that passports and firms write as u.
    sound = "".join(lazy_pinyin(character, errors="ignore"))
    return re.sub("[^a-z]", "", sound.lower()).replace("v", "u")
