"""`supplychain`, and `python -m supplychain_cli`: a process of its own for one command."""

from __future__ import annotations

import atexit
import gc
import sys

_RARELY = 100_000
"""New objects after which garbage is looked for; Python's own number is in the hundreds."""


def main() -> int:
    """Run the command that the person typed, and give its exit code.

    A command is short: looking for garbage among what it loads would take a tenth of it. So that waits, from before
    the first library is loaded.
    """
    gc.set_threshold(_RARELY)
    atexit.register(_leave)
    from supplychain_cli.cli.app import main as run

    return run()


def _leave() -> None:
    """Spare a process that ends the search for garbage, an eighth of a short one: all memory goes with it.

    DuckDB alone is left as it would be, for it complains on standard error of what nobody collected.
    """
    if "duckdb" not in sys.modules:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
