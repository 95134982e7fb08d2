"""What the programmes of the OFAC lists do: those of the SDN List block, those of the Consolidated List do less.

Source of the rules: the descriptions of the lists by OFAC (SSI, NS-MBS, CAPTA, NS-CMIC, NS-PLC, FSE).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from supplychain_cli.importers.remarks import Remark
from supplychain_cli.light import NamedTuple

SECTORAL = "UKRAINE-EO13662"
"""The programme of the Sectoral Sanctions Identifications List; parties of the SDN List carry its tag too."""
MENU = "RUSSIA-EO14024"
_NOT_BLOCKING: Mapping[str, tuple[str, str]] = {
    "NS-PLC": ("other", "Non-SDN Palestinian Legislative Council List: transactions are rejected"),
    "CMIC-EO13959": (
        "other",
        "Non-SDN Chinese Military-Industrial Complex List: no dealing in its securities",
    ),
    "561-Related": (
        "other",
        "CAPTA List: correspondent and payable-through accounts are prohibited or restricted",
    ),
    "FSE-IR": ("other", "Foreign Sanctions Evaders List: transactions are prohibited"),
    "FSE-SY": ("other", "Foreign Sanctions Evaders List: transactions are prohibited"),
    "HIFPAA": (
        "other",
        "CAPTA List: correspondent and payable-through accounts are prohibited or restricted",
    ),
    "CAATSA - RUSSIA": ("other", "Non-SDN Menu-Based Sanctions List"),
}
_SAYS = {SECTORAL: "Executive Order 13662", MENU: "Executive Order 14024"}
_BESIDE = "The list names this programme beside its own; the SDN List says whether property is blocked."


class Measure(NamedTuple):
    """What one programme does to one party: measure, its words, and its first day if the remark prints one."""

    programme: str
    measure: str
    effect: str
    first: str


@lru_cache(maxsize=4096)
def programmes_of(text: str) -> tuple[str, ...]:
    """Take `SDGT] [IRGC] [IFSR` apart. Equal texts give the same object, as thousands of parties share a programme."""
    return tuple(part for part in (each.strip(" []") for each in text.split("] [")) if part)


def of_consolidated(programmes: Sequence[str], remark: Remark) -> bool:
    """Say whether a party looks like one of the Consolidated List. A file in which most do is that list."""
    if SECTORAL in programmes:
        return any(_speaks_only_of(effect, SECTORAL) for effect in remark.effects)
    return any(programme in _NOT_BLOCKING for programme in programmes)


def measures(programmes: Sequence[str], remark: Remark, *, consolidated: bool) -> Iterator[Measure]:
    """Give one measure for each programme of a party, in the order of the list."""
    for programme in programmes:
        kind, words = _measure(programme, programmes, remark, consolidated=consolidated)
        said = [effect for effect in remark.effects if _speaks_of(effect, programme)]
        yield Measure(
            programme, kind, "; ".join([words, *said] if words else said), _first(programme, remark)
        )


def _measure(
    programme: str, programmes: Sequence[str], remark: Remark, *, consolidated: bool
) -> tuple[str, str]:
    if not consolidated:
        # A party that is under directives only would not stand on the SDN List: another programme brought it there.
        directed = any(_speaks_only_of(effect, SECTORAL) for effect in remark.effects)
        beside = programme == SECTORAL and directed and len(programmes) > 1
        return ("sectoral", "") if beside else ("blocking", "")
    if programme in _NOT_BLOCKING:
        return _NOT_BLOCKING[programme]
    if programme == SECTORAL:
        return "sectoral", "Sectoral Sanctions Identifications List"
    if programme == MENU and any(_speaks_only_of(effect, MENU) for effect in remark.effects):
        # Directive 2 of Executive Order 14024 closes correspondent accounts (CAPTA); others bar debt, equity, bonds.
        only_accounts = set(_directives(remark)) == {"2"}
        return ("other", "CAPTA List") if only_accounts else ("sectoral", "Non-SDN Menu-Based Sanctions List")
    if len(programmes) > 1:
        return "other", _BESIDE
    return "other", "Non-SDN Menu-Based Sanctions List"


def _directives(remark: Remark) -> list[str]:
    scopes = [scope for _, scope in remark.dates if scope.startswith("EO 14024 Directive ")]
    return [scope.removeprefix("EO 14024 Directive ") for scope in scopes]


def _speaks_of(effect: str, programme: str) -> bool:
    """Say whether an effect holds for a programme: those that name an order hold for that order's programme only."""
    return all(key == programme for key, order in _SAYS.items() if effect.startswith(order))


def _speaks_only_of(effect: str, programme: str) -> bool:
    return effect.startswith(_SAYS[programme]) and "Directive" in effect


def _first(programme: str, remark: Remark) -> str:
    scopes = {"CMIC-EO13959": "CMIC", MENU: "EO 14024"}
    scope = scopes.get(programme)
    days = [
        day
        for (what, of), day in remark.dates.items()
        if what == "Listing" and scope and of.startswith(scope)
    ]
    return min(days, default="")
