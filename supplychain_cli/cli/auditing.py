"""From the options of `sanctioned-path` to its report: files read, words understood, the audit run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from supplychain_cli.cli import arguments as shared
from supplychain_cli.cli import output
from supplychain_cli.cli.ends import trader
from supplychain_cli.cli.papers import Papers
from supplychain_cli.cli.session import Session
from supplychain_cli.cli.talk import Progress
from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.light import dataclass

if TYPE_CHECKING:
    from supplychain_cli.audit.finding import AuditReport, Row
    from supplychain_cli.audit.run import Suppliers


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked of the audit, as typed."""

    names: tuple[str, ...] = ()
    file: Path | None = None
    everybody: bool = False
    limits: shared.Limits = field(default_factory=shared.Limits)
    regimes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    direction: str = "out"
    fail_on: str = "low"
    max_unresolved: int = 0
    max_list_age: int | None = None
    policies: tuple[Path, ...] = ()
    baseline: Path | None = None
    papers: Papers = field(default_factory=Papers)


def audited(session: Session, wanted: Wanted) -> tuple[AuditReport, dict[str, Any]]:
    """Run the audit, and give the report with the question as understood. Raises UsageFault and DataFault."""
    from supplychain_cli.audit import lists, policies
    from supplychain_cli.audit.baseline import fingerprints
    from supplychain_cli.audit.finding import LEVELS
    from supplychain_cli.audit.question import DIRECTIONS, Question
    from supplychain_cli.audit.run import Bar, Part, audit
    from supplychain_cli.model.kinds import Measure

    level = _one_of("--fail-on", wanted.fail_on, LEVELS)
    way = _one_of("--direction", wanted.direction, tuple(DIRECTIONS))
    measures = _words(wanted.measures) or list(lists.DEFAULT_MEASURES)
    for word in measures:
        _one_of("--measure", word, (*get_args(Measure), lists.EVERYTHING))
    written = tuple(
        one
        for file in wanted.policies
        for one in policies.from_text(wanted.papers.text(file, "policy file"), str(file))
    )
    own = tuple(policies.parts(session.view, written))
    _someone(wanted, [part.question.sources for part in own])
    known = frozenset[str]()
    if wanted.baseline is not None:
        known = fingerprints(wanted.papers.text(wanted.baseline, "baseline"), str(wanted.baseline))
    ask, limits = wanted.limits.understood(session)
    asked = lists.understood(session.view, _words(wanted.regimes) or lists.DEFAULT_REGIMES, measures)
    question = Question(asked, directions=DIRECTIONS[way], ask=ask, limit=ask.limit)
    suppliers = _suppliers(session, wanted)
    with Progress(
        quiet=session.options.quiet, words="Searching from {count} suppliers ... {done}"
    ) as progress:
        report = audit(
            session.view,
            (*((Part(session.view, question),) if _named(wanted) else ()), *own),
            suppliers,
            Bar(
                level,
                wanted.max_unresolved,
                wanted.max_list_age,
                known,
                tuple(waiver for one in written for waiver in one.waivers),
            ),
            policies=tuple(one.ref for one in written),
            progress=progress,
        )
    return report, {
        "suppliers": [row.party for row in suppliers.rows if not row.number],
        "file": None if wanted.file is None else str(wanted.file),
        "all": wanted.everybody,
        "regimes": list(asked.words),
        "authorities": list(asked.authorities),
        "measures": list(asked.measures),
        "direction": way,
        **{key: limits[key] for key in ("max_legs", "limit", "goods", "min_grade")},
        "fail_on": level,
        "max_unresolved": wanted.max_unresolved,
        "max_list_age": wanted.max_list_age,
        "policies": [one.policy.id for one in written],
    }


def known_from_now_on(session: Session, report: AuditReport, file: Path) -> AuditReport:
    """Write the findings as a baseline, and give the report with all of them known. Raises UsageFault."""
    from supplychain_cli.audit.baseline import NEVER_KNOWN, baseline_text

    output.check_target(file, force=session.options.force)
    output.deliver(baseline_text(report.findings), file)
    findings = tuple(
        finding if finding.rule in NEVER_KNOWN else replace(finding, new=False) for finding in report.findings
    )
    failing = [finding for finding in findings if finding.counts]
    known = sum(finding.waived is None and not finding.new for finding in findings)
    checked = tuple(replace(party, worst="") for party in report.suppliers)
    return replace(report, findings=findings, suppliers=checked, failing=len(failing), known=known)


def _suppliers(session: Session, wanted: Wanted) -> Suppliers:
    """Find the parties meant by names, by the rows of a file, or all of them."""
    from supplychain_cli.audit.finding import Row
    from supplychain_cli.audit.run import Suppliers
    from supplychain_cli.audit.suppliers.match import TRADERS

    parties: dict[int, tuple[int, ...]] = {}
    rows: list[Row] = []
    for name in wanted.names:
        party = trader(session, name)
        parties.setdefault(party.node, ())
        rows.append(Row(0, name, "matched", party.id, (), "It was named by hand."))
    if wanted.file is not None:
        from_file, found = _from_file(session, wanted.file, wanted.papers)
        rows += from_file
        parties |= {node: (*parties.get(node, ()), *numbers) for node, numbers in found.items()}
    if wanted.everybody:
        every = session.view.snapshot.nodes_of(TRADERS)
        found_parties = (session.view.find(session.view.party(node).id) for node in every)
        parties |= {party.node: parties.get(party.node, ()) for party in found_parties if party is not None}
    return Suppliers(parties, tuple(rows))


def _from_file(
    session: Session, file: Path, papers: Papers
) -> tuple[tuple[Row, ...], dict[int, tuple[int, ...]]]:
    from supplychain_cli.audit.suppliers.match import matched
    from supplychain_cli.audit.suppliers.read import lines

    written = lines(papers.data(file, "suppliers file"), str(file))
    with Progress(quiet=session.options.quiet, words="Matching {count} rows ... {done}") as progress:
        found = matched(session.view, session.world.names, written, progress)
    return found.rows, found.parties


def _named(wanted: Wanted) -> bool:
    return bool(wanted.names or wanted.file or wanted.everybody)


def _someone(wanted: Wanted, sources: Sequence[frozenset[int] | None]) -> None:
    """Refuse an audit of nobody; policies that say whom they are about need no further suppliers."""
    if not _named(wanted) and (not sources or None in sources):
        raise UsageFault(
            "U151",
            "No supplier was named.",
            help="Name some, give a file with --suppliers FILE, or check every party with --all.",
        )


def _one_of(option: str, word: str, words: Sequence[Any]) -> Any:  # noqa: ANN401 - one of the words given
    if word not in words:
        raise UsageFault("U107", f"{option} does not know {word}.", help=f"Choose among: {', '.join(words)}.")
    return word


def _words(values: Iterable[str]) -> list[str]:
    return [word for value in values for part in value.split(",") if (word := part.strip().casefold())]
