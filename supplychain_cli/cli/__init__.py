"""The door: parse, ask, render. Every error becomes a message and an exit code."""

from __future__ import annotations
