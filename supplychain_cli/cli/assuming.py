"""What `--assume` means: which parties a question takes for the same, though nobody has decided that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supplychain_cli.cli.arguments import POSSIBLE
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import COMPARING, Progress
from supplychain_cli.diagnostics import UsageFault

if TYPE_CHECKING:
    from supplychain_cli.graph.view import Party
    from supplychain_cli.queries.chains.ask import Ask
    from supplychain_cli.queries.chains.assumed import Supposed


def supposed(session: Session, assume: str, ask: Ask, *ends: Party) -> Supposed:
    """Suppose that parties which may be the same are; `ends` are those that the question is about.

    Raises UsageFault for a word that means nothing, and where the evidence is to be better than any assumption.
    """
    from supplychain_cli.model.evidence import GRADES
    from supplychain_cli.queries.chains.assumed import suppose
    from supplychain_cli.queries.identity.possible import possible

    if assume != POSSIBLE:
        raise UsageFault(
            "U107", f"There is nothing called {assume} to assume.", help=f"Write --assume {POSSIBLE}."
        )
    if not ask.sieve.assumes:
        raise UsageFault(
            "U100",
            f"--assume {POSSIBLE} and --min-grade {GRADES[ask.min_grade]} exclude each other.",
            notes=("An assumption is possible at best.",),
            help="Leave one of them out.",
        )
    with Progress(quiet=session.options.quiet, words=COMPARING) as progress:
        found = possible(session.view, session.world.names, ends, progress)
    for notice in found.notices:
        session.notice(notice.code, notice.message)
    return suppose(session.view, found.assumptions)
