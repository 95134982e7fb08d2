"""Evidence: every claim has some, it can be found in its source, and what is retracted says why."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.listing import Listing, Regime
from supplychain_cli.model.relation import Relation
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.fields import SINGULAR

_EXAMPLE = "`evidence: [{source: ..., locator: p. 4, paraphrase: ...}]`"


def no_evidence(ledger: Ledger) -> Iterator[Diagnostic]:
    """Every relation, listing and regime rests on a source."""
    for entry in ledger.corpus.entries:
        record = entry.record
        if isinstance(record, Relation | Listing | Regime) and not record.evidence and not record.sources:
            what = SINGULAR[entry.section]
            yield complain(
                "R223" if isinstance(record, Listing) else "R222",
                f"The {what} `{record.id}` names no source.",
                entry.at("id"),
                f"Add {_EXAMPLE}; a claim that nobody can look up does not belong into the records.",
            )


def no_locator(ledger: Ledger) -> Iterator[Diagnostic]:
    """Evidence says where in its source the claim stands."""
    help_ = "Add the page, paragraph, row or entry, so that a reader finds it in a minute."
    for entry in ledger.corpus.entries:
        record = entry.record
        if not isinstance(record, Relation | Listing | Regime):
            continue
        for index, evidence in enumerate(record.evidence):
            if not evidence.locator:
                said = f"The evidence from `{evidence.source}` does not say where the claim stands in it."
                place = entry.at("evidence", index, "source")
                yield complain("R224", said, place, help_, severity="warning")
        if record.sources:
            said = "`sources` names documents, but not where in them the claim stands."
            note = f"Write {_EXAMPLE} instead of `sources`."
            yield complain("R224", said, entry.at("sources"), help_, note, severity="warning")


def retraction(ledger: Ledger) -> Iterator[Diagnostic]:
    """A record is retracted in both places or in neither: `status: retracted`, and when and why."""
    for entry in ledger.corpus.entries:
        record = entry.record
        if not isinstance(record, Relation | Listing):
            continue
        if record.status == "retracted" and record.retracted is None:
            said = f"`{record.id}` is retracted, but does not say when and why."
            help_ = "Add `retracted: {on: ..., reason: ...}`."
            yield complain("R221", said, entry.at("status"), help_)
        elif record.status != "retracted" and record.retracted is not None:
            said = f"`{record.id}` has a retraction, but its status is {record.status}, so it still counts."
            help_ = "Write `status: retracted`, or delete the retraction."
            yield complain("R221", said, entry.at("retracted"), help_)
