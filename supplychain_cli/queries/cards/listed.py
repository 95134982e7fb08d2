"""Listings as cards show them: written out, with whether they are in force on the day asked about."""

from __future__ import annotations

from supplychain_cli.graph.standing import of_listing
from supplychain_cli.graph.view import View
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.evidence import all_evidence, weigh
from supplychain_cli.model.listing import Listing
from supplychain_cli.queries.cards.answers import ListingLine
from supplychain_cli.queries.cards.related import retraction_text
from supplychain_cli.queries.chains.answers import Citation, PartyRef
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.snapshot.rows import ListingRow


def listings(view: View, scribe: Scribe, node: int) -> tuple[ListingLine, ...]:
    """Give every listing of a party that was written down by the day asked about, oldest first; empty when none is."""
    party = scribe.party(view.party(node))
    rows = view.listings(node)
    return tuple(line(view, scribe, party, row) for row in rows if of_listing(view.scope, row) != "unwritten")


def line(view: View, scribe: Scribe, party: PartyRef, row: ListingRow) -> ListingLine:
    """Write out one listing of a party."""
    held = view.record("listings", row.id)
    assert held is not None  # every row is made from a record of the same snapshot  # noqa: S101
    listing = from_plain(Listing, held.plain)
    evidence = all_evidence(listing.evidence, listing.sources)
    citations = scribe.citations(evidence)
    standing = of_listing(view.scope, row)
    grade, basis = weigh(evidence, listing.status, _reliability(citations))
    return ListingLine(
        listing=listing.id,
        party=party,
        authority=listing.authority,
        programme=listing.programme,
        measure=listing.measure,
        effect=listing.effect,
        from_=listing.from_,
        until=listing.until,
        between=listing.between,
        entry=listing.entry,
        standing=standing,
        status=listing.status,
        grade=grade,
        basis=basis,
        note=listing.note,
        retracted=retraction_text(listing.retracted, standing),
        sources=citations,
        location=f"{held.file}:{held.line}",
    )


def _reliability(citations: tuple[Citation, ...]) -> dict[str, str]:
    return {citation.source: citation.reliability for citation in citations if citation.reliability}
