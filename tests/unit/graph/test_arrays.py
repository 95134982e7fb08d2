"""The C library is told to keep what arrays free, where it can be told."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from supplychain_cli.graph.arrays import keep_memory


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    keep_memory.cache_clear()
    yield
    keep_memory.cache_clear()


@pytest.mark.parametrize("most", [1 << 31, 1 << 25], ids=["new", "old"])
def test_glibc_is_told_once_what_it_takes(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[int, int] = {}

    def mallopt(word: int, size: int) -> int:
        assert word not in told
        if word == -1 or size <= most:
            told[word] = size
        return int(word in told)

    library = SimpleNamespace(mallopt=mallopt)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    keep_memory()
    keep_memory()
    assert told == {-1: (1 << 31) - 1, -3: min(most, (1 << 31) - 1)}


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_library_that_cannot_be_told_is_left_alone(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace())
    keep_memory()
