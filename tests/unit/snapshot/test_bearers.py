"""What several bear is found by hashes as it is one by one."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.model.entity import Entity
from supplychain_cli.model.numbers import STRONG
from supplychain_cli.snapshot import bearers, links
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.segment import Segment
from tests.engines.worlds import snapshot_of

VALUES = ("", "7", "77", "7704274402", "ÄÖ", "a\x00", "a", "五", "x" * 3_000)
SCHEMES = ("inn", "lei", "ofac", "imo", "phone")
HELD: list[Snapshot] = []
"""Snapshots in memory go when nobody holds them."""
BEARERS = st.lists(
    st.dictionaries(st.sampled_from(SCHEMES), st.lists(st.sampled_from(VALUES), max_size=2).map(tuple)),
    min_size=1,
    max_size=7,
)


def segment_of(parties: list[dict[str, tuple[str, ...]]], base: int) -> Segment:
    """Give a segment of parties with these identifiers, whose nodes are counted from `base`."""
    made = (Entity(f"p{n}", "company", f"P {n}", identifiers=each) for n, each in enumerate(parties))  # type: ignore[arg-type]  # any scheme
    held = snapshot_of(*made)
    HELD.append(held)
    held.segments[0].base = base
    return held.segments[0]


@given(worlds=st.lists(BEARERS, min_size=1, max_size=3), stretch=st.sampled_from((1, 3, 1_000)))
@settings(max_examples=150, deadline=None)
def test_what_several_bear_is_that_of_the_plain_look(
    worlds: list[list[dict[str, tuple[str, ...]]]], stretch: int
) -> None:
    segments = [segment_of(world, 100 * place) for place, world in enumerate(worlds)]
    with patch.object(links, "MANY", -1), patch.object(bearers, "_STRETCH", stretch):
        found = set(links._by_identifier(segments))
    assert found == set(links.one_by_one(segments))
    HELD.clear()


@pytest.mark.parametrize("text", VALUES)
def test_the_hash_of_a_column_is_that_of_each_text(text: str) -> None:
    segment = segment_of([{"inn": (text or "0",)}, {"inn": ("1", "2")}], 0)
    rows, hashes = bearers._hashes(segment, STRONG)
    values = segment.table("identifier")["value"]
    expected = [
        (bearers.hash_of(values[row].encode()) + bearers.hash_of(b"inn")) % (1 << 64) for row in rows.tolist()
    ]
    assert hashes.tolist() == expected
    assert hashes.dtype == np.uint64


def test_a_hash_that_two_values_share_joins_nobody() -> None:
    segment = segment_of([{"inn": ("1",)}, {"inn": ("2",)}], 0)
    with patch.object(
        bearers, "_of_values", lambda _column, begin, end: np.zeros(end - begin, dtype=np.uint64)
    ):
        assert not list(bearers.shared([segment], STRONG))
