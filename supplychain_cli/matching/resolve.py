"""From what a person typed to one party, or to an honest list of those it could mean.

Levels of certainty, the first that finds anything decides: an id; an identifier; a name as recorded; the same name
romanised and without legal form; a name that differs in inflection, word order or brackets only; all words in the names
of one party; a misspelling of one party's name. Two parties on one level are an ambiguity, never a guess. Legal forms
and general words alone never match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from supplychain_cli.matching.ask import Accept, Ask, Candidate, Resolution, keys_of_row, parties_of
from supplychain_cli.matching.fold import compiled
from supplychain_cli.matching.index import NameIndex, NameRow
from supplychain_cli.matching.keys import names_nobody, raw_of, same_spelling, spelling, with_legal_form
from supplychain_cli.matching.score import distance, letters_apart, likeness

if TYPE_CHECKING:
    from supplychain_cli.matching.compare import Outcome

__all__ = ["Accept", "Candidate", "Resolution", "resolve", "search"]

_STRONG = frozenset({"primary", "official"})
_CLEAR = 90
_MEANT = 80
"""Points from which no further names need be compared: of 400 misspelled names among five million 231 had so many at
once, and the best one stayed the best of all."""
_FIRST, _SECOND = 20, 40
"""Names that share most pieces with a query: where one of the first is meant, the second are not compared. Of 800
misspelled names among a hundred thousand and among five million, 754 were among the first, and 758 among both."""
_CLEARLY = frozenset({"equal", "adjective", "cut", "glued", "order", "brackets", "designation"})
"""Steps of a comparison that leave no doubt that two names are one."""
_KNOWN_APART = frozenset({"lookalike", "distinct", "number"})
_SOFT = frozenset({"former", "weak"})
_SCHEME = r"(?i:inn|ogrnip|ogrn|kpp|okpo|uscc|lei|imo|ofac|uid|edrpou|duns|hs)\s*[:#№]?\s*(?=\S*\d)"
"""Compiled when a query has a digit in it."""


def resolve(query: str, index: NameIndex, *, limit: int = 10, accept: Accept | None = None) -> Resolution:
    """Find the one party that a query names, among those `accept` admits (all by default).

    Costs a few look-ups by key; misspellings, which compare some forty names, are sought only when nothing else fits.
    """
    ask = Ask(query, index, accept or _everyone, limit)
    found = _by_id(ask) or _by_name(ask) or _by_likeness(ask) or _by_words(ask) or _by_misspelling(ask)
    return found or _nobody(ask)


def search(
    query: str, index: NameIndex, *, limit: int = 10, accept: Accept | None = None
) -> tuple[Candidate, ...]:
    """List the parties that a query could mean, best first; empty when nothing is near."""
    ask = Ask(query, index, accept or _everyone, limit)
    found = _by_id(ask)
    if found and found.certain:
        return found.candidates
    # A party is looked up only once it is among the best: that costs as much as comparing its name.
    rows = [*ask.exact(), *ask.all_holding()]
    if ask.exact():
        return ask.ranked(rows)
    candidates = ask.ranked([*rows, *ask.all_near[:_FIRST]])
    if candidates and candidates[0].score >= _MEANT:
        return candidates
    return ask.ranked([*rows, *ask.all_near[:_SECOND], *ask.near_by_signs])


def _everyone(_party: str) -> bool:
    return True


def _by_id(ask: Ask) -> Resolution | None:
    text = ask.query
    if text[:3].casefold() == "id:":
        text = text[3:].strip()
        return _identified(ask, ask.index.identifier(text), f"'{text}' is its id.") or Resolution(
            None,
            search(text, ask.index, limit=ask.limit, accept=ask.accept),
            certain=False,
            why=f"Nothing that can be meant here has the id '{text}'.",
        )
    forms = [text]
    if any(char.isdigit() for char in text):
        scheme = compiled(_SCHEME).match(text)
        value = text[scheme.end() :] if scheme else text
        forms += [value.upper(), re.sub(r"[\s\-./]", "", value).upper()]
    for form in dict.fromkeys(form for form in forms if form):
        found = _identified(ask, ask.index.identifier(form), f"'{form}' is its id or one of its identifiers.")
        if found:
            return found
    return None


def _identified(ask: Ask, parties: Sequence[str], why: str) -> Resolution | None:
    admitted = [party for party in dict.fromkeys(parties) if ask.accept(party)]
    candidates = tuple(
        Candidate(party, ask.query, 100, partial(str, why), identified=True)
        for party in admitted[: ask.limit]
    )
    if len(admitted) == 1:
        return Resolution(admitted[0], candidates, certain=True, why=why)
    if admitted:
        why = f"'{ask.query}' is an identifier of several parties: {', '.join(admitted[:3])}."
        return Resolution(None, candidates, certain=False, why=why, several=True)
    return None


def _by_name(ask: Ask) -> Resolution | None:
    rows = ask.exact()
    written = [row for row in rows if raw_of(row.text) == ask.keys.raw]
    for level in (written, rows):
        if not level:
            continue
        strong = [row for row in level if row.kind in _STRONG]
        decisive = [row for row in level if row.kind not in _SOFT] if strong else level
        if not strong and level is written and all(row.kind in _SOFT for row in level):
            decisive = rows  # somebody's former or weak name does not outrank another's real one
        if len(parties_of(decisive)) > 1:
            return ask.ambiguous(rows)
        return _settle_name(ask, decisive, rows, written=level is written)
    return None


def _settle_name(
    ask: Ask, decisive: Sequence[NameRow], rows: Sequence[NameRow], *, written: bool
) -> Resolution:
    """Accept a name that is recorded; ask for more when it is recorded only with a legal form or another spelling.

    `Saturn` is not `PJSC Saturn` as long as a `UEC-Saturn` is known; `Micron` is not `Mikron` beside Micron Technology.
    """
    party = decisive[0].party
    if written or any(_tight(ask, row) for row in decisive):
        return ask.settled(party, rows, certain=True)
    others = [row for row in ask.holding() if row.party != party]
    if with_legal_form(ask.query) or not all(with_legal_form(row.text) for row in decisive):
        others = [row for row in others if _same_but_general(ask, row)]
    if others:
        return ask.ambiguous([*rows, *others])
    certain = any(same_spelling(ask.query, row.text) for row in decisive)
    return ask.settled(party, rows, certain=certain)


def _same_but_general(ask: Ask, row: NameRow) -> bool:
    """Whether a longer name has the query's words in the query's own spelling, and adds only general words."""
    if set(keys_of_row(row).core) != set(ask.keys.core):
        return False
    return set(spelling(ask.query)) <= set(spelling(row.text))


def _tight(ask: Ask, row: NameRow) -> bool:
    if not same_spelling(ask.query, row.text):
        return False
    return with_legal_form(ask.query) or not with_legal_form(row.text)


def _by_likeness(ask: Ask) -> Resolution | None:
    """Take a name that is another's but for inflection, spelling, order, or what one of them has in brackets.

    No letter may be wrong, and nobody else's name may be near: a match that is not so clear is not looked at here.
    """
    if not ask.keys.core or ask.characters:
        return None
    rows = [row for row in dict.fromkeys([*ask.parts(), *ask.near()]) if row.kind not in _SOFT]
    found = {row: likeness(ask.keys, keys_of_row(row)) for row in rows}
    clear = [row for row, outcome in found.items() if outcome.score >= _CLEAR and _is_clear(outcome)]
    if not clear:
        return None
    near = [row for row, outcome in found.items() if outcome.match]
    if len(parties_of(near)) > 1:
        return ask.ambiguous(near)
    return ask.settled(clear[0].party, rows, certain=False)


def _is_clear(found: Outcome) -> bool:
    return all(not step.cost or (step.how in _CLEARLY and not step.slips) for step in found.steps)


def _by_words(ask: Ask) -> Resolution | None:
    rows = ask.holding()
    parties = parties_of(rows)
    if not parties:
        return None
    if len(parties) > 1:
        return ask.ambiguous(rows)
    if all(row.kind == "weak" for row in rows):
        return None
    rivals = [row for row in ask.near() if row.party not in parties and _slip(ask, row) is not None]
    if rivals:  # a part of one name may also be another whole name with a letter wrong
        return ask.ambiguous([*rows, *rivals])
    return ask.settled(parties.pop(), rows, certain=False)


def _by_misspelling(ask: Ask) -> Resolution | None:
    rows = [row for row in ask.near() if row.kind != "weak"]
    apart = {row: _slip(ask, row) for row in rows}
    counts = [count for count in apart.values() if count is not None]
    if not counts:
        return None
    least = min(counts)
    meant = parties_of(row for row, count in apart.items() if count is not None and count <= least + 1)
    as_near = parties_of(row for row in ask.near() if distance(ask.keys, keys_of_row(row)) <= least)
    if len(meant | as_near) > 1:
        return ask.ambiguous(row for row in ask.near() if row.party in meant | as_near)
    return ask.settled(meant.pop(), ask.near(), certain=False)


def _slip(ask: Ask, row: NameRow) -> int | None:
    """Letters wrong in the query if this name is meant, unless the comparison knows the words to be different.

    The letters of a Chinese query are ours, not the person's.
    """
    count = None if ask.characters else letters_apart(ask.keys, keys_of_row(row))
    if count is None or any(step.how in _KNOWN_APART for step in likeness(ask.keys, keys_of_row(row)).steps):
        return None
    return count


def _nobody(ask: Ask) -> Resolution:
    candidates = ask.ranked([*ask.holding(), *ask.near()])
    if nothing := names_nobody(ask.keys):
        why = nothing
    elif candidates:
        why = f"No recorded name is '{ask.query}'; there are names that are similar."
    else:
        why = f"No recorded name is like '{ask.query}'."
    return Resolution(None, candidates, certain=False, why=why)
