"""Relations and listings of FollowTheMoney: which schema becomes which kind, and between whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from supplychain_cli.importers import ftm_listings
from supplychain_cli.importers.ftm_entity import Entity
from supplychain_cli.importers.ftm_index import Index, Known
from supplychain_cli.importers.rows import RelationRow, Row
from supplychain_cli.importers.shares import share
from supplychain_cli.importers.spans import span
from supplychain_cli.importers.weight import weight_of
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.kinds import KINDS


class Lost(NamedTuple):
    """What could not be used, and whether the whole entity is lost with it."""

    reason: str
    whole: bool = True


class _Edge(NamedTuple):
    """A schema: the kind it becomes, and the properties that hold the two ends."""

    kind: str
    source: str
    target: str


_EDGES: Mapping[str, _Edge] = {
    "Ownership": _Edge("owns", "owner", "asset"),
    "Control": _Edge("controls", "controller", "controlled"),
    "Directorship": _Edge("directs", "director", "organization"),
    "Membership": _Edge("associated-with", "member", "organization"),
    "Employment": _Edge("associated-with", "employee", "employer"),
    "Representation": _Edge("linked-to", "agent", "client"),
    "Succession": _Edge("associated-with", "predecessor", "successor"),
    "Family": _Edge("associated-with", "person", "relative"),
    "Associate": _Edge("associated-with", "person", "associate"),
    "Debt": _Edge("associated-with", "debtor", "creditor"),
    "Payment": _Edge("associated-with", "payer", "beneficiary"),
    "UnknownLink": _Edge("associated-with", "subject", "object"),
    "EconomicActivity": _Edge("supplies", "sender", "receiver"),
}
_SUBORDINATE = re.compile(
    r"acting for|on behalf of|owned or controlled|controlled by|owned by|subsidiary of", re.IGNORECASE
)
"""Roles that OFAC's `Linked To:` and its like have in the data sets of OpenSanctions."""
_WORDS = ("role", "relationship", "description", "summary", "purpose")
_SAYS = {
    "Succession": "predecessor of",
    "Family": "family",
    "Debt": "debtor of",
    "Payment": "payment to",
    "Employment": "employee of",
    "Membership": "member of",
}
_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?(?: \(.*\))?\Z")


def rows(entity: Entity, known: Index) -> Iterator[Row | Lost] | None:
    """Give the rows of a relation or listing, and what of it is lost; None for a schema that is neither."""
    if entity.schema == "Sanction":
        return _listings(entity, known)
    if entity.schema == "ContractAward":
        return _awards(entity, known)
    edge = _EDGES.get(entity.schema)
    return _relations(entity, edge, known) if edge else None


def _relations(entity: Entity, edge: _Edge, known: Index) -> Iterator[Row | Lost]:
    said = entity.properties
    if _drawn_twice(entity, known):
        yield Lost("The same supply stands in the file as a customs record.")
        return
    sources, targets = (_ends(said.get(field, ()), known) for field in (edge.source, edge.target))
    if not sources or not targets:
        end = edge.target if sources else edge.source
        yield Lost(f"{entity.schema}: its {end} is not named, is no party, or is not in the files.")
        return
    stake, given = _stake(said)
    if given and not stake:
        yield Lost(
            f"{entity.schema}: a stake that is no figure of percent is kept as text only.", whole=False
        )
    first, last = span(said.get("startDate", ()), said.get("endDate", ()), said.get("date", ()))
    basis, status = weight_of(said.get("description", ()))
    only = len(sources) * len(targets) == 1
    for source in sources:
        for target in targets:
            kind = _kind(edge.kind, entity, source, target)
            if source.id == target.id:
                yield Lost(f"{entity.schema}: both ends are the same party.", only)
                continue
            if not kind:
                yield Lost(f"{entity.schema}: a {source.kind} cannot stand in it with a {target.kind}.", only)
                continue
            yield _made(
                entity,
                RelationRow(
                    kind,
                    source.id,
                    target.id,
                    first,
                    last,
                    share=stake,
                    basis=basis,
                    status=status,
                    row=entity.row,
                ),
            )


