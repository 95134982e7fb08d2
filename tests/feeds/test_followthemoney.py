"""FollowTheMoney: parties, what links them, and what later files change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.rows import ListingRow, RelationRow
from tests.feeds.reading import Feed, read


@pytest.fixture(scope="module")
def feed() -> Feed:
    return read("ftm", "entities.ftm.json")


def entity(key: str, schema: str, **properties: str) -> dict[str, Any]:
    return {
        "id": key,
        "schema": schema,
        "properties": {field: [value] for field, value in properties.items()},
    }


def made(tmp_path: Path, *entities: dict[str, Any]) -> Feed:
    file = tmp_path / "some.ftm.json"
    file.write_text("".join(json.dumps(each) + "\n" for each in entities), encoding="utf-8")
    return read("ftm", file)


def test_every_line_is_accounted_for(feed: Feed) -> None:
    assert feed.report.files == {"entities.ftm.json": 27}
    assert feed.reasons == {
        "An entity of the schema Airplane is no party or relation here.": (7,),
        "Ownership: a stake that is no figure of percent is kept as text only.": (9,),
        "Ownership: its owner is not named, is no party, or is not in the files.": (10,),
        "Ownership: its asset is not named, is no party, or is not in the files.": (11,),
        "An entity of the schema Document is no party or relation here.": (25,),
        "The line is not JSON.": (26,),
        "The line is no entity: it has no id.": (27,),
    }


def test_parties(feed: Feed) -> None:
    kinds = {key: (party.kind, party.country) for key, party in feed.parties.items()}
    assert kinds == {
        "NK-alpha": ("company", "CN"),
        "NK-beta": ("company", "RU"),
        "NK-gamma": ("public-body", ""),
        "NK-dora": ("person", "RU"),
        "NK-ship": ("vessel", "PA"),
    }


def test_names_and_numbers(feed: Feed) -> None:
    assert feed.names("NK-alpha") == {
        "阿尔法天线有限公司": "official",
        "Alpha Antennas Co Ltd": "alias",
        "Beta Wires": "former",
        "AA": "weak",
    }
    assert {
        ("inn", "9900000017"),
        ("lei", "00EXAMPLE00000000062"),
        ("ofac", "10001"),
        ("ftm", "cn-old-alpha"),
    } <= (feed.numbers("NK-alpha"))
    assert feed.details("NK-alpha", "Address") == ["1 Example Road, Beijing"]
    assert ("passport", "12345678") in feed.numbers("NK-dora")
    assert ("tax-id", "555") in feed.numbers("NK-alpha")


def test_a_number_with_wrong_check_digits_proves_nothing(feed: Feed) -> None:
    assert ("tax-id", "9900000018") in feed.numbers("NK-beta")


def test_relations(feed: Feed) -> None:
    assert feed.relations == [
        ("owns", "NK-dora", "NK-alpha"),
        ("owns", "NK-gamma", "NK-beta"),
        ("directs", "NK-dora", "NK-beta"),
        ("controls", "NK-gamma", "NK-beta"),
        ("linked-to", "NK-beta", "NK-gamma"),
        ("associated-with", "NK-beta", "NK-ship"),
        ("linked-to", "NK-dora", "NK-gamma"),
        ("associated-with", "NK-alpha", "NK-beta"),
        ("supplies", "NK-alpha", "NK-beta"),
        ("supplies", "NK-beta", "NK-gamma"),
    ]


def test_a_stake_finds_its_asset_by_an_id_that_was_merged(feed: Feed) -> None:
    stake = feed.of(RelationRow)[0]
    assert (stake.share, stake.first, stake.last, stake.directness) == (
        "25-50",
        "2014-01-01",
        "2016-02-29",
        "direct",
    )


def test_a_customs_record(feed: Feed) -> None:
    supply = feed.of(RelationRow)[-2]
    assert supply.goods == "8529109500"
    assert supply.text == "Antenna parts"
    assert supply.value == "1500000 USD"
    assert (supply.first, supply.last) == ("2022-03-21", "2022-03-21")
    assert supply.reference == "10702070/210322/0001"


def test_a_contract_says_who_supplies_whom(feed: Feed) -> None:
    supply = feed.of(RelationRow)[-1]
    assert (supply.text, supply.value, supply.first, supply.last) == (
        "Radar spares",
        "10 RUB",
        "2022-05-01",
        "2022-05-31",
    )


def test_listings(feed: Feed) -> None:
    ofac, ministry = feed.of(ListingRow)
    assert (ofac.authority, ofac.measure, ofac.first, ofac.entry) == (
        "us-ofac",
        "blocking",
        "2024-06-12",
        "10001",
    )
    assert (ministry.authority, ministry.measure) == ("ministry-of-examples", "debarment")
    assert (ministry.first, ministry.last) == ("2020-01-01", "2023-12-31")


@pytest.mark.parametrize(
    ("said", "authority", "measure"),
    [
        (
            {"authority": "Bureau of Industry and Security", "program": "Entity List"},
            "us-bis",
            "export-control",
        ),
        ({"authority": "OFAC", "program": "UKRAINE-EO13662"}, "us-ofac", "sectoral"),
        ({"authority": "OFAC", "program": "NS-MBS"}, "us-ofac", "other"),
        ({"authority": "European Union"}, "eu", "blocking"),
        ({"authority": "Some Ministry"}, "some-ministry", "other"),
        ({"authority": "Some Ministry", "provisions": "Asset freeze"}, "some-ministry", "blocking"),
        ({"program": "X"}, "unknown", "other"),
    ],
)
def test_measures(said: dict[str, str], authority: str, measure: str, tmp_path: Path) -> None:
    feed = made(tmp_path, entity("a", "Company", name="Alpha"), entity("s", "Sanction", entity="a", **said))
    (listing,) = feed.of(ListingRow)
    assert (listing.authority, listing.measure) == (authority, measure)


def test_deltas_replace_and_delete() -> None:
    feed = read("ftm", "entities.ftm.json", "delta.ftm.json")
    assert feed.parties["NK-beta"].name == "Beta Radar JSC"
    assert feed.parties["NK-zeta"].country == "TR"
    assert "NK-dora" not in feed.parties
    assert not [row for row in feed.of(RelationRow) if "NK-dora" in {row.source, row.target}]
    assert feed.reasons["A later line gives this entity anew."] == (3,)
    assert feed.reasons["A later line deletes this entity."] == (5,)
    assert feed.reasons["The line deletes an entity."] == (3,)
    assert feed.reasons["The operation is none of ADD, MOD and DEL."] == (4,)
    assert feed.report.files == {"entities.ftm.json": 27, "delta.ftm.json": 4}


def test_a_deleted_entity_may_come_back(tmp_path: Path) -> None:
    alpha = entity("a", "Company", name="Alpha")
    feed = made(
        tmp_path,
        {"op": "ADD", "entity": alpha},
        {"op": "DEL", "entity": {"id": "a"}},
        {"op": "ADD", "entity": alpha},
    )
    assert [party.row for party in feed.parties.values()] == [3]


def test_an_own_export_is_not_counted_twice(tmp_path: Path) -> None:
    ends = {"sender": "a", "receiver": "b"}
    link = {"subject": "a", "object": "b", "role": "supplies"}
    feed = made(
        tmp_path,
        entity("a", "Company", name="Alpha"),
        entity("b", "Company", name="Beta"),
        entity("relation--x", "EconomicActivity", **ends),
        entity("link--x", "UnknownLink", **link),
        entity("link--y", "UnknownLink", **link),
    )
    assert [row.row for row in feed.of(RelationRow)] == [3, 5]
    assert feed.reasons == {"The same supply stands in the file as a customs record.": (4,)}


def test_ends_that_no_kind_admits(tmp_path: Path) -> None:
    feed = made(
        tmp_path,
        entity("a", "Person", name="Dora"),
        entity("b", "Person", name="Emil"),
        entity("o", "Ownership", owner="a", asset="b"),
        entity("p", "Associate", person="a", associate="a"),
    )
    assert feed.relations == [("associated-with", "a", "b")]
    assert feed.reasons == {"Associate: both ends are the same party.": (4,)}


def test_a_long_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supplychain_cli.importers.ftm._LINE", 100)
    with pytest.raises(DataFault) as told:
        made(tmp_path, entity("a", "Company", name="A" * 200))
    assert told.value.code == "D203"
    assert "line 1" in told.value.message
