"""Two names compared, as rows: one for each agreement and disagreement."""

from __future__ import annotations

from supplychain_cli.queries.naming.compared import NamesAnswer
from supplychain_cli.render.tables.table import Table


def table(answer: NamesAnswer) -> Table:
    """Give one row an agreement or disagreement, with the verdict above."""
    rows = tuple((point.left, point.right, point.verdict, point.cost, point.why) for point in answer.points)
    verdict = "a match" if answer.match else "no match"
    opening = (f"{answer.score} of 100, {verdict} (from {answer.threshold:g} on). {answer.why}",)
    return Table(("name1", "name2", "verdict", "cost", "why"), rows, opening=opening)
