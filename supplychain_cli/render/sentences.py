"""What is said about a whole answer, in sentences that every format for people shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from supplychain_cli.queries.chains.answers import Chain, Leg, PartyRef, Reach, SuppliersAnswer, TraceAnswer
from supplychain_cli.render.assuming import apart, assumptions, more, supposed, walked
from supplychain_cli.render.words import count, listing

NOT_NOTHING = "Nothing found in these records does not mean that nothing exists."
NOT_ACCUSED = {"named-not-accused": "Named, not accused: these records allege no wrongdoing by this party."}
"""What a tag says of its party, for the tags that must never be missed."""
ONE = {"suppliers": "supplier", "buyers": "buyer"}
"""One of those whom the answer is about."""


def is_inferred(leg: Leg) -> bool:
    """Whether a leg is our inference: as a whole, or as a step within a group, which no source states."""
    return leg.basis == "inferred" or "within-group" in leg.marks


def headline(chain: Chain) -> str:
    """Say who reaches whom, in how many legs, under which assumption, and how good the weakest is."""
    first, last = chain.parties[0].name, chain.parties[-1].name
    legs = count(walked(chain.legs), "leg")
    weakest = f"{'weakest leg ' if len(chain.legs) > 1 else ''}{chain.grade}, {chain.basis}"
    if assumptions(chain):
        if not walked(chain.legs):
            return f"{first} may itself be {last}: {weakest}"
        weakest = f"only if {supposed(assumptions(chain))}: {weakest}"
        if any(leg.walked == "forward" for leg in chain.legs):
            return f"{first} reaches {last} in {legs}, {weakest}"
        return f"{first} leads to {last} in {legs} of ownership or membership, {weakest}"
    if not any(leg.walked == "forward" for leg in chain.legs):
        return f"{first} leads to {last} in {legs} of ownership or membership: {weakest}"
    return f"{first} reaches {last} in {legs}: {weakest}"


def conclusion(chain: Chain) -> str:
    """Say how far a chain carries: no further than its weakest leg, and than what it assumes."""
    if assumptions(chain):
        undecided = f"It holds only if {supposed(assumptions(chain))}, which nobody has decided."
        return f"{_weakest(chain)} {undecided}"
    return _weakest(chain)


def _weakest(chain: Chain) -> str:
    strength = f"{chain.grade}, {chain.basis}"
    if len(chain.legs) == 1:
        return f"The chain is one leg: {strength}."
    begin, end = chain.parties[chain.weakest], chain.parties[chain.weakest + 1]
    says = chain.legs[chain.weakest].says
    weakest = f"The chain is only as strong as its weakest leg: {begin.name} {says} {end.name} ({strength})."
    inferred = sum(map(is_inferred, chain.legs))
    if not inferred:
        return f"{weakest} Every leg is stated by a source."
    return f"{weakest} {inferred} of {len(chain.legs)} legs {_be(inferred)} inferred."


def no_chain(answer: TraceAnswer) -> str:
    """Say that there is no chain, and within which limit."""
    legs = count(answer.explored.max_legs, "leg")
    return f"No chain from {answer.from_.name} to {answer.to.name} was found within {legs}."


def searched(answer: TraceAnswer) -> tuple[str, str]:
    """Say how far the search came from either end, and where the records end."""
    return (
        _reached(f"forward from {answer.from_.name}", answer.explored.forward),
        _reached(f"backward from {answer.to.name}", answer.explored.backward),
    )


def unnamed(answer: TraceAnswer) -> Iterator[str]:
    """Say which flows name only a country at the other end: there the records lack a company."""
    for reach, lacks in ((answer.explored.forward, "buyer"), (answer.explored.backward, "seller")):
        if reach.unnamed:
            flows = [f"{leg.relation} ({leg.location})" for leg in reach.unnamed]
            yield f"No {lacks} is named, only a country, by {listing(flows)}."


def would_help(answer: TraceAnswer) -> Iterator[str]:
    """Say which limits, once lifted, give a chain."""
    for option in answer.explored.relaxed:
        yield f"There is one {'with ' if option.startswith('-') else ''}{option}."


def no_supplier(answer: SuppliersAnswer) -> str:
    """Say that the records name nobody, and at how many parties it was looked."""
    places = count(answer.searched, "party", "parties")
    return f"The records name no {ONE[answer.direction]}. It was looked for at {places}. {NOT_NOTHING}"


def tiers(answer: SuppliersAnswer) -> Iterator[str]:
    """Say how many parties each tier has, how many rest on inference, how many are listed, and what that does not mean.

    Each party counts once, in the nearest tier; countries, which stand for unnamed parties, do not count.
    """
    held, assumed = apart(answer.suppliers)
    parties = {entry.id: entry for entry in reversed(held) if entry.kind != "country"}
    if not parties:
        yield f"The records name no {ONE[answer.direction]}{', only countries' if held else ''}."
        yield from more(ONE[answer.direction], assumed)
        return
    numbers = sorted(Counter(entry.tier for entry in parties.values()).items())
    each = ", ".join(f"{number} in tier {tier}" for tier, number in numbers)
    yield f"{count(len(parties), ONE[answer.direction])}: {each}."
    inferred = sum(entry.basis == "inferred" for entry in parties.values())
    if inferred:
        yield f"{inferred} of them {'rests' if inferred == 1 else 'rest'} on at least one inferred leg."
    listed = sum(bool(entry.listed) for entry in parties.values())
    yield (
        f"{listed or 'None'} of them {_be(listed)} listed by an authority in these records. "
        "A listing, or the lack of one, does not say by itself what a party knew or did."
    )
    yield from more(ONE[answer.direction], assumed)


def _reached(whence: str, reach: Reach) -> str:
    seen = f"{whence}: {count(reach.parties, 'party', 'parties')} within {count(reach.legs, 'leg')}"
    return f"{seen}; the records end at {listing([_named(p) for p in reach.ends])}" if reach.ends else seen


def _named(party: PartyRef) -> str:
    return f"{party.name} ({party.country})" if party.country else party.name


def _be(number: int) -> str:
    return "is" if number == 1 else "are"
