"""From what a person typed to the party or the goods they mean. Never a guess: several are listed, or chosen from."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from supplychain_cli.cli.talk import is_person, say, say_inline
from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.graph.view import Party
from supplychain_cli.light import dataclass
from supplychain_cli.matching.letters import MAX_NAME
from supplychain_cli.matching.resolve import Candidate, Resolution, resolve
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.snapshot import feedrows
from supplychain_cli.snapshot.format import EDGE_CLASSES
from supplychain_cli.workspace.world import World

_HS_PREFIX = re.compile(r"(?:hs\s*)?(\d[\d. ]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedParty:
    """The party meant, and a remark when the name was not exactly its own."""

    party: Party
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NamedGoods:
    """Ids of the goods meant with all that contains them, and a remark as for a party."""

    goods: frozenset[str]
    remark: str = ""


def party_named(world: World, name: str, kinds: frozenset[str] | None) -> NamedParty:
    """Find the one party, system or good of these kinds that a name means.

    Raises UsageFault (U103 nobody, U104 several). On a terminal the person chooses among several.
    """
    name = name[:MAX_NAME]
    found = _resolved(world, name, kinds)
    if found.party is not None:
        party = _party(world, found.party)
        return NamedParty(
            party, "" if found.certain else f"'{name}' was understood as {_label(party)}. {found.why}"
        )
    choices = [(candidate, _party(world, candidate.party)) for candidate in found.candidates]
    if choices and is_person():
        chosen = _chosen(world, found.why, choices)
        if chosen is not None:
            return NamedParty(chosen)
    notes = tuple(
        f"{_label(party)}: {candidate.why}{_telling(world, party) if found.several else ''}"
        for candidate, party in choices
    )
    if found.several:
        help_ = f"Write the id of the one you mean, for example `id:{choices[0][1].id}`." if choices else ""
        raise UsageFault("U104", f"'{name}' fits {len(choices)} recorded names.", notes=notes, help=help_)
    raise UsageFault(
        "U103", found.why, notes=notes, help=f"Look for it with `supplychain find`. {_what(kinds)}"
    )


def meant(world: World, name: str, kinds: frozenset[str]) -> Party | None:
    """Give the one party or thing of these kinds that a name means; None for nobody or several. Asks nobody."""
    found = _resolved(world, name[:MAX_NAME], kinds)
    return None if found.party is None else _party(world, found.party)


def goods_named(world: World, text: str) -> NamedGoods:
    """Find the goods that a name, an id or the first digits of an HS code mean. Raises UsageFault for none."""
    products = Products(world.view)
    code = _HS_PREFIX.fullmatch(text.strip())
    if code:
        digits = re.sub(r"\D", "", code.group(1))
        found = [good for good in world.view.snapshot.goods_with_hs(digits) if world.view.find(good)]
        coded = feedrows.codes(world.view.snapshot, digits)
        if not found and not coded:
            raise UsageFault(
                "U112",
                f"No good in the records, and no row of a feed, has an HS code that begins with {digits}.",
                help="`supplychain goods` lists all goods.",
            )
        return NamedGoods(frozenset(coded).union(*map(products.of, found)))
    named = party_named(world, text, frozenset({"good"}))
    return NamedGoods(products.of(named.party.id) | products.codes(named.party.id), named.remark)


def _resolved(world: World, name: str, kinds: frozenset[str] | None) -> Resolution:
    def accept(party: str) -> bool:
        found = world.view.find(party)
        return found is not None and (kinds is None or found.kind in kinds)

    return resolve(name, world.names, accept=accept)


def _party(world: World, name: str) -> Party:
    party = world.view.find(name)
    assert party is not None  # candidates are admitted only if the view shows them  # noqa: S101
    return party


def _label(party: Party) -> str:
    """Name a party so that it can be told from others of nearly the same name."""
    native = f" {party.native}" if party.native and party.native != party.name else ""
    return f"{party.name}{native} ({', '.join(part for part in (party.kind, party.country, f'id:{party.id}') if part)})"


def _what(kinds: frozenset[str] | None) -> str:
    return (
        "Goods are listed by `supplychain goods`."
        if kinds == frozenset({"good"})
        else "An exact id is written `id:...`."
    )


def _telling(world: World, party: Party) -> str:
    """Say what tells a party from others of its name: its register numbers, and how much is recorded of it."""
    held = world.view.record("entities", party.id)
    numbers = held.plain.get("identifiers", {}) if held else {}
    said = [
        f"{scheme.upper()} {value if isinstance(value, str) else value[0]}"
        for scheme, value in numbers.items()
    ]
    relations = len({edge.id for edge in world.view.edges(party.node, EDGE_CLASSES)})
    said.append("1 relation" if relations == 1 else f"{relations} relations" if relations else "no relations")
    return f" It has {', '.join(said)}."


def _chosen(world: World, why: str, choices: Sequence[tuple[Candidate, Party]]) -> Party | None:
    """Let the person choose; None when they do not."""
    from supplychain_cli.render.clean import clean

    say(clean(why))
    for number, (candidate, party) in enumerate(choices, 1):
        say(f"{number:3}  {clean(_label(party))}: {clean(candidate.why)}{clean(_telling(world, party))}")
    while True:
        say_inline(f"Number of the one you mean (1 to {len(choices)}; Enter to stop): ")
        line = sys.stdin.readline().strip()
        if not line:
            return None
        if line.isascii() and line.isdigit() and 1 <= int(line[:9]) <= len(choices):
            return choices[int(line[:9]) - 1][1]
