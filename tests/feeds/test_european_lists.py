"""The lists of the United Nations, the EU and the United Kingdom."""

from __future__ import annotations

import pytest

from supplychain_cli.diagnostics import DataFault
from tests.feeds.reading import read


def test_un_persons_and_entities() -> None:
    feed = read("un", "un.xml")
    assert feed.report.date == "2026-02-27"
    assert {key: (party.kind, party.name, party.country) for key, party in feed.parties.items()} == {
        "1": ("person", "IVAN EXAMPLE", "KP"),
        "3": ("company", "EXAMPLE TRADING", "KP"),
    }
    assert feed.report.used("un.xml") == len(feed.parties)
    assert feed.reasons == {"The element has no DATAID or no name.": (2,)}


def test_un_alias_quality_and_listing_dates() -> None:
    feed = read("un", "un.xml")
    assert feed.names("1") == {
        "이반": "official",
        "Iwan Example": "alias",
        "Vanya": "weak",
        "Old Example": "former",
    }
    assert feed.names("3") == {"ET Corporation": "alias", "Example Bureau": "former"}
    listing = feed.listings("1")["DPRK"]
    assert (listing.measure, listing.first, listing.entry) == ("blocking", "2016-03-02", "KPi.901")
    assert feed.numbers("1") == {("un", "KPi.901"), ("passport", "A000001")}
    assert feed.details("1", "date of birth") == ["1968 to 1970"]
    assert feed.details("3", "address") == [
        "1 Example-dong, Pyongyang, Democratic People's Republic of Korea (at time of listing)"
    ]


@pytest.mark.parametrize("file", ["eu.xml", "eu.csv"])
def test_eu_parties_names_regimes_and_numbers(file: str) -> None:
    feed = read("eu", file)
    assert feed.report.date == "2024-07-01"
    assert feed.parties["9001"][:4] == ("9001", "company", "Alpha Holding JSC", "RU")
    assert feed.parties["9002"][:4] == ("9002", "person", "Ivan Example", "KP")
    assert feed.names("9001")["Альфа Холдинг"] == "alias"
    assert feed.numbers("9001") >= {("eu", "EU.9001.1"), ("ogrn", "1027700000008")}
    assert ("un", "KPi.901") in feed.numbers("9002")
    listing = feed.listings("9001")["UKR"]
    assert (listing.measure, listing.first, listing.entry) == ("blocking", "2022-07-21", "EU.9001.1")
    assert "2022/1270 (OJ L193)" in listing.effect
    assert "Supplies radar parts." in listing.effect
    assert feed.listings("9002")["PRK"].first == "2017-03-09"


def test_eu_xml_has_weak_names_and_numbers_of_the_reasons() -> None:
    feed = read("eu", "eu.xml")
    assert feed.names("9001")["AH"] == "weak"
    assert ("inn", "7700000009") in feed.numbers("9001")
    assert feed.details("9002", "date of birth") == ["about 1969"]
    assert feed.reasons == {"The entry has no number or no name.": (3,)}


def test_eu_rows_of_one_party_make_one_party() -> None:
    feed = read("eu", "eu.csv")
    assert feed.report.rows == 5
    assert len(feed.rows) == len(set(feed.rows))


@pytest.mark.parametrize("file", ["uk.csv", "uk.xml"])
def test_uk_designations(file: str) -> None:
    feed = read("uk", file)
    assert feed.report.date == "2026-02-13"
    assert {key: (party.kind, party.name, party.country) for key, party in feed.parties.items()} == {
        "RUS9001": ("company", "ALPHA HOLDING JSC", "RU"),
        "DPR9002": ("person", "Ivan EXAMPLE", "KP"),
        "RUS9003": ("vessel", "EXAMPLE STAR", "RU"),
    }
    assert feed.names("RUS9001") == {"AH": "weak", "Альфа Холдинг": "official"}
    assert feed.numbers("RUS9001") >= {("uk", "RUS9001"), ("ogrn", "1027700000008"), ("inn", "7700000009")}
    assert ("imo", "9074729") in feed.numbers("RUS9003")


@pytest.mark.parametrize("file", ["uk.csv", "uk.xml"])
def test_uk_regimes_reasons_and_measures(file: str) -> None:
    feed = read("uk", file)
    (listing,) = feed.listings("RUS9001").values()
    assert (listing.measure, listing.first) == ("blocking", "2022-02-24")
    assert listing.effect.startswith("Asset freeze; Trust Services Sanctions; Alpha Holding is involved")
    (ship,) = feed.listings("RUS9003").values()
    assert (ship.measure, ship.effect) == ("other", "Prohibition of port entry")


def test_uk_rows_without_a_number_are_left_out() -> None:
    assert read("uk", "uk.csv").reasons == {"The row has no Unique ID.": (7,)}


def test_the_list_of_ofsi_is_refused_by_name() -> None:
    with pytest.raises(DataFault, match="retired on 28 January 2026") as told:
        read("uk", "ofsi.csv")
    assert told.value.code == "D210"
    assert "UK Sanctions List" in told.value.help
