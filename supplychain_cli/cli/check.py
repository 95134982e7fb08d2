"""`supplychain check`: every fault of the records, and whether they still say what is expected of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import Diagnostic, ExitCode

if TYPE_CHECKING:
    from supplychain_cli.records.read import Reading


@command
def check(
    session: Session,
    *,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Folder of the dataset, instead of --records.")
    ] = None,
    warnings_as_errors: Annotated[
        bool, typer.Option("--warnings-as-errors", help="Exit with 3 for warnings too.")
    ] = False,
) -> int:
    """Check the records and list every fault.

    Reads all files anew, compares the records with each other, and tries the expectations and policies of the dataset.
    Exits with 3 when there is an error; warnings alone exit with 0.

    Example: supplychain check records
    """
    from supplychain_cli.queries.housekeeping import CheckAnswer
    from supplychain_cli.render.complaints import clean_line
    from supplychain_cli.workspace.folder import dataset_folder

    root = dataset_folder(folder or session.options.records)
    reading, found = _complaints(session, root)
    records = len(reading.corpus.entries) if reading.corpus else 0
    errors = sum(item.severity == "error" for item in found)
    warnings = sum(item.severity == "warning" for item in found)
    more = any(item.code == "R190" for item in found)
    answer = CheckAnswer(
        folder=str(root),
        files=len(reading.files),
        records=records,
        holds=errors == 0,
        errors=errors,
        warnings=warnings,
        more=more,
        diagnostics=tuple(map(clean_line, found)),
    )
    if session.options.format == "md" and not found:
        session.write(answer.says)
    else:
        session.answer(answer, "check", {"folder": str(root), "warnings_as_errors": warnings_as_errors})
    failed = errors or (warnings and warnings_as_errors)
    return ExitCode.INVALID if failed else ExitCode.ANSWERED


def _complaints(session: Session, root: Path) -> tuple[Reading, list[Diagnostic]]:
    """Give what was read and all complaints; expectations and policies are tried on records without an error."""
    from supplychain_cli.audit.examples import complaints
    from supplychain_cli.queries.expect import broken
    from supplychain_cli.queries.judged import void
    from supplychain_cli.records.excerpt import quoted

    reading, view = session.check(root)
    found = list(reading.diagnostics)
    if view is not None:
        lines = quoted(
            (*broken(view), *void(view), *complaints(view)),
            lambda name: (root / name).read_text(encoding="utf-8"),
        )
        found += map(_underlined, lines)
    return reading, sorted(found, key=Diagnostic.sort_key)


def _underlined(item: Diagnostic) -> Diagnostic:
    """Underline the whole line: what is stored knows a record's line, not its column."""
    written = item.excerpt.strip()
    return replace(item, mark=len(item.excerpt) - len(item.excerpt.lstrip()) + 1, span=max(1, len(written)))
