from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.importers.papers import Paper, told
from supplychain_cli.importers.remarks import remark_of
from supplychain_cli.importers.rows import RelationRow
from tests.feeds.reading import Feed, read

SET = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


@pytest.fixture(scope="module")
def sdn() -> Feed:
    return read("ofac", *SET)


@pytest.fixture(scope="module")
def cons() -> Feed:
    return read("ofac", "cons_prim.csv")


def test_every_row_of_every_file_is_accounted_for(sdn: Feed) -> None:
    assert sdn.report.files == {"sdn_comments.csv": 1, "sdn.csv": 9, "alt.csv": 4, "add.csv": 4}
    assert sdn.report.used("sdn.csv") == len(sdn.parties) == 9
    assert sdn.report.used("alt.csv") == 3
    assert sdn.reasons["The row names a number that the main file does not have."] == (4,)
    assert sdn.reasons["The row has no address: every part of it is -0-."] == (4,)


def test_a_party_has_its_kind_country_and_row(sdn: Feed) -> None:
    kinds = {key: (party.kind, party.country, party.row) for key, party in sdn.parties.items()}
    assert kinds["90002"] == ("company", "RU", 2)
    assert kinds["90003"] == ("person", "RU", 3)
    assert kinds["90004"] == ("vessel", "RU", 4)
    assert kinds["90005"] == ("company", "CN", 5)
    assert kinds["90006"] == ("public-body", "", 6)


def test_names_keep_their_kind(sdn: Feed) -> None:
    assert sdn.names("90001") == {"AH": "weak", "ALPHA WORKS": "former"}
    assert sdn.names("90005") == {"GAMMA SHIPPING": "alias", "GS": "weak"}


def test_numbers_come_out_of_the_remarks(sdn: Feed) -> None:
    assert sdn.numbers("90001") == {("ofac", "90001"), ("lei", "5299000EXAMPLE000193")}
    assert sdn.numbers("90002") == {("ofac", "90002"), ("inn", "7700000009"), ("ogrn", "1027700000008")}
    assert sdn.numbers("90003") >= {
        ("passport", "750000001"),
        ("passport", "750000002"),
        ("tax-id", "770000000000"),
    }
    assert sdn.numbers("90004") >= {("imo", "9074729"), ("mmsi", "273000001"), ("call-sign", "UBXX1")}
    assert sdn.numbers("90005") >= {("imo-company", "5000001"), ("duns", "542957624")}
    assert sdn.numbers("90008") >= {("uscc", "91110000MA0000001L"), ("uei", "ABCDEFGHJKL1")}


def test_a_number_without_a_country_is_not_taken_as_russian(sdn: Feed) -> None:
    assert ("tax-id", "7700000009") in sdn.numbers("90009")


def test_a_number_without_a_country_beside_an_ogrn_is_russian() -> None:
    papers = [Paper("Tax ID No.", "7700000009"), Paper("Registration ID", "1027700000008")]
    assert told(papers) == [("inn", "7700000009"), ("ogrn", "1027700000008")]


@pytest.mark.parametrize(
    ("label", "value", "country", "scheme"),
    [
        ("Tax ID No.", "7700000008", "RU", "tax-id"),
        ("Tax ID No.", "100000001", "BY", "unp"),
        ("Government Gazette Number", "00032520", "RU", "okpo"),
        ("Government Gazette Number", "00032520", "KZ", "registration"),
        ("Legal Entity Number", "5299000EXAMPLE000194", "RU", "registration"),
        ("Vessel Registration Identification", "IMO 9074720", "", "imo-company"),
        ("Shoe size", "44", "", ""),
    ],
)
def test_a_number_gets_a_scheme_only_if_it_holds(label: str, value: str, country: str, scheme: str) -> None:
    found = told([Paper(label, value, country)])
    assert [each for each, _ in found] == ([scheme] if scheme else [])


def test_continued_remarks_are_joined(sdn: Feed) -> None:
    assert len(sdn.details("90002", "email")) == 60
    assert ("linked-to", "90002", "90001") in sdn.relations


def test_a_remark_that_breaks_off_alone_is_said_to() -> None:
    alone = read("ofac", "sdn.csv")
    assert alone.reasons[
        "The remark breaks off after 1,000 characters, and no comments file goes on with it."
    ] == (2,)
    assert ("linked-to", "90002", "90001") not in alone.relations
    assert [text for text in alone.details("90002", "remark") if text.endswith("…")]


def test_links_are_resolved_by_exact_names(sdn: Feed) -> None:
    assert sdn.report.links.stated == 7
    assert sdn.report.links.resolved == 6
    assert sdn.report.links.unresolved == [(5, "NOBODY LIMITED")]
    assert ("linked-to", "90004", "90005") in sdn.relations
    assert sdn.reasons["A link names the party itself."] == (5,)


def test_a_name_that_several_have_is_decided_by_the_programme_or_stays_a_candidate(sdn: Feed) -> None:
    to = [(row.source, row.target, row.status) for row in sdn.of(RelationRow) if row.target > "90005"]
    assert to == [
        ("90008", "90007", "current"),
        ("90009", "90006", "candidate"),
        ("90009", "90007", "candidate"),
    ]


def test_the_sdn_list_blocks_except_under_directives(sdn: Feed) -> None:
    found = {name: row.measure for name, row in sdn.listings("90001").items()}
    assert found == {"UKRAINE-EO13662": "sectoral", "RUSSIA-EO14024": "blocking"}
    assert "Directive 3" in sdn.listings("90001")["UKRAINE-EO13662"].effect
    assert sdn.listings("90001")["RUSSIA-EO14024"].effect == ""
    assert sdn.listings("90002")["RUSSIA-EO14024"].entry == "90002"


def test_the_consolidated_list_does_what_its_lists_do(cons: Feed) -> None:
    def measures(key: str) -> dict[str, tuple[str, str]]:
        return {name: (row.measure, row.first) for name, row in cons.listings(key).items()}

    assert measures("91001") == {
        "UKRAINE-EO13662": ("sectoral", ""),
        "RUSSIA-EO14024": ("sectoral", "2022-02-24"),
    }
    assert measures("91002") == {"CMIC-EO13959": ("other", "2021-06-03")}
    assert measures("91003") == {"561-Related": ("other", "")}
    assert measures("91004") == {"NS-PLC": ("other", ""), "SDGT": ("other", "")}
    assert measures("91005")["RUSSIA-EO14024"] == ("other", "")


def test_what_no_rule_knows_stays_a_remark() -> None:
    remark = remark_of("DOB circa 1955; arrested 30 Sep 2002; all offices worldwide.")
    assert remark.details == [
        ("date of birth", "circa 1955"),
        ("remark", "arrested 30 Sep 2002"),
        ("remark", "all offices worldwide"),
    ]


def test_the_last_stop_belongs_to_the_remark_or_to_the_name() -> None:
    assert remark_of("Linked To: ALPHA S.A.").links == [("ALPHA S.A.", "ALPHA S.A")]


def test_rows_without_a_number_or_with_one_twice_are_left_out(tmp_path: Path) -> None:
    nothing = ",-0- " * 9
    lines = [f'1,"A",-0- {nothing}', f'x,"B",-0- {nothing}', f'1,"C",-0- {nothing}']
    (tmp_path / "sdn.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    feed = read("ofac", tmp_path / "sdn.csv")
    assert list(feed.parties) == ["1"]
    assert feed.reasons == {
        "The row has no number or no name.": (2,),
        "The number stands in an earlier row.": (3,),
    }
