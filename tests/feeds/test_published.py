"""The lists as they were published: read whole, with nothing lost that is not counted and explained."""

from __future__ import annotations

from collections import Counter, defaultdict

from supplychain_cli.importers.formats import recognise
from supplychain_cli.importers.rows import ListingRow, NameRow, RelationRow
from tests.feeds.reading import Feed, read
from tests.shared import shared

LEAST = 0.998
"""Share of links that find their party."""


def balanced(feed: Feed) -> bool:
    """Say whether rows read are rows used and rows left out with a reason, file by file."""
    report = feed.report
    return all(
        count
        == report.used(file) + sum(item.count for item in report.skipped if item.whole and item.file == file)
        for file, count in report.files.items()
    )


def test_the_sdn_list_of_november_2022_alone() -> None:
    file = shared("ofac/sdn-2022-11-03/sdn.csv")
    feed = read("ofac", file)
    assert feed.report.files == {"sdn.csv": 11_002}
    assert len(feed.parties) == 11_002
    assert (feed.report.links.stated, feed.report.links.resolved) == (4_403, 4_397)
    assert {item.reason: item.count for item in feed.report.skipped if item.whole} == {}
    assert len([row for row in feed.of(NameRow) if row.kind == "weak"]) == len(feed.of(NameRow))


def test_forty_eight_parties_reach_rostec() -> None:
    feed = read("ofac", shared("ofac/sdn-2022-11-03/sdn.csv"))
    (rostec,) = (key for key, party in feed.parties.items() if party.name == "STATE CORPORATION ROSTEC")
    into = defaultdict(set)
    for row in feed.of(RelationRow):
        if row.status == "current":
            into[row.target].add(row.source)
    one = into[rostec]
    two = set().union(*(into[key] for key in one)) - one - {rostec}
    assert (len(one), len(two)) == (13, 35)
    assert not set().union(*(into[key] for key in two)) - one - two


def test_the_sdn_list_of_2019_with_all_its_files() -> None:
    folder = shared("ofac/sdn-2019-01")
    feed = read("ofac", *sorted(folder.glob("*.csv")))
    assert feed.report.files == {
        "sdn_comments.csv": 13,
        "sdn.csv": 7_379,
        "alt.csv": 9_682,
        "add.csv": 11_696,
    }
    assert len(feed.parties) == 7_379
    assert balanced(feed)
    assert feed.report.links.resolved / feed.report.links.stated >= LEAST
    # The comments that came with it are of a later day: ten of them are of parties that this list does not have yet.
    assert feed.report.used("sdn_comments.csv") == 3
    assert feed.report.used("alt.csv") == 9_682
    assert {row.measure for row in feed.of(ListingRow)} == {"blocking", "sectoral"}


def test_the_consolidated_list_of_2025() -> None:
    folder = shared("ofac/consolidated-2025-12")
    feed = read("ofac", *sorted(folder.glob("*.csv")))
    assert len(feed.parties) == feed.report.used("cons_prim.csv") == 442
    assert balanced(feed)
    measures = Counter(row.measure for row in feed.of(ListingRow))
    assert set(measures) == {"sectoral", "other"}
    assert measures["sectoral"] > 286
    assert ("lei", "253400WSS48YWMBUA688") in feed.numbers("17016")


def test_the_screening_list_of_2023_is_read_to_where_it_is_cut_off() -> None:
    feed = read("csl", shared("csl/csl-2023-11.csv"))
    assert feed.report.rows == 4_228
    assert balanced(feed)
    assert feed.reasons == {
        "The headings stand here once more.": (2,),
        "The file ends in the middle of this row.": (4_229,),
    }
    listed = {(row.key, row.row) for row in feed.of(ListingRow)}
    assert len({row for _, row in listed}) == 4_226
    assert Counter(row.authority for row in feed.of(ListingRow) if row.programme == "Entity List") == {
        "us-bis": 919
    }
    assert {row.measure for row in feed.of(ListingRow) if row.authority == "us-bis"} == {"export-control"}
    assert sum(bool(row.first) for row in feed.of(ListingRow) if row.authority == "us-bis") == 746 + 577 + 71
    assert feed.report.notices[0].code == "N201"


def test_the_list_of_the_security_council_of_2026() -> None:
    feed = read("un", shared("un/UN_consolidated-2026-02-27.xml"))
    assert feed.report.date == "2026-02-27"
    assert feed.report.rows == len(feed.parties) == 1_003
    kinds = Counter(party.kind for party in feed.parties.values())
    assert kinds == {"person": 730, "company": 273}
    assert sum(row.kind == "weak" for row in feed.of(NameRow)) > 600
    assert all(row.first and row.entry for row in feed.of(ListingRow))


def test_published_files_are_recognised() -> None:
    for name, expected in (
        ("ofac/sdn-2022-11-03", "ofac"),
        ("ofac/sdn-2019-01", "ofac"),
        ("ofac/consolidated-2025-12", "ofac"),
        ("csl", "csl"),
        ("un", "un"),
    ):
        found = recognise(sorted(shared(name).iterdir()))
        assert found is not None
        assert found.name == expected
