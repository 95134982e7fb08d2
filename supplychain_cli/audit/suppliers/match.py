"""From a row to the party that it means, or to the reason why nobody can tell. Nothing is guessed, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from supplychain_cli.audit.finding import Row
from supplychain_cli.graph.view import Party, View
from supplychain_cli.light import dataclass
from supplychain_cli.matching.index import NameIndex
from supplychain_cli.matching.letters import MAX_NAME
from supplychain_cli.matching.resolve import Resolution, resolve
from supplychain_cli.sheets.line import Line

TRADERS = frozenset({"company", "group", "person", "public-body", "vessel"})
_SHOWN = 5
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Matched:
    """All rows with what became of them, and the rows of each party by its number."""

    rows: tuple[Row, ...]
    parties: dict[int, tuple[int, ...]]


def matched(view: View, names: NameIndex, lines: Iterable[Line], progress: Progress | None = None) -> Matched:
    """Match every row; rows that say the same are looked up once. Cost: some look-ups by key for each."""
    matcher = _Matcher(view, names)
    every = list(lines)
    rows, parties = [], dict[int, list[int]]()
    for done, line in enumerate(every, 1):
        row = matcher.row(line)
        rows.append(row)
        party = view.find(row.party) if row.party else None
        if party is not None:
            parties.setdefault(party.node, []).append(row.number)
        if progress:
            progress(done, len(every))
    return Matched(tuple(rows), {node: tuple(numbers) for node, numbers in parties.items()})


class _Matcher:
    """Looks rows up: by id, then by identifiers, then by name; the country decides among several."""

    def __init__(self, view: View, names: NameIndex) -> None:
        self._view, self._names = view, names
        self._known: dict[tuple[str, str, str, tuple[tuple[str, str], ...]], Row] = {}

    def row(self, line: Line) -> Row:
        """Say what becomes of a row."""
        if line.fault:
            return Row(line.number, line.text, "unmatched", "", (), line.fault)
        key = (line.name, line.id, line.country, line.identifiers)
        if key not in self._known:
            self._known[key] = self._judged(line)
        found = self._known[key]
        return Row(line.number, found.text, found.status, found.party, found.candidates, found.why)

    def _judged(self, line: Line) -> Row:
        if line.id:
            return self._by_id(line)
        if line.identifiers:
            row = self._by_identifiers(line)
            if row is not None:
                return row
        if not line.name:
            why = "The row has neither a name nor an id nor an identifier that the records know."
            return _row(line, "unmatched", (), why)
        return self._by_name(line)

    def _by_id(self, line: Line) -> Row:
        party = self._view.find(line.id)
        if party is None or party.kind not in TRADERS:
            return _row(line, "unmatched", (), f"No party of the records has the id '{line.id[:MAX_NAME]}'.")
        return _row(line, "matched", (party.id,), "The id is its own.")

    def _by_identifiers(self, line: Line) -> Row | None:
        """Match by register numbers; None when the records know none of them."""
        meant: dict[str, str] = {}
        for scheme, value in line.identifiers:
            for party in self._carriers(scheme, value[:MAX_NAME]):
                meant.setdefault(party, f"{scheme} {value}".strip())
        if not meant:
            return None
        if len(meant) > 1:
            said = "; ".join(f"{text} is that of {party}" for party, text in meant.items())
            return _row(line, "ambiguous", tuple(meant), f"Its identifiers name several parties: {said}.")
        ((party, text),) = meant.items()
        if line.name:
            by_name = resolve(line.name[:MAX_NAME], self._names, accept=self._trades)
            if by_name.party not in {None, party} and by_name.certain:
                why = f"{text} is that of {party}, but the name is that of {by_name.party}."
                return _row(line, "ambiguous", (party, by_name.party or ""), why)
        return _row(line, "matched", (party,), f"{text} is its identifier.")

    def _by_name(self, line: Line) -> Row:
        found = resolve(line.name[:MAX_NAME], self._names, accept=self._trades)
        candidates = tuple(candidate.party for candidate in found.candidates)
        if found.party is not None:
            return self._one(line, found, self._party(found.party))
        if found.several and line.country:
            here = [name for name in candidates if self._party(name).country == line.country]
            if len(here) == 1:
                why = f"Of those whom the name fits, only {here[0]} is in {line.country}."
                return _row(line, "matched", tuple(here), why)
        status = "ambiguous" if found.several else "unmatched"
        return _row(line, status, candidates[:_SHOWN], found.why)

    def _one(self, line: Line, found: Resolution, party: Party) -> Row:
        """Accept the one party that a name fits, unless the country speaks against it or the name is only near."""
        if line.country and party.country and line.country != party.country:
            why = f"The name fits {party.id}, but that is in {party.country} and not in {line.country}."
            return _row(line, "ambiguous", (party.id,), why)
        if found.certain or (line.country and line.country == party.country):
            return _row(line, "matched", (party.id,), found.why)
        return _row(line, "ambiguous", (party.id,), f"The name is near one that is recorded. {found.why}")

    def _carriers(self, scheme: str, value: str) -> Iterator[str]:
        """Give the parties that carry a register number in its scheme, or in any where none is said."""
        plain = re.sub(r"[\s\-./]", "", value).upper()
        for form in dict.fromkeys((value, plain)):
            for name in self._names.identifier(form) if form else ():
                held = self._view.record("entities", name)
                own = held.plain.get("identifiers", {}) if held else {}
                numbers = (
                    own.get(scheme, ())
                    if scheme
                    else [part for each in own.values() for part in _every(each)]
                )
                if form in _every(numbers) and self._trades(name):
                    yield name

    def _trades(self, name: str) -> bool:
        party = self._view.find(name)
        return party is not None and party.kind in TRADERS

    def _party(self, name: str) -> Party:
        party = self._view.find(name)
        assert party is not None  # only parties that the view shows are accepted  # noqa: S101
        return party


def _every(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _row(line: Line, status: str, candidates: tuple[str, ...], why: str) -> Row:
    return Row(
        line.number,
        line.text[:MAX_NAME],
        status,  # type: ignore[arg-type]  # one of the three words
        candidates[0] if status == "matched" else "",
        () if status == "matched" else candidates,
        why,
    )
