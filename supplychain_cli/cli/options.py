"""The options that every command takes, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import typer

from supplychain_cli.light import dataclass
from supplychain_cli.render.formats import FORMATS, REPORTS


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def _all_formats(incomplete: str) -> list[str]:
    return [name for name in (*FORMATS, *REPORTS) if name.startswith(incomplete)]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may ask of any command. Typer reads names, types and help from here.

    `formats` are those the command has, `several` says whether it writes more than one at once, and `places` whether
    it looks itself whether `--output` may be written.
    """

    formats: ClassVar[tuple[str, ...]] = FORMATS
    several: ClassVar[bool] = False
    places: ClassVar[bool] = False

    records: Annotated[
        Path | None,
        typer.Option("--records", metavar="DIR", help="Folder of the dataset: the one with its dataset.yml."),
    ] = None
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar="DATE", help="Count what was true on this day: 2024-06-30, 2024-06 or 2024."
        ),
    ] = ""
    known_on: Annotated[
        str, typer.Option("--known-on", metavar="DATE", help="Count what had been written down by this day.")
    ] = ""
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="|".join(FORMATS), help="Form of the answer.", autocompletion=_formats
        ),
    ] = "text"
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the answer to a file; - is standard output."
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Let --output replace a file.")] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no remarks beside the answer.")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print addresses and all detail.")] = False
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program a fault arose.")] = False
    engine: Annotated[str, typer.Option("--engine", hidden=True)] = "columnar"


@dataclass(frozen=True, slots=True)
class AuditOptions(Options):
    """The same for an audit, which has the formats of build servers too and writes several at once."""

    formats: ClassVar[tuple[str, ...]] = (*FORMATS, *REPORTS)
    several: ClassVar[bool] = True

    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join((*FORMATS, *REPORTS)),
            help="Form of the answer.",
            autocompletion=_all_formats,
        ),
    ] = "text"
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="[FORMAT=]FILE",
            help=(
                "Write the answer to a file; FORMAT=FILE writes one more beside it and may be repeated; "
                "- is standard output. github alone prints workflow commands after the answer."
            ),
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class ExportOptions(Options):
    """The same for an export, whose format is an argument, and which may be a folder."""

    formats: ClassVar[tuple[str, ...]] = ("text",)
    places: ClassVar[bool] = True

    format: Annotated[str, typer.Option("--format", hidden=True)] = "text"
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="File or folder to write; - is standard output, for a text.",
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Let --output replace an older export.")] = False
