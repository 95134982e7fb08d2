"""What is said about two receipts, in sentences that every format shares."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.audit.comparison import ComparisonAnswer, Difference, FindingChange, ReceiptRef
from supplychain_cli.render.words import count, listing

_PARTS = {
    "asked": "What was asked",
    "data": "The records",
    "rules": "The rules",
    "tool": "The program",
    "answered": "The answer",
}
TURNS = {
    "gained": "New findings",
    "changed": "Findings that say something else",
    "lost": "Findings that are gone",
}
"""What became of findings, in the order in which people are shown it."""


def side(receipt: ReceiptRef) -> str:
    """Say of one receipt when it was asked, of which records, with which program, and how it ended."""
    return (
        f"{receipt.named}: on {receipt.today}, of {receipt.dataset} {receipt.version} "
        f"(digest {receipt.digest[:12]}), by {receipt.tool}: {count(receipt.findings, 'finding')}, "
        f"exit code {receipt.exit_code}"
    )


def verdict(answer: ComparisonAnswer) -> str:
    """Say whether the same was answered, and what else differs."""
    beside = listing(
        [_PARTS[part][0].lower() + _PARTS[part][1:] for part in parts(answer) if part != "answered"]
    )
    if not answer.same:
        return f"The answer changed, and so did {beside}." if beside else "The answer changed."
    if beside:
        return f"The same was answered, although {beside} {_be(beside)} not the same."
    return "The same was asked, of the same records, and the same was answered."


def parts(answer: ComparisonAnswer) -> list[str]:
    """Give the parts that differ, in the order of a receipt."""
    return list(dict.fromkeys(item.part for item in answer.differences))


def title(part: str) -> str:
    """Name a part of a receipt."""
    return _PARTS[part]


def difference(item: Difference) -> str:
    """Say a value that differs."""
    name = item.field.replace("_", " ")
    return f"{name}: {item.new or 'none'} (was {item.old or 'none'})"


def finding(change: FindingChange) -> str:
    """Name a finding: who, whom, by which rule and regime, how grave."""
    ends = " to ".join(filter(None, (change.supplier_name, change.party_name))) or "a waiver"
    return f"{ends} ({change.rule}; {listing(change.regimes)}): {change.level}"


def changed(change: FindingChange) -> Iterator[str]:
    """Say what a finding says otherwise."""
    return map(difference, change.differences)


def _be(words: str) -> str:
    return "are" if " and " in words or words.endswith("s") else "is"
