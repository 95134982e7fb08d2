"""Every complaint in the house: its code, its place, its words.

A complaint is data. Whoever finds a fault returns a `Diagnostic`; nobody prints. The door collects them,
shows them all and chooses the exit code.
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Literal

from supplychain_cli.light import dataclass

Severity = Literal["error", "warning", "note"]
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Numbers of the errors of a system that has no room for a file."""


class ExitCode(IntEnum):
    """What the process tells its caller; treat every other non-zero value as a failure."""

    ANSWERED = 0
    FINDINGS = 1
    USAGE = 2
    INVALID = 3
    INCOMPLETE = 4
    FAULT = 70
    INTERRUPTED = 130
    CLOSED_PIPE = 141


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a record file: path relative to the dataset folder, line and column counted from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give `file:line:column`, leaving out what is not known."""
        return ":".join([self.file, *(str(part) for part in (self.line, self.column) if part)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint about the records, complete enough to act on.

    `message` says what is wrong and why; `excerpt` is the person's own line and `span` the number of columns
    to underline in it, from its column `mark` (a long line is cut, so `mark` may differ from the location's
    column; 0 is that column); `notes` add facts; `help` says what to do next.
    """

    code: str
    message: str
    location: Location
    severity: Severity = "error"
    excerpt: str = ""
    span: int = 1
    notes: tuple[str, ...] = ()
    help: str = ""
    mark: int = 0

    def sort_key(self) -> tuple[Location, str, str]:
        """Order by place in the files, so that two runs print the same list."""
        return (self.location, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark that travels with an answer: a limit that cut the search, a name taken as another."""

    code: str
    message: str


class SupplyChainError(Exception):
    """A fault that is told to the person in whole sentences and ends the command with `exit_code`."""

    exit_code = ExitCode.FAULT

    def __init__(self, code: str, message: str, *, notes: tuple[str, ...] = (), help: str = "") -> None:  # noqa: A002 - the word shown to people
        """Hold the code that `supplychain explain` knows, what happened, more facts, and what to do next."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.notes = notes
        self.help = help


class UsageFault(SupplyChainError):
    """The question cannot be understood: an unknown or ambiguous name, a bad option, a bad date."""

    exit_code = ExitCode.USAGE


class DataFault(SupplyChainError):
    """The records are missing, unreadable or invalid; `diagnostics` holds every fault found."""

    exit_code = ExitCode.INVALID

    def __init__(
        self,
        code: str,
        message: str,
        *,
        diagnostics: tuple[Diagnostic, ...] = (),
        notes: tuple[str, ...] = (),
        help: str = "",  # noqa: A002
    ) -> None:
        super().__init__(code, message, notes=notes, help=help)
        self.diagnostics = diagnostics
