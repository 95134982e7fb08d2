"""Why records are taken for one party, as rows."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.queries.identity.answers import IdentityAnswer, Judgement, Reason
from supplychain_cli.render.tables.facts import Fact, table_of
from supplychain_cli.render.tables.table import Table, joined


def table(answer: IdentityAnswer) -> Table:
    """Give one row a record, a reason, a judgement that says otherwise, and an identifier that joins nobody."""
    return table_of(_facts(answer))


def _facts(answer: IdentityAnswer) -> Iterator[Fact]:
    for record in answer.records:
        yield Fact(
            "record", record.id, record.name, answer.party.id, note=record.country, location=record.location
        )
    yield from map(_reason, answer.reasons)
    yield from map(_judgement, answer.apart)
    for unused in answer.unused:
        yield Fact("not used", says=unused.why, note=joined(unused.records))


def _reason(reason: Reason) -> Fact:
    made = reason.judgement
    without = " | ".join(joined(part) for part in reason.without)
    note = f"without it: {without}" if len(reason.without) > 1 else "without it: no change"
    if made is None:
        return Fact("same because", says=reason.why, party=joined(reason.records), note=note)
    return Fact(
        "same because",
        made.identity,
        f"{made.by}: {made.why}",
        joined(reason.records),
        period=made.on,
        note=note,
        location=made.location,
    )


def _judgement(made: Judgement) -> Fact:
    both = joined((made.left.id, made.right.id))
    return Fact(
        made.judgement, made.identity, f"{made.by}: {made.why}", both, period=made.on, location=made.location
    )
