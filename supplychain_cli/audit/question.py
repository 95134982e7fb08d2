"""What an audit forbids: the rules that always apply, or the policies of a file."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from supplychain_cli.audit.lists import Lists
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.ask import Ask

Direction = Literal["out", "in"]
DIRECTIONS: dict[str, tuple[Direction, ...]] = {"out": ("out",), "in": ("in",), "both": ("out", "in")}
CHAIN_LEGS = 6
"""Longest chain that is looked for unless the question says otherwise."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that must not be: that one of `sources` leads to one of the listed parties, or to one of `targets`.

    `rule` and `says` are those of a policy; both are empty for the rules that always apply, which also ask for
    ownership. `sources` are party numbers, None for the suppliers of the audit. Without `targets` the listed parties of
    `lists` are looked for. `limit` bounds the chains shown between two parties.
    """

    lists: Lists
    rule: str = ""
    says: str = ""
    sources: frozenset[int] | None = None
    targets: frozenset[int] | None = None
    directions: tuple[Direction, ...] = ("out",)
    ask: Ask = field(default_factory=lambda: Ask(max_legs=CHAIN_LEGS))
    limit: int = 1
