"""Stakes and dates in other people's words."""

from __future__ import annotations

import pytest

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.shares import between, figure, share
from supplychain_cli.importers.spans import first_day, last_day, span


@pytest.mark.parametrize(
    ("text", "stake"),
    [
        ("50%", "50"),
        ("33,3 %", "33.3"),
        ("100.00", "100"),
        ("25 - 50 %", "25-50"),
        ("25–50", "25-50"),
        (">25-<50%", ">25-<50"),
        ("more than 25% but not more than 50%", ">25-50"),
        ("75 to 100", "75-100"),
        ("75% or more", "75-100"),
        ("более 50", ">50-100"),
        ("более 25 до 50", ">25-50"),
        ("менее 25%", "0-<25"),
        ("<10%", "0-<10"),
        (">=25%", "25-100"),
        ("<=20%", "0-20"),
        ("150", ""),
        ("50-25", ""),
        ("1/3", ""),
        ("1000 shares", ""),
        ("the largest stake", ""),
        ("", ""),
    ],
)
def test_stakes(text: str, stake: str) -> None:
    assert share(text) == stake


def test_bounds() -> None:
    assert between("25", "25") == "25"
    assert between("25", "25", low_open=True) == ""
    assert between("", "25") == ""


@pytest.mark.parametrize(
    ("number", "text"), [(76.5, "76.5"), (100, "100"), ("5", "5"), (True, ""), (None, ""), (101, "")]
)
def test_figures(number: object, text: str) -> None:
    assert figure(number) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2014-12", "2014-12-01", "2014-12-31"),
        ("2014-03-15", "2014-03-15", "2014-03-15"),
        ("2014-03-15T10:00:00Z", "2014-03-15", "2014-03-15"),
        ("2014-13", "", ""),
        ("2014-02-30", "", ""),
        ("long ago", "", ""),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_spans() -> None:
    assert span(["2016", "2014-05"], ["2018"]) == ("2014-05-01", "2018-12-31")
    assert span([], [], ["2020"]) == ("2020-01-01", "2020-12-31")
    assert span(["2020"], ["2019"]) == ("2020-01-01", "")
    assert span(["2020"], [], ["1999"]) == ("2020-01-01", "")
    assert span(["?"], []) == ("", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RUS", "RU"),
        ("643", "RU"),
        ("us-de", "US"),
        ("Türkiye", "TR"),
        ("u.k.", "GB"),
        ("suhh", ""),
        ("", ""),
        ("Example", ""),
    ],
)
def test_countries(text: str, code: str) -> None:
    assert alpha2(text) == code
