"""`supplychain sanctioned-path`: whether suppliers lead to listed parties, as an exit code that a build can use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli import output
from supplychain_cli.cli.command import audit_command
from supplychain_cli.cli.completion import complete_parties
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import ExitCode, UsageFault


@audit_command
def sanctioned_path(
    session: Session,
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Suppliers to check.", autocompletion=complete_parties),
    ] = None,
    suppliers: Annotated[
        Path | None,
        typer.Option(
            "--suppliers", metavar="FILE", help="Suppliers as CSV, XLSX, JSON lines or YAML; - reads them."
        ),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Check every party of the records.")] = False,
    max_legs: Annotated[int, typer.Option("--max-legs", min=1, max=32, help="Longest chain, in legs.")] = 6,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=100, help="Most chains between the same two parties.")
    ] = 1,
    min_grade: shared.MinGrade = "",
    goods: shared.Goods = None,
    regime: Annotated[
        list[str] | None,
        typer.Option(
            "--regime",
            metavar="WHO",
            help="Whose lists: us, eu, uk (the default), us-ofac, or all. Repeat it or separate by commas.",
        ),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="WHAT",
            help="Which measures: blocking, export-control (the default), sectoral, or all.",
        ),
    ] = None,
    direction: Annotated[
        str,
        typer.Option(
            "--direction", metavar="out|in|both", help="out: it sells to them; in: it buys from them."
        ),
    ] = "out",
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="high|medium|low", help="Lowest level that fails.")
    ] = "low",
    exit_code: Annotated[
        int, typer.Option("--exit-code", min=0, max=125, help="Exit code for findings, instead of 1.")
    ] = ExitCode.FINDINGS.value,
    max_unresolved: Annotated[
        int, typer.Option("--max-unresolved", min=0, help="Rows that may match nobody or several.")
    ] = 0,
    max_list_age: Annotated[
        int | None, typer.Option("--max-list-age", metavar="DAYS", min=0, help="Oldest list that will do.")
    ] = None,
    policy: Annotated[
        list[Path] | None,
        typer.Option("--policy", metavar="FILE", help="Policies and waivers to apply. May be repeated."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Findings that are known and do not fail."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Write the findings as a baseline."),
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option(
            "--receipt", metavar="FILE", help="Write what was asked and answered, for `supplychain verify`."
        ),
    ] = None,
) -> int:
    """Check suppliers for chains to listed parties.

    For each supplier: whether it is listed, every listed party that a chain leads to, with the best chain, and what
    ownership rules say of it and of those it supplies. Exits with 0 when nothing at or above --fail-on was found, 1 for
    findings, 4 when the audit is not complete; findings come first. `supplychain guide audit` has the table of levels.

    Example: supplychain sanctioned-path --suppliers suppliers.csv --fail-on medium
    """
    from supplychain_cli.cli.auditing import Wanted, audited, known_from_now_on

    if receipt is not None:
        _check_receipt(session, receipt, write_baseline)
    wanted = Wanted(
        names=tuple(names or ()),
        file=suppliers,
        everybody=everybody,
        limits=shared.Limits(max_legs=max_legs, limit=limit, goods=goods or (), min_grade=min_grade),
        regimes=tuple(regime or ()),
        measures=tuple(measure or ()),
        direction=direction,
        fail_on=fail_on,
        max_unresolved=max_unresolved,
        max_list_age=max_list_age,
        policies=tuple(policy or ()),
        baseline=baseline,
    )
    report, query = audited(session, wanted)
    if write_baseline is not None:
        report = known_from_now_on(session, report, write_baseline)
    code = session.answer(report, "sanctioned-path", query)
    ended = exit_code if report.failing else int(code)
    if receipt is not None:
        from supplychain_cli.cli import receipts

        receipts.write(
            receipts.made(session, receipts.asked_by(session, wanted, query, exit_code), report, ended),
            receipt,
        )
    return ended


def _check_receipt(session: Session, receipt: Path, write_baseline: Path | None) -> None:
    """Refuse a receipt that cannot be written or would not say what was found. Raises UsageFault."""
    output.check_target(receipt, force=session.options.force)
    if write_baseline is not None:
        raise UsageFault(
            "U165",
            "--receipt and --write-baseline were given together.",
            help="Write the baseline first; a receipt says what was found, not what is known from now on.",
        )
