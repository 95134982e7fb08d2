"""The audit as a whole: questions asked, findings judged by waivers and baseline, and whether anything is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from supplychain_cli.audit.baseline import NEVER_KNOWN
from supplychain_cli.audit.finding import (
    LEVELS,
    AuditReport,
    Checked,
    Coverage,
    Finding,
    Level,
    ListAge,
    PolicyRef,
    Row,
    Waiver,
)
from supplychain_cli.audit.fingerprint import fingerprint
from supplychain_cli.audit.levels import reaches
from supplychain_cli.audit.lists import ages
from supplychain_cli.audit.question import Question
from supplychain_cli.audit.search import MOST_COUNTED, Search
from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph.view import View
from supplychain_cli.light import dataclass
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.screening import Progress


@dataclass(frozen=True, slots=True)
class Suppliers:
    """Who is audited: the parties by number with their rows, and every row with what became of it."""

    parties: Mapping[int, tuple[int, ...]]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """What fails an audit, and what makes it incomplete. `known` are the fingerprints of a baseline."""

    fail_on: Level = "low"
    max_unresolved: int = 0
    max_list_age: int | None = None
    known: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One question and the view it is put to, which may be of another day."""

    view: View
    question: Question


def audit(
    view: View,
    parts: tuple[Part, ...],
    suppliers: Suppliers,
    bar: Bar,
    *,
    policies: tuple[PolicyRef, ...] = (),
    progress: Progress | None = None,
) -> AuditReport:
    """Put every question, and judge what was found.

    The report holds everything that was found, also where it is not complete; it never is where nothing could be
    checked. Cost: a search for each question, shared by all suppliers.
    """
    searches = [Search(part.view, part.question, suppliers.parties, progress) for part in parts]
    found = {finding.fingerprint: finding for search in searches for finding in search.findings()}
    waivers = {waiver.fingerprint: waiver for waiver in bar.waivers if not _is_over(view, waiver)}
    over = (waiver for waiver in bar.waivers if _is_over(view, waiver))
    # One that was renewed beside the old one holds.
    expired = tuple(waiver for waiver in over if waiver.fingerprint not in waivers)
    overdue = [_overdue(waiver, found.get(waiver.fingerprint)) for waiver in expired]
    judged = sorted(
        (_judged(finding, waivers, bar.known) for finding in (*found.values(), *overdue)), key=_order
    )
    checked = {node for search in searches for node in search.asked}
    coverage = _coverage(parts, suppliers, len(checked))
    spent = any(search.spent for search in searches)
    missing = tuple(_missing(parts, coverage, bar, spent=spent))
    unused = tuple(waiver for name, waiver in waivers.items() if name not in found)
    uncounted = any(search.uncounted for search in searches)
    return AuditReport(
        findings=tuple(judged),
        suppliers=tuple(_checked(view, checked, suppliers, judged)),
        rows=tuple(row for row in suppliers.rows if row.status != "matched"),
        coverage=coverage,
        fail_on=bar.fail_on,
        failing=sum(finding.counts and reaches(finding.level, bar.fail_on) for finding in judged),
        waived=sum(finding.waived is not None for finding in judged),
        known=sum(finding.waived is None and not finding.new for finding in judged),
        expired=expired,
        unused=unused,
        policies=policies,
        incomplete=missing,
        notices=(
            *(Notice("N171", sentence) for sentence in missing),
            *(Notice("N172", _unused(waiver)) for waiver in unused),
            *((Notice("N173", _UNCOUNTED),) if uncounted else ()),
        ),
        complete=not missing,
    )


_UNCOUNTED = (
    f"There are more than {MOST_COUNTED} pairs of parties with a chain between them; further chains of a pair were not "
    "counted."
)


def _judged(finding: Finding, waivers: Mapping[str, Waiver], known: frozenset[str]) -> Finding:
    new = finding.fingerprint not in known or finding.rule in NEVER_KNOWN
    return replace(finding, waived=waivers.get(finding.fingerprint), new=new)


