"""The receipt of an audit: what was asked, of which data, by which rules, and what was answered, under a seal.

The seal is the SHA-256 of the canonical JSON of everything else: keys sorted, no blanks, UTF-8. It shows an accident or
a careless edit; whoever must trust a receipt keeps its seal somewhere else too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from supplychain_cli.audit.finding import AuditReport, Finding
from supplychain_cli.audit.levels import TABLE
from supplychain_cli.diagnostics import DataFault, ExitCode, SupplyChainError
from supplychain_cli.light import dataclass

VERSION = 1
_NAME = "supplychain.receipt"
_SEAL = "sha256"
PARTS = ("asked", "data", "rules", "tool", "answered")
"""What a receipt holds, in the order in which it is written."""
MAX_BYTES = 64 * 1024 * 1024


class IncomparableFault(SupplyChainError):
    """A receipt is in order, but what it is about cannot be asked again."""

    exit_code = ExitCode.INCOMPLETE


@dataclass(frozen=True, slots=True)
class Receipt:
    """The parts of a receipt as plain data."""

    asked: Mapping[str, Any]
    data: Mapping[str, Any]
    rules: Mapping[str, Any]
    tool: Mapping[str, Any]
    answered: Mapping[str, Any]

    @property
    def seal(self) -> str:
        """The SHA-256 of the canonical form."""
        return _seal(_plain(self))


def answered(report: AuditReport, exit_code: int) -> dict[str, Any]:
    """Give what a report answered as plain data, in the order of fingerprints, without what only the day changes."""
    coverage = report.coverage
    return {
        "exit_code": exit_code,
        "complete": report.complete,
        "fail_on": report.fail_on,
        "failing": report.failing,
        "waived": report.waived,
        "known": report.known,
        "coverage": {
            name: getattr(coverage, name) for name in ("rows", "matched", "ambiguous", "unmatched", "checked")
        },
        "unresolved": [{"row": row.number, "status": row.status} for row in report.rows],
        "findings": [_finding(item) for item in sorted(report.findings, key=lambda found: found.fingerprint)],
    }


def lists(report: AuditReport) -> list[dict[str, Any]]:
    """Give the lists that were asked about: how many listings were in force, and the newest date on record."""
    return [
        {"authority": age.authority, "listings": age.listings, "date": age.date}
        for age in report.coverage.lists
    ]


def levels_digest() -> str:
    """Give the SHA-256 of the table of levels, so that a receipt tells by which one it was judged."""
    table = [[*line[:2], sorted(line.measures), *line[3:]] for line in TABLE]
    return sha256(json.dumps(table).encode()).hexdigest()


def receipt_text(receipt: Receipt) -> str:
    """Write a receipt with its seal; ends with a line feed."""
    plain = _plain(receipt)
    return json.dumps({**plain, _SEAL: _seal(plain)}, ensure_ascii=False, indent=2) + "\n"


def read_receipt(data: bytes, file: str) -> Receipt:
    """Read a receipt.

    Raises DataFault for what is no receipt (D162) or was changed after it was written (D163), IncomparableFault for one
    of a newer program.
    """
    try:
        held = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        held = None
    name, _, version = str(held.get("schema", "")).partition("/") if isinstance(held, dict) else ("", "", "")
    if name != _NAME or not version.isdecimal():
        raise DataFault(
            "D162",
            f"The file {file} is not a receipt.",
            help="Name a file that `supplychain sanctioned-path --receipt FILE` wrote.",
        )
    if int(version[:6]) > VERSION:
        raise IncomparableFault(
            "D164",
            f"The receipt {file} was written by a newer program: its form is {version}, this one reads {VERSION}.",
            help="Install the version that it names under `tool`, or a newer one.",
        )
    seal = held.pop(_SEAL, "")
    if seal != _seal(held) or not _is_whole(held):
        raise DataFault(
            "D163",
            f"The receipt {file} is not as it was written: its seal does not fit what it says.",
            notes=(f"The seal on it is {str(seal)[:64] or 'missing'}; what it says makes {_seal(held)}.",),
            help="Take it from where it was kept first. A receipt that was edited proves nothing.",
        )
    return Receipt(**{part: held[part] for part in PARTS})


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "level": finding.level,
        "supplier": {"id": finding.supplier.id, "name": finding.supplier.name},
        "party": {"id": finding.party.id, "name": finding.party.name},
        "regimes": list(finding.regimes),
        "direction": finding.direction,
        "verdict": finding.verdict,
        "distance": finding.distance,
        "grade": finding.grade,
        "basis": finding.basis,
        "waived": finding.waived is not None,
        "new": finding.new,
    }


_FINDING = {"fingerprint": str, "rule": str, "level": str, "supplier": dict, "party": dict, "regimes": list}
_PARTY = {"id": str, "name": str}


def _is_whole(held: Mapping[str, Any]) -> bool:
    """Whether everything that is read of a receipt is there; anybody can put a seal on anything."""
    if not all(isinstance(held.get(part), dict) for part in PARTS):
        return False
    found, code = held["answered"].get("findings"), held["answered"].get("exit_code")
    if not isinstance(found, list) or not isinstance(code, int):
        return False
    return all(
        _has(item, _FINDING) and _has(item["supplier"], _PARTY) and _has(item["party"], _PARTY)
        for item in found
    )


def _has(value: object, fields: Mapping[str, type]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), kind) for name, kind in fields.items())


def _plain(receipt: Receipt) -> dict[str, Any]:
    return {"schema": f"{_NAME}/{VERSION}", **{part: getattr(receipt, part) for part in PARTS}}


def _seal(plain: Mapping[str, Any]) -> str:
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
