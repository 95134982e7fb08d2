"""The rows of a feed as whole records, so that a card or a leg shows them as it shows those of the YAML files.

They are made when they are asked for. Their file is that of the feed, their line the row in it, and their one source
the feed.
"""

from __future__ import annotations

from typing import Any

from supplychain_cli.model.dates import day_text
from supplychain_cli.model.kinds import TURNED
from supplychain_cli.snapshot.rows import Held
from supplychain_cli.snapshot.segment import Segment

Plain = dict[str, Any]


def entity(segment: Segment, at: int) -> Held:
    """Give a party of a feed, with its names, identifiers and details."""
    node = segment.table("node")
    name = node["id"][at]
    others = [row for row in segment.names_of(at) if row.kind != "primary"]
    plain: Plain = {"id": name, "kind": node["kind"][at], "name": node["name"][at]}
    plain["names"] = [_said(name=row.text, lang=row.lang, kind=row.kind) for row in others]
    plain["country"], plain["identifiers"] = node["country"][at], _identifiers(segment, at)
    plain["sources"], plain["note"] = [segment.name], _details(segment, at)
    return _held(segment, "entities", name, _said(**plain), node["row"][at])


def relation(segment: Segment, at: int) -> Held:
    """Give a relation of a feed."""
    edge = segment.edge
    kind, name = edge("kind")[at], segment.edge_id(at)
    ends = [segment.table("node")["id"][edge(end)[at]] for end in ("tail", "head")]
    if kind in TURNED:
        ends.reverse()
    plain: Plain = {
        "id": name,
        "kind": kind,
        "from": ends[0],
        "to": ends[1],
        "goods": edge("goods")[at].split(),
    }
    plain["period"] = _period(edge("first")[at], edge("last")[at])
    plain["quantity"], plain["value"] = (
        _amount(edge("quantity")[at], "unit"),
        _amount(edge("value")[at], "currency"),
    )
    plain["share"], plain["votes"] = _stake(edge("share")[at]), _stake(edge("votes")[at])
    plain["directness"], plain["status"] = (
        _unless(edge("directness")[at], "direct"),
        _unless(edge("status")[at], "current"),
    )
    basis = "inferred" if edge("inferred")[at] and edge("status")[at] != "candidate" else "stated"
    where = edge("reference")[at]
    locator = f"row {edge('row')[at]:,}" + (f", no. {where}" if where else "")
    plain["evidence"] = [_evidence(segment, locator, basis, edge("text")[at])]
    return _held(segment, "relations", name, _said(**plain), edge("row")[at])


def listing(segment: Segment, at: int) -> Held:
    """Give a listing of a feed."""
    table = segment.table("listing")
    plain: Plain = {"id": segment.listing_id(at), "entity": segment.table("node")["id"][table["node"][at]]}
    plain |= {
        column: table[column][at] for column in ("authority", "programme", "measure", "entry", "effect")
    }
    plain["from"], plain["until"] = _day(table["first"][at]), _day(table["last"][at])
    entry = plain["entry"]
    locator = f"entry {entry}" if entry else f"row {table['row'][at]:,}"
    plain["evidence"] = [_evidence(segment, locator, "stated", "")]
    return _held(segment, "listings", plain["id"], _said(**plain), table["row"][at])


def source(feed: Held) -> Held:
    """Give the document that a feed is, from the record of the feed."""
    plain = feed.plain
    kept = {key: plain.get(key, "") for key in ("id", "publisher", "title", "url", "date", "licence", "note")}
    kept["publisher"] = kept["publisher"] or "Publisher not recorded"
    kept["title"] = kept["title"] or f"Feed {feed.id}"
    return Held(
        "sources", feed.id, _said(**kept, reliability=plain.get("reliability", "F")), feed.file, feed.line
    )


def _held(segment: Segment, section: str, name: str, plain: Plain, row: int) -> Held:
    return Held(section, name, plain, segment.info.meta.get("files", {}).get(section, segment.name), row)


def _evidence(segment: Segment, locator: str, basis: str, text: str) -> Plain:
    credibility = segment.info.meta.get("credibility", 2)
    return _said(source=segment.name, locator=locator, basis=basis, credibility=credibility, paraphrase=text)


def _identifiers(segment: Segment, at: int) -> Plain:
    found: dict[str, list[str]] = {}
    table = segment.table("identifier")
    for row in segment.identifiers_of(at):
        found.setdefault(table["scheme"][row], []).append(table["value"][row])
    return {scheme: values[0] if len(values) == 1 else values for scheme, values in sorted(found.items())}


def _details(segment: Segment, at: int) -> str:
    table = segment.table("detail")
    return " ".join(f"{table['label'][row]}: {table['text'][row]}." for row in table.range_of("node", at))


def _amount(text: str, unit: str) -> Plain | None:
    amount, _, rest = text.partition(" ")
    return {"amount": amount, unit: rest} if amount else None


def _stake(text: str) -> str | Plain | None:
    """Give a stake as a record writes it, from interval text."""
    if not text or text[0] not in "[(":
        return text or None
    low, _, high = text[1:-1].partition(",")
    return _said(min=low, max=high, min_exclusive=text[0] == "(", max_exclusive=text[-1] == ")")


def _period(first: int, last: int) -> str:
    if not first and not last:
        return ""
    return _day(first) if first == last else f"{_day(first) or '..'}/{_day(last) or '..'}"


def _day(day: int) -> str:
    return day_text(day) if day else ""


def _unless(text: str, usual: str) -> str:
    return "" if text == usual else text


def _said(**fields: Any) -> Plain:  # noqa: ANN401 - a record's fields
    """Leave out what is not said, as records do."""
    return {name: value for name, value in fields.items() if value not in ("", None, [], {}, False)}