def _made(entity: Entity, row: RelationRow) -> RelationRow:
    said = entity.properties
    text = "; ".join(dict.fromkeys(word for field in _WORDS for word in said.get(field, ())))
    if row.kind == "supplies":
        goods = "".join(_DIGITS.findall(" ".join(said.get("vedCode", ())[:1])))
        words = said.get("goodsDescription") or said.get("vedCodeDescription") or ()
        return row._replace(
            goods=goods,
            text="; ".join(words) or text,
            value=_value(said),
            reference=" ".join(said.get("ccdNumber", ())[:1]),
        )
    if row.kind == "owns":
        text = "; ".join(
            [text, *said.get("percentage", ())] if not row.share and said.get("percentage") else [text]
        )
        types = " ".join(said.get("ownershipType", ())).casefold()
        row = row._replace(directness=next((word for word in ("indirect", "direct") if word in types), ""))
    return row._replace(text=text.strip("; ") or _SAYS.get(entity.schema, ""), value=_value(said))


def _kind(kind: str, entity: Entity, source: Known, target: Known) -> str:
    """Give the kind of relation between two parties; empty where no kind admits them."""
    if entity.schema == "UnknownLink":
        roles = entity.properties.get("role", ())
        named = next((role for role in roles if role in KINDS), "")
        kind = named or ("linked-to" if any(map(_SUBORDINATE.search, roles)) else kind)
    elif entity.schema == "Membership" and "part-of" in entity.properties.get("role", ()):
        kind = "part-of"
    if kind == "directs" and source.kind != "person":
        kind = "controls"
    for possible in (kind, "associated-with"):
        rule = KINDS[possible]
        if source.kind in rule.from_kinds and target.kind in rule.to_kinds:
            return possible
    return ""


def _drawn_twice(entity: Entity, known: Index) -> bool:
    """Say whether a link only draws a supply that a customs record of the same export states."""
    if entity.schema != "UnknownLink" or not entity.id.startswith("link--"):
        return False
    twin = known.find("relation--" + entity.id.removeprefix("link--"))
    return twin is not None and twin.schema == "EconomicActivity"


def _ends(names: Sequence[str], known: Index) -> list[Known]:
    """Give the parties of these ids or referents that there are."""
    found = (known.find(name) for name in names)
    return list({one.id: one for one in found if one and one.kind}.values())


def _stake(said: Mapping[str, list[str]]) -> tuple[str, bool]:
    """Give the stake, and whether any was stated. Of several that can be read, the narrowest is the first exact one."""
    texts = said.get("percentage", ())
    read = [stake for text in texts if (stake := share(text))]
    return next((stake for stake in read if "-" not in stake), read[0] if read else ""), bool(texts)


def _value(said: Mapping[str, list[str]]) -> str:
    """Give amount and currency as far as they are told."""
    for field in ("invoiceAmount", "amount", "customsAmount", "amountUsd"):
        found = _AMOUNT.match(" ".join(said.get(field, ())[:1]))
        if found:
            currency = (
                "USD" if field == "amountUsd" else found[2] or " ".join(said.get("currency", ())[:1]).upper()
            )
            return f"{found[1]} {currency}".strip()
    return ""


def _listings(entity: Entity, known: Index) -> Iterator[Row | Lost]:
    parties = _ends(entity.properties.get("entity", ()), known)
    if not parties:
        yield Lost("Sanction: its entity is not named, is no party, or is not in the files.")
    for party in parties:
        yield ftm_listings.listing(entity, party)


def _awards(entity: Entity, known: Index) -> Iterator[Row | Lost]:
    """Give who supplies the authority of a contract."""
    said = entity.properties
    suppliers = _ends(said.get("supplier", ()), known)
    contracts = [found for name in said.get("contract", ()) if (found := known.find(name))]
    made = 0
    for contract in contracts:
        about = contract.properties
        first, last = span(
            said.get("startDate", ()),
            said.get("endDate", ()),
            said.get("date") or about.get("awardDate") or (),
        )
        for buyer in _ends(about.get("authority", ()), known):
            for supplier in suppliers:
                if supplier.id == buyer.id:
                    continue
                made += 1
                text = "; ".join(about.get("title", ()) or about.get("name", ()))
                number = " ".join(about.get("contractNumber", ())[:1])
                yield RelationRow(
                    "supplies", supplier.id, buyer.id, first, last,
                    text=text, value=_value(said) or _value(about), row=entity.row, reference=number,
                )  # fmt: skip
    if not made:
        yield Lost(
            "ContractAward: its supplier, its contract or the contract's authority is not in the files."
        )
