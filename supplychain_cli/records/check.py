"""The rule book: every rule that a dataset must keep, each one a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Corpus
from supplychain_cli.records.checks import (
    contradictions,
    dates,
    evidence,
    figures,
    hierarchy,
    identifiers,
    identities,
    ids,
    names,
    shares,
    totals,
)
from supplychain_cli.records.checks.ledger import Ledger, ledger_of

Rule = Callable[[Ledger], Iterator[Diagnostic]]

LOCAL: tuple[Rule, ...] = (
    dates.impossible_date,
    dates.until_before_from,
    identifiers.check_digits,
    identifiers.unknown_scheme,
    names.mixed_script,
    names.only_a_form,
    figures.no_unit,
    figures.share_without_stake,
    figures.share_bounds,
    figures.hs_code,
    figures.empty_expectation,
    evidence.no_evidence,
    evidence.no_locator,
    evidence.retraction,
    ids.itself,
)
"""Rules about one record by itself."""

ACROSS: tuple[Rule, ...] = (
    ids.unknown_id,
    ids.duplicate_id,
    ids.ends_fit,
    ids.unused_source,
    identifiers.shared_identifier,
    identities.contradiction,
    shares.above_the_whole,
    contradictions.two_reports,
    contradictions.both_ways,
    contradictions.closed_circle,
    hierarchy.circular_part_of,
    totals.total_circle,
    totals.total_fits,
)
"""Rules about several records. One that complains of an error has its quick look in `snapshot.doubts`."""

CHECKS = LOCAL + ACROSS
"""Every rule. The order does not matter: complaints are shown by place."""


def check(corpus: Corpus, lost: frozenset[str] = frozenset(), *, complete: bool = True) -> list[Diagnostic]:
    """Apply every rule to a corpus.

    `lost` are ids of records that exist but are invalid, `complete` says whether every file was read to its
    end: a rule does not complain about what may only be hidden. Each rule costs at most n log n in the records.
    """
    ledger = ledger_of(corpus, lost, complete=complete)
    return [complaint for rule in CHECKS for complaint in rule(ledger)]
