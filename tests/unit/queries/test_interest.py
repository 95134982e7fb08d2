"""Economic interest: cross-holdings solved exactly, ranges, circles, and what cannot be worked out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from supplychain_cli.model.stake import WHOLE, Stake
from supplychain_cli.queries.ownership.circles import circles, closed, overfull
from supplychain_cli.queries.ownership.estate import Estate
from supplychain_cli.queries.ownership.interest import claims, interest, interests
from supplychain_cli.queries.ownership.linear import Budget, SingularError, SpentError, solve
from tests.stakes import Board


def worth(lines: list[str], owner: str, asset: str) -> str:
    board = Board(lines)
    return str(interest(board.number(owner), board.number(asset), stakes(board)))


def stakes(board: Board) -> dict[int, dict[int, Stake]]:
    return {asset: board.holdings.stakes(asset) for asset in board.holdings.above}


def belongs(lines: list[str], asset: str) -> dict[str, str]:
    board = Board(lines)
    names = {number: name for name, number in board.numbers.items()}
    found = Estate(board.number(asset), board.holdings).claims()
    return {
        f"others in {names[n]}" if others else names[n]: str(share) for (n, others), share in found.items()
    }


CROSS = ["A C 50", "B C 50", "C A 50"]


def test_the_worked_example_of_cross_holdings() -> None:
    """C belongs to B at exactly 2/3 and to A's other shareholders at 1/3; cut-off sums say 62.5 and 37.5."""
    board = Board(CROSS)
    parts = {asset: {o: s.low / WHOLE for o, s in owners.items()} for asset, owners in stakes(board).items()}
    found = claims(board.number("C"), parts)
    assert found == {(board.number("B"), False): Fraction(2, 3), (board.number("A"), True): Fraction(1, 3)}
    assert belongs(CROSS, "C") == {"B": "66.6667 %", "others in A": "33.3333 %"}


def test_integrated_ownership_never_comes_back_to_the_owner() -> None:
    assert worth(CROSS, "A", "C") == "50 %"
    assert worth(CROSS, "B", "C") == "66.6667 %"
    assert worth(CROSS, "B", "A") == "33.3333 %"


def test_a_tree_multiplies_and_adds() -> None:
    lines = ["X A 50", "X B 40", "A T 30", "B T 20"]
    assert worth(lines, "X", "T") == "23 %"
    assert belongs(lines, "T") == {
        "X": "23 %",
        "others in A": "15 %",
        "others in B": "12 %",
        "others in T": "50 %",
    }


def test_ranges_and_unknown_stakes_are_tightened_by_what_is_left() -> None:
    assert worth(["X T ?", "Y T 60"], "X", "T") == "at most 40 %"
    assert worth(["X T [25,50)", "Y T 60"], "X", "T") == "25 to 40 %"
    assert worth(["X T (50,75]"], "X", "T") == "more than 50 %, at most 75 %"
    assert worth(["X A (50,100]", "A T 50"], "X", "T") == "more than 25 %, at most 50 %"


def test_what_one_unknown_owner_holds_another_cannot_hold() -> None:
    lines = ["X A 100", "A T ?", "B T ?", "X B 50"]
    assert worth(lines, "X", "T") == "unknown"
    assert worth([*lines, "Z T 40"], "X", "T") == "at most 60 %"


def test_a_party_that_owns_nothing_of_another() -> None:
    assert worth(["X A 50", "Y B 50"], "X", "B") == "0 %"
    assert worth(["X A 50"], "X", "X") == "100 %"


def test_all_interests_below_a_party_at_once() -> None:
    board = Board(["X A 50", "A B 50", "X B 10", "B C 100", "Y D 5"])
    found = interests(board.number("X"), stakes(board))
    assert {number: str(share) for number, share in found.items()} == {
        board.number("A"): "50 %",
        board.number("B"): "35 %",
        board.number("C"): "35 %",
    }


def test_a_circle_that_owns_all_of_itself_is_an_error_and_no_figure() -> None:
    lines = ["A B 100", "B A 100", "A T 50", "Y T 50"]
    board = Board(lines)
    (circle,) = circles(stakes(board))
    assert board.named(circle) == {"A", "B"}
    assert closed(circle, stakes(board))
    assert belongs(lines, "T") == {}
    assert worth(lines, "Y", "T") == "50 %"
    parts = {asset: {o: s.low / WHOLE for o, s in owners.items()} for asset, owners in stakes(board).items()}
    with pytest.raises(SingularError):
        claims(board.number("T"), parts)


def test_a_circle_that_leaves_something_is_not_closed() -> None:
    board = Board(CROSS)
    (circle,) = circles(stakes(board))
    assert board.named(circle) == {"A", "C"}
    assert not closed(circle, stakes(board))


def test_stakes_of_more_than_the_whole_give_no_figure() -> None:
    board = Board(["X A 80", "Y A 80", "A T 50"])
    assert board.named(overfull(stakes(board))) == {"A"}
    estate = Estate(board.number("T"), board.holdings)
    assert estate.of_owner(board.number("A")) == Stake(Fraction(50), Fraction(50))
    assert estate.of_owner(board.number("X")) is None
    assert estate.claims() == {}


def test_a_circle_of_ten_thousand_owners_ends_soon() -> None:
    size = 10_000
    board = Board([f"P{n} P{(n + 1) % size} 60" for n in range(size)])
    estate = Estate(board.number("P0"), board.holdings)
    assert len(estate.circles) == 1
    assert len(estate.claims()) in {0, size}
    assert str(interest(board.number(f"P{size - 2}"), board.number("P0"), stakes(board))) == "36 %"


def test_the_budget_ends_what_would_take_too_long() -> None:
    board = Board(CROSS)
    with pytest.raises(SpentError):
        interest(board.number("B"), board.number("C"), stakes(board), Budget(2))
    estate = Estate(board.number("C"), board.holdings, Budget(2))
    assert estate.of_owner(board.number("B")) is None
    assert estate.claims() == {}
    assert estate.spent


def test_a_system_without_a_single_solution() -> None:
    with pytest.raises(SingularError):
        solve({1: ({2: Fraction(1)}, Fraction(0)), 2: ({1: Fraction(1)}, Fraction(0))})
    assert solve({1: ({1: Fraction(1, 2), 9: Fraction(1)}, Fraction(1))}) == {1: Fraction(2)}
