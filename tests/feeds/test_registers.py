"""The LEI registers, and trade between countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers import comtrade
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import FlowRow, PartyRow, RelationRow
from tests.feeds.reading import SAMPLES, Feed, read

ALPHA, BETA, MINISTRY, OTHER = (f"00EXAMPLE0000000{end}" for end in ("0062", "0159", "0256", "0450"))


@pytest.fixture(scope="module")
def feed() -> Feed:
    return read("gleif", "repex.xml", "rr.xml", "lei.xml")


def test_companies(feed: Feed) -> None:
    alpha = feed.parties[ALPHA]
    assert (alpha.name, alpha.country, alpha.kind) == ("Альфа Антенны", "RU", "company")
    assert feed.names(ALPHA) == {
        "Альфа Антенны": "official",
        "Бета Провода": "former",
        "Alpha Antennas": "alias",
        "Alfa Antenny": "alias",
    }
    assert feed.numbers(ALPHA) == {("lei", ALPHA), ("ogrn", "1990000000000")}
    assert feed.numbers(BETA) == {("lei", BETA), ("registration", "55-1")}
    assert feed.details(ALPHA, "LEI registration") == ["lapsed"]
    assert (feed.parties[MINISTRY].kind, feed.parties[MINISTRY].country) == ("public-body", "US")


def test_relationships(feed: Feed) -> None:
    found = [
        (row.kind, row.source, row.target, row.first, row.last, row.directness)
        for row in feed.of(RelationRow)
    ]
    assert found == [
        ("controls", BETA, ALPHA, "2015-07-01", "", "direct"),
        ("controls", OTHER, ALPHA, "", "2026-01-05", "indirect"),
        ("part-of", ALPHA, MINISTRY, "", "", ""),
        ("associated-with", BETA, MINISTRY, "2020-05-01", "", ""),
    ]


def test_a_company_of_the_relationships_alone_is_named_once(feed: Feed) -> None:
    assert [row.name for row in feed.of(PartyRow) if row.key in {ALPHA, OTHER}] == [
        "Альфа Антенны",
        f"LEI {OTHER}",
    ]


def test_exceptions(feed: Feed) -> None:
    assert feed.details(BETA, "No direct parent reported") == [
        "controlled by natural persons, with no parent that draws up accounts"
    ]


def test_every_record_is_accounted_for(feed: Feed) -> None:
    assert feed.report.date == "2026-10-02"
    assert feed.report.files == {"lei.xml": 4, "rr.xml": 4, "repex.xml": 2}
    assert feed.reasons == {
        "The registration of the LEI is annulled: it was given in error.": (4,),
        "The registration of the relationship is annulled.": (4,),
        "The reporting exception names no company or no reason.": (2,),
    }


@pytest.mark.parametrize("name", ["lei.xml", "rr.xml", "repex.xml"])
def test_hostile_registers_are_refused(name: str, tmp_path: Path) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for bad, code in (
        (text[: len(text) // 2], "D206"),
        (text.replace("?>", "?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1), "D207"),
        (text.replace("</", "<", 1), "D208"),
    ):
        file = tmp_path / name
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(DataFault) as told:
            read("gleif", file)
        assert told.value.code in {code, "D206"}
        assert name in told.value.message


def flows(*names: str | Path) -> tuple[list[FlowRow], Report]:
    report = Report()
    return list(comtrade.flows([SAMPLES / name for name in names], report, Options())), report


def test_flows_between_countries() -> None:
    found, report = flows("comtrade-new.csv", "comtrade-old.csv")
    assert found == [
        FlowRow("CN", "RU", "export", "811292", "2022-01-01", "2022-12-31", "1200 kg", "2500000.5 USD", 2),
        FlowRow("US", "TW", "import", "854231", "2022-03-01", "2022-03-31", "100 pieces", "77 USD", 3),
        FlowRow("CN", "RU", "export", "811292", "2019-01-01", "2019-12-31", "500 kg", "900000 USD", 2),
        FlowRow("RU", "CN", "import", "811292", "2019-01-01", "2019-12-31", "", "910000 USD", 3),
    ]
    assert {reason: rows for reason, _, rows in report.reasons()} == {
        "A total of all partners.": (4,),
        "A re-export or re-import, which exports and imports hold already.": (5,),
        "A part of another row, which holds the whole (motCode).": (6,),
        "A total of all goods.": (7,),
        "The period is neither a year nor a month.": (8,),
        "The reporter is no country that is known.": (9,),
    }


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "trade.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(DataFault) as told:
        flows(file)
    assert told.value.code == "D204"
