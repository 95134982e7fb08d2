"""What is said about chokepoints and evidence cuts, in sentences that every format for people shares."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.robustness.answers import Chokepoint, ChokepointsAnswer, WhyAnswer
from supplychain_cli.render.assuming import assumptions
from supplychain_cli.render.sentences import NOT_NOTHING
from supplychain_cli.render.words import count, listing

NO_OTHER_WAY = "The records do not show that no other way exists."
ROLES = {
    "far-end": "far end",
    "between": "between",
    "receiver": "end user's group",
}
"""Where a party stands, in words."""
_TWO = 2


def chokepoints_title(answer: ChokepointsAnswer) -> str:
    """Say what is asked: whose chains, and to whom."""
    whence = f"from {answer.from_.name} " if answer.from_ else ""
    return f"Chokepoints on the chains {whence}to {answer.to.name}"


def counted(answer: ChokepointsAnswer) -> str:
    """Say how many chains there are, from how many far ends, within which limit."""
    chains = f"{'' if answer.exact else 'At least '}{count(answer.chains, 'chain')}"
    limit = f"within {count(answer.max_legs, 'leg')}"
    if answer.from_:
        return f"{chains} {limit}."
    ends = count(len(answer.far_ends), "far end")
    return f"{chains} {limit}, from {ends}: parties that nobody else is recorded to supply in that range."


def no_way(answer: ChokepointsAnswer) -> str:
    """Say that there is no chain, and where it was looked."""
    whence = f"from {answer.from_.name} " if answer.from_ else ""
    places = count(answer.searched, "party", "parties")
    found = f"No chain {whence}to {answer.to.name} was found within {count(answer.max_legs, 'leg')}."
    return f"{found} It was looked for at {places}. {NOT_NOTHING}"


def verdict(answer: ChokepointsAnswer) -> Iterator[str]:
    """Say what the cut does, whether fewer would do, and what that does not show."""
    names = [party.name for party in answer.parties if party.in_cut]
    where = " outside the end user's group" if answer.outside else ""
    if names:
        fewer = " No fewer would." if answer.cut_exact else " Fewer may be enough."
        limit = count(answer.max_legs, "leg")
        yield f"Removing {listing(names)} would cut every recorded chain within {limit}.{fewer} {NO_OTHER_WAY}"
    elif answer.uncut:
        ends = listing([party.name for party in answer.uncut.parties])
        yield f"No removal of parties{where} cuts every chain: one passes {ends} alone."
    else:
        yield f"No set of parties{where} was found that cuts every chain: too many would have to be removed."


def unnamed(answer: ChokepointsAnswer) -> Iterator[str]:
    """Say that some goods come from a country whose seller nobody names; nothing when there are none."""
    if answer.unnamed:
        relations = count(len(answer.unnamed), "relation")
        names = "names" if len(answer.unnamed) == 1 else "name"
        yield (
            f"{relations} on the way {names} only a country as the seller, where no chain begins and no party can be "
            f"removed: {listing(answer.unnamed)}."
        )


def sole_tiers(answer: ChokepointsAnswer) -> Iterator[str]:
    """Say which tiers come from one party alone."""
    for tier in answer.tiers:
        if tier.only:
            yield f"Tier {tier.tier} is one party alone: {tier.only.name}."


def share(party: Chokepoint, answer: ChokepointsAnswer) -> str:
    """Say on how many of the chains a party is."""
    if not party.chains:
        return "on none of the chains that were counted, but on others"
    if not answer.exact:
        return f"on at least {count(party.chains, 'chain')}"
    return f"on {party.chains:,} of {count(answer.chains, 'chain')}"


def stands(party: Chokepoint) -> str:
    """Say where a party stands: `between` only where nothing else is to be said."""
    roles = [ROLES[role] for role in party.roles if role != "between"]
    return ", ".join(roles) or ROLES["between"]


def only_source(party: Chokepoint) -> Iterator[str]:
    """Say which goods a party alone is recorded to supply on these chains; nothing when there are none."""
    if party.only_source_of:
        goods = listing([only.good.name for only in party.only_source_of])
        relations = listing([relation for only in party.only_source_of for relation in only.relations])
        yield f"the only recorded source of {goods} here ({relations})"


def instead(party: Chokepoint) -> Iterator[str]:
    """Say who could take a party's place in the cut; nothing when nobody could."""
    if party.instead:
        others = [other.name for other in party.instead]
        one = "this one" if len(others) == 1 else "any one of these"
        yield f"{one} could take its place: {', '.join(others)}"


def why_title(answer: WhyAnswer) -> str:
    """Say how many records and sources the finding hangs on."""
    least = "" if answer.exact else "at least "
    records, sources = count(answer.records, *_nouns(answer)), count(answer.sources, "source")
    return (
        f"That {answer.from_.name} leads to {answer.to.name} hangs on {least}{records} and {least}{sources}"
    )


def no_finding(answer: WhyAnswer) -> str:
    """Say that there is no chain, so that nothing hangs on a record."""
    limit = count(answer.max_legs, "leg")
    return f"No chain from {answer.from_.name} to {answer.to.name} was found within {limit}."


def record_cuts(answer: WhyAnswer) -> str:
    """Say what it means that the records of a cut are wrong."""
    return _cuts_text(answer, answer.records, len(answer.cuts), _nouns(answer), more=answer.more_cuts)


def source_cuts(answer: WhyAnswer) -> str:
    """Say what it means that the sources of a cut are wrong."""
    if answer.exact and not answer.sources and answer.best and assumptions(answer.best):
        return "Every chain holds an assumption, which no source states, or a record that names no source."
    if answer.exact and not answer.sources:
        return "Every chain holds a record that names no source: the finding rests on none."
    nouns = ("source", "sources")
    return _cuts_text(answer, answer.sources, len(answer.source_cuts), nouns, more=answer.more_source_cuts)


def _nouns(answer: WhyAnswer) -> tuple[str, str]:
    """Name what can be wrong, one and several: records, and assumptions where the cuts hold any."""
    if any(assumptions(leg) for cut in answer.cuts for leg in cut.records):
        return "record or assumption", "records or assumptions"
    return "record", "records"


def _cuts_text(answer: WhyAnswer, size: int, shown: int, nouns: tuple[str, str], *, more: bool) -> str:
    noun, several = nouns
    if not shown:
        return f"At least {count(size, *nouns)} would have to be wrong; which ones was not worked out."
    left = f"no recorded chain within {count(answer.max_legs, 'leg')} is left"
    if shown == 1 and not more:
        which = (
            f"this {noun} is"
            if size == 1
            else f"{'both' if size == _TWO else f'all {size}'} of these {several} are"
        )
        return f"If {which} wrong, {left}."
    some = "The weakest evidence comes first." if shown > 1 else "The one with the weakest evidence is shown."
    if more:
        some += " --limit shows more."
    if size == 1:
        return f"If any one of these {several} is wrong, {left}. {some}"
    return f"If all {size} {several} of any one of these sets are wrong, {left}. {some}"
