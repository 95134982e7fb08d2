"""Interests of BODS as relations: who holds what in whom, in which bounds, from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from supplychain_cli.importers.rows import RelationRow
from supplychain_cli.importers.shares import between, figure
from supplychain_cli.importers.spans import first_day, last_day
from supplychain_cli.importers.weight import weight_of
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.kinds import KINDS

_OWNS = frozenset({"shareholding"})
_DIRECTS = frozenset({"boardMember", "boardChair", "seniorManagingOfficial"})
_CONTROLS = frozenset(
    {
        "votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "controlViaCompanyRulesOrArticles",
        "controlByLegalFramework", "trustee", "protector",
    }
)  # fmt: skip
"""Interests that are control by themselves. Others are where the statement says `beneficialOwnershipOrControl`."""
Interest = Mapping[str, Any]
Following = tuple[str, Sequence[Interest]] | None
"""Date and interests of the next statement of the same record, if there is one."""


class _Held(NamedTuple):
    """One interest as far as it becomes a relation."""

    kind: str
    first: str
    last: str
    directness: str
    share: str
    votes: str
    text: str


def rows(
    statement: Mapping[str, Any], row: int, holder: str, subject: str, following: Following
) -> Iterator[RelationRow]:
    """Give the relations of a statement; none when a later statement replaced all of it.

    `holder` and `subject` are the kinds of the two parties. A voting right joins the shareholding of the same time and
    directness; interests of one kind, time and directness are one relation.
    """
    details = statement["recordDetails"]
    closed = statement["statementDate"][:10] if statement.get("recordStatus") == "closed" else ""
    interests = details.get("interests") or [{}]
    held = [
        made
        for interest in interests
        if (made := _held(interest, holder, subject, closed, following)) is not None
    ]
    notes = (note.get("description") for note in statement.get("annotations") or () if isinstance(note, dict))
    basis, status = weight_of(note for note in notes if isinstance(note, str))
    for one in _joined(held):
        yield RelationRow(
            one.kind,
            details["interestedParty"],
            details["subject"],
            one.first,
            one.last,
            text=one.text,
            share=one.share,
            votes=one.votes,
            directness=one.directness,
            basis=basis,
            status=status,
            row=row,
        )


def share_text(share: object) -> str:
    """Write the bounds of a share as `rows.RelationRow.share` does; empty when it gives none."""
    if not isinstance(share, dict):
        return ""
    if share.get("exact") is not None:
        return figure(share["exact"])
    low, low_open = _bound(share, "minimum", "exclusiveMinimum")
    high, high_open = _bound(share, "maximum", "exclusiveMaximum")
    if not low and not high:
        return ""
    return between(low or "0", high or "100", low_open=low_open, high_open=high_open)


def _bound(share: Mapping[str, Any], name: str, exclusive: str) -> tuple[str, bool]:
    """Give a bound and whether it is out of reach: as a number of its own, or as a flag beside the bound."""
    open_ = share.get(exclusive)
    if isinstance(open_, int | float) and not isinstance(open_, bool):
        return figure(open_), True
    return figure(share.get(name)), open_ is True


def _held(interest: Interest, holder: str, subject: str, closed: str, following: Following) -> _Held | None:
    kind = _kind(interest, holder, subject)
    first, last = first_day(str(interest.get("startDate", ""))), last_day(str(interest.get("endDate", "")))
    if following is not None:
        until = _until(interest, first, following)
        if not until:
            return None
        last = min(last, until) if last else until
    elif closed and not last:
        last = max(last_day(closed), first)
    if not kind:
        return None
    voting = interest.get("type") == "votingRights"
    stake = share_text(interest.get("share"))
    said = [_said(interest), str(interest.get("details") or "")]
    directness = interest.get("directOrIndirect", "")
    return _Held(
        kind,
        first,
        last,
        directness if directness in {"direct", "indirect"} else "",
        "" if voting or kind != "owns" else stake,
        stake if voting else "",
        "; ".join(part for part in said if part),
    )


def _until(interest: Interest, first: str, following: tuple[str, Sequence[Interest]]) -> str:
    """Give the last day before a later statement gives this interest anew; empty when that only repeats or corrects."""
    starts = [
        first_day(str(other.get("startDate", "")))
        for other in following[1]
        if other.get("type") == interest.get("type")
    ]
    after = min(filter(None, starts), default="")
    if not first or not after or after <= first:
        return ""
    return (date.fromisoformat(after) - timedelta(days=1)).isoformat()


def _kind(interest: Interest, holder: str, subject: str) -> str:
    """Give the kind of relation; empty where no kind admits the two parties."""
    what, beneficial = interest.get("type", "unknownInterest"), interest.get("beneficialOwnershipOrControl")
    if what in _OWNS:
        wanted = "owns"
    elif what in _DIRECTS and holder == "person":
        wanted = "directs"
    elif what in _CONTROLS or (beneficial is True and what not in _DIRECTS):
        wanted = "controls"
    else:
        wanted = "associated-with"
    for kind in (wanted, "associated-with"):
        rule = KINDS[kind]
        if holder in rule.from_kinds and subject in rule.to_kinds:
            return kind
    return ""


def _said(interest: Interest) -> str:
    """Write the type of an interest as words; a stake alone needs none."""
    what = str(interest.get("type") or "interest not stated")
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in what)
    return "" if what == "shareholding" else words


def _joined(held: Sequence[_Held]) -> list[_Held]:
    """Join a voting right with its shareholding, and interests that say the same of the same time."""
    made: list[_Held] = []
    for one in sorted(held, key=lambda each: each.kind != "owns"):
        twin = next((at for at, other in enumerate(made) if _together(other, one)), None)
        if twin is None:
            made.append(one)
            continue
        other = made[twin]
        text = "; ".join(dict.fromkeys(part for part in (other.text, one.text) if part))
        made[twin] = other._replace(share=other.share or one.share, votes=other.votes or one.votes, text=text)
    return made


def _together(other: _Held, one: _Held) -> bool:
    if other[1:4] != one[1:4]:
        return False
    if other.kind == "owns" and one.votes and not other.votes:
        return True
    return other.kind == one.kind and not (other.share and one.share) and not (other.votes and one.votes)
