"""Workflow commands, as the runner of GitHub Actions reads them: annotations beside the record lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from supplychain_cli.audit.finding import AuditReport, Level
from supplychain_cli.light import NamedTuple
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.findings import fails, message, opening, unresolved
from supplychain_cli.render.reports.places import Place, place_of

PER_KIND = 10
"""Annotations of one kind that GitHub shows for a step; it drops the others without a word."""
KINDS: dict[Level, str] = {"high": "error", "medium": "warning", "low": "notice"}


class Command(NamedTuple):
    """One annotation: its kind, its heading, what it says, and the line it stands beside, if any."""

    kind: str
    title: str
    says: str
    place: Place | None = None


def github_text(report: AuditReport, envelope: Envelope) -> str:
    """Write the findings that count, worst first, as one command a line; the last sums the audit up.

    Of each kind no more are written than GitHub shows, the summary among them, which counts what was left out.
    Findings that are waived or in the baseline are only counted.
    """
    kind = "error" if report.failing else "notice" if report.complete else "warning"
    left = Counter(dict.fromkeys(KINDS.values(), PER_KIND))
    left[kind] -= 1
    shown, silent = [], 0
    for command in _commands(report, envelope):
        if left[command.kind] > 0:
            left[command.kind] -= 1
            shown.append(command)
        else:
            silent += 1
    summary = " ".join(opening(report))
    if silent:
        summary += f" {silent:,} further annotations are left out; the other formats hold all of them."
    shown.append(Command(kind, f"supplychain {envelope.command}", summary))
    return "".join(f"{_line(command)}\n" for command in shown)


def fenced(text: str) -> str:
    """Guard a text for people that stands in the same log: no line of it is taken for a command.

    The word that ends the guard is made from the text, so that none of its lines can hold it.
    """
    word = f"supplychain-{sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()}"
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    return f"::stop-commands::{word}\n{ended}::{word}::\n"


def _commands(report: AuditReport, envelope: Envelope) -> Iterator[Command]:
    for finding in report.findings:
        if finding.counts:
            fate = "fails the audit" if fails(finding, report.fail_on) else f"below {report.fail_on}"
            title = f"{finding.supplier.name or finding.rule}: {finding.level}, {fate}"
            says = f"{message(finding)} Fingerprint: {finding.fingerprint}"
            yield Command(KINDS[finding.level], title, says, place_of(finding, report, envelope))
    for row in report.rows:
        yield Command("warning", f"Not checked: {row.status}", unresolved(row))


def _line(command: Command) -> str:
    given = [f"file={_property(command.place.file)},line={command.place.line}"] if command.place else []
    given.append(f"title={_property(command.title)}")
    return f"::{command.kind} {','.join(given)}::{_data(command.says)}"


def _data(text: str) -> str:
    """Escape what the runner unescapes; a command of its older form is broken open."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace("##[", "##\\[")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
