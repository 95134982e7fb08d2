"""What programs read: the envelope, the names of its fields, one line an item."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import pytest

from supplychain_cli.render.formats import render
from supplychain_cli.render.machine import plain
from tests.render import worlds


def test_the_envelope_has_its_fields_in_their_order() -> None:
    frame = json.loads(render(worlds.TRACE, worlds.envelope("trace", limit=5), "json", worlds.PLAIN))
    assert list(frame) == ["schema", "tool", "dataset", "query", "complete", "notices", "result"]
    assert frame["schema"] == "supplychain.trace/1"
    assert frame["query"] == {"limit": 5}
    assert frame["complete"] is False
    assert [notice["code"] for notice in frame["notices"]] == ["N101"]
    assert list(frame["result"]) == ["from", "to", "chains", "more", "explored"]


def test_a_notice_of_answer_and_envelope_is_said_once() -> None:
    envelope = replace(worlds.envelope("trace"), notices=worlds.TRACE.notices)
    frame = json.loads(render(worlds.TRACE, envelope, "json", worlds.PLAIN))
    assert len(frame["notices"]) == 1


def test_a_leg_carries_what_it_rests_on() -> None:
    frame = json.loads(render(worlds.TRACE, worlds.envelope("trace"), "json", worlds.PLAIN))
    leg = frame["result"]["chains"][0]["legs"][0]
    assert leg["from"] == "cn-alpha"
    assert leg["goods"] == [{"id": "antimony", "name": "antimony"}]
    assert leg["location"] == "trade/metals.yml:12"
    assert leg["sources"][0]["locator"] == "headline and lead"
    assert leg["through"][0]["name"] == "Harbour Brokers"


@pytest.mark.parametrize(
    ("answer", "command", "ids"),
    [
        (worlds.TRACE, "trace", [None, None]),
        (worlds.NOTHING, "trace", []),
        (
            worlds.SUPPLIERS,
            "who-supplies",
            ["hk-broker", "ru-north-wafers", "country-china", "cn-alpha", "ru-north-wafers"],
        ),
    ],
)
def test_json_lines_are_items(answer: object, command: str, ids: list[str | None]) -> None:
    lines = render(answer, worlds.envelope(command), "jsonl", worlds.PLAIN).splitlines()
    items = [json.loads(line) for line in lines]
    assert [item.get("id") for item in items] == ids
    assert all(item["schema"] == f"supplychain.{command}/1" for item in items)


def test_csv_has_a_row_a_leg_under_named_columns() -> None:
    text = render(worlds.TRACE, worlds.envelope("trace"), "csv", worlds.PLAIN)
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["chain"], row["leg"]) for row in rows] == [
        ("1", "1"),
        ("1", "2"),
        ("1", "3"),
        ("1", "4"),
        ("2", "1"),
    ]
    assert rows[0]["goods"] == "antimony"
    assert rows[1]["basis"] == "inferred"
    assert rows[1]["weakest"] == "yes"
    assert rows[0]["to_listed"] == "us-ofac blocking; eu export-control"


def test_an_unknown_format_has_no_face() -> None:
    with pytest.raises(KeyError):
        render(worlds.TRACE, worlds.envelope("trace"), "pdf", worlds.PLAIN)


class _Pair(NamedTuple):
    left: int
    right: tuple[str, ...]


@dataclass(frozen=True)
class _Odd:
    from_: Decimal
    pair: _Pair
    names: frozenset[str]
    table: dict[str, float | None]


def test_plain_data_of_every_kind() -> None:
    odd = _Odd(Decimal("41.60"), _Pair(1, ("a",)), frozenset({"b", "a"}), {"x": 0.5, "y": None})
    assert plain(odd) == {
        "from": "41.60",
        "pair": {"left": 1, "right": ["a"]},
        "names": ["a", "b"],
        "table": {"x": 0.5, "y": None},
    }
