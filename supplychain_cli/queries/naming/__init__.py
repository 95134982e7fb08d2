"""Two names beside each other: whether they are one, and why."""

from __future__ import annotations
