"""The baseline: what was found before and is known. One finding a line, sorted, so that merges stay quiet."""

from __future__ import annotations

from collections.abc import Iterable

from supplychain_cli.audit.finding import Finding
from supplychain_cli.audit.fingerprint import PATTERN
from supplychain_cli.diagnostics import DataFault

HEAD = "# Findings of supplychain sanctioned-path that are known. Only the first word of a line counts.\n"
NEVER_KNOWN = frozenset({"expired-waiver"})
"""Rules whose findings no baseline hides."""


def baseline_text(findings: Iterable[Finding]) -> str:
    """Write the findings that are not waived: fingerprint, rule, the two ends, and the regimes."""
    lines = {
        f"{found.fingerprint}  {found.rule}  {found.supplier.id} -> {found.party.id}  [{', '.join(found.regimes)}]\n"
        for found in findings
        if found.waived is None and found.rule not in NEVER_KNOWN
    }
    return HEAD + "".join(sorted(lines))


def fingerprints(text: str, file: str) -> frozenset[str]:
    """Read the fingerprints of a baseline. Raises DataFault for a line that begins with none."""
    found = set()
    for number, line in enumerate(text.splitlines(), 1):
        first = line.partition(" ")[0].strip()
        if not line.strip() or line.startswith("#"):
            continue
        if not PATTERN.fullmatch(first):
            raise DataFault(
                "D123",
                f"Line {number} of the baseline {file} does not begin with a fingerprint.",
                notes=(f"It begins with: {first[:60]}",) if first else (),
                help="Write the baseline anew with --write-baseline, and compare it with the old one.",
            )
        found.add(first)
    return frozenset(found)
