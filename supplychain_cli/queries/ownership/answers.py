"""What `ownership` gives back: frozen, complete, ready to be shown without going back to the graph.

Field names are those of the JSON output (a trailing underscore is dropped); they only ever gain company.
"""

from __future__ import annotations

from typing import Literal

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass
from supplychain_cli.queries.chains.answers import Leg, Listed, PartyRef
from supplychain_cli.queries.ownership.consequences import Deciding, RuleRef
from supplychain_cli.queries.ownership.contradictions import Contradiction
from supplychain_cli.queries.ownership.figures import Range

Nature = Literal["stake", "indirect", "group", "control", "link"]
"""What ties an owner to an asset; in a `group` no stake is recorded, `control` and `link` are none."""
End = Literal["", "person", "country", "public-body", "stock-listed", "last-recorded"]
"""Why a way up ends: at people and states, at a company with shares on an exchange, or because nobody is recorded."""
Counts = Literal["listed", "owned", "undetermined"]


@dataclass(frozen=True, slots=True)
class Hold:
    """One line of the tree: a party, and its tie to the one whose id is `parent`.

    `direct` is the stake of this relation as recorded, None where it is about none. `economic` is the integrated
    ownership between this party and the one asked about by all ways, None where it cannot be or was not worked out.
    `counted` is False for what is shown and never added: candidates, and indirect statements. `circle` names a circular
    holding; `repeated` says that the party's own ties are written elsewhere in the tree.
    """

    id: str
    name: str
    native: str
    kind: str
    country: str
    listed: tuple[Listed, ...]
    depth: int
    parent: str
    nature: Nature
    direct: Range | None
    economic: Range | None
    counted: bool
    end: End
    circle: str
    repeated: bool
    relation: Leg


@dataclass(frozen=True, slots=True)
class Claim:
    """What belongs to a last owner; with `others`, to owners of the party whom no record names."""

    party: PartyRef
    others: bool
    share: Range
    end: End


@dataclass(frozen=True, slots=True)
class Circle:
    """Companies that own each other, step by step. `closed` says that they own all of themselves."""

    name: str
    parties: tuple[PartyRef, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """An owner whose stake counts under a rule, and why: it is listed itself, or owned in its turn."""

    owner: PartyRef
    counts: Counts
    listings: tuple[str, ...]
    held: Range | None


@dataclass(frozen=True, slots=True)
class Step:
    """One tie on the way from a listed owner down to the party."""

    owner: str
    asset: str
    nature: Nature
    held: Range | None
    relation: Leg


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule in force says of the party.

    `aggregate` is what counted owners hold together. `route` holds every tie that the verdict rests on, from the party
    up; `grade` and `basis` are those of the weakest of them, empty where it rests on none. `itself` are the listings of
    the party under this rule, which count for themselves and not here. `unstated` says that the rule does not tell
    whether stakes add up, and that this decides.
    """

    regime: str
    rule: RuleRef
    verdict: str
    aggregate: Range
    threshold: float
    operator: str
    owners: tuple[Counted, ...]
    route: tuple[Step, ...]
    deciding: tuple[Deciding, ...]
    unrecorded: Range
    control: bool
    unstated: bool
    itself: tuple[str, ...]
    grade: str
    basis: str
    in_force: str
    note: str


@dataclass(frozen=True, slots=True)
class Resting:
    """A recorded rule that is not in force on the day, and why not."""

    rule: RuleRef
    why: str


@dataclass(frozen=True, slots=True)
class OwnershipAnswer:
    """Who owns a party, what it owns where that was asked, and what each ownership rule says of it on a day.

    `claims` share the whole party out among its last owners, empty where the records do not allow it. `unrecorded` is
    what no record speaks of among its direct owners. `searched` counts the parties looked at.
    """

    party: PartyRef
    day: str
    open_world: bool
    owners: tuple[Hold, ...]
    unrecorded: Range
    claims: tuple[Claim, ...]
    assets: tuple[Hold, ...] | None
    circles: tuple[Circle, ...]
    verdicts: tuple[Verdict, ...]
    not_in_force: tuple[Resting, ...]
    contradictions: tuple[Contradiction, ...]
    searched: int
    notices: tuple[Notice, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Cause:
    """A record that changed on a day: a stake, a listing or a rule, and what happened to it."""

    record: str
    section: str
    says: str
    location: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A day on which what the rules of an authority say of a party changes, and why.

    `regime` is the rule from that day on; `not-in-force` stands for none. `because` are the records without which it
    would not have changed; where several together did it, all that changed.
    """

    on: str
    authority: str
    regime: str
    from_: str
    to: str
    because: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the rules of an authority say before the first day on which anything recorded changes."""

    authority: str
    regime: str
    verdict: str


@dataclass(frozen=True, slots=True)
class FlipsAnswer:
    """When the verdicts on a party change, oldest first. `days` counts the days that were looked at."""

    party: PartyRef
    beginnings: tuple[Beginning, ...]
    flips: tuple[Flip, ...]
    days: int
    searched: int
    notices: tuple[Notice, ...] = ()
    complete: bool = True
