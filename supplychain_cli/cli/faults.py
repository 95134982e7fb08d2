"""Every error becomes a message and an exit code; nobody sees a traceback who did not ask for one."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable

import typer

from supplychain_cli.cli.talk import MAX_FULL, say
from supplychain_cli.diagnostics import NO_ROOM, DataFault, Diagnostic, ExitCode, SupplyChainError, UsageFault


def guarded(action: Callable[[], int | None], *, debug: bool) -> int:
    """Do something and give the exit code; whatever goes wrong is told to the person on standard error."""
    try:
        return action() or 0
    except typer.Exit as stop:
        return stop.exit_code
    except SystemExit as stop:
        return _code_of_exit(stop)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        silence_stdout()
        return ExitCode.CLOSED_PIPE
    except Exception as fault:  # noqa: BLE001 - this is where every error ends
        return _told(fault, debug=debug)


def tell(fault: SupplyChainError) -> None:
    """Print a fault: its complaints first, each with the person's own line, then what it means."""
    from supplychain_cli.render.complaints import complaints_text, fault_text

    shown: list[Diagnostic] = []
    if isinstance(fault, DataFault) and fault.diagnostics:
        errors = [item for item in fault.diagnostics if item.severity == "error"]
        shown = errors[:MAX_FULL]
        say(complaints_text(shown) + "\n")
        if len(errors) > len(shown):
            say(f"{len(errors) - len(shown):,} more errors are not shown.\n")
    say(fault_text(fault, shown))


def silence_stdout() -> None:
    """Send what is still buffered for a reader that has gone nowhere, so that the end of the process stays quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (AttributeError, OSError, ValueError):
        return


def _code_of_exit(stop: SystemExit) -> int:
    """Typer leaves with 1 when the pipe it prints help into is closed."""
    if isinstance(stop.__context__, BrokenPipeError):
        silence_stdout()
        return ExitCode.CLOSED_PIPE
    if stop.code is None or isinstance(stop.code, int):
        return stop.code or 0
    say(str(stop.code))
    return ExitCode.USAGE


def unwritable(what: str, fault: OSError) -> UsageFault:
    """Say that the answer cannot be written where it was asked for, and why."""
    reason = (fault.strerror or type(fault).__name__).lower()
    remedy = (
        "Make room or name another place" if fault.errno in NO_ROOM else "Name a place that can be written"
    )
    return UsageFault(
        "U109",
        f"{what} cannot be written: {reason}.",
        help=f"{remedy} with --output, then run the command again.",
    )


def _told(fault: Exception, *, debug: bool) -> int:
    if debug:
        _trace(fault)
    known = fault
    if hasattr(fault, "format_message"):
        known = _misuse(fault)
    elif isinstance(fault, OSError) and fault.errno in NO_ROOM:
        silence_stdout()
        known = unwritable("Standard output", fault)
    if isinstance(known, SupplyChainError):
        tell(known)
        return known.exit_code
    from supplychain_cli.render.clean import clean

    what = (
        "the memory did not suffice" if isinstance(fault, MemoryError) else f"{type(fault).__name__}: {fault}"
    )
    say(f"error: supplychain met a fault of its own ({clean(what)}).")
    if not debug:
        say("  = help: run the same command again with --debug and report what it prints.")
    return ExitCode.FAULT


def _misuse(fault: Exception) -> UsageFault:
    """Say in our words what Typer does not understand. Its own errors are told apart by what they carry."""
    context = getattr(fault, "ctx", None)
    path = getattr(context, "command_path", "supplychain")
    usage = f"Run `{path} --help` to see how it is used."
    option = getattr(fault, "option_name", "")
    if option and hasattr(fault, "possibilities"):
        near = getattr(fault, "possibilities", None) or ()
        notes = tuple(f"There is an option {name} with a similar name." for name in sorted(near))
        if path == "supplychain":
            notes += ("Options of a command come after its name: `supplychain trace VITAL --to Rostec -v`.",)
        return UsageFault("U102", f"`{path}` has no option {option}.", notes=notes, help=usage)
    message = str(fault.format_message()).strip()  # type: ignore[attr-defined]  # asked for by the caller
    message = _in_words(message)
    return UsageFault("U100", message if message.endswith(".") else f"{message}.", help=usage)


def _in_words(message: str) -> str:
    """Write what Typer says of numbers without the names of types and without formulas."""
    message = re.sub(r" is not a valid int(eger)?( range)?\b", " is not a whole number", message)
    message = re.sub(
        r" is not in the range (\d+)<=x<=(\d+)", r" is not a whole number from \1 to \2", message
    )
    return re.sub(r" is not in the range x>=(\d+)", r" is not a whole number from \1 upwards", message)


def _trace(fault: Exception) -> None:
    import traceback

    from supplychain_cli.render.clean import clean

    say(clean("".join(traceback.format_exception(fault)).rstrip("\n"), breaks=True))
