"""`supplychain new`: a filled-in record to edit."""

from __future__ import annotations

from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

SECTIONS = {
    "entity": "entities",
    "relation": "relations",
    "source": "sources",
    "listing": "listings",
    "good": "goods",
    "policy": "policies",
}
"""What can be begun, with the section it goes into."""


def _begun(incomplete: str) -> list[str]:
    return [name for name in SECTIONS if name.startswith(incomplete)]


@command
def new(
    session: Session,
    *,
    kind: Annotated[
        str, typer.Argument(metavar="|".join(SECTIONS), help="What to begin.", autocompletion=_begun)
    ],
) -> int:
    """Print a filled-in record to edit.

    Save it to a file below the dataset's folder, replace what is invented, and run `supplychain check`.

    Example: supplychain new relation --output records/trade/my-find.yml
    """
    from supplychain_cli.queries.housekeeping import TemplateAnswer
    from supplychain_cli.records.new import template

    if kind not in SECTIONS:
        raise UsageFault(
            "U107",
            f"There is no record called {kind} to begin.",
            help=f"Choose one of: {', '.join(SECTIONS)}.",
        )
    section = SECTIONS[kind]
    lines = tuple(template(section).splitlines())
    if session.options.format == "md":
        return session.write("\n".join(["```yaml", *lines, "```"]))
    return session.answer(TemplateAnswer(section, lines), "new", {"kind": kind})
