"""Receipts at the door: made of an audit, read from a file, and turned into the question that they were given for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supplychain_cli import __version__
from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli.auditing import Wanted
from supplychain_cli.cli.output import STDOUT, deliver
from supplychain_cli.cli.session import Session, today
from supplychain_cli.diagnostics import DataFault

if TYPE_CHECKING:
    from supplychain_cli.audit.finding import AuditReport
    from supplychain_cli.audit.receipt import Receipt


def made(session: Session, asked: Mapping[str, Any], report: AuditReport, code: int) -> Receipt:
    """Make the receipt of an audit that ended with this exit code."""
    from supplychain_cli.audit.receipt import Receipt, answered, levels_digest, lists
    from supplychain_cli.queries.ownership.regimes import in_force
    from supplychain_cli.render.clean import cleaned

    info, scope = session.world.info, session.view.scope
    receipt = Receipt(
        asked=asked,
        data={"name": info.name, "version": info.version, "digest": info.digest, "lists": lists(report)},
        rules={
            "ownership": [rule.id for rule in in_force(session.view, scope.listings_on)],
            "policies": [policy.id for policy in report.policies],
            "levels": levels_digest(),
        },
        tool={"name": "supplychain", "version": __version__},
        answered=answered(report, code),
    )
    return cleaned(receipt, breaks=True)


def read(file: Path) -> Receipt:
    """Read a receipt from a file. Raises DataFault as `audit.receipt.read_receipt`, or when it cannot be read."""
    from supplychain_cli.audit.receipt import MAX_BYTES, read_receipt

    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        reason = (fault.strerror or type(fault).__name__).lower()
        raise DataFault(
            "D162", f"The receipt {file} cannot be read: {reason}.", help="Name a file that can be read."
        ) from fault
    return read_receipt(data, str(file))


def wanted_by(receipt: Receipt, file: Path, suppliers: Path | None) -> Wanted:
    """Give the question of a receipt; its files are looked for from here, then beside the receipt.

    `suppliers` is where the suppliers file lies now. Raises DataFault for a receipt that does not hold a question.
    """
    asked = receipt.asked
    try:
        paper = asked["suppliers"]
        return Wanted(
            names=tuple(f"id:{name}" for name in asked["names"]),
            file=suppliers or (_place(paper["file"], file) if paper else None),
            everybody=bool(asked["all"]),
            limits=shared.Limits(
                max_legs=int(asked["max_legs"]),
                limit=int(asked["limit"]),
                goods=tuple(map(str, asked["goods"])),
                min_grade=str(asked["min_grade"]),
            ),
            regimes=tuple(map(str, asked["regimes"])),
            measures=tuple(map(str, asked["measures"])),
            direction=str(asked["direction"]),
            fail_on=str(asked["fail_on"]),
            max_unresolved=int(asked["max_unresolved"]),
            max_list_age=None if asked["max_list_age"] is None else int(asked["max_list_age"]),
            policies=tuple(_place(item["file"], file) for item in asked["policies"]),
            baseline=_place(asked["baseline"]["file"], file) if asked["baseline"] else None,
        )
    except (KeyError, TypeError, ValueError):
        raise DataFault(
            "D162",
            f"The file {file} is a receipt without a question that can be asked again.",
            help="Name a file that `supplychain sanctioned-path --receipt FILE` wrote.",
        ) from None


def asked_by(session: Session, wanted: Wanted, query: Mapping[str, Any], exit_code: int) -> dict[str, Any]:
    """Write a question down with names as ids, and files with what they held; `exit_code` is that for findings."""
    from supplychain_cli.audit.lists import DEFAULT_MEASURES, DEFAULT_REGIMES

    return {
        "names": sorted(query["suppliers"]),
        "all": wanted.everybody,
        "suppliers": _paper(wanted, wanted.file),
        "regimes": shared.split(wanted.regimes) or list(DEFAULT_REGIMES),
        "measures": shared.split(wanted.measures) or list(DEFAULT_MEASURES),
        "direction": query["direction"],
        "max_legs": query["max_legs"],
        "limit": query["limit"],
        "goods": list(wanted.limits.goods),
        "min_grade": query["min_grade"],
        "fail_on": query["fail_on"],
        "max_unresolved": query["max_unresolved"],
        "max_list_age": query["max_list_age"],
        "exit_code": exit_code,
        "policies": [_paper(wanted, file) for file in wanted.policies],
        "baseline": _paper(wanted, wanted.baseline),
        "as_of": session.options.as_of or None,
        "known_on": session.options.known_on or None,
        "today": this_day(),
    }


def _paper(wanted: Wanted, file: Path | None) -> dict[str, str] | None:
    if file is None:
        return None
    return {"file": file.as_posix(), "sha256": wanted.papers.digests.get(str(file), "")}


def write(receipt: Receipt, file: Path) -> None:
    """Write a receipt to a file that appears whole or not at all. Raises UsageFault."""
    from supplychain_cli.audit.receipt import receipt_text

    deliver(receipt_text(receipt), file, exact=True)


def _place(name: str, receipt: Path) -> Path:
    """Find a file by the name it was given: from here, or else beside the receipt."""
    file, beside = Path(name), receipt.parent / name
    return beside if file != STDOUT and not file.exists() and beside.exists() else file


def this_day() -> str:
    """Give the day of asking as text."""
    from supplychain_cli.model.dates import day_text

    return day_text(today())
