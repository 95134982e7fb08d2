"""From a row to its verdict. Nothing is guessed, nothing dropped, and nobody is ever said to be clear.

An identifier of the row decides first, then its name. A name is a match when one party alone comes near, the nearest is
no weak name, their numbers agree (Fund III is not Fund IV), and neither the country nor an identifier of the row speaks
against it; else it is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from supplychain_cli.graph.view import Party, View
from supplychain_cli.matching.compare import THRESHOLD, score
from supplychain_cli.matching.explanation import explained
from supplychain_cli.matching.index import NameIndex
from supplychain_cli.matching.keys import names_nobody
from supplychain_cli.matching.letters import MAX_NAME
from supplychain_cli.matching.prepared import Prepared, prepare
from supplychain_cli.queries.chains.answers import Listed
from supplychain_cli.queries.screen.apart import country_of, elsewhere, sentences
from supplychain_cli.queries.screen.candidates import Candidates, Near
from supplychain_cli.queries.screen.rows import Other, ScreenRow, Verdict
from supplychain_cli.sheets.line import Line

PARTIES = frozenset({"company", "group", "person", "public-body", "vessel"})
SURE = 90
"""Score from which a name alone may be a match; below it, down to the shipped threshold, it is possible.

Of the labelled pairs with such a score 98 or more in 100 name the same; just below it are 80 (guide, names-scorecard).
"""
_WRITTEN = 100
_RIVAL = 4
"""Points that the second party must lie behind the first for the first to be meant."""
_SHOWN = 3
_REMEMBERED = 100_000
_SCHEME = re.compile(r"[\s\-./]")


class Judge:
    """Judges rows against one dataset. Rows that say the same are judged once."""

    def __init__(self, view: View, names: NameIndex, against: str) -> None:
        """`against` says in words what the rows are screened against: dataset, digest, day."""
        self._view, self._names, self._against = view, names, against
        self._known: dict[tuple[object, ...], ScreenRow] = {}

    def row(self, line: Line) -> ScreenRow:
        """Judge a row. Never fails; cost: some look-ups by key, and forty comparisons where no name is equal."""
        key = (line.fault, line.name, line.id, line.country, line.identifiers, line.address)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._judged(line)
        return replace(found, number=line.number)

    def _judged(self, line: Line) -> ScreenRow:
        if line.fault:
            return _blank(line, "not-screened", line.fault)
        if line.id:
            return self._by_id(line)
        carriers = self._carriers(line)
        if len(carriers) > 1:
            said = "; ".join(f"{text} is that of {party}" for party, text in carriers.items())
            why = f"Its identifiers name several parties: {said}."
            return self._found(line, "possible", [_by_number(*one) for one in carriers.items()], why)
        if carriers:
            ((party, text),) = carriers.items()
            return self._identified(line, party, text)
        if not line.name:
            return self._nameless(line)
        return self._by_name(line)

    def _by_id(self, line: Line) -> ScreenRow:
        party = self._view.find(line.id)
        if party is None or party.kind not in PARTIES:
            why = f"No party has the id '{line.id[:MAX_NAME]}' in {self._against}."
            return _blank(line, "none", why)
        return self._found(
            line, "match", [Near(party.id, party.name, "primary", _WRITTEN)], "The id is its own."
        )

    def _identified(self, line: Line, party: str, text: str) -> ScreenRow:
        """Take the party that an identifier names, unless the row's name is plainly another party's."""
        why = f"{text} is its identifier."
        rivals = [one for one in self._near(line.name) if one.score >= SURE] if line.name else []
        if rivals and party not in {one.party for one in rivals}:
            why = f"{text} is that of {party}, but the name is near '{rivals[0].name}' of {rivals[0].party}."
            return self._found(line, "possible", [_by_number(party, text), *rivals], why)
        if line.name and not self._is_called(party, line.name):
            why = f"{why} The name of the row is not near '{self._party(party).name}'."
        return self._found(line, "match", [_by_number(party, text)], why)

    def _is_called(self, party: str, name: str) -> bool:
        """Whether a name is near the party's main names, or near any other of its names."""
        known = self._party(party)
        main = [text for text in (known.name, known.native) if text]
        asked = prepare(name[:MAX_NAME])
        if any(score(asked, prepare(text)) >= THRESHOLD for text in main):
            return True
        return party in {one.party for one in self._near(name)} or not asked.keys.folded

    def _nameless(self, line: Line) -> ScreenRow:
        if line.identifiers:
            numbers = ", ".join(f"{scheme} {value}".strip()[:60] for scheme, value in line.identifiers[:3])
            return _blank(line, "none", f"No party has {numbers} in {self._against}.")
        return _blank(line, "not-screened", "The row has no name, no id and no identifier.")

    def _by_name(self, line: Line) -> ScreenRow:
        name = prepare(line.name[:MAX_NAME])
        if not name.keys.folded:
            return _blank(line, "not-screened", names_nobody(name.keys))
        candidates = Candidates(name, self._names, self._screened)
        found = candidates.near(THRESHOLD) or candidates.adding_general()
        if not found:
            return _blank(line, "none", f"No name is like it in {self._against}.{_cut(line)}")
        known = {one.party for one in found}
        more = [] if found[0].written else [one for one in candidates.adding_more() if one.party not in known]
        alone = not more and self._alone(line, found)
        why = f"{_why(name, found[0])}{_cut(line)}"
        return self._found(line, "match" if alone else "possible", [*found, *more], why)

    def _near(self, name: str) -> list[Near]:
        return Candidates(prepare(name[:MAX_NAME]), self._names, self._screened).near(THRESHOLD)

    def _alone(self, line: Line, found: Sequence[Near]) -> bool:
        best = found[0]
        rivals = [one for one in found[1:] if one.score > best.score - _RIVAL]
        here = country_of(line)
        if rivals and here:
            rivals = [one for one in rivals if self._party(one.party).country == here]
        said_otherwise = elsewhere(line, self._party(best.party)) or bool(line.identifiers)
        if rivals or said_otherwise or _other_number(line.name, best.name):
            return False
        return best.score >= SURE and best.kind != "weak"

    def _found(self, line: Line, verdict: Verdict, found: Sequence[Near], why: str) -> ScreenRow:
        best, *others = found
        party = self._party(best.party)
        rest = tuple(self._other(one) for one in others[:_SHOWN])
        return replace(
            _blank(line, verdict, why),
            score=best.score,
            party=party.id,
            matched=best.name,
            party_name=party.name,
            party_kind=party.kind,
            party_country=party.country,
            listed=tuple(Listed(*mark) for mark in self._view.marks(party.node)),
            apart=sentences(line, party, identified=best.kind == "identifier", others=rest),
            others=rest,
        )

    def _other(self, one: Near) -> Other:
        party = self._party(one.party)
        return Other(party.id, party.name, party.country, one.score)

    def _carriers(self, line: Line) -> dict[str, str]:
        """Give the parties that carry an identifier of the row, each with the identifier in words."""
        found: dict[str, str] = {}
        for scheme, value in (*line.identifiers, *_number(line.name)):
            for party in self._holding(scheme, value[:MAX_NAME]):
                found.setdefault(party, f"{scheme} {value[:MAX_NAME]}".strip())
        return found

    def _holding(self, scheme: str, value: str) -> Iterator[str]:
        plain = _SCHEME.sub("", value).upper()
        for form in dict.fromkeys((value, plain)):
            for name in self._names.identifier(form) if form else ():
                held = self._view.record("entities", name)
                own = held.plain.get("identifiers", {}) if held else {}
                numbers = [own.get(scheme, ())] if scheme else list(own.values())
                if any(form in _every(one) for one in numbers) and self._screened(name):
                    yield name

    def _screened(self, name: str) -> bool:
        party = self._view.find(name)
        return party is not None and party.kind in PARTIES

    def _party(self, name: str) -> Party:
        party = self._view.find(name)
        assert party is not None  # only parties that the view shows are accepted  # noqa: S101
        return party


