"""`supplychain verify`: an audit run again, and whether it says the same as its receipt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.output import STDOUT
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import DataFault, ExitCode, UsageFault

if TYPE_CHECKING:
    from supplychain_cli.audit.finding import AuditReport
    from supplychain_cli.audit.receipt import IncomparableFault, Receipt
    from supplychain_cli.cli.auditing import Wanted

AGAIN = "run again"


@command
def verify(
    session: Session,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A receipt of `sanctioned-path --receipt`.")],
    suppliers: Annotated[
        Path | None,
        typer.Option("--suppliers", metavar="FILE", help="Where the suppliers file of the receipt lies now."),
    ] = None,
) -> int:
    """Run an audit again and compare it with its receipt.

    Exits with 0 when the answer is the same, also where the records or the program are newer; 1 when it changed; 3 when
    the receipt was edited; 4 when it cannot be asked again, because a file is gone or holds something else.

    Example: supplychain verify audit-2026-11.json
    """
    from supplychain_cli.audit.comparison import compared
    from supplychain_cli.cli import receipts
    from supplychain_cli.cli.auditing import audited

    if session.options.as_of or session.options.known_on:
        raise UsageFault(
            "U164",
            "--as-of and --known-on were given, but a receipt says for which days it was asked.",
            help="Leave them out.",
        )
    old = receipts.read(file)
    wanted = receipts.wanted_by(old, file, suppliers)
    _check_files(old, wanted, file)
    as_of, known_on = (str(old.asked.get(name) or "") for name in ("as_of", "known_on"))
    asking = session.at(as_of, known_on)
    _check_dataset(asking, old, file)
    try:
        report, _ = audited(asking, wanted)
    except UsageFault as fault:
        raise _incomparable(file, fault.message, fault.notes) from None
    code = ended(report, int(old.asked.get("exit_code", ExitCode.FINDINGS)))
    new = receipts.made(asking, {**old.asked, "today": receipts.this_day()}, report, code)
    answer = compared(old, new, (str(file), AGAIN), again=True)
    asking.answer(answer, "verify", {"receipt": str(file), "sha256": old.seal})
    return ExitCode.ANSWERED if answer.same else ExitCode.FINDINGS


def ended(report: AuditReport, found: int) -> int:
    """Give the exit code of an audit; `found` is the one for findings, which come first."""
    if report.failing:
        return found
    return ExitCode.ANSWERED if report.complete else ExitCode.INCOMPLETE


def _check_files(old: Receipt, wanted: Wanted, receipt: Path) -> None:
    """Refuse files that are gone, or hold something else than they held. Raises IncomparableFault."""
    asked = old.asked
    papers = [asked["suppliers"], *asked["policies"], asked["baseline"]]
    for paper, file in zip(papers, (wanted.file, *wanted.policies, wanted.baseline), strict=True):
        if paper is None or file is None:
            continue
        if file == STDOUT:
            raise _incomparable(
                receipt, "The suppliers were read from standard input; name their file with --suppliers."
            )
        try:
            wanted.papers.data(file, "file")
        except DataFault as fault:
            raise _incomparable(receipt, fault.message) from None
        held = wanted.papers.digests[str(file)]
        if held != paper["sha256"]:
            raise _incomparable(
                receipt,
                f"The file {file} holds something else than on the day of the receipt.",
                (f"Its SHA-256 was {paper['sha256']} and is {held}.",),
            )


def _check_dataset(session: Session, old: Receipt, receipt: Path) -> None:
    """Refuse another dataset than the one that was asked; another version of it will do. Raises IncomparableFault."""
    name, held = session.world.info.name, str(old.data.get("name"))
    if name != held:
        raise _incomparable(
            receipt,
            f"It was given for the dataset {held}, and these records are {name}; name them with --records.",
        )


def _incomparable(receipt: Path, why: str, notes: tuple[str, ...] = ()) -> IncomparableFault:
    from supplychain_cli.audit.receipt import IncomparableFault

    return IncomparableFault(
        "D164",
        f"The receipt {receipt} cannot be compared. {why}",
        notes=notes,
        help="Put back what is missing, or ask anew with `supplychain sanctioned-path --receipt`.",
    )
