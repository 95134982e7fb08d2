"""What is said about the differences of two datasets, in sentences that every format shares."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.difference.answers import (
    Cause,
    DiffAnswer,
    FeedChange,
    FieldChange,
    PartyChange,
    RecordChange,
    Shift,
    Side,
    Tally,
    Way,
)
from supplychain_cli.render.findings import step
from supplychain_cli.render.words import count, listing

_TURNED = {
    "gained": "was gained",
    "lost": "was lost",
    "stronger": "rests on stronger evidence",
    "weaker": "rests on weaker evidence",
}
_VERDICTS = {"owned": "owned", "undetermined": "undetermined", "": "not reached"}


def sides(answer: DiffAnswer) -> tuple[str, str]:
    """Name both sides with their datasets."""
    return side(answer.old), side(answer.new)


def side(one: Side) -> str:
    """Name one side: as it was asked for, its dataset and version, and the commit of a revision."""
    commit = f", commit {one.revision[:12]}" if one.revision else ""
    return f"{one.named} ({one.name} {one.version}{commit})"


def opening(answer: DiffAnswer) -> Iterator[str]:
    """Say how much differs."""
    yield from map(of_feed, answer.feeds)
    if not answer.records:
        yield "No record differs." if not answer.feeds else "No other record differs."
        return
    yield f"{count(len(answer.records), 'record')} differ{'s' * (len(answer.records) == 1)}: {tallied(answer)}."
    if answer.shifts:
        turns = dict.fromkeys(shift.turn for shift in answer.shifts)
        numbers = [f"{sum(s.turn == turn for s in answer.shifts):,} {turn}" for turn in turns]
        yield f"Chains and verdicts: {listing(numbers)}."
    else:
        yield (
            f"No chain to a listed party and no ownership verdict differs within {count(answer.max_legs, 'leg')}."
        )


def of_feed(change: FeedChange) -> str:
    """Say how much differs in a feed."""
    counted = {
        "parties": {"added": change.added, "removed": change.removed, "renamed": change.renamed,
                    "otherwise changed": change.changed},
        "relations": {"gained": change.relations_gained, "lost": change.relations_lost},
        "listings": {"gained": change.listings_gained, "lost": change.listings_lost},
    }  # fmt: skip
    said = (
        f"{what} {listing([f'{number:,} {word}' for word, number in numbers.items() if number])}"
        for what, numbers in counted.items()
        if any(numbers.values())
    )
    whole = "" if change.happened == "changed" else f" was {change.happened}"
    return f"Feed {change.feed}{whole}: {'; '.join(said) or 'it holds nothing'}."


def of_party(change: PartyChange) -> Iterator[str]:
    """Say what became of a party of a feed, one thing a line; nothing for one that came or went."""
    yield from map(field, change.fields)
    if change.happened in {"renamed", "changed"}:
        yield from (f"gained: {line}" for line in change.gained)
        yield from (f"lost: {line}" for line in change.lost)


def tallied(answer: DiffAnswer) -> str:
    """Count the records that differ, by section."""
    return "; ".join(map(_tally, answer.tallies))


def _tally(tally: Tally) -> str:
    numbers = {"added": tally.added, "changed": tally.changed, "removed": tally.removed}
    return f"{tally.section} {listing([f'{number:,} {word}' for word, number in numbers.items() if number])}"


def field(change: FieldChange) -> str:
    """Say what became of a field."""
    if not change.old:
        return f"{change.field}: {'; '.join(change.new)} (was not there)"
    if not change.new:
        return f"{change.field}: {'; '.join(change.old)} (taken out)"
    return f"{change.field}: {'; '.join(change.new)} (was {'; '.join(change.old)})"


def fields(record: RecordChange) -> str:
    """Say what became of every field of a record that changed."""
    return ". ".join(map(field, record.fields))


def headline(shift: Shift) -> str:
    """Say what became of the way between two parties."""
    names = f"{shift.from_.name} to {shift.to.name}"
    if shift.kind == "verdict":
        before, after = (_VERDICTS[way.verdict if way else ""] for way in (shift.old, shift.new))
        return f"{shift.from_.name} under {listing(shift.listings)}: {after} (was {before})"
    listed = f" ({listing(shift.listings)})" if shift.listings else ""
    if shift.old and shift.new and shift.turn in {"gained", "lost"}:
        what = "A listing at the end of the chain from"
        return f"{what} {names} was {'added' if shift.turn == 'gained' else 'taken out'}{listed}"
    return f"The chain from {names}{listed} {_TURNED[shift.turn]}"


def strength(way: Way | None) -> str:
    """Say how good the evidence of a way is; `none` where there is no way."""
    if way is None:
        return "none"
    inferences = f", {count(way.inferences, 'inference')}" if way.inferences > 1 else ""
    legs = f" over {count(len(way.legs), 'leg')}" if way.legs else ""
    return f"{way.grade}, {way.basis}{inferences}{legs}"


def line(way: Way) -> str:
    """Give a way as one readable line: `A supplies x to B, which is part of C`."""
    steps = (step(leg, party) for leg, party in zip(way.legs, way.parties[1:], strict=True))
    return f"{way.parties[0].name} {', which '.join(steps)}"


def cause(one: Cause) -> str:
    """Name a record behind a shift, what happened to it, and its place."""
    return f"{one.section}/{one.id} ({one.happened}, {one.location})"


def causes(shift: Shift) -> str:
    """Say which records brought a shift about."""
    return "; ".join(map(cause, shift.causes)) or "no single record"
