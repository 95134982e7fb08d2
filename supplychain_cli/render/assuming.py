"""What is said about assumptions, in sentences that every format for people shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.queries.chains.answers import (
    AssumedChain,
    AssumedLeg,
    AssumedSupplier,
    Assumption,
    Chain,
    Leg,
    Supplier,
)
from supplychain_cli.render.words import count, listing

UNDECIDED = "Nobody has decided that these parties are the same; what is shown here holds only if they are."


def supposed(assumptions: Iterable[Assumption]) -> str:
    """Say what is assumed: `Alpha and Alfa are the same, and Beta and Beta Trading are the same`."""
    return ", and ".join(f"{each.left.name} and {each.right.name} are the same" for each in assumptions)


def because(assumption: Assumption) -> str:
    """Say why the two may be the same: who was unsure, or how near their names are."""
    if assumption.because == "judgement":
        return f"{assumption.by} was unsure on {assumption.on} ({assumption.judgement}): {assumption.why}"
    return f"nobody has judged them; their names are near, {assumption.score:g} of 100: {assumption.why}"


def assumptions(part: Chain | Leg | Supplier) -> tuple[Assumption, ...]:
    """Give the assumptions of a chain, a leg or a supplier; none where it holds without."""
    if isinstance(part, AssumedLeg):
        return (part.assumption,)
    return part.assumptions if isinstance(part, AssumedChain | AssumedSupplier) else ()


def cell(found: Iterable[Assumption]) -> str:
    """Put assumptions into one cell: the two ids, and why they may be one."""
    return "; ".join(f"{each.left.id} = {each.right.id}: {because(each)}" for each in found)


def walked(legs: Iterable[Leg]) -> int:
    """Count the legs that are no assumptions."""
    return sum(leg.walked != "same" for leg in legs)


def apart(suppliers: Iterable[Supplier]) -> tuple[tuple[Supplier, ...], tuple[AssumedSupplier, ...]]:
    """Tell those that hold without an assumption from those that need one."""
    every = tuple(suppliers)
    return (
        tuple(entry for entry in every if not isinstance(entry, AssumedSupplier)),
        tuple(entry for entry in every if isinstance(entry, AssumedSupplier)),
    )


def more(noun: str, entries: Iterable[AssumedSupplier]) -> Iterator[str]:
    """Say how many more there are under an assumption; nothing when there are none."""
    found = tuple(entries)
    if found:
        names = listing(list(dict.fromkeys(entry.name for entry in found)))
        yield f"{count(len(found), f'more {noun}')} only if parties are the same: {names}. {UNDECIDED}"
