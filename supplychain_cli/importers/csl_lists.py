"""The lists inside the US Consolidated Screening List: who keeps each, and what it does to those on it.

Source of the rules: the descriptions of the lists by the Departments of the Treasury, of Commerce and of State.
"""

from __future__ import annotations

from collections.abc import Sequence

from supplychain_cli.light import NamedTuple


class List(NamedTuple):
    """One list: a mark in its name that tells it, who keeps it, its programme, its measure, and that in words.

    `programmes` begin the programmes that belong to it, as a row may name those of other lists beside them; none
    given: all. `dated` begins what its listing dates are said to be of.
    """

    mark: str
    authority: str
    programme: str
    measure: str
    effect: str
    programmes: tuple[str, ...] = ()
    dated: str = ""

    def own(self, named: Sequence[str]) -> list[str]:
        """Give those of the programmes named that are of this list.

        All where none is, its own name where none is named.
        """
        mine = (
            [each for each in named if each.startswith(self.programmes)] if self.programmes else list(named)
        )
        return list(dict.fromkeys(mine or named)) or [self.programme]

    def dates(self, scope: str) -> bool:
        """Say whether a listing date that is said to be of `scope` is that of this list."""
        return bool(self.dated) and scope.startswith(self.dated)

    def measure_of(self, programme: str) -> str:
        """Give what a programme of this list does."""
        return "blocking" if programme in _BLOCKING else self.measure


_BLOCKING = frozenset({"E.O. 13382"})
"""Programmes of the Department of State that block property."""
SDN = List("(SDN)", "us-ofac", "SDN", "blocking", "")
_LISTS = (
    SDN,
    List(
        "(SSI)", "us-ofac", "SSI", "sectoral", "Sectoral Sanctions Identifications List", ("UKRAINE-EO13662",)
    ),
    List(
        "(NS-MBS",
        "us-ofac",
        "NS-MBS",
        "sectoral",
        "Non-SDN Menu-Based Sanctions List",
        ("RUSSIA-EO14024", "CAATSA", "BURMA"),
        "EO 14024",
    ),
    List(
        "(CAP)",
        "us-ofac",
        "CAPTA",
        "other",
        "CAPTA List: correspondent and payable-through accounts are prohibited or restricted",
    ),
    List(
        "(CMIC)",
        "us-ofac",
        "NS-CMIC",
        "other",
        "Non-SDN Chinese Military-Industrial Complex List: no dealing in its securities",
        ("CMIC",),
        "CMIC",
    ),
    List(
        "(PLC)",
        "us-ofac",
        "NS-PLC",
        "other",
        "Non-SDN Palestinian Legislative Council List: transactions are rejected",
        ("NS-PLC",),
    ),
    List(
        "(FSE)",
        "us-ofac",
        "FSE",
        "other",
        "Foreign Sanctions Evaders List: transactions are prohibited",
        ("FSE",),
    ),
    List("(EL)", "us-bis", "Entity List", "export-control", ""),
    List("(MEU)", "us-bis", "Military End User List", "export-control", ""),
    List(
        "(UVL)",
        "us-bis",
        "Unverified List",
        "export-control",
        "no licence exceptions; a statement before each export",
    ),
    List("(DPL)", "us-bis", "Denied Persons List", "export-control", "export privileges are denied"),
    List(
        "(ISN)",
        "us-state",
        "Nonproliferation Sanctions",
        "debarment",
        "sanctions under nonproliferation statutes",
    ),
    List(
        "(DTC)", "us-state", "AECA Debarred List", "debarment", "barred from the export of defence articles"
    ),
)


def list_of(source: str) -> List:
    """Tell a list by the text in the column `source`; an unknown one has the authority `us` and the measure other."""
    known = next((item for item in _LISTS if item.mark in source), None)
    return known or List("", "us", source, "other", source)
