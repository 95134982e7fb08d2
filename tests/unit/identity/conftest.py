"""One compiled world in which records are joined."""

from __future__ import annotations

import pytest

from supplychain_cli.snapshot.reader import Snapshot
from tests import joined


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return joined.snapshot(tmp_path_factory.mktemp("joined"))
