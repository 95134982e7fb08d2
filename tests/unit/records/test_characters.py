from __future__ import annotations

import pytest

from supplychain_cli.records.characters import refused, replaced


@pytest.mark.parametrize(
    "text",
    [
        "Rostec",
        "Ростех",
        "云南锗业",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🔬",
        "é",
        "e\u0301",
        "line\nline\r\nline",
    ],
)
def test_text_of_every_script_passes(text: str) -> None:
    assert not list(refused(text))


@pytest.mark.parametrize(
    ("character", "concern"),
    [
        ("\x00", "control"),
        ("\x1b", "control"),
        ("\x7f", "control"),
        ("\x9b", "control"),
        ("\u2028", "control"),
        ("\ufeff", "control"),
        ("\ud800", "control"),
        ("\u202e", "hidden"),
        ("\u2066", "hidden"),
        ("\u200b", "hidden"),
        ("\u00ad", "hidden"),
        ("\u200d", "hidden"),
        ("\U000e0041", "hidden"),
        ("\t", "tab"),
    ],
)
def test_what_is_refused_and_why(character: str, concern: str) -> None:
    (finding,) = refused(f"Ros{character}tec")
    assert (finding.offset, finding.character, finding.concern) == (3, character, concern)


def test_a_joiner_between_latin_letters_hides() -> None:
    assert [finding.concern for finding in refused("Ros\u200ctec \u200d云")] == ["hidden", "hidden"]


def test_columns_of_the_rest_stay_true() -> None:
    text, faults = replaced("ab\x1bc\n\t\u202ed", "f.yml")
    assert text == "ab\ufffdc\n \ufffdd"
    assert sorted((item.code, item.location.line, item.location.column) for item in faults) == [
        ("R104", 1, 3),
        ("R105", 2, 2),
        ("R106", 2, 1),
    ]


def test_a_file_full_of_them_is_told_once() -> None:
    _, faults = replaced("\x00" * 100_000 + "\t" * 30, "f.yml")
    assert len(faults) == 40
    assert faults[19].notes == ("There are 99980 more of its kind in this file.",)
    assert faults[39].notes == ("There are 10 more of its kind in this file.",)
