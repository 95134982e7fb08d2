"""One module per subject; each rule is one function from a ledger to complaints."""

from __future__ import annotations
