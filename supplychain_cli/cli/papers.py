"""The files that an audit reads besides the records, and what they held."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from supplychain_cli.cli.output import STDOUT
from supplychain_cli.diagnostics import DataFault


class Papers:
    """Reads files and remembers the SHA-256 of what each one held, by the name it was given."""

    def __init__(self) -> None:
        """Nothing has been read."""
        self.digests: dict[str, str] = {}

    def data(self, file: Path, what: str) -> bytes:
        """Read a file, or standard input for `-`; never much more than an audit takes. Raises DataFault."""
        from supplychain_cli.audit.suppliers.read import MAX_BYTES

        try:
            if file == STDOUT:
                return self._seen(file, sys.stdin.buffer.read(MAX_BYTES + 1))
            with file.open("rb") as stream:
                return self._seen(file, stream.read(MAX_BYTES + 1))
        except OSError as fault:
            raise _unreadable(what, file, fault) from fault

    def text(self, file: Path, what: str) -> str:
        """Read a file of text. Raises DataFault."""
        try:
            return self.data(file, what).decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise _unreadable(what, file, fault) from fault

    def _seen(self, file: Path, data: bytes) -> bytes:
        self.digests[str(file)] = sha256(data).hexdigest()
        return data


def _unreadable(what: str, file: Path, fault: Exception) -> DataFault:
    reason = (getattr(fault, "strerror", None) or "it is not UTF-8").lower()
    return DataFault(
        "D121", f"The {what} {file} cannot be read: {reason}.", help="Name a file that can be read."
    )
