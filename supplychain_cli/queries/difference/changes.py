"""Which records differ between two datasets, and in which fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from supplychain_cli.graph.view import View
from supplychain_cli.model.dataset import SECTIONS
from supplychain_cli.model.kinds import KINDS
from supplychain_cli.queries.difference.answers import FieldChange, Happened, RecordChange, Tally
from supplychain_cli.snapshot.rows import Held

_ORDERED = frozenset({"chain", "no_chain", "through"})
"""Fields whose entries stand in an order that says something."""
_NAMED = {
    "entities": lambda plain: plain["name"],
    "goods": lambda plain: plain["name"],
    "sources": lambda plain: ", ".join(filter(None, (plain.get("publisher"), plain.get("title")))),
    "regimes": lambda plain: plain["name"],
}


def changes(old: View, new: View) -> tuple[RecordChange, ...]:
    """Compare all records of two datasets as they are written, whatever the dates asked about; by section and id.

    A record that moved to another place, or is laid out in another way, does not differ, and neither does one whose
    entries only stand in another order, unless their order says something. Cost: every record once.
    """
    return tuple(change for section in SECTIONS for change in _of_section(section, old, new))


def tallies(found: tuple[RecordChange, ...]) -> tuple[Tally, ...]:
    """Count the changes of each section that has any, in the order of sections."""
    counts = Counter((change.section, change.happened) for change in found)
    sections = dict.fromkeys(change.section for change in found)
    return tuple(
        Tally(section, *(counts[section, word] for word in ("added", "changed", "removed")))
        for section in sections
    )


def _of_section(section: str, old: View, new: View) -> Iterator[RecordChange]:
    for before, after in _paired(old.snapshot.records(section), new.snapshot.records(section)):
        if before is None and after is not None:
            yield _change(new, after, "added")
        elif after is None and before is not None:
            yield _change(old, before, "removed")
        elif before is not None and after is not None and before.plain != after.plain:
            fields = tuple(_fields(before.plain, after.plain))
            if fields:
                yield _change(new, after, "changed", fields)


def _paired(old: Iterator[Held], new: Iterator[Held]) -> Iterator[tuple[Held | None, Held | None]]:
    """Bring the records of both sides together by id, holding one of each at a time; both come in order of ids."""
    before, after = next(old, None), next(new, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before.id < after.id):
            yield before, None
            before = next(old, None)
        elif before is None or after.id < before.id:
            yield None, after
            after = next(new, None)
        else:
            yield before, after
            before, after = next(old, None), next(new, None)


def _change(view: View, held: Held, happened: Happened, fields: tuple[FieldChange, ...] = ()) -> RecordChange:
    return RecordChange(
        held.section, held.id, happened, title_of(view, held), fields, f"{held.file}:{held.line}"
    )


def title_of(view: View, held: Held) -> str:
    """Read a record as a short sentence or name; its id where it has neither."""
    plain = held.plain
    if held.section == "relations":
        return f"{_name(view, plain['from'])} {KINDS[plain['kind']].forward} {_name(view, plain['to'])}"
    if held.section == "listings":
        return f"{plain['authority']} lists {_name(view, plain['entity'])} ({plain['measure']})"
    if held.section == "identities":
        return f"{_name(view, plain['left'])} and {_name(view, plain['right'])}: {plain['judgement']}"
    naming: Callable[[Mapping[str, Any]], str] = _NAMED.get(held.section, lambda plain: plain.get("says", ""))
    return naming(plain) or held.id


def _name(view: View, name: str) -> str:
    """Give the name of a party or good, also of one that is outside the dates asked about."""
    for section in ("entities", "goods"):
        held = view.record(section, name)
        if held is not None:
            return str(held.plain["name"])
    return name


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Compare two records field by field, in the order in which they are written."""
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        was, now = Counter(_texts(before)), Counter(_texts(after))
        if was != now:
            yield FieldChange(name, tuple((was - now).elements()), tuple((now - was).elements()))
        elif name in _ORDERED:
            yield FieldChange(name, tuple(_texts(before)), tuple(_texts(after)))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any field of a record
    """Give the entries of a value as texts; nothing for a field that is not written."""
    if value is None:
        return
    if isinstance(value, list):
        yield from map(_text, value)
    elif isinstance(value, dict):
        yield from (f"{key}: {_text(part)}" for key, part in value.items())
    else:
        yield _text(value)


def _text(value: Any) -> str:  # noqa: ANN401 - any part of a record
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
