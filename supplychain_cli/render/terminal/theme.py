"""Signs and colours. Every colour stands beside a sign or a word that says the same without it."""

from __future__ import annotations

from rich.text import Text

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.render.screen import Screen

HEAD = "bold"
NAME = "bold"
NATIVE = "cyan"
QUIET = "dim"
PLACE = "bright_blue"
MARK = "magenta"
INFERRED = "italic yellow"
GRADE_STYLES = {"confirmed": "bold green", "probable": "green", "possible": "yellow", "doubtful": "red"}


class Signs(NamedTuple):
    """The drawing characters of one screen."""

    full: str
    empty: str
    stated: str
    inferred: str
    solid: str
    dashed: str
    branch: str
    branch_dashed: str
    corner: str
    corner_dashed: str
    dot: str
    cite: str


_UNICODE = Signs("●", "○", "──▶", "╌╌▶", "│", "┊", "├─", "├╌", "└─", "└╌", "·", "›")
_ASCII = Signs("*", ".", "-->", "..>", "|", ":", "|-", "|.", "`-", "`.", "-", ">")


def signs_of(screen: Screen) -> Signs:
    """Give the signs that the screen can show."""
    return _UNICODE if screen.unicode else _ASCII


def grade_text(grade: str, signs: Signs) -> Text:
    """Give a grade as four dots and its word: `●●●○ probable`. A word that is no grade stays bare."""
    if grade not in GRADES:
        return Text(grade)
    rank = GRADES.index(grade)
    return Text(f"{signs.full * (len(GRADES) - rank)}{signs.empty * rank} {grade}", GRADE_STYLES[grade])


def basis_text(basis: str) -> Text:
    """Give `stated` or `inferred`; what is inferred never looks like what is stated."""
    return Text(basis, INFERRED if basis == "inferred" else "")
