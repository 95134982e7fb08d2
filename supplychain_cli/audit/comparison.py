"""What differs between two receipts: between what was asked and answered then and now, or by two firms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from supplychain_cli.audit.receipt import PARTS, Receipt
from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass

_SEPARATELY = frozenset({"findings"})
_EVERY_DAY = frozenset({"today"})
"""What is another on every day, and means nothing by itself."""


@dataclass(frozen=True, slots=True)
class ReceiptRef:
    """A receipt as it is named: its seal, the day and the tool that made it, its dataset, and how it ended."""

    named: str
    sha256: str
    today: str
    tool: str
    dataset: str
    version: str
    digest: str
    findings: int
    exit_code: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: in which part of the receipts, under which name, as texts; empty where there is none."""

    part: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that is in one receipt only (`gained`, `lost`), or says something else in the other (`changed`)."""

    turn: Literal["gained", "lost", "changed"]
    fingerprint: str
    rule: str
    level: str
    supplier: str
    supplier_name: str
    party: str
    party_name: str
    regimes: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """What differs between two receipts. `same` says that the same was answered, whatever else differs.

    `differences` are those outside of the findings, in the order of a receipt. `again` says that the second one was
    made by running the first again.
    """

    old: ReceiptRef
    new: ReceiptRef
    same: bool
    again: bool
    findings: tuple[FindingChange, ...]
    differences: tuple[Difference, ...]
    notices: tuple[Notice, ...] = ()
    complete: bool = True


def compared(old: Receipt, new: Receipt, names: tuple[str, str], *, again: bool = False) -> ComparisonAnswer:
    """Compare two receipts part by part, and their findings by fingerprint."""
    differences = tuple(
        Difference(part, *item)
        for part in PARTS
        for item in _differing(getattr(old, part), getattr(new, part))
    )
    findings = tuple(_findings(old, new))
    return ComparisonAnswer(
        old=_ref(names[0], old),
        new=_ref(names[1], new),
        same=not findings and not any(item.part == "answered" for item in differences),
        again=again,
        findings=findings,
        differences=differences,
    )


def _ref(name: str, receipt: Receipt) -> ReceiptRef:
    return ReceiptRef(
        named=name,
        sha256=receipt.seal,
        today=str(receipt.asked.get("today", "")),
        tool=" ".join(str(receipt.tool.get(word, "")) for word in ("name", "version")),
        dataset=str(receipt.data.get("name", "")),
        version=str(receipt.data.get("version", "")),
        digest=str(receipt.data.get("digest", "")),
        findings=len(receipt.answered.get("findings", ())),
        exit_code=int(receipt.answered.get("exit_code", 0)),
    )


def _findings(old: Receipt, new: Receipt) -> Iterator[FindingChange]:
    was, now = (
        {item["fingerprint"]: item for item in side.answered.get("findings", ())} for side in (old, new)
    )
    for name in sorted(now.keys() - was.keys()):
        yield _change("gained", now[name])
    for name in sorted(was.keys() & now.keys()):
        differences = tuple(Difference("findings", *item) for item in _differing(was[name], now[name]))
        if differences:
            yield _change("changed", now[name], differences)
    for name in sorted(was.keys() - now.keys()):
        yield _change("lost", was[name])


def _change(
    turn: Literal["gained", "lost", "changed"],
    plain: Mapping[str, Any],
    differences: tuple[Difference, ...] = (),
) -> FindingChange:
    return FindingChange(
        turn=turn,
        fingerprint=plain["fingerprint"],
        rule=plain["rule"],
        level=plain["level"],
        supplier=plain["supplier"]["id"],
        supplier_name=plain["supplier"]["name"],
        party=plain["party"]["id"],
        party_name=plain["party"]["name"],
        regimes=tuple(plain["regimes"]),
        differences=differences,
    )


def _differing(
    old: Mapping[str, Any], new: Mapping[str, Any], above: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Give every value that differs, by its path; lists are compared as a whole."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after or key in _SEPARATELY | _EVERY_DAY:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _differing(before, after, f"{above}{key}.")
        else:
            yield f"{above}{key}", _text(before), _text(after)


def _text(value: Any) -> str:  # noqa: ANN401 - any part of a receipt
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(part)}" for key, part in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
