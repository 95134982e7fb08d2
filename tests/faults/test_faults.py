"""Every fault, a few times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.__main__ import FAULTS
from tests.faults.rig import Rig

SHORT = {"kill": 6, "crowd": 1, "flip": 10, "disk": 3, "clock": 2, "edited": 4, "layouts": 2}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Signals and limits are those of POSIX.")


@pytest.mark.parametrize("fault", FAULTS)
def test_the_answer_is_right_all_the_same(fault: str, tmp_path: Path) -> None:
    assert FAULTS[fault](Rig(tmp_path), SHORT[fault]) == []
