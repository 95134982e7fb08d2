"""Whether the policies of a dataset do what they say, and whether the records keep them: the part of `check`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import get_args

from supplychain_cli.audit import policies
from supplychain_cli.audit.policies import Written
from supplychain_cli.audit.run import Bar, Suppliers, audit
from supplychain_cli.diagnostics import DataFault, Diagnostic
from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.model.dataset import FORMAT
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.kinds import EntityKind

_HEAD = f"format: supplychain/{FORMAT}\nname: example\nversion: '1'\nlicence: CC0-1.0\n"


def complaints(view: View) -> Iterator[Diagnostic]:
    """Give a complaint for every policy of the dataset whose examples say otherwise, or that its records break.

    The records are held to policies that say `from`; the others wait for suppliers. Cost: a search for each policy, and
    the compilation of its examples.
    """
    for written in policies.recorded(view):
        yield from tried(written, view.scope)
        if written.policy.from_ and written.policy.to:
            yield from _broken(view, written)
        yield from _expired(view, written)


def tried(written: Written, scope: Scope) -> Iterator[Diagnostic]:
    """Try the examples of a policy: every party of an example counts as a supplier where it says no `from`."""
    examples = written.policy.examples
    if examples is None:
        return
    for name, text, wanted in (("finds", examples.finds, True), ("passes", examples.passes, False)):
        world = _world(text, scope)
        if world is None:
            yield _complaint(
                "R361",
                f"The example `{name}` of the policy {written.policy.id} holds errors.",
                written,
                "Save it as a dataset of its own and let `supplychain check` list them.",
            )
            continue
        try:
            found = _titles(world, written)
        except DataFault as fault:
            yield _complaint("R361", fault.message, written, f"Add what the example `{name}` lacks.")
            continue
        if bool(found) != wanted:
            said = "something in `passes`" if found else "nothing in `finds`"
            yield _complaint(
                "R362",
                f"The policy {written.policy.id} does not do what its examples say: it finds {said}.",
                written,
                "Mend the policy or the example.",
                *found[:3],
            )


def _titles(view: View, written: Written) -> list[str]:
    parties = frozenset(get_args(EntityKind)) - {"system"}
    everybody: dict[int, tuple[int, ...]] = dict.fromkeys(view.snapshot.nodes_of(parties), ())
    report = audit(view, tuple(policies.parts(view, [written])), Suppliers(everybody), Bar())
    # Everybody is a supplier here, also those whom no chain may lead to.
    return [finding.title for finding in report.findings if finding.chain]


def _broken(view: View, written: Written) -> Iterator[Diagnostic]:
    parts = tuple(policies.parts(view, [written]))
    report = audit(view, parts, Suppliers({}), Bar(waivers=written.waivers))
    for finding in report.findings:
        legs = finding.chain.legs if finding.chain else ()
        if finding.counts and finding.rule == written.policy.id:
            yield _complaint(
                "R363",
                finding.title,
                written,
                "Look at each of these records; mend the one that is wrong, or waive the finding.",
                f"Its fingerprint is {finding.fingerprint}.",
                *(f"It rests on {leg.relation}, {leg.location}." for leg in legs),
            )


def _expired(view: View, written: Written) -> Iterator[Diagnostic]:
    for waiver in written.waivers:
        if parse_day(waiver.until) < view.scope.today:
            yield Diagnostic(
                "R364",
                f"The waiver of {waiver.fingerprint} by {waiver.author} ended on {waiver.until}.",
                written.place,
                severity="warning",
                help="Look at the finding again: renew the waiver, or take it out.",
            )


def _world(text: str, scope: Scope) -> View | None:
    """Open records that stand in a text; None when they hold errors."""
    from supplychain_cli.records.read import read_texts
    from supplychain_cli.snapshot.compile import compile_dataset
    from supplychain_cli.snapshot.store import temporary

    reading = read_texts({"dataset.yml": _HEAD, "example.yml": text})
    if reading.corpus is None:
        return None
    return open_view(temporary(partial(compile_dataset, reading.corpus, "example")), scope)


def _complaint(code: str, message: str, written: Written, help: str, *notes: str) -> Diagnostic:  # noqa: A002
    return Diagnostic(code, message, written.place, notes=notes, help=help)
