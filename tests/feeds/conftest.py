"""What the tests of feeds share."""

from __future__ import annotations

import pytest

from supplychain_cli.importers.tables import engine


@pytest.fixture(params=["memory", "file"])
def rows_lie_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every table as a small one, which stays in memory, and as a large one, which lies in a file."""
    if request.param == "file":
        monkeypatch.setattr(engine, "_LARGE", -1)
