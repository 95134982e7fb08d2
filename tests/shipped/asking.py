"""Questions in one line each, for tests that read like a list of requirements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from supplychain_cli.graph.columnar import ColumnarView
from supplychain_cli.graph.view import Party, Scope, View
from supplychain_cli.matching.resolve import resolve
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dataset import SECTIONS
from supplychain_cli.model.dates import parse_day
from supplychain_cli.queries.chains import suppliers, trace
from supplychain_cli.queries.chains.answers import SuppliersAnswer, TraceAnswer
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.workspace.names import StoredNames


@dataclass(frozen=True)
class Asking:
    """A view, and the questions that the tests put to it."""

    view: View

    def on(self, day: str) -> Asking:
        """The same records as of a day."""
        scope = replace(self.view.scope, as_of=parse_day(day))
        return Asking(ColumnarView(self.view.snapshot, scope))

    def known_on(self, day: str) -> Asking:
        """What the records held on a day."""
        return Asking(ColumnarView(self.view.snapshot, Scope(self.view.scope.today, known_on=parse_day(day))))

    def party(self, name: str) -> Party:
        """The one party of a name."""
        found = resolve(name, StoredNames(self.view), accept=self._is_party)
        assert found.party, f"{name}: {[candidate.party for candidate in found.candidates]}"
        party = self.view.find(found.party)
        assert party
        return party

    def candidates(self, name: str) -> set[str]:
        """Whom a name could mean; nobody when it means one."""
        found = resolve(name, StoredNames(self.view), accept=self._is_party)
        return set() if found.party else {candidate.party for candidate in found.candidates}

    def trace(self, source: str, target: str, **limits: Any) -> TraceAnswer:
        """Chains between two names."""
        return trace.chains(self.view, self.party(source), self.party(target), Ask(**limits))

    def ways(self, source: str, target: str, **limits: Any) -> list[list[str]]:
        """The parties of each chain, by id."""
        return [
            [party.id for party in chain.parties] for chain in self.trace(source, target, **limits).chains
        ]

    def suppliers(self, name: str, tiers: int = 3, **options: Any) -> SuppliersAnswer:
        """Who supplies a party."""
        return suppliers.around(
            self.view, self.party(name), Ask(), direction="suppliers", tiers=tiers, **options
        )

    def marks(self, name: str) -> set[tuple[str, str]]:
        """Authority and measure of every listing in force."""
        return {(mark.authority, mark.measure) for mark in self.view.marks(self.party(name).node)}

    def record(self, section: str, name: str) -> Any:
        """A whole record by id."""
        held = self.view.record(section, name)
        assert held, f"there is no {name} in {section}"
        return from_plain(SECTIONS[section], held.plain)

    def _is_party(self, name: str) -> bool:
        party = self.view.find(name)
        return party is not None and party.kind != "good"
