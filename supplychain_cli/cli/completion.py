"""Completion of names and ids in the shell: reads stored records only, never builds them, is silent on faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import typer

if TYPE_CHECKING:
    from supplychain_cli.snapshot.reader import Snapshot

_MOST = 40
_EXACT = "id:"
_PARTIES = frozenset({"entities"})
_GOODS = frozenset({"goods"})
_EVERYTHING = frozenset({"entities", "goods", "relations", "sources", "listings", "regimes"})
Completion = list[tuple[str, str]]


def complete_parties(ctx: typer.Context, incomplete: str) -> Completion:
    """Complete the name or id of a party."""
    return _completed(ctx, incomplete, _PARTIES)


def complete_goods(ctx: typer.Context, incomplete: str) -> Completion:
    """Complete the name or id of a good."""
    return _completed(ctx, incomplete, _GOODS)


def complete_anything(ctx: typer.Context, incomplete: str) -> Completion:
    """Complete the name of a party or good, or the id of any record."""
    return _completed(ctx, incomplete, _EVERYTHING)


def complete_grades(incomplete: str) -> list[str]:
    """Complete a grade, the best first."""
    from supplychain_cli.model.evidence import GRADES

    return [grade for grade in GRADES if grade.startswith(incomplete)]


def complete_relation_kinds(incomplete: str) -> list[str]:
    """Complete a kind of relation that a chain can walk, also behind a comma."""
    from supplychain_cli.model.kinds import WALKABLE_KINDS

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{kind}" for kind in sorted(WALKABLE_KINDS) if kind.startswith(last)]


def complete_kinds(incomplete: str) -> list[str]:
    """Complete a kind of party or thing."""
    from supplychain_cli.model.kinds import EntityKind

    return [kind for kind in (*get_args(EntityKind), "good") if kind.startswith(incomplete)]


def _completed(ctx: typer.Context, incomplete: str, sections: frozenset[str]) -> Completion:
    """Give at most some dozens of completions with what each is. Nothing when the records were not read before."""
    try:
        from supplychain_cli.workspace.world import stored_snapshot

        named = ctx.params.get("records")
        snapshot = stored_snapshot(Path(named) if named else None)
        if snapshot is None:
            return []
        found = [*_names(snapshot, incomplete, sections), *_ids(snapshot, incomplete, sections)]
        return list(dict(found).items())[:_MOST]
    except Exception:  # noqa: BLE001 - a message in the middle of a command line helps nobody
        return []


def _names(snapshot: Snapshot, incomplete: str, sections: frozenset[str]) -> Iterator[tuple[str, str]]:
    from supplychain_cli.matching.keys import raw_of

    if not incomplete:
        return
    form = _form()
    for row in snapshot.names_starting(raw_of(incomplete), _MOST):
        node = snapshot.node(row.id)
        if node is None or ("goods" if node.kind == "good" else "entities") not in sections:
            continue
        value = form(row.text)
        # What is typed already stays as it is; a shell takes only what continues it.
        if value.casefold().startswith(incomplete.casefold()) and len(value) > len(incomplete):
            yield incomplete + value[len(incomplete) :], f"{node.kind} {node.country}".strip()


def _ids(snapshot: Snapshot, incomplete: str, sections: frozenset[str]) -> Iterator[tuple[str, str]]:
    exact = _EXACT if incomplete.startswith(_EXACT) else ""
    for name, section in snapshot.ids_starting(incomplete.removeprefix(exact), _MOST):
        if section in sections:
            node = snapshot.node(name)
            yield exact + name, node.name if node else section


def _form() -> Callable[[str], str]:
    """Give how a name is written for the shell that asks. Bash ends a word at a space, so words are joined there."""
    if not os.environ.get("_SUPPLYCHAIN_COMPLETE", "").endswith("_bash"):
        return str
    from supplychain_cli.matching.letters import tokens

    return lambda name: "-".join(tokens(name))
