"""Arguments and options that several commands share, with the limits of a question made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from supplychain_cli.cli.completion import (
    complete_goods,
    complete_grades,
    complete_parties,
    complete_relation_kinds,
)
from supplychain_cli.cli.ends import TRADERS
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.light import dataclass

if TYPE_CHECKING:
    from supplychain_cli.graph.view import Party
    from supplychain_cli.queries.chains.ask import Ask

PartyName = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="Name, identifier or id:... of a party.", autocompletion=complete_parties
    ),
]
Goods = Annotated[
    list[str] | None,
    typer.Option(
        "--goods",
        metavar="GOOD",
        help="Only chains that can carry this good: name, id or HS digits. Repeat it or separate by commas.",
        autocompletion=complete_goods,
    ),
]
Via = Annotated[
    list[str] | None,
    typer.Option(
        "--via",
        metavar="KIND",
        help="Walk only these kinds of relation. Repeat it or separate by commas.",
        autocompletion=complete_relation_kinds,
    ),
]
MinGrade = Annotated[
    str,
    typer.Option(
        "--min-grade",
        metavar="GRADE",
        help="Only legs of this grade or better: confirmed to doubtful.",
        autocompletion=complete_grades,
    ),
]
Avoid = Annotated[
    list[str] | None,
    typer.Option(
        "--avoid",
        metavar="NAME",
        help="Leave this party out. May be repeated.",
        autocompletion=complete_parties,
    ),
]
Through = Annotated[
    list[str] | None,
    typer.Option(
        "--through",
        metavar="NAME",
        help="Only chains with this party in between. May be repeated.",
        autocompletion=complete_parties,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Assume no passing on of goods inside a group.")]
SameGoods = Annotated[
    bool, typer.Option("--same-goods", help="Only legs whose goods follow from those before, by record.")
]
AnyTime = Annotated[bool, typer.Option("--any-time", help="Let legs lie in any order of time.")]
Assume = Annotated[
    str,
    typer.Option(
        "--assume",
        metavar="possible",
        help="Show too what holds only if parties that may be the same are; every assumption is marked.",
        autocompletion=lambda: [POSSIBLE],
    ),
]
POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a question as typed; `ask` says what they mean and `query` what was understood."""

    max_legs: int = 8
    limit: int = 5
    strict: bool = False
    same_goods: bool = False
    any_time: bool = False
    goods: Sequence[str] = ()
    via: Sequence[str] = ()
    min_grade: str = ""
    avoid: Sequence[str] = ()
    through: Sequence[str] = ()

    def understood(self, session: Session, *ends: Party) -> tuple[Ask, dict[str, Any]]:
        """Give the limits for the search, and the same for the answer's `query`.

        `ends` are the parties asked about, which can neither be avoided nor lie in between. Raises UsageFault.
        """
        from supplychain_cli.model.evidence import GRADES
        from supplychain_cli.model.kinds import DEFAULT_KINDS
        from supplychain_cli.queries.chains.ask import Ask

        names = split(self.goods)
        goods = frozenset().union(*(session.goods(name) for name in names)) if names else None
        kinds = _kinds(split(self.via)) or DEFAULT_KINDS
        avoid = _parties(session, self.avoid)
        through = _parties(session, self.through)
        _refuse_ends("--avoid", avoid, ends)
        _refuse_ends("--through", through, ends)
        ask = Ask(
            max_legs=self.max_legs,
            limit=self.limit,
            strict=self.strict,
            same_goods=self.same_goods,
            any_time=self.any_time,
            goods=goods,
            kinds=kinds,
            min_grade=_grade(self.min_grade),
            avoid=frozenset(party.node for party in avoid),
            through=frozenset(party.node for party in through),
        )
        query = {
            "max_legs": self.max_legs,
            "limit": self.limit,
            "strict": self.strict,
            "same_goods": self.same_goods,
            "any_time": self.any_time,
            "goods": None if goods is None else sorted(goods),
            "via": sorted(kinds),
            "min_grade": GRADES[ask.min_grade],
            "avoid": sorted(party.id for party in avoid),
            "through": sorted(party.id for party in through),
        }
        return ask, query


def split(values: Iterable[str]) -> list[str]:
    """Give the words of options that may be repeated and hold commas."""
    return [word for value in values for part in value.split(",") if (word := part.strip())]


def _parties(session: Session, names: Iterable[str]) -> list[Party]:
    return [session.resolve(name, TRADERS) for name in names]


def _refuse_ends(option: str, parties: Iterable[Party], ends: Iterable[Party]) -> None:
    for party in parties:
        if party in ends:
            raise UsageFault(
                "U100",
                f"{option} names {party.name} (id:{party.id}), which the question is about.",
                help=f"Leave {option} out, or name another party with it.",
            )


def _kinds(words: Sequence[str]) -> frozenset[str]:
    from supplychain_cli.model.kinds import WALKABLE_KINDS

    for word in words:
        if word not in WALKABLE_KINDS:
            raise UsageFault(
                "U107",
                f"A chain cannot walk the kind {word}.",
                help=f"Choose among: {', '.join(sorted(WALKABLE_KINDS))}.",
            )
    return frozenset(words)


def _grade(word: str) -> int:
    from supplychain_cli.model.evidence import GRADES

    if not word:
        return len(GRADES) - 1
    if word not in GRADES:
        raise UsageFault(
            "U107", f"There is no grade called {word}.", help=f"Choose one of: {', '.join(GRADES)}."
        )
    return list(GRADES).index(word)
