"""Audits made by hand, with invented firms: what the reports for build servers are tried on."""

from __future__ import annotations

from dataclasses import replace

from supplychain_cli.audit.finding import (
    AuditReport,
    Checked,
    Coverage,
    Finding,
    ListAge,
    PolicyRef,
    Row,
    Waiver,
)
from supplychain_cli.diagnostics import Notice
from supplychain_cli.queries.chains.answers import PartyRef
from supplychain_cli.render.envelope import Envelope
from tests.render import worlds

ALPHA, BETA, NORTH, OMEGA, BROKER = worlds.ALPHA, worlds.BETA, worlds.NORTH, worlds.OMEGA, worlds.BROKER
NOBODY = PartyRef("", "", "", "", "")

WAIVER = Waiver(
    "c" * 32, "The contract has ended; the last delivery was in 2022.", "A. Auditor", "2027-03-31", "p1"
)
EXPIRED = replace(WAIVER, fingerprint="d" * 32, reason="Awaiting an answer.", until="2026-06-30")
UNUSED = replace(WAIVER, fingerprint="f" * 32)

REACHES = Finding(
    fingerprint="a" * 32,
    rule="chain",
    title="Alpha Antennas leads to Omega Corporation, which us-ofac lists (blocking).",
    supplier=ALPHA,
    rows=(1, 3),
    party=OMEGA,
    listings=(worlds.SDN,),
    regimes=("us-ofac/blocking",),
    direction="out",
    chain=worlds.SHORT_CHAIN,
    verdict="",
    distance=1,
    grade="possible",
    basis="stated",
    level="high",
    more=1,
)
LONG = replace(
    REACHES,
    fingerprint="b" * 32,
    rule="no-wafers",
    title="The policy no-wafers is broken: No goods of ours may reach Omega.",
    chain=worlds.LONG_CHAIN,
    distance=4,
    grade="doubtful",
    basis="inferred",
    level="low",
    unknown=("The period of one leg is not recorded.",),
)
ITSELF = replace(
    REACHES,
    fingerprint="9" * 32,
    rule="listed",
    title="North Wafers is itself listed by us-ofac (blocking).",
    supplier=NORTH,
    rows=(2,),
    party=NORTH,
    chain=None,
    distance=0,
    grade="confirmed",
    level="high",
    location="listings/us-ofac.yml:7",
    more=0,
)
OWNED = replace(
    REACHES,
    fingerprint="c" * 32,
    rule="ownership",
    title="Harbour Brokers would be owned by Omega Corporation under us-ofac-50; one stake is not known.",
    supplier=BROKER,
    rows=(),
    regimes=("us-ofac-50",),
    verdict="undetermined",
    level="medium",
    waived=WAIVER,
    more=0,
)
KNOWN = replace(REACHES, fingerprint="e" * 32, supplier=BETA, rows=(5,), level="medium", new=False)
ENDED = Finding(
    fingerprint="d" * 32,
    rule="expired-waiver",
    title="The waiver of dddddddd by A. Auditor ended on 2026-06-30.",
    supplier=NOBODY,
    rows=(),
    party=NOBODY,
    listings=(),
    regimes=(),
    direction="out",
    chain=None,
    verdict="",
    distance=0,
    grade="",
    basis="",
    level="medium",
    policy="p1",
)
UNKNOWN_ROW = Row(4, "Zyxwvut Trading", "unmatched", "", (), "No party of the records has this name.")
TWO_ROW = Row(
    6, "Beta", "ambiguous", "", ("ru-beta", "kz-beta"), "Two parties have this name; add an id or a country."
)

REPORT = AuditReport(
    findings=(ITSELF, REACHES, OWNED, KNOWN, ENDED, LONG),
    suppliers=(
        Checked(ALPHA, (1, 3), "high"),
        Checked(NORTH, (2,), "high"),
        Checked(BETA, (5,), ""),
        Checked(worlds.GAMMA, (7,), ""),
        Checked(BROKER, (), ""),
    ),
    rows=(UNKNOWN_ROW, TWO_ROW),
    coverage=Coverage(7, 5, 1, 1, 5, (ListAge("us-ofac", 3, "2026-11-01", 20), ListAge("eu", 1, "", None))),
    fail_on="medium",
    failing=3,
    waived=1,
    known=1,
    expired=(EXPIRED,),
    unused=(UNUSED,),
    policies=(
        PolicyRef("no-wafers", "No goods of ours may reach Omega.", "policies/ours.yml:3"),
        PolicyRef("p1", "Nobody sells to Gamma.", "policies/ours.yml:9"),
    ),
    incomplete=("2 of 7 rows could not be checked, more than --max-unresolved 0.",),
    notices=(
        Notice("N102", "Alfa was taken for Alpha Antennas."),
        Notice("N172", "The waiver of ffffffff by A. Auditor excuses nothing; take it out."),
        Notice("N171", "2 of 7 rows could not be checked, more than --max-unresolved 0."),
    ),
    complete=False,
)
CLEAN = AuditReport(
    findings=(),
    suppliers=(Checked(worlds.GAMMA, (1,), ""),),
    rows=(),
    coverage=Coverage(1, 1, 0, 0, 1),
    fail_on="low",
    failing=0,
    waived=0,
    known=0,
)
NOTHING = replace(
    CLEAN,
    suppliers=(),
    coverage=Coverage(0, 0, 0, 0, 0),
    incomplete=("Nothing could be checked: the list of suppliers is empty.",),
    complete=False,
)
REPORTS = {"audit": REPORT, "audit-clean": CLEAN, "audit-nothing": NOTHING}


def envelope(root: str | None = "records/", **query: object) -> Envelope:
    """Make the frame of an audit whose records lie in a repository."""
    frame = worlds.envelope("sanctioned-path", suppliers="suppliers.csv", fail_on="medium", **query)
    return replace(frame, root=root)
