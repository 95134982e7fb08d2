"""`python -m supplychain_cli`: the same as the `supplychain` command."""

from __future__ import annotations

import sys

from supplychain_cli.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
