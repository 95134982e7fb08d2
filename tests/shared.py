"""Public data that are too large to travel with the project: a test that wants them is skipped where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Beside the project's folder: lists as they were published, in one folder a publisher."""


def shared(name: str) -> Path:
    """Give the path of a file or folder of the public data, such as `ofac/sdn-2019-01`; skips the test without it."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"There is no {name} beside the project.")
    return path
