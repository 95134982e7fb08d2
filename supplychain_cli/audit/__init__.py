"""The audit: which suppliers lead to listed parties, judged by levels, policies, waivers and a baseline."""

from __future__ import annotations
