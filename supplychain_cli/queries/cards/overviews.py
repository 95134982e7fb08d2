"""What `goods` and `stats` give back: frozen lists and counts, ready to be shown without going back.

Field names are those of the JSON output; they only ever gain company.
"""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass


@dataclass(frozen=True, slots=True)
class GoodLine:
    """One good in the table of goods. `chpl` is its own tier or the tiers of its HS codes."""

    id: str
    name: str
    native: str
    hs: tuple[str, ...]
    chpl: tuple[str, ...]
    relations: int


@dataclass(frozen=True, slots=True)
class GoodsAnswer:
    """The goods of a dataset, all or those under an HS prefix, in order of ids."""

    goods: tuple[GoodLine, ...]
    hs: str
    what: str = "goods"
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records have these values."""

    keys: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Records of a section counted by one or two fields; `by` names the fields that `keys` are values of."""

    section: str
    by: tuple[str, ...]
    rows: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The earliest and the latest day that records of a section speak of."""

    section: str
    first: str
    last: str
    undated: int


@dataclass(frozen=True, slots=True)
class Ids:
    """Records of a section that share a weakness; `count` counts all, `ids` may be the first of them."""

    section: str
    count: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatsAnswer:
    """What a dataset holds and where it is thin. Empty sections are counted too."""

    sections: tuple[Tally, ...]
    breakdowns: tuple[Breakdown, ...]
    spans: tuple[Span, ...]
    single_source: tuple[Ids, ...]
    uncited: tuple[Ids, ...]
    notices: tuple[Notice, ...] = ()
    complete: bool = True
