"""Words of the lexicon are cut off Korean names, and nothing else is."""

from __future__ import annotations

import pytest

from supplychain_cli.matching.explanation import explained
from supplychain_cli.matching.hangul import hangul_parts


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("삼성전자", ["삼성", "전자"]),
        ("현대중공업", ["현대", "중공업"]),
        ("삼성전자주식회사", ["삼성", "전자", "주식회사"]),
        ("주식회사", ["주식회사"]),
        ("전자", ["전자"]),
        ("이재용", ["이재용"]),
        ("삼성", ["삼성"]),
        ("Samsung", ["Samsung"]),
        ("", [""]),
    ],
)
def test_words_are_cut_off_the_end(run: str, parts: list[str]) -> None:
    assert hangul_parts(run) == parts


def test_what_was_cut_is_shown_as_written() -> None:
    points = explained("Hyundai Heavy Industries", "현대중공업", "organisation").points
    assert {point.right for point in points} == {"현대중공업"}
