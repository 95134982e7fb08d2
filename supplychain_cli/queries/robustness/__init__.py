"""What a finding hangs on: the parties that chains need, and the records that carry them."""

from __future__ import annotations
