"""Whether a claim counts in the scope of a question, and if not, why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from supplychain_cli.graph.view import Scope
from supplychain_cli.model.dates import Period, parse_day
from supplychain_cli.snapshot.condition import Condition
from supplychain_cli.snapshot.rows import EdgeRow, ListingRow

Standing = Literal["counts", "retracted", "not-yet", "ended", "unwritten"]
"""`not-yet` and `ended` are said of the day asked about, `unwritten` of the day on which it was known."""


def of_relation(scope: Scope, row: EdgeRow) -> Standing:
    """Tell how a relation stands.

    Asked as of a day, a hierarchy must be in force on it, and a flow must have begun by it: a delivery that
    was made stays made. Retracted records count only when the question is what was known before their
    retraction.
    """
    known = _known(scope, row.recorded, row.retracted, row.status)
    if known != "counts" or scope.as_of is None:
        return known
    return _on(scope.as_of, Period("", row.first, None if row.klass == "flow" else row.last))


def of_listing(scope: Scope, row: ListingRow) -> Standing:
    """Tell how a listing stands on the day asked about; `counts` is in force."""
    known = _known(scope, row.recorded, row.retracted, row.status)
    return known if known != "counts" else _on(scope.listings_on, Period("", row.first, row.last))


def relations(scope: Scope) -> Condition:
    """Give the condition that holds for a relation where `of_relation` says `counts`."""
    return Condition(scope.known_on, scope.as_of, live=True, flows_stay=True)


def listings(scope: Scope) -> Condition:
    """Give the condition that holds for a listing where `of_listing` says `counts`."""
    return Condition(scope.known_on, scope.listings_on, live=True)


def written(scope: Scope) -> Condition:
    """Give the condition that holds for a record where `recorded_by` does."""
    return Condition(scope.known_on)


def recorded_by(scope: Scope, recorded: int | None) -> bool:
    """Whether a record was written down by the day asked about; one without a date always was."""
    return scope.known_on is None or recorded is None or recorded <= scope.known_on


def written_by(scope: Scope, recorded: str) -> bool:
    """As `recorded_by`, from the text of a record."""
    return recorded_by(scope, parse_day(recorded) if recorded else None)


def judged_by(scope: Scope, identity: Mapping[str, str]) -> bool:
    """Whether a judgement was written down by the day asked about; one that does not say when, when it was made."""
    return written_by(scope, identity.get("recorded", "") or identity["on"])


def _on(day: int, period: Period) -> Standing:
    if period.covers(day):
        return "counts"
    return "not-yet" if period.first is not None and day < period.first else "ended"


def _known(scope: Scope, recorded: int | None, retracted: int | None, status: str) -> Standing:
    if not recorded_by(scope, recorded):
        return "unwritten"
    if status != "retracted":
        return "counts"
    before = scope.known_on is not None and retracted is not None and scope.known_on < retracted
    return "counts" if before else "retracted"
