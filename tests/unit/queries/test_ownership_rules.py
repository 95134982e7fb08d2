"""The ownership rules on published worked examples, each named by its source, and on the edges of what they say."""

from __future__ import annotations

import pytest

from supplychain_cli.queries.ownership.verdict import Rule
from tests.stakes import Board, rule

FAQ_401 = [
    # Examples 1 to 3 as OFAC prints them; 4 to 6 as they are commonly retold.
    pytest.param(["X A 50", "A B 50"], "X", {"A": "owned", "B": "owned"}, id="example 1"),
    pytest.param(["X A 50", "X B 50", "A C 25", "B C 25"], "X", {"C": "owned"}, id="example 2"),
    pytest.param(["X A 50", "X B 10", "A B 40"], "X", {"B": "owned"}, id="example 3"),
    pytest.param(
        ["X A 50", "X B 25", "A C 25", "B C 25"],
        "X",
        {"A": "owned", "B": "not-owned", "C": "not-owned"},
        id="example 4",
    ),
    pytest.param(
        ["X A 25", "X B 25", "A C 50", "B C 50"],
        "X",
        {"A": "not-owned", "B": "not-owned", "C": "not-owned"},
        id="example 5",
    ),
    pytest.param(["X A 25", "Y A 25", "A B 50"], "XY", {"A": "owned", "B": "owned"}, id="example 6"),
]


def words(name: str, lines: list[str], listed: str, *, open_world: bool = False) -> dict[str, str]:
    """What a rule says of every party."""
    board = Board(lines)
    asked = Rule(rule(name), board.holdings, map(board.number, listed), open_world=open_world)
    return {party: asked.of(number).word for party, number in board.numbers.items()}


def deciding(name: str, lines: list[str], listed: str, party: str) -> list[tuple[str, str]]:
    """Which lines decide, by place, and from which percent on."""
    board = Board(lines)
    asked = Rule(rule(name), board.holdings, map(board.number, listed))
    return [(lines[int(h.edge.id[1:])], str(figure)) for h, figure in asked.deciding(board.number(party))]


@pytest.mark.parametrize(("lines", "listed", "expected"), FAQ_401)
def test_ofac_faq_401(lines: list[str], listed: str, expected: dict[str, str]) -> None:
    found = words("ofac", lines, listed)
    assert {party: found[party] for party in expected} == expected


def test_ofac_faq_398_control_alone_does_not_count() -> None:
    assert words("ofac", ["X A controls", "X A 49.99"], "X")["A"] == "not-owned"


def test_ofac_faq_399_stakes_of_several_listed_owners_add_up() -> None:
    assert words("ofac", ["X A 25", "Y A 25"], "XY")["A"] == "owned"
    assert words("ofac", ["X A 25", "Y A 24.999999"], "XY")["A"] == "not-owned"


def test_stakes_are_not_multiplied_along_a_chain() -> None:
    assert words("ofac", ["X A 51", "A B 51", "B C 51", "C D 51"], "X")["D"] == "owned"
    assert words("ofac", ["X A 49", "A B 100"], "X")["B"] == "not-owned"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, "owned") for name in ("ofac", "bis", "eu", "ca")),
        ("eu-before", "not-owned"),
        ("uk", "not-owned"),
    ],
)
def test_exactly_half(name: str, expected: str) -> None:
    """OFAC, BIS, Canada and the EU since 3 July 2024 say 50 or more; the EU before and the UK say more than 50."""
    assert words(name, ["X A 50"], "X")["A"] == expected
    assert words(name, ["X A 50.000001"], "X")["A"] == "owned"
    assert words(name, ["X A (50,51]"], "X")["A"] == "owned"
    assert words(name, ["X A [49,50)"], "X")["A"] == "not-owned"


def test_bis_aggregation_guide() -> None:
    """25 + 25 is restricted; 40 through an owned company and 10 direct is; a minority in between is not."""
    assert words("bis", ["X A 25", "Y A 25"], "XY")["A"] == "owned"
    assert words("bis", ["X A 60", "A T 40", "Y T 10"], "XY")["T"] == "owned"
    assert words("bis", ["X A 40", "A T 100"], "X")["T"] == "not-owned"


def test_eu_best_practices_2024_aggregate_and_control() -> None:
    """Stakes add up whether or not the owners act in concert; control counts beside ownership."""
    assert words("eu", ["X A 25", "Y A 25"], "XY")["A"] == "owned"
    assert words("eu", ["X A 10", "X A controls"], "X")["A"] == "owned"
    assert words("eu", ["X A controls", "A B 50"], "X")["B"] == "owned"


def test_uk_ofsi_does_not_add_up_unless_jointly_arranged() -> None:
    """OFSI as quoted: no aggregation unless there is a joint arrangement or one controls the rights of the other."""
    assert words("uk", ["X A 40", "Y A 40"], "XY")["A"] == "not-owned"
    assert words("uk", ["X A 40 joint=pact", "Y A 40 joint=pact"], "XY")["A"] == "owned"
    assert words("uk", ["X A 40 joint=pact", "Y A 40 joint=other"], "XY")["A"] == "not-owned"
    assert words("uk", ["X A 40", "Y A 40", "X Y controls"], "XY")["A"] == "owned"


def test_one_hand_holds_what_it_holds_through_what_it_owns() -> None:
    """Not adding up the stakes of several persons does not part what one person holds directly and indirectly."""
    assert words("uk", ["X A 60", "A T 30", "X T 30"], "X")["T"] == "owned"
    assert words("uk", ["X A 60", "A T 30", "Y T 30"], "XY")["T"] == "not-owned"


