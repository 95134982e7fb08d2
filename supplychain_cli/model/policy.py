"""What must not exist: policies, their examples, and the waivers that excuse a finding for a time."""

from __future__ import annotations

from typing import Literal

from supplychain_cli.model.dates import MAYBE_MOMENT, MOMENT
from supplychain_cli.model.entity import SLUG
from supplychain_cli.model.evidence import Grade
from supplychain_cli.model.record import record, said

LISTED = "listed"
"""Stands in `to` for every party that is listed under the regimes and measures of the policy."""


@record
class WaiverRecord:
    """A person's decision to accept one finding for a time."""

    fingerprint: str = said("Fingerprint of the finding, as the report prints it.", pattern=r"^[0-9a-f]{32}$")
    reason: str = said("Why it is accepted.", min_length=1)
    author: str = said("Who decided.", min_length=1)
    until: str = said("Last day on which the waiver holds (EDTF).", pattern=MOMENT)


@record
class PolicyExamples:
    """Two small sets of records, each the text of a record file: one that the policy trips on, one that passes."""

    finds: str = said("Records in which the policy finds what it forbids.")
    passes: str = said("Records in which it finds nothing.")


@record
class Policy:
    """What must not exist, in a person's words and in fields: a chain from these parties to those.

    Without `to` it forbids nothing, and carries waivers for the rules that every audit applies.
    """

    id: str = said("Stable slug; findings and fingerprints carry it.", pattern=SLUG)
    says: str = said("What must not be, in a person's words.")
    from_: tuple[str, ...] = said(
        "Ids of parties that chains begin at; without it, the suppliers of the audit.",
        default=(),
        written="from",
    )
    to: tuple[str, ...] = said(
        "Ids of parties that no chain may lead to, or `listed`.", default=(), examples=[["listed"]]
    )
    regimes: tuple[str, ...] = said(
        "Whose listings count for `listed`: us, eu, uk (the default), us-ofac, or all.", default=()
    )
    measures: tuple[str, ...] = said(
        "Which measures count for `listed`: blocking and export-control by default, or all.", default=()
    )
    direction: Literal["out", "in", "both"] = said(
        "out: goods go to them; in: goods come from them.", default="out"
    )
    max_legs: int | None = said("Longest chain that counts.", default=None, ge=1, le=32)
    min_grade: Grade = said("Weakest grade of a leg that counts.", default="doubtful")
    goods: tuple[str, ...] = said("Ids of goods that a chain must be able to carry.", default=())
    as_of: str = said("Day on which it must hold, instead of today (EDTF).", default="", pattern=MAYBE_MOMENT)
    examples: PolicyExamples | None = said(
        "Records that trip it and records that pass; `check` tries both.", default=None, nested=PolicyExamples
    )
    waivers: tuple[WaiverRecord, ...] = said("Findings that are accepted.", default=(), nested=WaiverRecord)
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT)
    note: str = said("Why it must hold.", default="")
    tags: tuple[str, ...] = said("Free words to find it by.", default=())