def _order(finding: Finding) -> tuple[object, ...]:
    """Put the worst first: what counts, then level, evidence and distance; ids make the order one."""
    return (
        not finding.counts,
        LEVELS.index(finding.level),
        GRADES.index(finding.grade) if finding.grade in GRADES else len(GRADES),
        finding.basis == "inferred",
        finding.distance,
        finding.supplier.id,
        finding.party.id,
        finding.rule,
        finding.fingerprint,
    )


def _is_over(view: View, waiver: Waiver) -> bool:
    return parse_day(waiver.until) < view.scope.today


def _overdue(waiver: Waiver, finding: Finding | None) -> Finding:
    """Make the finding that a waiver has come to its end; it is as grave as what it excused."""
    nobody = PartyRef("", "", "", "", "")
    what = (
        f"what it excused is found again: {finding.title}"
        if finding
        else "what it excused is not found any more"
    )
    return Finding(
        fingerprint=fingerprint("expired-waiver", [waiver.fingerprint], [], [waiver.until]),
        rule="expired-waiver",
        title=f"The waiver of {waiver.fingerprint} by {waiver.author} ended on {waiver.until}; {what.rstrip('.')}.",
        supplier=finding.supplier if finding else nobody,
        rows=finding.rows if finding else (),
        party=finding.party if finding else nobody,
        listings=(),
        regimes=finding.regimes if finding else (),
        direction="out",
        chain=None,
        verdict="",
        distance=0,
        grade=finding.grade if finding else "",
        basis=finding.basis if finding else "",
        level=finding.level if finding else "low",
        policy=waiver.policy,
    )


def _unused(waiver: Waiver) -> str:
    return (
        f"The waiver of {waiver.fingerprint} by {waiver.author} excuses nothing that was found. "
        f"Take it out of the policy {waiver.policy}."
    )


def _coverage(parts: tuple[Part, ...], suppliers: Suppliers, checked: int) -> Coverage:
    lists: dict[str, ListAge] = {}
    for part in parts:
        if part.question.targets is None:
            lists |= {age.authority: age for age in ages(part.view, part.question.lists)}
    fates = [row.status for row in suppliers.rows]
    return Coverage(
        rows=len(fates),
        matched=fates.count("matched"),
        ambiguous=fates.count("ambiguous"),
        unmatched=fates.count("unmatched"),
        checked=checked,
        lists=tuple(lists[name] for name in sorted(lists)),
    )


def _checked(
    view: View, checked: set[int], suppliers: Suppliers, findings: list[Finding]
) -> Iterator[Checked]:
    worst: dict[str, Level] = {}
    for finding in findings:
        if finding.counts:
            worst.setdefault(finding.supplier.id, finding.level)
    scribe = Scribe(view)
    refs = [(scribe.party(view.party(node)), suppliers.parties.get(node, ())) for node in checked]
    for party, rows in sorted(refs, key=lambda ref: ref[0].id):
        yield Checked(party, rows, worst.get(party.id, ""))


def _missing(parts: tuple[Part, ...], coverage: Coverage, bar: Bar, *, spent: bool) -> Iterator[str]:
    """Say why the audit is not complete."""
    if not coverage.checked:
        yield "No supplier was matched to a party of the records, so nothing was checked."
    unresolved = coverage.ambiguous + coverage.unmatched
    if unresolved > bar.max_unresolved:
        yield (
            f"{unresolved:,} of {coverage.rows:,} rows could not be matched to one party "
            f"({coverage.ambiguous:,} fit several, {coverage.unmatched:,} nobody); "
            f"--max-unresolved allows {bar.max_unresolved:,}."
        )
    if spent:
        yield "The search met its limit of work before it was finished; there may be more findings."
    asked = [part.question.lists for part in parts if part.question.targets is None]
    for word in dict.fromkeys(word for lists in asked for word in lists.missing):
        yield f"The records hold no list of {word} that is in force; add it, or name the lists you need with --regime."
    if bar.max_list_age is not None:
        for age in coverage.lists:
            if age.days is None:
                yield f"The records do not say how old the list of {age.authority} is."
            elif age.days > bar.max_list_age:
                yield (
                    f"The newest source of the list of {age.authority} is of {age.date}, {age.days:,} days ago; "
                    f"--max-list-age allows {bar.max_list_age:,}."
                )
