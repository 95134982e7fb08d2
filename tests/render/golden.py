"""Texts kept in files: `ACCEPT=1 pytest` writes them anew, and the diff is read before it is committed."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare a text with the file of that name, to the last character and line end."""
    file = FOLDER / name
    if os.environ.get("ACCEPT"):
        file.write_bytes(text.encode())
    assert file.exists(), f"{name} is not there yet: run the test once with ACCEPT=1 and read what it wrote."
    assert text == file.read_bytes().decode()
