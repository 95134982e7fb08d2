"""BODS: every statement of the published examples is accounted for, and bad ones are told apart by their reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.rows import DetailRow, RelationRow
from tests.feeds.reading import Feed, read
from tests.shared import shared

_NUMBERS = iter(range(10**6))


def statement(
    record: str, kind: str, status: str = "new", day: str = "2020-01-01", **details: Any
) -> dict[str, Any]:
    return {
        "statementId": f"{next(_NUMBERS):032d}",
        "statementDate": day,
        "declarationSubject": "beta",
        "recordId": record,
        "recordType": kind,
        "recordStatus": status,
        "recordDetails": {"isComponent": False, **details},
    }


def person(record: str = "dora", **details: Any) -> dict[str, Any]:
    return statement(
        record, "person", personType="knownPerson", names=[{"fullName": "Dora Example"}], **details
    )


def company(record: str = "beta", **details: Any) -> dict[str, Any]:
    return statement(
        record, "entity", entityType={"type": "registeredEntity"}, **{"name": "Beta Radar", **details}
    )


def holding(
    *interests: dict[str, Any], status: str = "new", day: str = "2020-01-01", **details: Any
) -> dict[str, Any]:
    ends = {"subject": "beta", "interestedParty": "dora", **details}
    return statement("rel", "relationship", status, day, interests=list(interests), **ends)


def stake(exact: float, **more: Any) -> dict[str, Any]:
    return {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": exact}, **more}


def made(tmp_path: Path, *statements: object) -> Feed:
    file = tmp_path / "some.json"
    file.write_text(json.dumps(statements), encoding="utf-8")
    return read("bods", file)


def test_a_stake(tmp_path: Path) -> None:
    feed = made(tmp_path, company(), person(), holding(stake(76.5, startDate="2014")))
    (row,) = feed.of(RelationRow)
    assert (row.kind, row.source, row.target) == ("owns", "dora", "beta")
    assert (row.share, row.directness, row.first, row.last) == ("76.5", "direct", "2014-01-01", "")
    assert feed.reasons == {}


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ({"minimum": 25, "maximum": 50}, "25-50"),
        ({"exclusiveMinimum": 25, "maximum": 50}, ">25-50"),
        ({"minimum": 25, "exclusiveMaximum": 50}, "25-<50"),
        ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True, "exclusiveMaximum": True}, ">25-<50"),
        ({"exclusiveMinimum": 75}, ">75-100"),
        ({"maximum": 10}, "0-10"),
        ({"minimum": 40, "maximum": 40}, "40"),
        ({}, ""),
    ],
)
def test_bounds(share: dict[str, Any], text: str, tmp_path: Path) -> None:
    feed = made(tmp_path, company(), person(), holding({"type": "shareholding", "share": share}))
    assert [row.share for row in feed.of(RelationRow)] == [text]


def test_a_voting_right_joins_its_stake(tmp_path: Path) -> None:
    votes = {"type": "votingRights", "directOrIndirect": "direct", "share": {"minimum": 50, "maximum": 75}}
    feed = made(tmp_path, company(), person(), holding(votes, stake(40)))
    (row,) = feed.of(RelationRow)
    assert (row.kind, row.share, row.votes) == ("owns", "40", "50-75")


def test_a_voting_right_alone_is_control(tmp_path: Path) -> None:
    feed = made(tmp_path, company(), person(), holding({"type": "votingRights", "share": {"exact": 60}}))
    (row,) = feed.of(RelationRow)
    assert (row.kind, row.share, row.votes) == ("controls", "", "60")


@pytest.mark.parametrize(
    ("interest", "kind"),
    [
        ({"type": "boardMember"}, "directs"),
        ({"type": "trustee"}, "controls"),
        ({"type": "settlor"}, "associated-with"),
        ({"type": "settlor", "beneficialOwnershipOrControl": True}, "controls"),
        ({}, "associated-with"),
    ],
)
def test_other_interests(interest: dict[str, Any], kind: str, tmp_path: Path) -> None:
    feed = made(tmp_path, company(), person(), holding(interest))
    assert [row.kind for row in feed.of(RelationRow)] == [kind]


def test_what_was_true_before_stays_with_its_end(tmp_path: Path) -> None:
    feed = made(
        tmp_path,
        company(),
        person(),
        holding(stake(100, startDate="2002-03-09")),
        holding(stake(40, startDate="2021-09-24"), status="updated", day="2021-10-01"),
        holding(stake(40, startDate="2021-09-24"), status="closed", day="2023-03-03"),
    )
    assert [(row.share, row.first, row.last) for row in feed.of(RelationRow)] == [
        ("100", "2002-03-09", "2021-09-23"),
        ("40", "2021-09-24", "2023-03-03"),
    ]
    assert feed.reasons == {"A later statement gives this record anew.": (4,)}


def test_a_correction_replaces(tmp_path: Path) -> None:
    feed = made(
        tmp_path,
        company(name="Beta Wires"),
        company(),
        person(),
        holding(stake(50, startDate="2019")),
        holding(stake(100, startDate="2019"), status="updated", day="2022-01-01"),
    )
    assert [row.share for row in feed.of(RelationRow)] == ["100"]
    assert feed.names("beta") == {"Beta Wires": "former"}


def test_nobody_is_named(tmp_path: Path) -> None:
    silent = holding(interestedParty={"reason": "subjectExemptFromDisclosure", "description": "Listed."})
    feed = made(tmp_path, company(), silent, statement("x", "person", personType="unknownPerson"))
    assert [row.text for row in feed.of(DetailRow, "beta") if row.label == "Interested party not named"] == [
        "subject exempt from disclosure: Listed."
    ]
    assert feed.parties["x"].name == "Person whose name is not known"
    assert feed.reasons == {}


BAD = [
    ([], "The item is no JSON object, so it is no statement."),
    (
        {"statementID": "x"},
        "The statement is of an earlier version of the standard (statementID, statementType).",
    ),
    ({**company(), "statementId": "short"}, "The statementId has not 32 to 64 characters."),
    ({**company(), "recordType": "animal"}, "The recordType is none of entity, person and relationship."),
    ({**company(), "statementDate": "soon"}, "The statementDate is no date."),
    ({**company(), "recordDetails": 1}, "The statement has no recordDetails."),
    ({**company(), "recordStatus": "old"}, "The recordStatus is none of new, updated and closed."),
    (
        company(isComponent="no"),
        "The recordDetails do not say whether the record is a component (isComponent).",
    ),
    (
        statement("y", "entity", entityType={"type": "club"}),
        "The entityType is none that the standard knows.",
    ),
    (holding({"type": "friendship"}), "The type of an interest is none that the standard knows."),
    (holding(stake(150)), "A bound of a share does not lie between 0 and 100."),
    (
        holding({"share": {"minimum": 60, "maximum": 40}}),
        "The least share of an interest is greater than its greatest.",
    ),
    (holding({"share": {"exact": "half"}}), "A bound of a share is no number."),
    (holding({"share": {"exact": 10, "minimum": 5}}), "A share is exact and a range at once."),
    (holding(stake(5, startDate="2020-05", endDate="2019")), "An interest ends before it begins."),
    (holding(subject="dora"), "The relationship is one of a record with itself."),
    (holding(subject={}), "The relationship has no subject, and no reason why."),
    (holding(subject="nobody"), "The relationship names a record that no statement of the files is about."),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_invalid_statements(bad: object, reason: str, tmp_path: Path) -> None:
    feed = made(tmp_path, company(), person(), bad)
    assert feed.reasons == {reason: (3,)}
    assert feed.report.rows == 3


def test_a_statement_that_is_repeated(tmp_path: Path) -> None:
    one = company()
    feed = made(tmp_path, one, one)
    assert feed.reasons == {"The statement has the statementId of another one.": (2,)}


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    lines = [json.dumps(company()), "", "no json", json.dumps(person())]
    file.write_text("\n".join(lines), encoding="utf-8")
    feed = read("bods", file)
    assert set(feed.parties) == {"beta", "dora"}
    assert feed.reasons == {"The item is no JSON object, so it is no statement.": (3,)}


def test_an_earlier_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFault) as told:
        made(tmp_path, {"statementID": "x", "statementType": "personStatement"})
    assert told.value.code == "D204"
    assert "earlier version" in told.value.message


def test_the_published_examples_import_whole() -> None:
    files = sorted(shared("bods").glob("*.json"))
    assert files
    for file in files:
        feed = read("bods", file)
        assert feed.report.rows == len(json.loads(file.read_text(encoding="utf-8")))
        assert set(feed.reasons) <= {"A later statement gives this record anew."}


def test_a_published_history() -> None:
    rows = read("bods", shared("bods/tecido.json")).of(RelationRow)
    owned = [(row.share, row.votes, row.first, row.last) for row in rows if row.kind == "owns"]
    assert owned == [
        ("100", "100", "2002-03-09", "2021-09-23"),
        ("60", "60", "2021-09-24", "2022-09-20"),
        ("40", "40", "2021-09-24", "2022-09-20"),
        ("70", "70", "2022-09-21", "2023-02-28"),
        ("30", "30", "2022-09-21", "2023-03-03"),
        ("80", "80", "2023-03-01", ""),
    ]
