"""What in a row agrees with a party, and what tells the two apart: country, identifiers, other parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supplychain_cli.graph.view import Party
from supplychain_cli.importers.countries import alpha2
from supplychain_cli.queries.screen.rows import Other
from supplychain_cli.sheets.line import Line


def country_of(line: Line) -> str:
    """Give the country of a row by its two letters; empty when it has none, or writes none that is known."""
    return alpha2(line.country) if line.country else ""


def elsewhere(line: Line, party: Party) -> bool:
    """Whether the row says another country than the records do."""
    said = country_of(line)
    return bool(said and party.country and said != party.country)


def sentences(line: Line, party: Party, *, identified: bool, others: Sequence[Other]) -> str:
    """Say in sentences what agrees and what does not; `identified`: an identifier of the row is the party's."""
    return " ".join(_sentences(line, party, identified=identified, others=others))


def _sentences(line: Line, party: Party, *, identified: bool, others: Sequence[Other]) -> Iterator[str]:
    said = country_of(line)
    if line.country and not said:
        yield f"'{line.country[:40]}' is no country that is known here, so it was not compared."
    elif said and party.country:
        yield (
            f"Both say {said}."
            if said == party.country
            else f"The row says {said}, the records {party.country}."
        )
    elif party.country:
        yield f"The records say {party.country}; the row names no country."
    if line.identifiers and not identified:
        numbers = ", ".join(f"{scheme} {value}".strip()[:60] for scheme, value in line.identifiers[:3])
        yield f"No party of the records has {numbers}."
    if others:
        names = "; ".join(
            f"{one.name} ({one.id}{', ' * bool(one.country)}{one.country}, {one.score})" for one in others
        )
        yield f"It could also be: {names}."
