"""The cards of a policy and of an expectation: what must be or must not be, in words and in fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from supplychain_cli.graph.standing import written_by
from supplychain_cli.graph.view import View
from supplychain_cli.queries.cards.papers import StatedField, StatementCard
from supplychain_cli.snapshot.rows import Held

_ELSEWHERE = frozenset({"id", "says", "note", "recorded", "tags", "examples"})
"""Fields that have a place of their own on the card; the examples of a policy are pages of records."""


def policy(view: View, held: Held) -> StatementCard | None:
    """Give the card of a policy; None when it was not written down by the day asked about."""
    return _card(held, "policy") if written_by(view.scope, held.plain.get("recorded", "")) else None


def expectation(_view: View, held: Held) -> StatementCard:
    """Give the card of an expectation, whatever the day: it is about the records as they are."""
    return _card(held, "expectation")


def _card(held: Held, what: str) -> StatementCard:
    plain = held.plain
    return StatementCard(
        id=held.id,
        says=plain["says"],
        fields=tuple(_fields(plain)),
        recorded=plain.get("recorded", ""),
        note=plain.get("note", ""),
        tags=tuple(plain.get("tags", ())),
        location=f"{held.file}:{held.line}",
        what=what,
    )


def _fields(plain: Mapping[str, Any]) -> Iterator[StatedField]:
    for name, value in plain.items():
        if name == "waivers":
            for waiver in value:
                says = f"{waiver['fingerprint']} until {waiver['until']}, by {waiver['author']}: {waiver['reason']}"
                yield StatedField("waiver", says)
        elif name not in _ELSEWHERE:
            yield StatedField(
                name.replace("_", " "), ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            )
