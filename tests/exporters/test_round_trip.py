"""What goes out and is read back as a feed is what was there: in FollowTheMoney and in BODS."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from supplychain_cli.graph.view import Scope
from supplychain_cli.importers.rows import ListingRow, RelationRow
from supplychain_cli.model.dates import day_text, parse_period
from supplychain_cli.model.stake import Stake
from supplychain_cli.queries.extract.extract import everything
from supplychain_cli.queries.extract.rows import ExportRelation, Extract
from supplychain_cli.workspace.world import open_world
from tests.conftest import World
from tests.exporters.worlds import exported, here
from tests.feeds.reading import Feed, read

SHIPPED = Path(__file__).parents[2] / "records"
THINGS = {"good", "system"}
SCHEMES = {"ofac", "inn", "ogrn", "lei", "uscc"}
"""Numbers that both formats have a place of their own for, or that stand in an id."""


class Claim(NamedTuple):
    """A relation as both sides tell it."""

    kind: str
    source: str
    target: str
    first: str
    last: str
    share: str
    basis: str
    status: str


@pytest.fixture(params=["small", "shipped"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[World, Extract]:
    world = here(tmp_path) if request.param == "small" else World(SHIPPED)
    return world, everything(open_world(world.folder, Scope(today=739_000)).view)


def back(world: World, style: str, tmp_path: Path) -> Feed:
    target = tmp_path / f"out.{style}.json"
    exported(world, style, target)
    return read(style, target)


def written(stake: Stake | None) -> str:
    """Write a stake as rows of feeds do."""
    if stake is None:
        return ""
    low, high = (f"{float(bound):g}" for bound in (stake.low, stake.high))
    return (
        low if stake.exact else f"{'>' if stake.low_open else ''}{low}-{'<' if stake.high_open else ''}{high}"
    )


def told(relation: ExportRelation, share: str) -> Claim:
    ends = (relation.from_.id, relation.to.id)
    return Claim(relation.kind, *ends, relation.first, relation.last, share, relation.basis, relation.status)


def heard(row: RelationRow) -> Claim:
    return Claim(row.kind, row.source, row.target, row.first, row.last, row.share, row.basis, row.status)


def test_follow_the_money_comes_back_as_it_went(sent: tuple[World, Extract], tmp_path: Path) -> None:
    world, extract = sent
    feed = back(world, "ftm", tmp_path)
    parties = [party for party in extract.parties() if party.kind not in THINGS]
    assert {key: row[1:4] for key, row in feed.parties.items()} == {
        party.id: (party.kind, party.name, party.country) for party in parties
    }
    assert sorted(heard(row) for row in feed.of(RelationRow)) == sorted(
        # A country has no stake there: its ownership is a link, which tells the share in words.
        told(relation, "" if relation.from_.kind == "country" else written(relation.share))
        for relation in extract.relations()
        if not {relation.from_.kind, relation.to.kind} & THINGS
    )
    for party in parties:
        assert set(feed.names(party.id)) == {name.name for name in party.names} - {party.name}
        if party.kind != "country":
            numbers = {(code.scheme, code.value) for code in party.codes if code.scheme in SCHEMES}
            assert numbers <= feed.numbers(party.id)


def test_listings_come_back_as_they_went_but_for_mere_leads(
    sent: tuple[World, Extract], tmp_path: Path
) -> None:
    world, extract = sent
    feed = back(world, "ftm", tmp_path)
    assert sorted(row[:7] for row in feed.of(ListingRow)) == sorted(
        (
            listed.party.id,
            listed.listing.authority,
            listed.listing.programme,
            listed.listing.measure,
            _first(listed.listing.from_),
            _last(listed.listing.until),
            listed.listing.entry,
        )
        for listed in extract.listings()
        if listed.listing.status != "candidate"
    )


def test_bods_comes_back_as_it_went(sent: tuple[World, Extract], tmp_path: Path) -> None:
    world, extract = sent
    feed = back(world, "bods", tmp_path)
    holdings = [
        relation
        for relation in extract.relations()
        if relation.kind in {"owns", "controls"} and relation.to.kind not in {"vessel", "person"}
    ]
    assert sorted(heard(row) for row in feed.of(RelationRow)) == sorted(
        told(relation, written(relation.share)) for relation in holdings
    )
    votes = {(row.source, row.target): row.votes for row in feed.of(RelationRow) if row.votes}
    assert votes == {
        (relation.from_.id, relation.to.id): written(relation.votes)
        for relation in holdings
        if relation.votes
    }
    ends = {end for relation in holdings for end in (relation.from_, relation.to)}
    assert {key: row.kind for key, row in feed.parties.items()} == {end.id: end.kind for end in ends}
    assert feed.reasons == {}


def _first(text: str) -> str:
    first = parse_period(text).first
    return "" if first is None else day_text(first)


def _last(text: str) -> str:
    last = parse_period(text).last
    return "" if last is None else day_text(last)
