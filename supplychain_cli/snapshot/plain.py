"""One file of plain data in the cache: checked whole when it is read, replaced whole when it is written.

The layout: the magic, which names the versions of this program's layouts and of Python's `marshal`; the SHA-256 of the
rest; and the rest, numbers, texts, bytes and containers of these. It is read by the person who wrote it only: data of
somebody else could make `marshal` fail, never act.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from supplychain_cli.light import sha256
from supplychain_cli.snapshot.format import FORMAT

_LAYOUT = 4
"""Version of what is kept in such files; those of another are no memory."""
_MAGIC = f"supplychain {FORMAT}.{_LAYOUT} {marshal.version} ".encode()
_SUM = 32
UNFINISHED = ".writing"


def write(file: Path, data: Any) -> None:  # noqa: ANN401 - anything that marshal writes
    """Write plain data in place of what the file held. Nobody ever reads half of it. Raises OSError."""
    import tempfile  # reading needs none

    content = marshal.dumps(data)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(UNFINISHED, f"{file.stem}.{os.getpid()}-", file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_MAGIC)
            stream.write(sha256(content).digest())
            stream.write(content)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def read(file: Path) -> Any:  # noqa: ANN401 - what was written
    """Give what was written; None when there is no such file, or it is damaged or another's."""
    try:
        with file.open("rb") as stream:
            owner = os.fstat(stream.fileno()).st_uid
            content = stream.read()
    except OSError:
        return None
    begin = len(_MAGIC) + _SUM
    if os.name == "posix" and owner not in {os.geteuid(), 0}:
        return None
    body = memoryview(content)[begin:]
    if content[:begin] != _MAGIC + sha256(body).digest():
        return None
    try:
        return marshal.loads(body)  # noqa: S302 - its sum was checked, and it is our own
    except (ValueError, EOFError, TypeError):
        return None
