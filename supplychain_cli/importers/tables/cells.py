"""What a cell means, as SQL over a column of cleaned text: days, figures, codes, shares.

Each function gives an expression that is NULL where the cell is empty or cannot be understood. `told(column)` is true
where the cell says something; so a cell is faulty where `told` holds and its meaning is NULL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supplychain_cli.importers.tables.engine import text

_GROUPS = " \u00a0\u202f'"
"""Signs that part the thousands in every country; besides them, the one of . and , that does not part the decimals."""
_ISO = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ")
_LETTERS = {
    "YYYY": "%Y",
    "YY": "%y",
    "MM": "%m",
    "M": "%m",
    "DD": "%d",
    "D": "%d",
    "hh": "%H",
    "mm": "%M",
    "ss": "%S",
}
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def clean(column: str, empty: Sequence[str]) -> str:
    """Take away the blanks around a cell; NULL for an empty one and for what the mapping calls empty."""
    bare = f"nullif(trim({column}, ' \u00a0\t\r\n'), '')"
    if not empty:
        return bare
    words = ", ".join(text(word.strip().lower()) for word in empty)
    return f"CASE WHEN lower({bare}) IN ({words}) THEN NULL ELSE {bare} END"


def told(column: str) -> str:
    """Say whether a cell says anything."""
    return f"{column} IS NOT NULL"


def day(column: str, formats: Sequence[str], *, last: bool) -> str:
    """Give the ISO day of a cell, the last one that it may mean or the first; a month or a year is as long as it is."""
    wanted = [form for form in map(strptime, formats) if form]
    days = [form for form in wanted if "%d" in form] + list(_ISO)
    months = [form for form in wanted if "%d" not in form and "%m" in form] + ["%Y-%m"]
    years = [form for form in wanted if "%m" not in form] + ["%Y"]
    month, year = _parsed(column, months), _parsed(column, years)
    if last:
        month, year = f"last_day({month})", f"last_day({year} + INTERVAL 11 MONTH)"
    found = f"coalesce({_parsed(column, days)}, {month}, {year})::DATE"
    return f"CASE WHEN year({found}) BETWEEN {_FIRST_YEAR} AND {_LAST_YEAR} THEN CAST({found} AS VARCHAR) END"


def strptime(form: str) -> str:
    """Turn `DD.MM.YYYY` into the form that the database reads; empty when a letter in it has no meaning."""
    made, at = "", 0
    while at < len(form):
        run = at
        while run < len(form) and form[run] == form[at]:
            run += 1
        part = form[at:run]
        if part[0].isalpha() and part != "T":
            if part not in _LETTERS:
                return ""
            part = _LETTERS[part]
        made += part.replace("%", "%%") if part not in _LETTERS.values() else part
        at = run
    return made if "%Y" in made or "%y" in made else ""


def _parsed(column: str, formats: Sequence[str]) -> str:
    listed = ", ".join(text(form) for form in dict.fromkeys(formats))
    return f"try_strptime({column}, [{listed}])"


def figure(column: str, decimal: str) -> str:
    """Give a figure with a point and without signs between thousands."""
    other = "." if decimal == "," else ","
    groups = _GROUPS + other
    mark = "\\" + decimal
    signs = f"[{groups}]".replace(".", "\\.")
    form = rf"^([0-9]{{1,3}}({signs}[0-9]{{3}})+|[0-9]{{1,18}})({mark}[0-9]{{1,12}})?$"
    plain = f"translate({column}, {text(decimal + groups)}, '.')"
    return f"CASE WHEN regexp_matches({column}, {text(form)}) THEN {plain} END"


def code(column: str, digits: int | None) -> str:
    """Give the digits of an HS code; a code that is one digit short of `digits` gets its first zero back."""
    bare = f"translate({column}, ' .-\u00a0', '')"
    found = f"CASE WHEN regexp_full_match({bare}, '[0-9]{{2,14}}') THEN {bare} END"
    if digits is None:
        return found
    return f"CASE WHEN length({found}) = {digits - 1} THEN '0' || {found} ELSE {found} END"


def share(column: str, decimal: str) -> str:
    """Give a stake in percent as `rows.RelationRow.share` writes it."""
    bare = f"translate({column}, {text(decimal + ' %' + chr(0xA0))}, '.')"
    form = r"(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?|>[0-9]{1,2}(\.[0-9]+)?|>?[0-9]{1,2}(\.[0-9]+)?-<?[0-9]{1,3}(\.[0-9]+)?)"
    return f"CASE WHEN regexp_full_match({bare}, {text(form)}) THEN {bare} END"


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
    """Write a register number without blanks and in capitals; NULL for one that is only zeros."""
    bare = f"upper(translate({column}, ' \u00a0', ''))"
    return f"CASE WHEN NOT regexp_full_match({bare}, '[0.-]*') THEN {bare} END"
