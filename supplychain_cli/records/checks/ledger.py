"""What every rule looks things up in: the records by id, and what each record refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from supplychain_cli.diagnostics import Diagnostic, Location, Severity
from supplychain_cli.light import NamedTuple, dataclass
from supplychain_cli.model.dataset import Corpus, Entry, Expectation, Identity, Path, Record
from supplychain_cli.model.entity import Entity, Good
from supplychain_cli.model.listing import Listing
from supplychain_cli.model.policy import LISTED, Policy
from supplychain_cli.model.relation import Relation


@dataclass(frozen=True, slots=True)
class Ledger:
    """All valid records by id, in file order.

    `lost` holds the ids of records that are there but invalid; `complete` says whether every file was read to
    its end. A rule about what is missing must respect both.
    """

    corpus: Corpus
    by_id: Mapping[str, tuple[Entry, ...]]
    lost: frozenset[str]
    complete: bool

    def first(self, name: str, *sections: str) -> Entry | None:
        """Give the first record with this id in one of the sections, or None."""
        return next((entry for entry in self.by_id.get(name, ()) if entry.section in sections), None)


class Reference(NamedTuple):
    """One id written in a record: where, which, and in which sections it may be."""

    path: Path
    name: str
    sections: tuple[str, ...]


def ledger_of(corpus: Corpus, lost: frozenset[str], *, complete: bool) -> Ledger:
    """Index a corpus. One pass."""
    by_id: dict[str, list[Entry]] = {}
    for entry in corpus.entries:
        by_id.setdefault(entry.record.id, []).append(entry)
    return Ledger(corpus, {name: tuple(entries) for name, entries in by_id.items()}, lost, complete)


def references(record: Record) -> Iterator[Reference]:
    """Give every id that a record refers to, in field order."""
    yield from _ends(record)
    for index, evidence in enumerate(getattr(record, "evidence", ())):
        yield Reference(("evidence", index, "source"), evidence.source, ("sources",))
    for index, name in enumerate(getattr(record, "sources", ())):
        yield Reference(("sources", index), name, ("sources",))


_PARTIES, _GOODS, _THINGS = ("entities",), ("goods",), ("entities", "goods")


def _of_relation(relation: Relation) -> Iterator[Reference]:
    yield Reference(("from",), relation.from_, _THINGS)
    yield Reference(("to",), relation.to, _THINGS)
    yield from (Reference(("goods", n), name, _GOODS) for n, name in enumerate(relation.goods))
    yield from (Reference(("through", n), name, _PARTIES) for n, name in enumerate(relation.through))
    if relation.total:
        yield Reference(("total",), relation.total, ("relations",))
    if relation.supplier:
        yield Reference(("supplier",), relation.supplier, _PARTIES)


def _of_policy(policy: Policy) -> Iterator[Reference]:
    yield from (Reference(("from", n), name, _PARTIES) for n, name in enumerate(policy.from_))
    yield from (Reference(("to", n), name, _PARTIES) for n, name in enumerate(policy.to) if name != LISTED)
    yield from (Reference(("goods", n), name, _GOODS) for n, name in enumerate(policy.goods))


def _ends(record: Record) -> Iterator[Reference]:
    match record:
        case Relation():
            yield from _of_relation(record)
        case Listing():
            yield Reference(("entity",), record.entity, _PARTIES)
        case Identity():
            yield Reference(("left",), record.left, _PARTIES)
            yield Reference(("right",), record.right, _PARTIES)
        case Expectation():
            yield from (Reference(("chain", n), name, _PARTIES) for n, name in enumerate(record.chain))
            yield from (Reference(("no_chain", n), name, _PARTIES) for n, name in enumerate(record.no_chain))
        case Policy():
            yield from _of_policy(record)
        case Entity() | Good():
            for index, name in enumerate(record.names):
                if name.source:
                    yield Reference(("names", index, "source"), name.source, ("sources",))
            for index, search in enumerate(getattr(record, "not_found", ())):
                yield Reference(("not_found", index, "source"), search.source, ("sources",))
        case _:
            return


def complain(
    code: str,
    message: str,
    place: Location,
    help: str,  # noqa: A002 - the word shown to people
    *notes: str,
    severity: Severity = "error",
) -> Diagnostic:
    """Make a complaint of a rule."""
    return Diagnostic(code, message, place, severity=severity, notes=notes, help=help)
