"""Memory of large arrays: what a wide question frees, it takes again at once."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_TRIM, _MAPPED = -1, -3
"""`M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD` of mallopt(3)."""
_MOST, _MOST_OF_OLD = (1 << 31) - 1, 1 << 25
"""Bytes; older versions refuse more than the second for `M_MMAP_THRESHOLD`."""


@cache
def keep_memory() -> None:
    """Let this process keep what it frees, where the C library is one that can be told (glibc, mallopt(3)).

    It gives large arrays back to the kernel otherwise, which hands out cleared pages for the next one: a third of the
    time of a question that takes and frees gigabytes. Does nothing elsewhere.
    """
    if sys.platform != "linux":
        return
    told = getattr(ctypes.CDLL(None), "mallopt", None)
    if told:
        told(_TRIM, _MOST)
        told(_MAPPED, _MOST) or told(_MAPPED, _MOST_OF_OLD)