def test_a_majority_of_votes_counts_where_control_does() -> None:
    assert words("uk", ["X A 10 votes=60", "Y A 90"], "X")["A"] == "owned"
    assert words("ofac", ["X A 10 votes=60", "Y A 90"], "X")["A"] == "not-owned"
    assert words("eu", ["X A 30 votes=20", "Y A 40"], "XY")["A"] == "owned"
    assert words("eu-before", ["X A 25 votes=20", "Y A 25"], "XY")["A"] == "not-owned"
    assert words("eu", ["X A 10 votes=20", "Y A 35"], "XY")["A"] == "undetermined"


def test_canada_does_not_say_whether_stakes_add_up() -> None:
    assert words("ca", ["X A 30", "Y A 30"], "XY")["A"] == "undetermined"
    assert words("ca", ["X A 60", "Y A 30"], "XY")["A"] == "owned"
    assert words("ca", ["X A 30", "Y A 10"], "XY")["A"] == "not-owned"


def test_membership_of_a_group_is_no_percentage() -> None:
    """61 of 62 recorded group links have no stake: the answer is unknown, neither 0 nor 100."""
    lines = ["X A part-of", "A B 60"]
    assert words("ofac", lines, "X") == {"X": "not-owned", "A": "undetermined", "B": "undetermined"}
    assert deciding("ofac", lines, "X", "B") == [("X A part-of", "50")]


def test_acting_for_somebody_is_a_sign_of_control() -> None:
    assert words("ofac", ["X A linked-to"], "X")["A"] == "not-owned"
    assert words("eu", ["X A linked-to"], "X")["A"] == "undetermined"
    assert deciding("eu", ["X A linked-to"], "X", "A") == [("X A linked-to", "50")]


def test_an_undetermined_verdict_names_what_decides_and_from_where() -> None:
    lines = ["X A [10,60]", "Y A 20", "Z A ?"]
    assert words("ofac", lines, "XY")["A"] == "undetermined"
    assert deciding("ofac", lines, "XY", "A") == [("X A [10,60]", "30")]
    assert deciding("uk", ["X A ?"], "X", "A") == [("X A ?", "50")]


def test_what_others_hold_for_certain_bounds_what_is_unknown() -> None:
    assert words("ofac", ["X A ?", "Z A 51"], "X")["A"] == "not-owned"
    assert words("ofac", ["X A ?", "Z A 50"], "X")["A"] == "undetermined"
    assert words("ofac", ["X A ?", "Z A (50,100]"], "X")["A"] == "not-owned"
    assert words("eu-before", ["X A ?", "Z A 50"], "X")["A"] == "not-owned"


def test_what_no_record_speaks_of_counts_only_in_an_open_world() -> None:
    lines = ["X A 10", "Z A 30"]
    assert words("ofac", lines, "X")["A"] == "not-owned"
    assert words("ofac", lines, "X", open_world=True)["A"] == "undetermined"
    assert words("ofac", ["X A 10", "Z A 60"], "X", open_world=True)["A"] == "undetermined"  # Z may be owned
    assert words("ofac", ["Z A 100"], "", open_world=True) == {"Z": "undetermined", "A": "undetermined"}


def test_nobody_owns_a_person_even_in_an_open_world() -> None:
    board = Board(["Z A 100"])
    asked = Rule(rule("ofac"), board.holdings, (), open_world=True, nobodys=[board.number("Z")])
    assert asked.of(board.number("A")).word == "not-owned"


def test_an_indirect_statement_is_never_added_to_the_chain_that_makes_it_up() -> None:
    lines = ["X M 60", "M A 50", "X A 30 indirect"]
    board = Board(lines)
    asked = Rule(rule("uk"), board.holdings, [board.number("X")])
    assert asked.of(board.number("A")).word == "not-owned"


def test_an_indirect_statement_without_its_chain_leaves_the_verdict_open() -> None:
    assert words("ofac", ["X A 60 indirect"], "X")["A"] == "undetermined"
    assert deciding("ofac", ["X A 60 indirect"], "X", "A") == [("X A 60 indirect", "50")]
    assert words("ofac", ["X A 30 indirect"], "X")["A"] == "not-owned"


def test_candidates_never_count() -> None:
    assert words("ofac", ["X A 60 candidate", "Z A 10"], "X")["A"] == "not-owned"


def test_a_circle_that_nobody_listed_enters_is_not_owned() -> None:
    lines = ["A B 100", "B A 100", "X C 60", "C B 50", "B C 40"]
    assert words("ofac", lines[:2], "")["A"] == "not-owned"
    assert words("ofac", lines, "X") == {"A": "owned", "B": "owned", "C": "owned", "X": "not-owned"}


def test_a_reading_that_was_cut_says_not_owned_of_nobody() -> None:
    board = Board(["X A 10"])
    board.holdings.cut = True
    assert (
        Rule(rule("ofac"), board.holdings, [board.number("X")]).of(board.number("A")).word == "undetermined"
    )


def test_element_group_in_january_2026_has_three_answers() -> None:
    """`rules:` of the fact file: Rostec 41.6 and Sberbank 41.9; the EU freezes only Sberbank."""
    lines = ["Rostec Element 41.6", "Sberbank Element 41.9"]
    board = Board(lines)
    both, one = [board.number("Rostec"), board.number("Sberbank")], [board.number("Sberbank")]
    element = board.number("Element")
    assert Rule(rule("ofac"), board.holdings, both).of(element).word == "owned"
    assert str(Rule(rule("ofac"), board.holdings, both).of(element).total) == "83.5 %"
    assert Rule(rule("uk"), board.holdings, both).of(element).word == "not-owned"
    assert Rule(rule("eu"), board.holdings, one).of(element).word == "not-owned"
    assert str(Rule(rule("eu"), board.holdings, one).of(element).total) == "41.9 %"
