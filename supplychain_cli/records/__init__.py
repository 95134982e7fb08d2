"""People's files: text to model and back. The only room that knows YAML."""

from __future__ import annotations
