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

    fingerprint: str = said(
        "Fingerprint of the finding, as the report prints it.",
        pattern=r"^[0-9a-f]{32}$",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    reason: str = said(
        "Why it is accepted.", min_length=1, examples=["Contract ended; last delivery in May."]
    )
    author: str = said("Who decided.", min_length=1, examples=["compliance@example.org"])
    until: str = said("Last day on which the waiver holds (EDTF).", pattern=MOMENT, examples=["2027-03-31"])


@record
class PolicyExamples:
    """Two small sets of records, each the text of a record file: one that the policy trips on, one that passes."""

    finds: str = said("Records in which the policy finds what it forbids.", examples=["entities: ..."])
    passes: str = said("Records in which it finds nothing.", examples=["entities: ..."])


@record
class Policy:
    """What must not exist, in a person's words and in fields: a chain from these parties to those.

    Without `to` it forbids nothing, and carries waivers for the rules that every audit applies.
    """

    id: str = said(
        "Stable slug; findings and fingerprints carry it.", pattern=SLUG, examples=["no-chips-to-arms-makers"]
    )
    says: str = said(
        "What must not be, in a person's words.",
        examples=["No supplier of ours may sell chips on to a listed party."],
    )
    from_: tuple[str, ...] = said(
        "Ids of parties that chains begin at; without it, the suppliers of the audit.",
        default=(),
        written="from",
        examples=[["cn-alpha-antennas"]],
    )
    to: tuple[str, ...] = said(
        "Ids of parties that no chain may lead to, or `listed`.", default=(), examples=[["listed"]]
    )
    regimes: tuple[str, ...] = said(
        "Whose listings count for `listed`: us, eu, uk (the default), us-ofac, or all.",
        default=(),
        examples=[["us", "eu"]],
    )
    measures: tuple[str, ...] = said(
        "Which measures count for `listed`: blocking and export-control by default, or all.",
        default=(),
        examples=[["blocking"]],
    )
    direction: Literal["out", "in", "both"] = said(
        "out: goods go to them; in: goods come from them.", default="out"
    )
    max_legs: int | None = said("Longest chain that counts.", default=None, ge=1, le=32, examples=[3])
    min_grade: Grade = said("Weakest grade of a leg that counts.", default="doubtful")
    goods: tuple[str, ...] = said(
        "Ids of goods that a chain must be able to carry.", default=(), examples=[["integrated-circuits"]]
    )
    as_of: str = said(
        "Day on which it must hold, instead of today (EDTF).",
        default="",
        pattern=MAYBE_MOMENT,
        examples=["2026-11-21"],
    )
    examples: PolicyExamples | None = said(
        "Records that trip it and records that pass; `check` tries both.", default=None, nested=PolicyExamples
    )
    waivers: tuple[WaiverRecord, ...] = said("Findings that are accepted.", default=(), nested=WaiverRecord)
    recorded: str = said("When we wrote it down.", default="", pattern=MAYBE_MOMENT, examples=["2026-11-21"])
    note: str = said("Why it must hold.", default="", examples=["Board decision of May 2026."])
    tags: tuple[str, ...] = said("Free words to find it by.", default=(), examples=[["chips"]])
