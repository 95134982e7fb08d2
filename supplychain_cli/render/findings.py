"""What is said about an audit and each of its findings, in sentences that every format shares."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.audit.finding import LEVELS, AuditReport, Finding, Level, Row
from supplychain_cli.queries.chains.answers import Chain, Leg, PartyRef
from supplychain_cli.render.sentences import NOT_NOTHING, is_inferred
from supplychain_cli.render.words import count, listing


def step(leg: Leg, party: PartyRef) -> str:
    """Give a leg from its verb on: `supplies antimony to B`, `is part of B`; an inferred leg says so."""
    says = leg.says
    if leg.walked == "forward":
        goods = listing([good.name for good in leg.goods]) if leg.goods else "(goods not named)"
        says = f"{says} {goods} to"
    return f"{says} {party.name} (inferred)" if is_inferred(leg) else f"{says} {party.name}"


def chain_line(chain: Chain) -> str:
    """Give a chain as one readable line: `A supplies x to B, which is part of C`."""
    steps = (step(leg, party) for leg, party in zip(chain.legs, chain.parties[1:], strict=True))
    return f"{chain.parties[0].name} {', which '.join(steps)}"


def reason(finding: Finding) -> str:
    """Say what a finding rests on: its chain as one line, or its title where it has none."""
    return f"{chain_line(finding.chain)}." if finding.chain else finding.title


def message(finding: Finding) -> str:
    """Say a finding in full: what, by which chain, on what evidence, and what the records leave open."""
    parts = [finding.title]
    if finding.chain:
        parts.append(f"{chain_line(finding.chain)}.")
    if finding.grade:
        parts.append(f"Weakest evidence: {finding.grade}, {finding.basis}.")
    return " ".join([*parts, *finding.notes, *finding.unknown])


def fails(finding: Finding, fail_on: Level) -> bool:
    """Whether a finding fails the audit: at or above the level, neither waived nor in the baseline."""
    return finding.counts and LEVELS.index(finding.level) <= LEVELS.index(fail_on)


def state(finding: Finding) -> str:
    """Say in a word how a finding stands: `waived`, `known` from the baseline, or `open`."""
    if finding.waived:
        return "waived"
    return "open" if finding.new else "known"


def excuse(finding: Finding) -> str:
    """Say why a finding does not count; empty where it does."""
    waiver = finding.waived
    if waiver:
        return f"Waived by {waiver.author} until {waiver.until}: {waiver.reason}"
    return "" if finding.new else "The baseline holds this finding."


def verdict(report: AuditReport) -> str:
    """Say in one sentence how the audit ends."""
    if report.failing:
        return f"{count(report.failing, 'finding')} at or above {report.fail_on}."
    if not report.coverage.checked:
        return "Nothing was checked."
    return f"No finding at or above {report.fail_on} was found that is new and not waived."


def others(report: AuditReport) -> str:
    """Say how many findings do not fail the audit, and why; empty where there is none."""
    below = sum(finding.counts and not fails(finding, report.fail_on) for finding in report.findings)
    parts = [f"{below:,} below {report.fail_on}"] if below else []
    parts += [f"{report.waived:,} waived"] if report.waived else []
    parts += [f"{report.known:,} in the baseline"] if report.known else []
    return f"Further findings: {listing(parts)}." if parts else ""


def covered(report: AuditReport) -> str:
    """Say what became of the rows, and how many parties were checked."""
    coverage = report.coverage
    parties = count(coverage.checked, "party", "parties")
    if not coverage.rows:
        return f"{parties} checked."
    return (
        f"{count(coverage.rows, 'row')}: {coverage.matched:,} matched, {coverage.ambiguous:,} ambiguous, "
        f"{coverage.unmatched:,} unmatched; {parties} checked."
    )


def opening(report: AuditReport) -> Iterator[str]:
    """Give what a reader must know first: the verdict, what was checked, and what stands in the way of completeness."""
    yield " ".join(filter(None, (verdict(report), others(report))))
    yield covered(report)
    for sentence in report.incomplete:
        yield f"Incomplete: {sentence}"
    if not report.findings:
        yield NOT_NOTHING


def unresolved(row: Row) -> str:
    """Say what became of a row that no single party fits."""
    return f"Row {row.number:,}, {row.text}: {row.why}"


def lists(report: AuditReport) -> Iterator[str]:
    """Say which lists were asked about, and how old each is."""
    for entry in report.coverage.lists:
        seen = f"its newest source is of {entry.date}" if entry.date else "no record says how old it is"
        yield f"List {entry.authority}: {count(entry.listings, 'listing')} in force, {seen}."
