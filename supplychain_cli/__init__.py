"""Who supplies whom, with the evidence for every step.

The package is used through the `supplychain` command; `supplychain_cli.queries` answers the same questions in
Python. Importing the package loads nothing but this file.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
