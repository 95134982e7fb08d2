from __future__ import annotations

from pathlib import Path

import pytest

from tests.feeds.reading import SAMPLES, Feed, read


@pytest.fixture(scope="module")
def feed() -> Feed:
    return read("csl", "csl.csv")


def test_each_list_has_its_authority_programme_and_measure(feed: Feed) -> None:
    found = {
        (row.authority, name): row.measure for key in feed.parties for name, row in feed.listings(key).items()
    }
    assert found == {
        ("us-ofac", "CMIC-EO13959"): "other",
        ("us-bis", "Entity List"): "export-control",
        ("us-bis", "Military End User List"): "export-control",
        ("us-bis", "Denied Persons List"): "export-control",
        ("us-bis", "Unverified List"): "export-control",
        ("us-state", "INKSNA"): "debarment",
        ("us-state", "AECA Debarred List"): "debarment",
        ("us-ofac", "SDGT"): "blocking",
        ("us-ofac", "SDNTK"): "blocking",
        ("us-ofac", "UKRAINE-EO13662"): "sectoral",
        ("us-ofac", "RUSSIA-EO14024"): "sectoral",
        ("us", "Brand New List (BNL) - Department of Examples"): "other",
    }


def test_start_dates_citations_and_policies_are_kept(feed: Feed) -> None:
    entity = feed.listings("e1")["Entity List"]
    assert (entity.first, entity.last, entity.row) == ("2022-03-03", "", 4)
    assert "Federal Register: 87 FR 12345" in entity.effect
    assert "licence policy: Policy of denial." in entity.effect
    denied = feed.listings("d1")["Denied Persons List"]
    assert (denied.first, denied.last) == ("2022-01-01", "2032-01-01")
    assert feed.listings("91002")["CMIC-EO13959"].first == "2021-06-03"


def test_a_date_that_is_none_is_left_out_and_counted(feed: Feed) -> None:
    assert feed.listings("d2")["Denied Persons List"].first == ""
    assert feed.reasons["A date is not a day: it is left out."] == (7,)


def test_a_party_on_two_lists_is_one_with_each_listing_of_its_own(feed: Feed) -> None:
    assert feed.parties["91001"].name == "ZETA BANK"
    found = {name: row.first for name, row in feed.listings("91001").items()}
    assert found == {"UKRAINE-EO13662": "", "RUSSIA-EO14024": "2022-02-24"}


def test_headings_in_the_middle_are_left_out(feed: Feed) -> None:
    assert feed.reasons["The headings stand here once more."] == (3,)
    assert feed.report.rows == 13


def test_kinds_countries_and_numbers(feed: Feed) -> None:
    assert [feed.parties[key].kind for key in ("d1", "d2", "t1", "e1")] == [
        "person",
        "company",
        "person",
        "company",
    ]
    assert feed.parties["e1"].country == ""
    assert feed.parties["m1"].country == "CN"
    assert feed.parties["90003"].country == "RU"
    assert ("uscc", "91110000MA0000001L") in feed.numbers("91002")
    assert ("passport", "750000001") in feed.numbers("90003")
    assert feed.names("e1") == {"阿尔法天线有限公司": "alias"}


def test_a_list_that_is_not_known_is_told(feed: Feed) -> None:
    (notice,) = feed.report.notices
    assert notice.code == "N202"
    assert "Brand New List" in notice.message


def test_json_gives_the_same_as_csv(feed: Feed) -> None:
    other = read("csl", "csl.json")
    assert other.listings("e1")["Entity List"].first == "2022-03-03"
    assert other.names("e1") == feed.names("e1")
    assert other.parties["90003"][:4] == feed.parties["90003"][:4]
    assert other.details("90003", "document") == ["Passport 750000001 RU 2014-05-20"]
    assert set(other.listings("90003")) == {"SDGT", "SDNTK"}


def test_a_file_that_is_cut_off_counts_to_its_last_whole_row(tmp_path: Path) -> None:
    whole = (SAMPLES / "csl.csv").read_text(encoding="utf-8")
    cut = tmp_path / "csl.csv"
    cut.write_text(whole[: whole.index("Lambda") + 3], encoding="utf-8")
    feed = read("csl", cut)
    assert "x1" not in feed.parties
    assert feed.reasons["The file ends in the middle of this row."] == (14,)
    assert feed.report.notices[0].code == "N201"
    assert "it ends in the middle of row 14" in feed.report.notices[0].message
