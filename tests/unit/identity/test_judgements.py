"""Judgements go into a file and out of it, and nothing else in it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.model.dataset import Identity
from supplychain_cli.records import judgements
from supplychain_cli.records.write import canonical
from supplychain_cli.workspace import judgebook

FILE = "identities.yml"
MADE = Identity("a-is-b", "a", "feed:b", "same", "A. Editor", "2026-11-21", "Its report: it says so.")
OTHER = Identity("a-is-not-c", "a", "c", "different", "A. Editor", "2026-11-21", "Numbers differ.")
MIXED = """# Judgements, read on Friday.

identities:
  # The first.
  - {id: x-or-y, left: x, right: y, judgement: unsure, by: B, on: 2026-01-01, why: Nobody knows.}

sources:
  - {id: press, publisher: Example, title: Report}
"""


def added(text: str, record: Identity) -> str:
    found = judgements.added(text, FILE, record)
    assert found is not None
    assert canonical(found, FILE).text == found
    return found


@pytest.mark.parametrize(
    "text", ["", MIXED, MIXED.split("sources:", maxsplit=1)[0], "sources:" + MIXED.split("sources:")[1]]
)
def test_what_goes_in_comes_out_and_the_rest_stays(text: str) -> None:
    before = canonical(text, FILE).text if text else ""
    both = added(added(text, MADE), OTHER)
    assert before is not None
    assert both.index("a-is-b") < both.index("a-is-not-c")
    for name in ("a-is-not-c", "a-is-b"):
        left = judgements.removed(both, FILE, name)
        assert left is not None
        assert name not in left
        both = left
    assert both.strip() == before.strip()


def test_a_record_in_braces_can_be_taken_out_and_its_comment_stays() -> None:
    left = judgements.removed(MIXED, FILE, "x-or-y")
    assert left is not None
    assert "x-or-y" not in left
    assert "read on Friday" in left
    assert "press" in left


@pytest.mark.parametrize("text", ["identities: [", "identities:\n  - a: 1\n  - a: 1\n   b: 2\n"])
def test_a_file_with_faults_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(DataFault) as raised:
        judgebook.save(MADE, tmp_path)
    assert raised.value.code == "D271"
    assert (tmp_path / FILE).read_text("utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_that_held_nothing_else_goes(tmp_path: Path) -> None:
    judgebook.save(MADE, tmp_path)
    judgebook.withdraw(MADE.id, FILE, tmp_path)
    assert not list(tmp_path.iterdir())
    with pytest.raises(DataFault):
        judgebook.withdraw(MADE.id, FILE, tmp_path)


def test_an_id_tells_what_is_judged_and_is_new() -> None:
    taken = {"ru-a-is-not-sdn-17-b"}
    assert judgebook.name_for("ru-a", "sdn:17/B", "different", taken.__contains__) == "ru-a-is-not-sdn-17-b-2"
    assert judgebook.name_for("ру", "ру", "same", taken.__contains__) == "party-is-party"
