"""Which engine stands behind the view: the only place that names them."""

from __future__ import annotations

from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.snapshot.reader import Snapshot

ENGINES = ("columnar", "plain")
"""`columnar` reads what a question touches; `plain` loads everything into NetworkX first and is the reference."""


def open_view(snapshot: Snapshot, scope: Scope, engine: str = "columnar") -> View:
    """Open a view with the named engine. Raises UsageFault for a name that is no engine."""
    if engine == "columnar":
        from supplychain_cli.graph.columnar import ColumnarView

        return ColumnarView(snapshot, scope)
    if engine == "plain":
        from supplychain_cli.graph.plain import PlainView

        return PlainView(snapshot, scope)
    raise UsageFault(
        "U106", f"There is no engine called {engine}.", help=f"Choose one of: {', '.join(ENGINES)}."
    )
