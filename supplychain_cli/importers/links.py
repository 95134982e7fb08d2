"""Links by name: a list says `Linked To: NAME`, and the name is that of another party of the same list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from supplychain_cli.importers.report import Report
from supplychain_cli.importers.rows import RelationRow

_UNKNOWN = "A link names a party that this list does not hold."
_SEVERAL = "A link names a party whose name several entries of this list have; each of them is a candidate."
_ITSELF = "A link names the party itself."


class Linker:
    """Finds the parties that links name, exactly as they are written. Memory: the linked names, not the list.

    Names are offered in three ranks: 0 the name shown, 1 other names, 2 weak ones. The best rank that has a
    name decides.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._holders: dict[str, tuple[int, list[str]]] = {}

    def want(self, forms: Sequence[str]) -> None:
        """Say that a link names a party in one of these forms."""
        for form in forms:
            self._holders.setdefault(form, (9, []))

    def offer(self, name: str, key: str, rank: int) -> None:
        """Say that a party has a name; kept only if some link wants it."""
        known = self._holders.get(name)
        if known is None or rank > known[0]:
            return
        keys = known[1] if rank == known[0] else []
        if key not in keys:
            keys.append(key)
        self._holders[name] = (rank, keys)

    def relations(
        self, file: str, row: int, key: str, forms: Sequence[str], programmes: Mapping[str, Sequence[str]]
    ) -> Iterator[RelationRow]:
        """Give the relation of one link, and count it.

        Where several parties have the name, those count that share a programme with this one. If that leaves
        several, each is given as a candidate, which no chain is read through: a link to the wrong one would
        accuse somebody.
        """
        found = next((keys for keys in (self._holders.get(form, (9, []))[1] for form in forms) if keys), [])
        self._report.link(row, forms[-1], resolved=bool(found))
        if not found:
            self._report.lost(file, row, _UNKNOWN)
            return
        if found == [key]:
            self._report.lost(file, row, _ITSELF)
            return
        if len(found) > 1:
            mine = set(programmes.get(key, ()))
            found = [each for each in found if mine & set(programmes.get(each, ()))] or found
        text = f"Linked To: {forms[-1]}"
        if len(found) == 1:
            yield RelationRow("linked-to", key, found[0], text=text, row=row)
            return
        self._report.lost(file, row, _SEVERAL)
        for each in found:
            yield RelationRow(
                "linked-to", key, each, text=text, basis="inferred", status="candidate", row=row
            )
