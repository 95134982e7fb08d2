"""The table of goods: all, or those under an HS prefix."""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.graph import standing
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.entity import HS_COMMON, Good
from supplychain_cli.queries.cards.overviews import GoodLine, GoodsAnswer
from supplychain_cli.snapshot.counting import carried


def table(view: View, hs: str = "") -> GoodsAnswer:
    """List the goods whose HS codes begin with `hs` (digits only), all by default, in order of ids.

    A good's tiers on the Common High Priority List are its own, or else those of the records with the same HS code.
    No good: an empty table and a notice. Cost: every good, and every relation about one.
    """
    counts = carried(view.snapshot, standing.relations(view.scope))
    records = [from_plain(Good, held.plain) for held in view.snapshot.records("goods")]
    tiers: dict[str, set[str]] = {}
    for good in records:
        for code in good.hs if good.chpl else ():
            tiers.setdefault(code, set()).add(good.chpl)
    lines = []
    for good in records:
        found = view.find(good.id)
        if found is not None and (not hs or any(code.startswith(hs) for code in good.hs)):
            derived = set().union(*(tiers.get(code[:HS_COMMON], set()) for code in good.hs))
            chpl = (good.chpl,) if good.chpl else tuple(sorted(derived))
            lines.append(GoodLine(good.id, good.name, found.native, good.hs, chpl, counts.get(found.node, 0)))
    nothing = Notice(
        "N302",
        f"No recorded good has an HS code that begins with {hs}." if hs else "These records hold no goods.",
    )
    return GoodsAnswer(tuple(lines), hs, notices=() if lines else (nothing,))
