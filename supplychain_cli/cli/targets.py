"""Where an answer goes, and in which format each time: one file or the screen, and for an audit several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from supplychain_cli.cli import output
from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.light import NamedTuple
from supplychain_cli.render.formats import EXACT

BESIDE = "github"
"""The format that stands on standard output beside another: commands to the runner that reads the log."""
_FOR_PEOPLE = frozenset({"text", "md"})


class Target(NamedTuple):
    """One format and where it goes; None is standard output."""

    style: str
    file: Path | None


def targets(
    words: Sequence[Path], style: str, formats: Sequence[str], *, several: bool
) -> tuple[Target, ...]:
    """Understand `--output`: the answer in `style` first, then each FORMAT=FILE beside it.

    `github` alone is standard output. Where `several` is not set every word is a file. Raises UsageFault for a word
    that cannot be meant, or a file named twice.
    """
    plain = [word for word in words if not (several and _named(word, formats))]
    beside = [named for word in words if several and (named := _named(word, formats))]
    if len(plain) > 1:
        raise UsageFault(
            "U108",
            f"--output names {len(plain)} files for one answer: {', '.join(map(str, plain))}.",
            help="Name one file, and others as FORMAT=FILE." if several else "Name one file.",
        )
    file = plain[0] if plain and plain[0] != output.STDOUT else None
    found = _shown(Target(style, file), beside, asked=bool(plain))
    _once(found)
    return found


def deliver(texts: Iterable[tuple[Target, str]]) -> None:
    """Write each text where it goes: files first, so that a reader who has gone costs none of them.

    Raises as `output.deliver`.
    """
    given = list(texts)
    for target, text in given:
        if target.file is not None:
            output.deliver(text, target.file, exact=target.style in EXACT)
    shown = [(target, text) for target, text in given if target.file is None]
    for at, (target, text) in enumerate(shown):
        guarded = _guarded(text) if at < len(shown) - 1 else text
        output.deliver(guarded, None, exact=target.style in EXACT)


def _named(word: Path, formats: Sequence[str]) -> Target | None:
    style, equals, name = str(word).partition("=")
    if not equals and style == BESIDE and style in formats:
        return Target(style, None)
    if not equals or style not in formats:
        return None
    if not name:
        raise UsageFault(
            "U108",
            f"--output {word} names no file.",
            help=f"Write --output {style}=FILE; - is standard output.",
        )
    return Target(style, None if Path(name) == output.STDOUT else Path(name))


def _shown(main: Target, beside: Sequence[Target], *, asked: bool) -> tuple[Target, ...]:
    """Leave the answer's own text away where another format was asked for on standard output in its place."""
    screens = [target for target in beside if target.file is None and target.style != BESIDE]
    if main.file is None and not asked and screens:
        main, *screens = screens
        beside = [target for target in beside if target is not main]
    commands = [target for target in beside if target.file is None and target.style == BESIDE][:1]
    if commands and main == commands[0]:
        commands = []
    if (main.file is None and screens) or len(screens) > 1 or (commands and not _joins(main, screens)):
        raise UsageFault(
            "U108",
            "Several answers would be mixed on standard output.",
            help="Give all but one a file: --output FORMAT=FILE. Only github goes beside text or md.",
        )
    return (main, *(target for target in beside if target.file is not None), *screens, *commands)


def _joins(main: Target, screens: Sequence[Target]) -> bool:
    return all(target.style in _FOR_PEOPLE for target in (main, *screens) if target.file is None)


def _once(found: Sequence[Target]) -> None:
    files = [target.file.resolve() for target in found if target.file is not None]
    twice = next((file for file in files if files.count(file) > 1), None)
    if twice is not None:
        raise UsageFault(
            "U108", f"--output names the file {twice} twice.", help="Give each format a file of its own."
        )


def _guarded(text: str) -> str:
    from supplychain_cli.render.reports.github import fenced

    return fenced(text)
