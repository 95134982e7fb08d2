"""Any table through a mapping: the same rows whatever the kind of file, and a reason for every row left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.importers import table
from supplychain_cli.importers.report import Report
from supplychain_cli.importers.rows import IdentifierRow, NameRow, PartyRow, RelationRow
from supplychain_cli.importers.tables import engine, source
from supplychain_cli.model.mapping import MappedParty, MappedRelation, RowFilter, columns
from supplychain_cli.records.mappings import read_mapping
from tests.feeds import tabular
from tests.feeds.tabular import HEADINGS, ROWS, Supply, mapping, read, supplies

ALPHA, GAMMA = "name:alpha-antennas-co-ltd:CN", "name:gamma-optics:CN"
BETA, NUMBERLESS = "inn:9900000017", "name:beta-radar:RU"
EXPECTED = [
    Supply(ALPHA, BETA, "2022-03-21", "8529109500", "12.5 kg", "1500.00 USD", 2),
    Supply(ALPHA, BETA, "2022-03-22", "8529109500", "3 kg", "", 3),
    Supply(GAMMA, NUMBERLESS, "2022-03-24", "9013", "1 kg", "1 USD", 5),
]

pytestmark = pytest.mark.usefixtures("rows_lie_in")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    feed = read(mapping(), tabular.csv(tmp_path / "customs.csv", delimiter=delimiter))
    assert supplies(feed) == EXPECTED
    assert feed.report.files == {"customs.csv": 4}
    assert feed.reasons == {"Left out by the mapping: `Way` is not one of im.": (4,)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    file = tabular.csv(tmp_path / "customs.csv", encoding=encoding)
    named = "" if encoding.startswith("utf") else encoding
    assert supplies(read(mapping(encoding=named), file)) == EXPECTED


def test_parties(tmp_path: Path) -> None:
    feed = read(mapping(), tabular.csv(tmp_path / "customs.csv"))
    assert [(row.key, row.name, row.country, row.row) for row in feed.of(PartyRow)] == [
        (BETA, "Beta Radar", "RU", 2),
        (ALPHA, "Alpha Antennas Co., Ltd", "CN", 2),
        (NUMBERLESS, "Beta Radar", "RU", 5),
        (GAMMA, "Gamma Optics", "CN", 5),
    ]
    assert feed.of(NameRow) == [NameRow(BETA, "Beta Radar JSC", "alias", "en")]
    assert feed.of(IdentifierRow) == [IdentifierRow(BETA, "inn", "9900000017")]


def test_texts_and_numbers_of_documents(tmp_path: Path) -> None:
    first = min(
        read(mapping(), tabular.csv(tmp_path / "customs.csv")).of(RelationRow), key=lambda row: row.row
    )
    assert (first.kind, first.text, first.reference, first.last) == (
        "supplies",
        'Parts; "X"',
        "7/1",
        "2022-03-21",
    )


def test_json_lines(tmp_path: Path) -> None:
    feed = read(mapping(), tabular.json_lines(tmp_path / "customs.jsonl"))
    assert supplies(feed) == [replace(supply, row=supply.row - 1) for supply in EXPECTED]


def test_a_long_line_does_not_shift_the_numbers_of_those_behind(tmp_path: Path) -> None:
    lines = tabular.json_lines(tmp_path / "whole.jsonl").read_text(encoding="utf-8").splitlines()
    lines.insert(1, '{"No": "' + "x" * (source.MAX_LINE + 10) + '"}')
    file = tmp_path / "customs.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    feed = read(mapping(), file)
    assert feed.reasons["The row is longer than 2 MB."] == (2,)
    assert [supply.row for supply in supplies(feed)] == [1, 3, 5]


def test_nested_json(tmp_path: Path) -> None:
    file = tmp_path / "nested.jsonl"
    file.write_text('{"a": {"name": "Alpha"}, "b.name": "Beta", "kg": 12.5}\n\nnot json\n', encoding="utf-8")
    parties = (MappedParty(role="a", name="a.name"), MappedParty(role="b", name="b.name"))
    supply = MappedRelation(from_="a", to="b", quantity="kg", unit="=kg")
    feed = read(mapping(rows=(), parties=parties, relations=(supply,), decimal="."), file)
    assert [(row.source, row.target, row.quantity) for row in supplies(feed)] == [
        ("name:alpha", "name:beta", "12.5 kg")
    ]
    assert feed.reasons == {"The row is not JSON.": (3,)}


def test_parquet(tmp_path: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = [list(row) for row in ROWS if row[2] == "IM"]
    columns: dict[str, Any] = {name: [row[at] for row in rows] for at, name in enumerate(HEADINGS)}
    columns["Date"] = [date(2022, 3, 21), date(2022, 3, 22), date(2022, 3, 24)]
    columns["Kg"] = [12.5, 3.0, 1.0]
    columns["INN"] = [9900000017, 9900000017, None]
    file = tmp_path / "customs.parquet"
    parquet.write_table(pyarrow.table(columns), file)
    found = supplies(read(mapping(), file))
    assert found == [replace(supply, row=at) for at, supply in enumerate(EXPECTED, 1)]


def test_workbooks(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["not this sheet"])
    page = book.create_sheet("2022")
    page.append(["A title above the headings"])
    page.append(HEADINGS)
    for row in ROWS:
        page.append(row)
    page["B3"], page["J3"], page["K3"], page["G3"] = datetime(2022, 3, 21), 12.5, 1500, 9900000017  # noqa: DTZ001
    file = tmp_path / "customs.xlsx"
    book.save(file)
    feed = read(mapping(sheet="2022", heading_row=2), file)
    found = supplies(feed)
    assert [supply.row for supply in found] == [3, 4, 6]
    assert found[0] == replace(EXPECTED[0], row=3, value="1500 USD")


def test_two_files_are_one_table(tmp_path: Path) -> None:
    feed = read(
        mapping(), tabular.csv(tmp_path / "a.csv", ROWS[:2]), tabular.csv(tmp_path / "b.csv", ROWS[2:])
    )
    assert feed.report.files == {"a.csv": 2, "b.csv": 2}
    assert [supply.row for supply in supplies(feed)] == [2, 3, 3]
    assert feed.parties[ALPHA].row == 2


def test_a_name_with_signs_of_a_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "20[22]*'"
    folder.mkdir()
    assert supplies(read(mapping(), tabular.csv(folder / "cu[st]oms?'.csv"))) == EXPECTED


def test_words_of_a_mapping_are_no_sql(tmp_path: Path) -> None:
    heading = "Sel\"ler'); DROP TABLE staged; --"
    file = tmp_path / "customs.csv"
    file.write_text(
        f'"{heading.replace(chr(34), chr(34) * 2)}",Buyer\nAlpha,Beta\nx\'x,Beta\n', encoding="utf-8"
    )
    parties = (
        MappedParty(role="seller", name=heading, details={"it's": "Buyer"}, lang="e'n", country="=R'U"),
        MappedParty(role="buyer", name="Buyer", other_names=(heading,), identifiers={"x'y": "Buyer"}),
    )
    rows = (RowFilter(column=heading, is_not=("x'x",), starts=("a'", "alp")),)
    supply = MappedRelation(from_="seller", to="buyer", unit="=k'g", quantity="=1", units={"k'g": "t'"})
    feed = read(mapping(rows=rows, parties=parties, relations=(supply,)), file)
    assert [supply.quantity for supply in supplies(feed)] == ["1 t'"]
    assert feed.names("x'y:BETA") == {"Alpha": "alias"}
    assert feed.details("name:alpha:r'u", "it's") == ["Beta"]


def row_with(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, cell) for name, cell in zip(HEADINGS, ROWS[0], strict=True))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Date": "soon"}, "`Date` is not a day written DD.MM.YYYY or YYYY-MM-DD: left empty."),
        ({"Date": "31.02.2022"}, "`Date` is not a day written DD.MM.YYYY or YYYY-MM-DD: left empty."),
        ({"Code": "none"}, "`Code` is not an HS code of 2 to 14 digits: left empty."),
        ({"Kg": "1.2.3"}, "`Kg` is not a figure with ',' before its decimals: left empty."),
        ({"Value": "-5"}, "`Value` is not a figure with ',' before its decimals: left empty."),
        ({"Cur": "dollars"}, "`Cur` is not a currency code of three letters: left empty."),
        (
            {"Seller": ""},
            "The row names no seller: what else it names is taken, the `supplies` relation is not.",
        ),
        (
            {"Buyer": "--", "INN": "000"},
            "The row names no buyer: what else it names is taken, the `supplies` relation is not.",
        ),
        ({"Seller": "", "Buyer": " ", "INN": ""}, "The row names no party."),
        (
            {"Land": "Atlantis"},
            "`Land` is no country that is known (`Atlantis`): left empty. Name it under `countries` in the mapping.",
        ),
    ],
)
def test_faults_are_counted_with_their_rows(cells: dict[str, str], reason: str, tmp_path: Path) -> None:
    file = tabular.csv(tmp_path / "customs.csv", [ROWS[0], ROWS[1], row_with(**cells)])
    feed = read(mapping(), file)
    assert feed.reasons == {reason: (4,)}
    assert len(supplies(feed)) == (2 if "names no" in reason else 3)


def test_both_ends_are_one_party(tmp_path: Path) -> None:
    parties = (MappedParty(role="seller", name="Seller"), MappedParty(role="buyer", name="Buyer"))
    same = row_with(Seller="Beta Radar", Buyer="BETA RADAR.")
    feed = read(mapping(parties=parties), tabular.csv(tmp_path / "customs.csv", [ROWS[0], same]))
    assert feed.reasons == {"Seller and buyer are the same party: no relation.": (3,)}
    assert [supply.row for supply in supplies(feed)] == [2]


def test_links_mean_the_relations(tmp_path: Path) -> None:
    parties = (
        MappedParty(role="seller", name="Seller", country="Land"),
        MappedParty(role="buyer", name="Buyer", identifiers={"inn": "INN"}),
    )
    both = (MappedRelation(from_="seller", to="buyer"), MappedRelation(from_="buyer", to="seller"))
    wanted = mapping(parties=parties, relations=both)
    glued = [row_with(Seller=name, Land=land) for name, land in ((":B", "A"), ("B", "A:"), ("A:B", ""))]
    own = row_with(Seller="Beta Radar", Land="", Buyer="BETA RADAR.", INN="")
    nobody = row_with(Seller="--")
    one = tabular.csv(tmp_path / "a.csv", [*ROWS, *glued])
    other = tabular.csv(tmp_path / "b.csv", [*ROWS, own, nobody])
    with engine.connected(tmp_path) as database:
        made = table.tables([one, other], wanted, database, Report(), tmp_path)
        rows = {
            name: database.execute(made[name]).fetchall()
            for name in ("relations", "links", "sources", "targets")
        }
    sources, targets = dict(rows["sources"]), dict(rows["targets"])
    links = [RelationRow(*row) for row in rows["links"]]
    meant = [(sources.get(link.source), targets.get(link.target), link.row) for link in links]
    found = [each for each in meant if None not in each and each[0] != each[1]]
    stated = [RelationRow(*row) for row in rows["relations"]]
    assert sorted(found) == sorted((row.source, row.target, row.row) for row in stated)
    assert len(found) == 2 * (3 + 3 + 3)


def test_lost_zeros_words_and_empty_cells(tmp_path: Path) -> None:
    supply = replace(
        mapping().relations[0], goods_digits=10, currencies={"доллар": "USD"}, unit="Way", units={"im": "t"}
    )
    rows = [row_with(Code="102291000", Cur="ДОЛЛАР", Value="нет", Goods="N/A")]
    feed = read(
        mapping(relations=(supply,), empty=("НЕТ", "n/a")), tabular.csv(tmp_path / "customs.csv", rows)
    )
    (made,) = feed.of(RelationRow)
    assert (made.goods, made.value, made.quantity, made.text) == ("0102291000", "", "12.5 t", "")
    assert feed.reasons == {}


def test_stakes(tmp_path: Path) -> None:
    file = tmp_path / "owners.csv"
    file.write_text(
        "Owner,Asset,Share,From,To\nA,X,50%,2014,2016\nB,X,>50,2020,2019\nC,X,25-50,,\n", encoding="utf-8"
    )
    parties = (MappedParty(role="owner", name="Owner"), MappedParty(role="asset", name="Asset"))
    owns = MappedRelation(kind="owns", from_="owner", to="asset", share="Share", date="From", until="To")
    feed = read(mapping(rows=(), parties=parties, relations=(owns,), decimal="."), file)
    found = sorted((row.source, row.share, row.first, row.last) for row in feed.of(RelationRow))
    assert found == [
        ("name:a", "50", "2014-01-01", "2016-12-31"),
        ("name:b", ">50-100", "2020-01-01", ""),
        ("name:c", "25-50", "", ""),
    ]
    assert feed.reasons == {"`To` lies before `From`: taken without a last day.": (3,)}


@pytest.mark.parametrize(
    ("form", "text", "first", "last"),
    [
        ("DD.MM.YYYY", "1.2.2022", "2022-02-01", "2022-02-01"),
        ("YYYYMMDD", "20220201", "2022-02-01", "2022-02-01"),
        ("M/D/YY", "2/1/22", "2022-02-01", "2022-02-01"),
        ("DD-MM-YYYY hh:mm", "01-02-2022 23:59", "2022-02-01", "2022-02-01"),
        ("MM.YYYY", "02.2022", "2022-02-01", "2022-02-28"),
        ("DD.MM.YYYY", "2022-02", "2022-02-01", "2022-02-28"),
        ("DD.MM.YYYY", "2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_days(form: str, text: str, first: str, last: str, tmp_path: Path) -> None:
    feed = read(mapping(date_format=(form,)), tabular.csv(tmp_path / "customs.csv", [row_with(Date=text)]))
    assert [(row.first, row.last) for row in feed.of(RelationRow)] == [(first, last)]


def test_the_mapping_of_the_guide_can_be_followed(tmp_path: Path) -> None:
    page = (Path(table.__file__).parents[1] / "guide" / "mapping.md").read_text(encoding="utf-8")
    file = tmp_path / "customs.yml"
    file.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    found = read_mapping(file)
    declarations = tmp_path / "declarations.csv"
    headings = columns(found)
    declarations.write_text(f"{';'.join(headings)}\n{';'.join('1' for _ in headings)}\n", encoding="utf-8")
    assert table.first_rows([declarations], found, 5).unused == ()


def test_a_trial_shows_the_first_rows_and_what_is_not_used(tmp_path: Path) -> None:
    file = tabular.csv(tmp_path / "customs.csv", [row_with(Date="03/21/2022"), *ROWS])
    trial = table.first_rows([file], replace(mapping(), rows=()), 2)
    assert trial.headings == HEADINGS
    assert trial.unused == ("Way",)
    assert len(trial.rows["relations"]) == 2
    assert [rows for _, _, rows in trial.report.reasons()] == [(2,)]
