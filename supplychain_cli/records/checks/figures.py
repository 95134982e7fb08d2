"""Figures: each has its unit, shares are shares, and codes are codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import SECTIONS, Entry, Expectation
from supplychain_cli.model.entity import Good
from supplychain_cli.model.relation import Relation, ShareRange
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.excerpt import clipped

SHARED_KINDS = frozenset({"owns"})
"""Relation kinds that a stake belongs to."""

_HS = re.compile(r"[0-9]{6,12}\Z")


def _relations(ledger: Ledger) -> Iterator[tuple[Entry, Relation]]:
    for entry in ledger.corpus.section("relations"):
        if isinstance(entry.record, Relation):
            yield entry, entry.record


def no_unit(ledger: Ledger) -> Iterator[Diagnostic]:
    """A quantity has a unit, a value has a currency."""
    for entry, relation in _relations(ledger):
        if relation.quantity and not relation.quantity.unit:
            said = f"The quantity {relation.quantity.amount} has no unit, so it says nothing."
            help_ = "Add `unit`, as in `quantity: {amount: 12, unit: t}`."
            yield complain("R217", said, entry.at("quantity", "amount"), help_)
        if relation.value and not relation.value.currency:
            said = f"The value {relation.value.amount} has no currency, so it says nothing."
            help_ = "Add `currency`, as in `value: {amount: 1500000, currency: USD}`."
            yield complain("R218", said, entry.at("value", "amount"), help_)


def share_without_stake(ledger: Ledger) -> Iterator[Diagnostic]:
    """Only kinds of relations that are about a stake have a share."""
    for entry, relation in _relations(ledger):
        if relation.share is not None and relation.kind not in SHARED_KINDS:
            yield complain(
                "R225",
                f"`{relation.kind}` is not about a stake, so it has no share.",
                entry.at("share"),
                "Write the stake in a relation of its own, of the kind `owns`, or leave it out.",
            )


def share_bounds(ledger: Ledger) -> Iterator[Diagnostic]:
    """A share lies between 0 and 100 percent, and a range begins below its end."""
    for entry, relation in _relations(ledger):
        share = relation.share
        if isinstance(share, ShareRange):
            narrow = share.min == share.max and (share.min_exclusive or share.max_exclusive)
            if share.min > share.max or narrow:
                said = f"No share is at least {share.min} and at most {share.max} as this range has it."
                yield complain("R226", said, entry.at("share"), "Correct `min`, `max` or what they exclude.")
        elif share is not None and not 0 <= share <= Decimal(100):
            said = f"{share} is not a share in percent."
            yield complain(
                "R226", said, entry.at("share"), "Write a number from 0 to 100, without the sign %."
            )


def hs_code(ledger: Ledger) -> Iterator[Diagnostic]:
    """An HS code has six digits or more, and nothing else."""
    for entry in ledger.corpus.section("goods"):
        good = entry.record
        if not isinstance(good, Good):
            continue
        for index, code in enumerate(good.hs):
            if not _HS.match(code):
                yield complain(
                    "R227",
                    f"`{clipped(code)}` is not an HS code of six digits or more.",
                    entry.at("hs", index),
                    'Write the digits without dots, in quotes, as in `hs: ["811292"]`.',
                )


def empty_expectation(ledger: Ledger) -> Iterator[Diagnostic]:
    """An expectation demands something that can be looked at."""
    for entry in ledger.corpus.section("expectations"):
        wish = entry.record
        if isinstance(wish, Expectation) and (said := _unfit(wish)):
            yield complain(
                "R228",
                said,
                entry.at("id"),
                "Write `chain` with two ids or more, `no_chain` with two, or `count` with a bound.",
            )


def _unfit(wish: Expectation) -> str:
    bounds = [bound for bound in (wish.at_least, wish.at_most) if bound is not None]
    if not (wish.chain or wish.no_chain or wish.count):
        return f"The expectation `{wish.id}` demands nothing."
    if len(wish.chain) == 1 or len(wish.no_chain) not in {0, 2}:
        return f"The expectation `{wish.id}` names too few or too many parties for a chain."
    if wish.count and wish.count not in SECTIONS:
        return f"The expectation `{wish.id}` counts `{clipped(wish.count)}`, which is not a section."
    if bool(wish.count) != bool(bounds) or bounds != sorted(bounds):
        return f"The expectation `{wish.id}` has no bounds that a count could meet."
    return ""
