"""From policies as people write them to the questions that they ask, and the waivers that they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from supplychain_cli.audit import lists
from supplychain_cli.audit.finding import PolicyRef, Waiver
from supplychain_cli.audit.question import CHAIN_LEGS, DIRECTIONS, Question
from supplychain_cli.audit.run import Part
from supplychain_cli.diagnostics import DataFault, Diagnostic, Location
from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import View
from supplychain_cli.light import dataclass
from supplychain_cli.model.codec import from_plain
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.evidence import GRADES
from supplychain_cli.model.policy import LISTED, Policy
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products


@dataclass(frozen=True, slots=True)
class Written:
    """A policy, and where it is written."""

    policy: Policy
    place: Location
    outside: bool = False

    @property
    def ref(self) -> PolicyRef:
        """The policy as a report names it."""
        location = f"{self.place.file}:{self.place.line}"
        return PolicyRef(self.policy.id, self.policy.says, location, self.outside)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers that it carries."""
        return tuple(
            Waiver(one.fingerprint, one.reason, one.author, one.until, self.policy.id)
            for one in self.policy.waivers
        )


def recorded(view: View) -> tuple[Written, ...]:
    """Give the policies of the dataset, in order of ids."""
    return tuple(
        Written(from_plain(Policy, held.plain), Location(held.file, held.line))
        for held in view.snapshot.records("policies")
    )


def from_text(text: str, file: str) -> tuple[Written, ...]:
    """Read a policy file: a record file that holds the section `policies` and no other.

    Raises DataFault with every complaint.
    """
    from supplychain_cli.records.drafts import draft_of
    from supplychain_cli.records.excerpt import quoted

    draft = draft_of(text, file)
    faults = [item for item in draft.diagnostics if item.severity == "error"]
    faults += [
        Diagnostic(
            "D124",
            f"A policy file holds policies; this is a record of the section `{entry.section}`.",
            entry.at(),
            help="Move it to the dataset.",
        )
        for entry in draft.entries
        if not isinstance(entry.record, Policy)
    ]
    written = tuple(
        Written(entry.record, entry.at(), outside=True)
        for entry in draft.entries
        if isinstance(entry.record, Policy)
    )
    ids = [one.policy.id for one in written]
    faults += [
        Diagnostic("R302", f"The id `{one.policy.id}` is taken.", one.place, help="Give it an id of its own.")
        for at, one in enumerate(written)
        if one.policy.id in ids[:at]
    ]
    if faults:
        raise DataFault(
            "D124",
            f"The policy file {file} holds errors, so nothing was checked.",
            diagnostics=tuple(quoted(faults, lambda _: text)),
            help="Mend them and run the command again. `supplychain new policy` prints one to edit.",
        )
    return written


def parts(view: View, written: Iterable[Written]) -> Iterator[Part]:
    """Give the questions that policies ask of a view: one for the listed parties, one for those that are named.

    A policy without `to` asks none. Raises DataFault for an id that names no party or good.
    """
    for one in written:
        policy = one.policy
        here = _on_its_day(view, policy)
        named = frozenset(_node(here, one, name) for name in policy.to if name != LISTED)
        question = _question(here, one)
        if LISTED in policy.to:
            yield Part(here, question)
        if named:
            yield Part(here, replace(question, targets=named))


def _question(view: View, written: Written) -> Question:
    policy = written.policy
    asked = lists.understood(
        view, policy.regimes or lists.DEFAULT_REGIMES, policy.measures or lists.DEFAULT_MEASURES
    )
    goods = None
    if policy.goods:
        for name in policy.goods:
            _node(view, written, name)
        goods = frozenset().union(*map(Products(view).of, policy.goods))
    return Question(
        asked,
        rule=policy.id,
        says=policy.says,
        sources=frozenset(_node(view, written, name) for name in policy.from_) or None,
        directions=DIRECTIONS[policy.direction],
        ask=Ask(
            max_legs=policy.max_legs or CHAIN_LEGS, min_grade=GRADES.index(policy.min_grade), goods=goods
        ),
    )


def _on_its_day(view: View, policy: Policy) -> View:
    if not policy.as_of:
        return view
    return open_view(view.snapshot, replace(view.scope, as_of=parse_day(policy.as_of)))


def _node(view: View, written: Written, name: str) -> int:
    party = view.find(name)
    if party is None:
        raise DataFault(
            "D124",
            f"The policy {written.policy.id} names `{name}`, which the records do not hold.",
            notes=(f"It is written at {written.place}.",),
            help="Correct the id; `supplychain find` looks for it.",
        )
    return party.node
