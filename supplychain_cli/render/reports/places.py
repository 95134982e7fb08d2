"""Where a finding is written: the record file and line that a report points at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from supplychain_cli.audit.finding import AuditReport, Finding
from supplychain_cli.light import NamedTuple
from supplychain_cli.render.envelope import Envelope

HEAD = "dataset.yml"


class Place(NamedTuple):
    """A line of a file. `file` is relative to the top of the repository, or to the dataset's folder outside of one."""

    file: str
    line: int


def place(location: str, envelope: Envelope) -> Place:
    """Read `file:line`; the head of the dataset stands for what no record says."""
    file, _, line = location.rpartition(":")
    if not file or not line.isdecimal():
        file, line = location or HEAD, "1"
    return Place(f"{envelope.root or ''}{file}", max(1, int(line)))


def place_of(finding: Finding, report: AuditReport, envelope: Envelope) -> Place:
    """Give the line that a finding points at: its first leg, else its listing, else its policy."""
    if finding.chain and finding.chain.legs:
        return place(finding.chain.legs[0].location, envelope)
    policy = next((item for item in report.policies if item.id in {finding.rule, finding.policy}), None)
    if finding.location or policy is None:
        return place(finding.location, envelope)
    if not policy.outside:
        return place(policy.location, envelope)
    return _by_hand(policy.location, envelope)


def _by_hand(location: str, envelope: Envelope) -> Place:
    """Take a file that was named by hand as relative to the top of the repository, where builds run."""
    way = PurePath(location.rpartition(":")[0])
    if way.is_absolute() or ".." in way.parts:
        return place("", envelope)
    return place(f"{way.as_posix()}:{location.rpartition(':')[2]}", replace(envelope, root=""))
