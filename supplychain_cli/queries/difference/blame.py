"""Which changed records stand behind a chain or a verdict that is not what it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from supplychain_cli.graph.view import View
from supplychain_cli.queries.difference.answers import Cause, RecordChange


class Blame:
    """Looks for the changed records behind a way; those nearest to the evidence first."""

    def __init__(self, changes: Iterable[RecordChange], views: tuple[View, View]) -> None:
        """Hold what changed between the views."""
        self._changes = {change.name: change for change in changes}
        self._listings: dict[str, dict[Cause, str]] = {}
        """The changed listings of a party, with who lists."""
        for change in self._changes.values():
            for view in views if change.section == "listings" else ():
                held = view.record("listings", change.id)
                if held is not None:
                    party = self._listings.setdefault(held.plain["entity"], {})
                    party[_cause(change)] = held.plain["authority"]

    def of(
        self, view: View, relations: Iterable[str], parties: Iterable[str], listed: str
    ) -> tuple[Cause, ...]:
        """Give the changed records of a way: its relations and their sources, the listings of its end, its parties.

        Only where none of these changed, the goods and rules that did. Empty where nothing recorded explains it.
        """
        found = dict.fromkeys(self._behind(view, relations))
        found.update(dict.fromkeys(self.listings(view, listed)))
        if not found:
            found.update(dict.fromkeys(self._named("entities", parties)))
        if not found:
            found.update(dict.fromkeys(self._elsewhere(view)))
        return tuple(found)

    def listings(self, view: View, party: str, authority: str = "") -> Iterator[Cause]:
        """Give the changed listings of a party that a side holds; only those by one authority, if it is given."""
        for cause, who in self._listings.get(party, {}).items():
            if authority in {"", who} and view.record("listings", cause.id) is not None:
                yield cause

    def rules(self) -> Iterator[Cause]:
        """Give the changed ownership rules."""
        return (_cause(change) for change in self._changes.values() if change.section == "regimes")

    def relations(self, names: Iterable[str]) -> Iterator[Cause]:
        """Give those of the relations that changed."""
        return self._named("relations", names)

    def _behind(self, view: View, relations: Iterable[str]) -> Iterator[Cause]:
        for name in relations:
            yield from self._named("relations", (name,))
            held = view.record("relations", name)
            if held is not None:
                cited = [piece["source"] for piece in held.plain.get("evidence", ())]
                sources = dict.fromkeys([*cited, *held.plain.get("sources", ())])
                yield from self._named("sources", filter(self._weighs_otherwise, sources))

    def _weighs_otherwise(self, source: str) -> bool:
        """Whether a source came, went, or is trusted more or less than before."""
        change = self._changes.get(f"sources/{source}")
        fields = {item.field for item in change.fields} if change else {"reliability"}
        return not fields or "reliability" in fields

    def _elsewhere(self, view: View) -> Iterator[Cause]:
        """Give the changed relations about goods, which decide whether goods continue, then the changed rules."""
        for change in self._changes.values():
            if change.section == "relations":
                edge = view.relation(change.id)
                if edge is not None and edge.klass == "goods":
                    yield _cause(change)
        yield from self.rules()

    def _named(self, section: str, names: Iterable[str]) -> Iterator[Cause]:
        for name in names:
            change = self._changes.get(f"{section}/{name}")
            if change is not None:
                yield _cause(change)


def _cause(change: RecordChange) -> Cause:
    return Cause(change.section, change.id, change.happened, change.location)
