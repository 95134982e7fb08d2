"""Judgements about identity do not contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Entry, Identity
from supplychain_cli.records.checks.ledger import Ledger, complain


def contradiction(ledger: Ledger) -> Iterator[Diagnostic]:
    """Two parties are judged once, or in the same way each time."""
    first: dict[frozenset[str], Entry] = {}
    for entry in ledger.corpus.section("identities"):
        identity = entry.record
        if not isinstance(identity, Identity):
            continue
        earlier = first.setdefault(frozenset({identity.left, identity.right}), entry)
        if isinstance(earlier.record, Identity) and earlier.record.judgement != identity.judgement:
            yield complain(
                "R310",
                f"`{identity.left}` and `{identity.right}` are judged `{identity.judgement}` here, and "
                f"`{earlier.record.judgement}` elsewhere.",
                entry.at("judgement"),
                "Keep the judgement that holds, and say in `why` what changed.",
                f"The other judgement is recorded at {earlier.at('judgement')}.",
            )
