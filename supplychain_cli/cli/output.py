"""Where the answer goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from supplychain_cli.cli.faults import silence_stdout, unwritable
from supplychain_cli.diagnostics import UsageFault

STDOUT = Path("-")


def check_target(output: Path | None, *, force: bool) -> None:
    """Refuse a file that exists, before any work is done for it. Raises UsageFault."""
    if output is None or output == STDOUT:
        return
    if output.is_dir():
        raise UsageFault(
            "U108",
            f"{output} is a folder; the answer is written to a file.",
            help="Name a file with --output.",
        )
    if output.is_file() and not force:
        raise UsageFault(
            "U108",
            f"The file {output} exists; it was left as it is.",
            help="Name another file, or add --force to replace it.",
        )


def deliver(text: str, output: Path | None, *, exact: bool = False) -> None:
    """Write the answer; one for programs (`exact`) is UTF-8 whatever the locale says.

    Raises UsageFault when it cannot be written, BrokenPipeError when the reader has gone.
    """
    if output is None or output == STDOUT:
        _print(text, exact=exact)
        return
    try:
        if output.exists() and not output.is_file():
            # A device or a pipe cannot be replaced; it is written to.
            output.write_text(text, encoding="utf-8")
        else:
            replace_file((text,), output)
    except OSError as fault:
        raise unwritable(f"The file {output}", fault) from fault


def stream(lines: Iterable[str], output: Path | None, *, exact: bool = True) -> None:
    """Write lines as they come: each is out before the next is made. As `deliver` otherwise."""
    if output is None or output == STDOUT:
        for line in lines:
            _print(line, exact=exact)
        return
    try:
        if output.exists() and not output.is_file():
            with output.open("w", encoding="utf-8") as device:
                device.writelines(lines)
        else:
            replace_file(lines, output)
    except OSError as fault:
        raise unwritable(f"The file {output}", fault) from fault


def _print(text: str, *, exact: bool) -> None:
    if sys.stdout is None:
        raise UsageFault(
            "U109",
            "The answer cannot be written: standard output is closed.",
            help="Name a file with --output.",
        )
    try:
        if exact and hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        silence_stdout()
        raise unwritable("Standard output", fault) from fault


def replace_file(texts: Iterable[str], output: Path) -> None:
    """Write a file next to it and rename it into place: a reader sees the old one or the whole new one."""
    import tempfile  # most answers go to a screen

    target = output.resolve()
    number, name = tempfile.mkstemp(prefix=f".{target.name[:64]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as part:
            part.writelines(texts)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(_mode_of(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode_of(target: Path) -> int:
    """Give the file that is replaced its own rights, and a new one those that the person's umask leaves."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
