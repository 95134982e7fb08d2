"""`supplychain fmt`: the one canonical form of record files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.output import replace_file
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import DataFault, Diagnostic, ExitCode, UsageFault

if TYPE_CHECKING:
    from supplychain_cli.queries.housekeeping import FileForm


@command
def fmt(
    session: Session,
    *,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILES", help="Record files or folders; all files of the dataset without any."
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 if a file would change.")
    ] = False,
) -> int:
    """Write record files in their canonical form.

    Keeps every value, every comment and the order of the records. A file with faults is left as it is (exit code 3).

    Example: supplychain fmt records/parties
    """
    from supplychain_cli.queries.housekeeping import FormAnswer

    forms: list[FileForm] = []
    faults: list[Diagnostic] = []
    for path in _record_files(session, files or ()):
        _settle(path, forms, faults, write=not check)
    if faults:
        raise DataFault(
            "D105",
            "A file with faults has no canonical form; it was left as it is.",
            diagnostics=tuple(faults),
            help="Mend it; `supplychain check` says more.",
        )
    session.answer(FormAnswer(tuple(forms), written=not check), "fmt", {"check": check})
    return ExitCode.FINDINGS if check and any(form.changed for form in forms) else ExitCode.ANSWERED


def _record_files(session: Session, named: list[Path] | tuple[Path, ...]) -> list[Path]:
    """Give the files named, those below the folders named, or those of the dataset, each once."""
    from supplychain_cli.records.files import files_of
    from supplychain_cli.workspace.folder import dataset_folder

    if not named:
        return list(files_of(dataset_folder(session.options.records)))
    found: list[Path] = []
    for path in named:
        if not path.exists():
            raise UsageFault(
                "U114", f"There is no file {path}.", help="Name record files or folders of them."
            )
        found += files_of(path) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _settle(path: Path, forms: list[FileForm], faults: list[Diagnostic], *, write: bool) -> None:
    """Compare one file with its canonical form, and write that if it may."""
    from supplychain_cli.queries.housekeeping import FileForm
    from supplychain_cli.records.files import HEAD, load
    from supplychain_cli.records.write import canonical

    text, unread = load(path, str(path))
    faults.extend(unread)
    if text is None:
        return
    form = canonical(text, HEAD if path.name == HEAD else str(path))
    faults.extend(form.diagnostics)
    if form.text is None:
        return
    changed = form.text != text
    if changed and write:
        replace_file((form.text,), path)
    forms.append(FileForm(str(path), changed))
