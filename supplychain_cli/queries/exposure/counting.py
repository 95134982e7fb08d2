"""Which listings count in a question about exposure, and what each of them rests on."""

from __future__ import annotations

from supplychain_cli.graph.standing import of_listing
from supplychain_cli.graph.view import View
from supplychain_cli.light import dataclass
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.listing import Regime
from supplychain_cli.queries.cards import listed
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.exposure.answers import Entry
from supplychain_cli.queries.ownership import regimes
from supplychain_cli.snapshot.rows import ListingRow


@dataclass(frozen=True, slots=True)
class Choice:
    """Which listings are asked about: by authority, by measure, and by the rules that count them; empty is all."""

    authorities: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    regimes: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether every listing counts."""
        return not (self.authorities or self.measures or self.regimes)


class Counting:
    """Tells whom the listings that were asked about name, on the day asked about; reads each party's once."""

    def __init__(self, view: View, scribe: Scribe, choice: Choice, min_grade: int) -> None:
        """Find out which rules are in force; no listing is read yet."""
        self._view, self._scribe, self._choice, self._min_grade = view, scribe, choice, min_grade
        self._rows: dict[int, tuple[ListingRow, ...]] = {}
        self._entries: dict[int, tuple[Entry, ...]] = {}
        self.rules: tuple[Regime, ...] = tuple(
            rule
            for rule in regimes.in_force(view, view.scope.listings_on, choice.regimes)
            if not choice.authorities or rule.authority in choice.authorities
            if not choice.measures or choice.measures.intersection(rule.measures)
        )

    def counts(self, node: int) -> bool:
        """Whether any listing that was asked about names the party."""
        if node not in self._rows:
            self._rows[node] = tuple(filter(self._is_asked, self._view.listings(node)))
        weighed = self._min_grade < len(GRADES) - 1
        return bool(self._rows[node]) and (not weighed or bool(self.entries(node)))

    def entries(self, node: int) -> tuple[Entry, ...]:
        """Give the listings of a party that count, best evidence first, then oldest first; empty when none does."""
        if node not in self._entries:
            rows = filter(self._is_asked, self._view.listings(node))
            entries = [self._entry(node, row) for row in rows]
            kept = [entry for entry in entries if GRADES.index(entry.grade) <= self._min_grade]
            self._entries[node] = tuple(sorted(kept, key=lambda entry: GRADES.index(entry.grade)))
        return self._entries[node]

    def grade(self, node: int) -> int:
        """Give the rank of the best listing of a party that counts."""
        return min((GRADES.index(entry.grade) for entry in self.entries(node)), default=len(GRADES) - 1)

    def everybody(self) -> list[tuple[int, int]]:
        """Give every party whose listings were asked about, by number, with what `grade` says of it.

        Cost: one pass over all listings; those of a feed weigh the same, so that one of them is weighed.
        """
        snapshot = self._view.snapshot
        grades: dict[int, int] = {}
        of_feed: dict[tuple[str, str], int] = {}
        for row in filter(self._is_asked, snapshot.all_listings()):
            segment, _ = snapshot.home(row.node)
            node = self._view.leader(row.node)
            if not segment.is_feed:
                grade = GRADES.index(self._entry(node, row).grade)
            elif (grade := of_feed.get((segment.name, row.status), -1)) < 0:
                grade = of_feed[segment.name, row.status] = GRADES.index(self._entry(node, row).grade)
            if grade <= self._min_grade:
                grades[node] = min(grade, grades.get(node, grade))
        return sorted(grades.items())

    def _is_asked(self, row: ListingRow) -> bool:
        choice = self._choice
        return (
            of_listing(self._view.scope, row) == "counts"
            and (not choice.authorities or row.authority in choice.authorities)
            and (not choice.measures or row.measure in choice.measures)
            and (not choice.regimes or any(_is_counted(rule, row) for rule in self.rules))
        )

    def _entry(self, node: int, row: ListingRow) -> Entry:
        line = listed.line(self._view, self._scribe, self._scribe.party(self._view.party(node)), row)
        return Entry(
            listing=line.listing,
            authority=line.authority,
            measure=line.measure,
            programme=line.programme,
            effect=line.effect,
            since=line.from_ or line.between,
            until=line.until,
            entry=line.entry,
            status=line.status,
            grade=line.grade,
            basis=line.basis,
            sources=line.sources,
            location=line.location,
        )


def _is_counted(rule: Regime, row: ListingRow) -> bool:
    return row.authority == rule.authority and row.measure in rule.measures and row.status != "candidate"
