"""The front door: which commands there are, and what becomes of whatever goes wrong in them.

Only the module of the command that was asked for is loaded; `--help` needs none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from supplychain_cli import __version__
from supplychain_cli.cli.faults import guarded
from supplychain_cli.diagnostics import ExitCode, UsageFault
from supplychain_cli.light import NamedTuple

PROGRAM = "supplychain"
_COMPLETING = "_SUPPLYCHAIN_COMPLETE"


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


Part = Callable[..., Any] | typer.Typer
Version = Annotated[
    bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
]


class Entry(NamedTuple):
    """A command: the module in this room, the function in it, and the first sentence of its help."""

    module: str
    function: str
    summary: str


class Group(NamedTuple):
    """Commands that share a first word."""

    summary: str
    commands: dict[str, Entry]


COMMANDS: dict[str, Entry | Group] = {
    "trace": Entry("trace", "trace", "Show how goods can get from one party to another."),
    "who-supplies": Entry("suppliers", "who_supplies", "Show who supplies a party, tier by tier."),
    "who-buys-from": Entry("suppliers", "who_buys_from", "Show who buys from a party, tier by tier."),
    "exposure": Entry("exposure", "exposure", "Show every way in which a party touches listed parties."),
    "chokepoints": Entry(
        "chokepoints", "chokepoints", "Show which parties, if removed, cut an end user off."
    ),
    "why": Entry("why", "why", "Show the fewest records that, if wrong, break a finding."),
    "what-if": Entry("what_if", "what_if", "Show what would follow from a designation or a sale."),
    "ownership": Entry("ownership", "ownership", "Show who owns a party and which sanctions rules reach it."),
    "sanctioned-path": Entry("audit", "sanctioned_path", "Check suppliers for chains to listed parties."),
    "find": Entry("find", "find", "Find parties and goods by name."),
    "compare": Entry("compare", "compare", "Compare two names word by word, in any script."),
    "screen": Entry("screen", "screen", "Screen a list of names against the records."),
    "match": Entry("match", "match", "Propose parties that may be the same, and judge them."),
    "show": Entry("show", "show", "Show all that is recorded about a party or a record."),
    "goods": Entry("goods", "goods", "Show goods, who trades them and what contains them."),
    "stats": Entry("stats", "stats", "Show what the dataset holds and what it rests on."),
    "diff": Entry("diff", "diff", "Show what differs between two datasets, and what follows."),
    "verify": Entry("verify", "verify", "Run an audit again and compare it with its receipt."),
    "export": Entry("export", "export", "Write records in the formats of other programs."),
    "feed": Group(
        "Add and keep lists, registers and tables that others publish.",
        {
            "add": Entry("feed", "add", "Check a file, pin it and compile it."),
            "try": Entry("feed", "try_", "Show the first rows of a file as they are understood."),
            "list": Entry("feed", "list_", "Show the feeds of the dataset."),
            "show": Entry("feed", "show", "Show what a feed holds and what was left out."),
            "update": Entry("feed", "update", "Take a newer file for a feed."),
            "remove": Entry("feed", "remove", "Take a feed out of the dataset."),
            "verify": Entry("feed", "verify", "Check that the files of the feeds are those that were added."),
        },
    ),
    "compile": Entry("compile", "compile_", "Read and check the records and store them compiled."),
    "snapshot": Group(
        "Look at the compiled form of the records.",
        {
            "info": Entry("snapshot", "info", "Show what it was made of and how large it is."),
            "verify": Entry("snapshot", "verify", "Check every page of it."),
            "export-parquet": Entry("snapshot", "export_parquet", "Write it as Parquet tables."),
        },
    ),
    "cache": Group(
        "See and remove what is stored between questions.",
        {
            "list": Entry("cache", "list_", "Show what the cache holds."),
            "clear": Entry("cache", "clear", "Remove what the cache holds."),
        },
    ),
    "check": Entry("check", "check", "Check the records and list every fault."),
    "fmt": Entry("fmt", "fmt", "Write record files in their canonical form."),
    "new": Entry("new", "new", "Print a filled-in record to edit."),
    "explain": Entry("pages", "explain", "Explain a code that a message carries."),
    "guide": Entry("pages", "guide", "Show a page of the guide."),
}
"""Every command, in the order in which people meet them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. Never raises, never prints a traceback unless `--debug` is given."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    return int(guarded(lambda: _run(words), debug="--debug" in words))


def _run(words: list[str]) -> int:
    completing = _COMPLETING in os.environ
    asked = words[0] if words and not words[0].startswith("-") else ""
    if asked and asked not in COMMANDS and not completing:
        raise _unknown(asked)
    chosen = [asked] if asked else list(COMMANDS)
    app = _app(
        {
            name: _part(COMMANDS[name], words[1:2] if asked else [], loaded=completing or bool(asked))
            for name in chosen
        }
    )
    code = app(args=words, prog_name=PROGRAM, standalone_mode=False)
    if sys.stdout is not None:
        sys.stdout.flush()
    if not asked and code == ExitCode.FINDINGS:
        # Typer's word for a shell that it cannot complete for; here 1 means findings.
        return ExitCode.USAGE
    return code if isinstance(code, int) else ExitCode.ANSWERED


def _app(parts: dict[str, Part]) -> typer.Typer:
    app = _typer()
    app.callback()(_program)
    for name, part in parts.items():
        if isinstance(part, typer.Typer):
            app.add_typer(part, name=name)
        else:
            app.command(name)(part)
    return app


def _typer(**words: str) -> typer.Typer:
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=bool(words),
        **words,  # type: ignore[arg-type]  # only `help`
    )


def _program(version: Version = False) -> None:
    """Trace who supplies whom, from plain-text records, with the evidence for every step.

    Every command takes --records DIR, --as-of DATE, --known-on DATE, --format and --output FILE; see
    `supplychain COMMAND --help`.
    """


def _part(entry: Entry | Group, words: list[str], *, loaded: bool) -> Part:
    """Give a command or a group of them, loaded, or as the summary that the list of commands prints.

    `words` is the second word, if any: of a group only the command that it names is loaded.
    """
    if isinstance(entry, Entry):
        return _loaded(entry) if loaded else _summary(entry)
    group = _typer(help=entry.summary)
    known = words and words[0] in entry.commands
    for name, each in entry.commands.items():
        wanted = loaded and (name in words if known else _COMPLETING in os.environ)
        group.command(name)(_loaded(each) if wanted else _summary(each))
    return group


def _loaded(entry: Entry) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(
        import_module(f"supplychain_cli.cli.{entry.module}"), entry.function
    )
    return function


def _summary(entry: Entry) -> Callable[..., Any]:
    def listed() -> None:
        """Stand in the list of commands."""

    listed.__doc__ = entry.summary
    return listed


def _unknown(word: str) -> UsageFault:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=2, cutoff=0.5)
    notes = tuple(f"There is a command called {name}." for name in near)
    return UsageFault(
        "U101",
        f"There is no command called {word}.",
        notes=notes,
        help=f"`{PROGRAM} --help` lists all commands.",
    )
