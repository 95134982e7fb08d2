"""From what a search found to a finding: the chain written out, its grade, its level and its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from supplychain_cli.audit.finding import Finding
from supplychain_cli.audit.fingerprint import fingerprint
from supplychain_cli.audit.levels import GRAVE, level_of
from supplychain_cli.audit.question import Direction, Question
from supplychain_cli.graph.view import Edge, Move, Party, View
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.queries.chains.answers import Chain, Leg, Listed, PartyRef
from supplychain_cli.queries.chains.continuity import Continuity
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.chains.screening import Hit
from supplychain_cli.queries.chains.search import Found
from supplychain_cli.queries.chains.trace import legs_of
from supplychain_cli.queries.exposure.answers import Entry
from supplychain_cli.queries.exposure.counting import Counting
from supplychain_cli.queries.ownership.rulings import Reached, undecided

NOT_ACCUSED = "named-not-accused"
"""The tag of parties that sources name without alleging anything of them."""
_BROKEN = Continuity.BROKEN.value


class Memory(Scribe):
    """Remembers what it wrote: thousands of findings share the legs near the listed parties."""

    def __init__(self, view: View) -> None:
        """Read through a view."""
        super().__init__(view)
        self._legs: dict[tuple[str, int, Move, tuple[str, ...]], Leg] = {}
        self._parties: dict[int, PartyRef] = {}

    def party(self, party: Party) -> PartyRef:
        """See `queries.chains.legs.Scribe.party`."""
        if party.node not in self._parties:
            self._parties[party.node] = super().party(party)
        return self._parties[party.node]

    def leg(self, edge: Edge, start: int, move: Move, marks: tuple[str, ...] = ()) -> Leg:
        """See `queries.chains.legs.Scribe.leg`."""
        key = (edge.id, start, move, marks)
        if key not in self._legs:
            self._legs[key] = super().leg(edge, start, move, marks)
        return self._legs[key]


class Clerk:
    """Writes findings out, reading each record once."""

    def __init__(self, view: View, scribe: Scribe, counting: Counting, question: Question) -> None:
        """Write for one question on one view."""
        self._view, self._scribe, self._counting, self._question = view, scribe, counting, question
        self._tagged: dict[str, tuple[str, ...]] = {}

    def itself(self, node: int, rows: tuple[int, ...]) -> Finding:
        """Say that a supplier is one of those looked for."""
        party = self._scribe.party(self._view.party(node))
        entries = self._counting.entries(node)
        title = f"{_listed(party.name, entries, 'itself ') or f'{party.name} is itself named'}."
        return self._finding("listed", title, ends=(party, party), rows=rows, legs=(), entries=entries)

    def chain(self, hit: Hit, found: Found, rows: tuple[int, ...], more: int) -> Finding:
        """Say that a chain leads from a supplier to a listed party, or from one to it."""
        legs = tuple(legs_of(self._scribe, hit.start, found))
        supplier, party = (self._scribe.party(self._view.party(node)) for node in (hit.near, hit.far))
        entries = self._counting.entries(hit.far)
        begin, end = (party, supplier) if hit.against else (supplier, party)
        said = _listed(party.name, entries)
        title = f"A chain of {_legs(legs)} leads from {begin.name} to {end.name}{said and f'; {said}'}."
        direction: Direction = "in" if hit.against else "out"
        return self._finding(
            "chain",
            title,
            ends=(supplier, party),
            rows=rows,
            legs=legs,
            entries=entries,
            direction=direction,
            more=more,
        )

    def owned(self, hit: Hit | None, node: int, reached: Sequence[Reached], rows: tuple[int, ...]) -> Finding:
        """Say what ownership rules say of a supplier, or of the party at the end of its chain.

        `reached` are rules that say the same over the same way up; `node` is the party that they speak of.
        """
        legs = [] if hit is None else list(legs_of(self._scribe, hit.start, hit.found))
        supplier = self._scribe.party(self._view.party(node if hit is None else hit.near))
        owned = self._scribe.party(self._view.party(node))
        at = node
        for holding in reached[0].route:
            legs.append(self._scribe.leg(holding.edge, at, Move.UP))
            at = holding.owner
        party = self._scribe.party(self._view.party(at))
        measures = {(one.regime.authority, measure) for one in reached for measure in one.regime.measures}
        entries = tuple(
            entry for entry in self._counting.entries(at) if (entry.authority, entry.measure) in measures
        )
        rules = ", ".join(one.regime.id for one in reached)
        word = reached[0].ruling.word
        says = (
            f"{owned.name} counts as owned by listed parties, {party.name} among them, under {rules}"
            if word == "owned"
            else f"Whether {owned.name} counts as owned by listed parties under {rules} cannot be told"
        )
        title = f"{says}." if hit is None else f"{says}; a chain leads there from {supplier.name}."
        return self._finding(
            "ownership",
            title,
            ends=(supplier, party),
            rows=rows,
            legs=tuple(legs),
            entries=entries,
            verdict=word,
            regimes=tuple(one.regime.id for one in reached),
            unknown=tuple(
                dict.fromkeys(sentence for one in reached for sentence in undecided(self._view, node, one))
            ),
        )

    def _finding(
        self,
        rule: str,
        title: str,
        *,
        ends: tuple[PartyRef, PartyRef],
        rows: tuple[int, ...],
        legs: tuple[Leg, ...],
        entries: tuple[Entry, ...],
        direction: Direction = "out",
        verdict: str = "",
        regimes: tuple[str, ...] = (),
        unknown: tuple[str, ...] = (),
        more: int = 0,
    ) -> Finding:
        if self._question.rule:
            rule, title = self._question.rule, f"{self._question.says.rstrip('.')}. {title}"
        supplier, party = ends
        chain = written(self._scribe, legs) if legs else None
        regimes = regimes or tuple(sorted({f"{entry.authority}/{entry.measure}" for entry in entries}))
        grade, basis = _weakest(chain, entries)
        measures = frozenset(entry.measure for entry in entries) or GRAVE
        ids = [part.id for part in chain.parties] if chain else [supplier.id]
        return Finding(
            fingerprint=fingerprint(rule, ids, [leg.walked for leg in legs], regimes),
            rule=rule,
            title=title,
            supplier=supplier,
            rows=rows,
            party=party,
            listings=tuple(Listed(e.authority, e.measure, e.programme, e.since, e.status) for e in entries),
            regimes=regimes,
            direction=direction,
            chain=chain,
            verdict=verdict,
            distance=len(legs),
            grade=grade,
            basis=basis,
            level=level_of(measures=measures, verdict=verdict, basis=basis, grade=grade, legs=len(legs)),
            more=more,
            unknown=unknown,
            notes=tuple(self._notes(chain.parties if chain else ends)),
            location="" if legs or not entries else entries[0].location,
        )

    def _notes(self, parties: Iterable[PartyRef]) -> Iterator[str]:
        """Say of whom the records allege nothing, though they stand on a chain."""
        for party in dict.fromkeys(parties):
            if NOT_ACCUSED in self._tags(party.id):
                yield f"Named, not accused: these records allege no wrongdoing by {party.name}."

    def _tags(self, name: str) -> tuple[str, ...]:
        if name not in self._tagged:
            held = self._view.record("entities", name)
            self._tagged[name] = tuple(held.plain.get("tags", ())) if held else ()
        return self._tagged[name]


def written(scribe: Scribe, legs: tuple[Leg, ...]) -> Chain:
    """Make a chain of legs that follow each other."""
    strengths = [(GRADES.index(leg.grade), _inferred(leg)) for leg in legs]
    weakest = strengths.index(max(strengths))
    return Chain(
        legs=legs,
        parties=(scribe.named(legs[0].from_), *(scribe.named(leg.to) for leg in legs)),
        weakest=weakest,
        grade=legs[weakest].grade,
        basis="inferred" if strengths[weakest][1] else "stated",
        inferences=sum(_inferred(leg) + (_BROKEN in leg.marks) for leg in legs),
        marks=tuple(dict.fromkeys(mark for leg in legs for mark in leg.marks)),
    )


def _inferred(leg: Leg) -> bool:
    return leg.basis == "inferred" or "within-group" in leg.marks


def _weakest(chain: Chain | None, entries: Iterable[Entry]) -> tuple[str, str]:
    """Give grade and basis of the weakest of the chain and the best listing; inferred when any leg is."""
    listing = min(
        ((GRADES.index(entry.grade), entry.basis == "inferred") for entry in entries),
        default=(0, False),
    )
    grade, inferred = listing
    if chain is not None:
        grade = max(grade, *(GRADES.index(leg.grade) for leg in chain.legs))
        inferred = inferred or any(map(_inferred, chain.legs))
    return GRADES[grade], "inferred" if inferred else "stated"


def _listed(name: str, entries: Iterable[Entry], itself: str = "") -> str:
    """Say who lists a party; of an authority whose listing is a mere candidate, that it may. Empty when nobody does."""
    entries = tuple(entries)
    sure = {entry.authority for entry in entries if entry.status != "candidate"}
    maybe = _authorities({entry.authority for entry in entries} - sure)
    if not sure:
        return f"{name} may {itself}be listed by {maybe}, which nobody has verified" if maybe else ""
    return f"{name} is {itself}listed by {_authorities(sure)}" + (f" and may be by {maybe}" if maybe else "")


def _authorities(authorities: Iterable[str]) -> str:
    names = sorted(authority.upper().replace("-", " ") for authority in authorities)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _legs(legs: Sequence[Leg]) -> str:
    return f"{len(legs)} leg{'' if len(legs) == 1 else 's'}"
