"""The page that GitHub Actions shows for a step: an audit in Markdown is appended to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "GITHUB_STEP_SUMMARY"
LIMIT = 1024 * 1024
"""Bytes that GitHub takes for a step; of a longer page it shows nothing."""
_CUT = "\n\nThe summary is cut here, for it would be too long. The other formats hold everything.\n"


def append(text: str, environment: Mapping[str, str]) -> str:
    """Append a page in Markdown to the file that the build names.

    Gives the reason where it cannot be written, and is empty where it was, or where no build asks for one.
    """
    name = environment.get(VARIABLE)
    if not name:
        return ""
    file = Path(name)
    try:
        held = file.stat().st_size if file.exists() else 0
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(shortened(f"{text}\n", LIMIT - held))
    except OSError as fault:
        return (fault.strerror or type(fault).__name__).lower()
    return ""


def shortened(text: str, room: int) -> str:
    """Cut a text at the end of a line so that it fits into so many bytes of UTF-8, and say so."""
    whole = text.encode()
    if len(whole) <= room:
        return text
    kept = whole[: max(0, room - len(_CUT.encode()))].rpartition(b"\n")[0]
    return kept.decode("utf-8", "ignore") + _CUT if kept else ""
