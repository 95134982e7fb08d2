"""Lanes: where the edges of each node begin, worked out a stretch of sorted edges at a time."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplychain_cli.snapshot.bulk import filling, lanes

NODES = 12


@given(
    ends=st.lists(st.integers(0, NODES - 1)).map(sorted), cut=st.integers(1, 5), stretch=st.integers(1, 15)
)
def test_the_places_of_edges_are_those_that_counting_gives(ends: list[int], cut: int, stretch: int) -> None:
    chunks = [np.array(ends[at : at + cut], dtype=np.uint32) for at in range(0, len(ends), cut)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "STRETCH", stretch)
        found = np.concatenate(list(lanes._places(chunks, NODES)))
    assert found.tolist() == [bisect_left(ends, node) for node in range(NODES + 1)]
