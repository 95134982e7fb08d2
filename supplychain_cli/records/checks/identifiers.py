"""Register numbers: check digits hold, schemes are known, and a number belongs to one party."""

from __future__ import annotations

from collections.abc import Iterator

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.model.dataset import Entry, Identity, Path
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.numbers import CHECKED, KNOWN, STRONG
from supplychain_cli.records.checks.ledger import Ledger, complain
from supplychain_cli.records.excerpt import clipped
from supplychain_cli.records.sentences import similar


def values_of(entity: Entity) -> Iterator[tuple[Path, str, str]]:
    """Give every identifier of an entity: path, scheme, value."""
    for scheme, value in entity.identifiers.items():
        if isinstance(value, str):
            yield ("identifiers", scheme), scheme, value
        else:
            yield from ((("identifiers", scheme, index), scheme, part) for index, part in enumerate(value))


def check_digits(ledger: Ledger) -> Iterator[Diagnostic]:
    """A number with check digits has the right length and the right check digits."""
    for entry, path, scheme, value in _all(ledger):
        rule = CHECKED.get(scheme)
        if rule is None:
            continue
        if not rule.form.match(value):
            said = f"`{clipped(value)}` is not an {rule.title}: it has {rule.words}."
        elif not rule.holds(value):
            said = f"The check digits of the {rule.title} `{value}` do not fit the rest of it."
        else:
            continue
        yield complain(
            "R213",
            said,
            entry.at(*path),
            "Compare it with the source digit by digit, and leave it out if in doubt.",
        )


def unknown_scheme(ledger: Ledger) -> Iterator[Diagnostic]:
    """An identifier's scheme is one that is known by name."""
    for entry, path, scheme, _ in _all(ledger):
        if scheme not in KNOWN:
            yield complain(
                "R214",
                f"The identifier scheme `{clipped(scheme)}` is not known.",
                entry.at(*path),
                f"Correct the name. The schemes are: {', '.join(sorted(KNOWN))}.",
                *similar(scheme, KNOWN, "There is `{}` with a similar name."),
                severity="warning",
            )


def shared_identifier(ledger: Ledger) -> Iterator[Diagnostic]:
    """A number that means one party stands in one entity, unless an identity record speaks of the two."""
    judged = {
        frozenset({entry.record.left, entry.record.right})
        for entry in ledger.corpus.section("identities")
        if isinstance(entry.record, Identity)
    }
    holders: dict[tuple[str, str], list[Entry]] = {}
    for entry, path, scheme, value in _all(ledger):
        if scheme not in STRONG:
            continue
        known = holders.setdefault((scheme, value), [])
        other = next((h for h in known if h.record.id != entry.record.id), None)
        if other and frozenset({other.record.id, entry.record.id}) not in judged:
            yield complain(
                "R303",
                f"`{entry.record.id}` and `{other.record.id}` have the same `{scheme}` number `{clipped(value)}`.",
                entry.at(*path),
                "Merge the two records, correct the number, or say under `identities:` whether they are one.",
                f"The other one is recorded at {other.at('identifiers', scheme)}.",
            )
        known.append(entry)


def _all(ledger: Ledger) -> Iterator[tuple[Entry, Path, str, str]]:
    for entry in ledger.corpus.section("entities"):
        if isinstance(entry.record, Entity):
            for path, scheme, value in values_of(entry.record):
                yield entry, path, scheme, value
