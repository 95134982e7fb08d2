from __future__ import annotations

import pytest

from supplychain_cli.importers.rows import RelationRow
from tests.feeds.reading import Feed, read


@pytest.fixture(scope="module")
def feed() -> Feed:
    return read("ofac-xml", "sdn_advanced.xml")


def test_the_date_of_the_list_is_that_of_the_file(feed: Feed) -> None:
    assert feed.report.date == "2024-06-12"


def test_parties_have_their_kind_and_country(feed: Feed) -> None:
    found = {key: (party.kind, party.name, party.country) for key, party in feed.parties.items()}
    assert found == {
        "90001": ("company", "ALPHA HOLDING JSC", "RU"),
        "90002": ("company", "BETA TRADING LLC", ""),
        "90003": ("person", "EXAMPLOV, Ivan", "RU"),
        "90004": ("vessel", "EXAMPLE STAR", "RU"),
    }
    assert feed.reasons["The party has no number or no name."] == (5,)


def test_names_come_in_every_script_with_their_quality(feed: Feed) -> None:
    assert feed.names("90001") == {"АО АЛЬФА ХОЛДИНГ": "alias", "AH": "weak", "ALPHA WORKS": "former"}


def test_documents_and_features_become_numbers_and_details(feed: Feed) -> None:
    assert feed.numbers("90001") == {
        ("ofac", "90001"),
        ("inn", "7700000009"),
        ("digital-currency-xbt", "1ExampleExampleExample1"),
    }
    assert ("imo", "9074729") in feed.numbers("90004")
    assert feed.details("90001", "address") == ["1 Example Street, Tula, Russia"]
    assert feed.details("90003", "date of birth") == ["1970-01-02"]
    assert feed.details("90004", "built") == ["1999"]
    assert feed.details("90003", "document") == ["Passport 750000001, Issue Date 2014-05-20"]


def test_entries_say_since_when_and_on_what_basis(feed: Feed) -> None:
    listing = feed.listings("90001")["RUSSIA-EO14024"]
    assert (listing.measure, listing.first, listing.entry) == ("blocking", "2022-06-28", "90001")
    assert listing.effect.startswith("Secondary sanctions risk: See Section 11")
    assert listing.effect.endswith("Executive Order 14024")
    assert feed.reasons["An entry of the list is of a party that the file does not hold."] == (3,)


def test_relations_read_as_in_the_records(feed: Feed) -> None:
    assert feed.relations == [
        ("owns", "90001", "90002"),
        ("directs", "90003", "90001"),
        ("linked-to", "90004", "90002"),
    ]
    owned, former, dated = feed.of(RelationRow)
    assert owned.share == ""
    assert (former.last, former.text) == ("2024-06-12", "Leader or official of (former)")
    assert (dated.first, dated.last) == ("2022-03-01", "")
    assert (feed.report.links.stated, feed.report.links.resolved) == (4, 3)
