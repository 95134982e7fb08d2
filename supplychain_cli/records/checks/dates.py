"""Dates: each is a day of the calendar, and nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dates import parse_period
from supplychain_cli.model.listing import Listing
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.fields import dated_texts


def impossible_date(ledger: Ledger) -> Iterator[Diagnostic]:
    """Every date exists, and every interval ends after it begins."""
    for entry in ledger.corpus.entries:
        for path, text in dated_texts(type(entry.record), entry.record):
            try:
                parse_period(text)
            except ValueError as fault:
                sentence = str(fault)
                backwards = "before" in sentence
                yield complain(
                    "R211" if backwards else "R210",
                    f"{sentence[0].upper()}{sentence[1:]}.",
                    entry.at(*path),
                    "Swap the two dates, or correct one of them."
                    if backwards
                    else "Correct the day, or write only the month or year that the source gives.",
                )


def until_before_from(ledger: Ledger) -> Iterator[Diagnostic]:
    """A listing ends on or after the day on which it begins."""
    for entry in ledger.corpus.section("listings"):
        listing = entry.record
        if not isinstance(listing, Listing):
            continue
        try:
            first, last = parse_period(listing.from_).first, parse_period(listing.until).last
        except ValueError:
            # A date that does not exist has its own complaint.
            continue
        if first is not None and last is not None and last < first:
            yield complain(
                "R212",
                f"The listing ends on {listing.until}, before it begins on {listing.from_}.",
                entry.at("until"),
                "Correct one of the two dates.",
            )
