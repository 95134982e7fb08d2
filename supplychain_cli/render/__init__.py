"""The face: the only place that paints."""

from __future__ import annotations
