"""The yardstick: the least that a Typer command which prints one Rich table can cost."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def bare() -> None:
    """Print a table of ten rows."""
    from rich.console import Console
    from rich.table import Table

    table = Table("number", "square", "cube", title="Powers")
    for number in range(10):
        table.add_row(str(number), str(number**2), str(number**3))
    Console().print(table)


if __name__ == "__main__":
    app()
