"""What a cell means, as SQL over a column of cleaned text: days, figures, codes, shares.

Each function gives an expression that is NULL where the cell is empty or cannot be understood. `told(column)` is true
where the cell says something; so a cell is faulty where `told` holds and its meaning is NULL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from supplychain_cli.importers.tables.engine import text

_GROUPS = " \u00a0\u202f'"
"""Signs that part the thousands in every country; besides them, the one of . and , that does not part the decimals."""
_ISO = ("YYYY-MM-DD", "YYYY-MM-DD hh:mm:ss", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm:ssZ", "YYYY-MM", "YYYY")
_LETTERS = {
    "YYYY": "%Y", "YY": "%y", "MM": "%m", "M": "%m", "DD": "%d", "D": "%d", "hh": "%H", "mm": "%M", "ss": "%S",
    "Z": "Z",
}  # fmt: skip
_PATTERNS = {
    "YYYY": "(1[89]|2[01])[0-9]{2}",
    "YY": "[0-9]{2}",
    **dict.fromkeys(("MM", "M"), "[0-9]{1,2}"),
    **dict.fromkeys(("DD", "D"), "[0-9]{1,2}"),
    **dict.fromkeys(("hh", "mm", "ss"), "[0-9]{1,2}"),
}


def clean(column: str, empty: Sequence[str]) -> str:
    """Take away the blanks around a cell; NULL for an empty one and for what the mapping calls empty."""
    # Taking blanks away reads a cell sign by sign, so the ends are looked at first; few cells have any there. What is
    # less than `!` is empty or begins with a blank.
    ends = rf"regexp_matches({column}, '^\p{{Zs}}') OR regexp_matches({column}, '\p{{Zs}}$')"
    wide = f"strlen({column}) <> length({column}) AND ({ends})"
    blank = f"{column} < '!' OR ends_with({column}, ' ') OR ({wide})"
    bare = f"CASE WHEN {blank} THEN nullif(trim({column}), '') ELSE {column} END"
    if not empty:
        return bare
    words = ", ".join(text(word.strip().lower()) for word in empty)
    return f"CASE WHEN lower({bare}) IN ({words}) THEN NULL ELSE {bare} END"


def told(column: str) -> str:
    """Say whether a cell says anything."""
    return f"{column} IS NOT NULL"


def day(column: str, formats: Sequence[str], *, last: bool) -> str:
    """Give the day of a cell, the last that it may mean or the first; a month or a year is as long as it is."""
    made = [(strptime(form), _form(form)) for form in (*formats, *_ISO) if strptime(form)]
    days = [pair for pair in made if "%d" in pair[0]]
    months = [pair for pair in made if "%d" not in pair[0] and "%m" in pair[0]]
    years = [pair for pair in made if "%m" not in pair[0]]
    cases = []
    for pairs, end in ((days, "{}"), (months, "last_day({})"), (years, "last_day({} + INTERVAL 11 MONTH)")):
        # A failed attempt to read a day is slow, so a pattern says beforehand which attempt is worth it.
        pattern = "|".join(f"({form})" for _, form in pairs)
        parsed = f"try_strptime({column}, [{', '.join(text(form) for form, _ in pairs)}])"
        found = end.format(parsed) if last else parsed
        cases.append((pattern, f"{found}::DATE"))
    return _first_form(column, *cases)


def strptime(form: str) -> str:
    """Turn `DD.MM.YYYY` into the form that the database reads; empty when a letter in it has no meaning."""
    parts = _parts(form)
    if not any(part.startswith("YY") for part in parts):
        return ""
    if any(part[0].isalpha() and part not in _LETTERS and part != "T" for part in parts):
        return ""
    return "".join(_LETTERS.get(part, part.replace("%", "%%")) for part in parts)


def _form(form: str) -> str:
    """Turn `DD.MM.YYYY` into a pattern that lets only years pass in which there was trade."""
    return "".join(_PATTERNS.get(part) or re.escape(part) for part in _parts(form))


def _parts(form: str) -> list[str]:
    """Part a form into runs of one sign."""
    return [found[0] for found in re.finditer(r"(.)\1*", form, re.DOTALL)]


def figure(column: str, decimal: str) -> str:
    """Give a figure with a point and without signs between thousands."""
    groups = _GROUPS + ("." if decimal == "," else ",")
    signs, mark = f"[{groups}]", "\\" + decimal
    bare = rf"[0-9]{{1,18}}({mark}[0-9]{{1,12}})?"
    grouped = rf"[0-9]{{1,3}}({signs}[0-9]{{3}})+({mark}[0-9]{{1,12}})?"
    # Taking signs out is slow, so it is done only where there are any.
    plain = column if decimal == "." else f"replace({column}, ',', '.')"
    freed = f"translate({column}, {text(decimal + groups)}, '.')"
    return _first_form(column, (bare, plain), (grouped, freed))


def code(column: str, digits: int | None) -> str:
    """Give the digits of an HS code; a code that is one digit short of `digits` gets its first zero back."""
    bare = f"translate({column}, ' .-\u00a0', '')"
    found = _first_form(column, ("[0-9]{2,14}", column), ("[0-9]{2}([ .\u00a0-]?[0-9]{1,4}){1,6}", bare))
    if digits is None:
        return found
    return f"CASE WHEN length({found}) = {digits - 1} THEN '0' || {found} ELSE {found} END"


def _first_form(column: str, *forms: tuple[str, str]) -> str:
    """Give the meaning that belongs to the first form that a cell has; NULL when it has none."""
    cases = " ".join(
        f"WHEN regexp_full_match({column}, {text(form)}) THEN {meaning}" for form, meaning in forms
    )
    return f"CASE {cases} END"


def share(column: str, decimal: str) -> str:
    """Give a stake in percent as `rows.RelationRow.share` writes it."""
    bare = f"translate({column}, {text(decimal + ' %' + chr(0xA0))}, '.')"
    figure_ = r"([0-9]{1,2}(\.[0-9]+)?|100(\.0+)?)"
    return _first_form(
        bare, (rf"{figure_}|>?{figure_}-<?{figure_}", bare), (f">{figure_}", f"{bare} || '-100'")
    )


def word(column: str, words: Mapping[str, str]) -> str:
    """Give what the mapping calls a word of the file, in any case; another word stays as it is."""
    if not words:
        return column
    cases = " ".join(
        f"WHEN {text(theirs.strip().lower())} THEN {text(ours)}" for theirs, ours in words.items()
    )
    return f"CASE lower({column}) {cases} ELSE {column} END"


def currency(column: str, words: Mapping[str, str]) -> str:
    """Give the three letters of a currency."""
    named = f"upper({word(column, words)})"
    return f"CASE WHEN regexp_full_match({named}, '[A-Z]{{3}}') THEN {named} END"


def folded(column: str) -> str:
    """Write a name so that spellings with other case, blanks and punctuation are equal; nothing else is."""
    return rf"trim(regexp_replace(lower({column}), '[^\p{{L}}\p{{M}}\p{{N}}]+', ' ', 'g'))"


def squeezed(column: str) -> str:
    """Write a register number without blanks and in capitals; NULL for one that holds nothing but zeros."""
    bare = f"nullif(upper(translate({column}, ' \u00a0', '')), '')"
    return _first_form(column, ("[0-9A-Z]*[1-9A-Z][0-9A-Z]*", column), (r".*[1-9\p{L}].*", bare))
