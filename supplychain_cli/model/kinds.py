"""Kinds of parties and relations, declared once, as data.

No query spells a relation kind out except the query that is about it: a query asks for a class and a
direction.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from supplychain_cli.light import NamedTuple

EntityKind = Literal["company", "group", "person", "public-body", "vessel", "system", "country"]
RelationKind = Literal[
    "supplies",
    "owns",
    "controls",
    "directs",
    "part-of",
    "linked-to",
    "produces",
    "used-in",
    "associated-with",
]
Measure = Literal["blocking", "sectoral", "export-control", "debarment", "import-ban", "other"]
Status = Literal["current", "disputed", "candidate", "retracted"]
Directness = Literal["direct", "indirect", "group-level", "origin-country", "aggregate"]


class Walk(StrEnum):
    """How a relation may be walked when a chain is read from the supplier to the end user."""

    FLOW = "flow"
    """Goods pass from `from` to `to`."""
    DOWN = "down"
    """Hierarchy: `from` stands above `to`."""
    UP = "up"
    """Hierarchy: `from` stands below `to`."""
    GOODS = "goods"
    """About goods and systems; never part of a chain between parties."""
    WEAK = "weak"
    """Not walked by default."""


class KindRule(NamedTuple):
    """What a relation kind means: how it is walked, its two ends, and the words a chain is read with."""

    walk: Walk
    by_default: bool
    from_kinds: frozenset[str]
    to_kinds: frozenset[str]
    forward: str
    backward: str


_PARTIES = frozenset({"company", "group", "person", "public-body", "vessel"})
_HOLDERS = _PARTIES | {"country"}
_ORGANISATIONS = _PARTIES - {"person"}
_TRADERS = _PARTIES | {"country"}
_GOODS = frozenset({"good", "system"})

KINDS: dict[str, KindRule] = {
    "supplies": KindRule(Walk.FLOW, True, _TRADERS, _TRADERS, "supplies", "is supplied by"),
    "owns": KindRule(Walk.DOWN, True, _HOLDERS, _ORGANISATIONS, "owns", "is owned by"),
    "controls": KindRule(Walk.DOWN, True, _HOLDERS, _ORGANISATIONS, "controls", "is controlled by"),
    "directs": KindRule(Walk.DOWN, False, frozenset({"person"}), _ORGANISATIONS, "directs", "is directed by"),
    "part-of": KindRule(
        Walk.UP, True, _ORGANISATIONS | _GOODS, _ORGANISATIONS | _GOODS, "is part of", "includes"
    ),
    "linked-to": KindRule(Walk.UP, True, _PARTIES, _PARTIES, "is linked to", "has linked to it"),
    "produces": KindRule(Walk.GOODS, False, _PARTIES, _GOODS, "produces", "is produced by"),
    "used-in": KindRule(Walk.GOODS, False, _GOODS, _GOODS, "is used in", "contains"),
    "associated-with": KindRule(
        Walk.WEAK, False, _HOLDERS, _HOLDERS, "is associated with", "is associated with"
    ),
}
"""Every relation kind. A hierarchy relation may be walked from either end: `Walk` says which end stands above."""

CLASS_OF = {
    kind: {Walk.FLOW: "flow", Walk.GOODS: "goods", Walk.WEAK: "weak"}.get(rule.walk, "hierarchy")
    for kind, rule in KINDS.items()
}
"""The class of each relation kind: flow, hierarchy, goods or weak."""

TURNED = frozenset(kind for kind, rule in KINDS.items() if rule.walk is Walk.UP)
"""Kinds whose records name the lower end first; an edge always runs from the upper."""

DEFAULT_KINDS = frozenset(kind for kind, rule in KINDS.items() if rule.by_default)
"""The kinds that a chain walks unless the question names others."""

WALKABLE_KINDS = frozenset(kind for kind, rule in KINDS.items() if rule.walk is not Walk.GOODS)
"""The kinds that a chain may be asked to walk; one about goods never is a leg."""

NEVER_PASSED = frozenset({"country", "system", "good"})
"""Kinds of things at which a chain may begin or end, and which none passes."""
