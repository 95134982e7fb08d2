"""Goods on the Common High Priority List: by their own record, or by an HS code that such a record holds."""

from __future__ import annotations

from supplychain_cli.graph.standing import written_by
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.entity import HS_COMMON, Good
from supplychain_cli.queries.exposure.answers import Handled


class Controlled:
    """Tells which goods are on the list; reads each good once."""

    def __init__(self, view: View) -> None:
        """Read through a view."""
        self._view = view
        self._known: dict[str, Handled | None] = {}

    def of(self, name: str) -> Handled | None:
        """Give the tier of a good and the codes that put it there; None when no record puts it on the list.

        Six digits are coarse: that a good shares a listed code does not say that every piece of it is what the list
        means.
        """
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Handled | None:
        good = self._good(name)
        if good is None:
            return None
        if good.chpl:
            return Handled(good.id, good.name, good.chpl, good.hs, "stated")
        tiers = {code: self._tier(code[:HS_COMMON]) for code in good.hs}
        codes = tuple(code for code in good.hs if tiers[code])
        if not codes:
            return None
        return Handled(good.id, good.name, min(tiers[code] for code in codes), codes, "inferred")

    def _tier(self, code: str) -> str:
        """Give the tier of a code by the record that is about fewest codes; empty when no record lists it."""
        goods = (self._good(name) for name in self._view.snapshot.identified(code))
        listed = [good for good in goods if good is not None and good.chpl]
        return min(listed, key=lambda good: (len(good.hs), good.id)).chpl if listed else ""

    def _good(self, name: str) -> Good | None:
        held = self._view.record("goods", name)
        good = from_plain(Good, held.plain) if held else None
        return good if good is not None and written_by(self._view.scope, good.recorded) else None