def _other_number(one: str, other: str) -> bool:
    """Whether a number parts two names, as it parts Fund III from Fund IV and from Fund: two of a series."""
    return _numbers(one) != _numbers(other)


def _numbers(name: str) -> frozenset[str]:
    return frozenset(word.key for word in prepare(name[:MAX_NAME]).words if word.role == "number")


def _by_number(party: str, text: str) -> Near:
    return Near(party, text, "identifier", _WRITTEN)


def _blank(line: Line, verdict: Verdict, why: str) -> ScreenRow:
    return ScreenRow(
        line.number,
        line.text[:MAX_NAME],
        line.country[:MAX_NAME],
        verdict,
        why=why,
        address=line.address[:MAX_NAME],
    )


def _number(name: str) -> tuple[tuple[str, str], ...]:
    """Read a name that is nothing but a long number as an identifier of any scheme."""
    digits = _SCHEME.sub("", name)
    return (("", name.strip()),) if digits.isascii() and digits.isdecimal() and len(digits) > 3 else ()  # noqa: PLR2004


def _why(name: Prepared, best: Near) -> str:
    if best.written:
        return f"'{best.name}' is recorded so."
    return f"Near '{best.name}', {best.score} of 100: {explained(name.text, best.name).why}"


def _cut(line: Line) -> str:
    return f" Only its first {MAX_NAME} characters were compared." if len(line.name) > MAX_NAME else ""


def _every(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value
