"""What is said about exposures, in sentences that every format for people shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from supplychain_cli.queries.exposure.answers import (
    CHANNELS,
    Exposure,
    ExposureAnswer,
    RankingAnswer,
    RuleRef,
    Span,
)
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.words import count, listing

NOT_CONDUCT = "An exposure is what records show; it does not say by itself what a party knew or did."


def found(answer: ExposureAnswer) -> str:
    """Say how many exposures there are, and in how many ways."""
    used = [tally for tally in answer.channels if tally.found]
    if not used:
        legs = count(answer.max_legs, "leg")
        return f"No exposure of {answer.party.name} to a listed party was found within {legs}."
    number = count(sum(tally.found for tally in used), "exposure")
    return f"{answer.party.name}: {number} in {count(len(used), 'channel')}, nearest first"


def searched(answer: ExposureAnswer) -> Iterator[str]:
    """Say where it was looked: at how many parties, by which rules, in which channels without finding any."""
    parties = count(answer.searched, "party was", "parties were")
    yield f"{parties} looked at within {count(answer.max_legs, 'leg')}, for listings in force on {answer.day}."
    if any(tally.channel == "owned" for tally in answer.channels):
        yield from rules(answer.rules)
    empty = [CHANNELS[tally.channel].partition(":")[0] for tally in answer.channels if not tally.found]
    if empty:
        yield f"No entry under: {'; '.join(empty)}."
    if not answer.exposures:
        yield NOT_NOTHING


def rules(applied: Sequence[RuleRef]) -> Iterator[str]:
    """Name the ownership rules that were applied, each with what is uncertain about it."""
    for rule in applied:
        yield f"Rule applied: {rule.name} ({rule.id}).{' ' if rule.note else ''}{rule.note}"
    if not applied:
        yield "No ownership rule that was asked for is in force on that day."


def percent(span: Span) -> str:
    """Give a sum of stakes in words: `83.5 %`, `0 to 100 %`."""
    low, high = (f"{figure:.4f}".rstrip("0").rstrip(".") for figure in (span.min, span.max))
    return f"{low} %" if low == high else f"{low} to {high} %"


def verdict(exposure: Exposure) -> str:
    """Say what a rule says, and of which stakes."""
    held = percent(exposure.aggregate) if exposure.aggregate else ""
    owners = listing([owner.name for owner in exposure.owners])
    by = f"{held} held by {owners}" if owners else held
    return f"{exposure.verdict}, {by}" if by else exposure.verdict


def carried(exposure: Exposure) -> str:
    """Say which goods are on the control list; empty where none is."""
    goods = [f"{good.name} (tier {good.tier}, HS {', '.join(good.hs)})" for good in exposure.goods]
    return f"On the Common High Priority List: {listing(goods)}." if goods else ""


def ranked(answer: RankingAnswer) -> Iterator[str]:
    """Say how many parties are ranked, by what, and what a ranking does not weigh."""
    shown = len(answer.parties)
    parties = count(answer.found, "party", "parties")
    more = f"; the first {shown:,} are shown, --limit shows more" if shown < answer.found else ""
    yield (
        f"{parties} within {count(answer.max_legs, 'leg')} of {count(answer.listed, 'listed party', 'listed parties')} "
        f"on {answer.day}{more}."
    )
    if not answer.found:
        return
    yield (
        "Order: listed itself, owned under a rule, undetermined, nearest, best grade, most listed parties at one leg. "
        "Distances are fewest legs; whether dates and goods fit along a chain is weighed for one party: "
        "`supplychain exposure NAME`."
    )
    yield NOT_CONDUCT
