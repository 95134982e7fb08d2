"""The remarks of the OFAC lists: one text in which names, numbers, links and dates stand one after the other.

Items are parted by `; ` and the last one ends with a full stop: `DOB 1962; Tax ID No. 7702070139 (Russia);
a.k.a. 'BNC'; Linked To: ANSAR BANK.`
"""

from __future__ import annotations

import re
from dataclasses import field

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.days import iso_day
from supplychain_cli.importers.papers import Paper, scheme_of
from supplychain_cli.light import dataclass

LINKED = "Linked To: "
_NAME = re.compile(r"(?P<kind>[afn])\.k\.a\. '(?P<name>.*)'\Z", re.DOTALL)
_VALUE = re.compile(
    r"(?P<value>\S.*?)(?: \((?P<country>[^()]+(?:\([^()]*\))?)\))?(?P<issue>(?: (?:issued|expires) [\w ]+?)*)\Z",
    re.DOTALL,
)
_LONGEST_LABEL = 12
"""Words."""
_DATED = re.compile(
    r"(?P<what>Listing|Effective) Date \((?P<scope>[^)]*)\):? (?P<day>\d{1,2} \w{3} \d{4}|\d{4}-\d\d-\d\d)\Z"
)
_DETAILS = (
    ("DOB ", "date of birth"),
    ("POB ", "place of birth"),
    ("nationality ", "nationality"),
    ("citizen ", "citizenship"),
    ("Gender ", "gender"),
    ("Nationality of Registration ", "registered in"),
    ("Organization Established Date ", "established"),
    ("Organization Type: ", "type of organisation"),
    ("Target Type ", "type of target"),
    ("Website ", "website"),
    ("Email Address ", "email"),
    ("Phone Number ", "phone"),
    ("Phone No. ", "phone"),
    ("PHONE ", "phone"),
    ("Telephone No. ", "phone"),
    ("Telephone ", "phone"),
    ("Fax No. ", "fax"),
    ("Fax: ", "fax"),
    ("FAX ", "fax"),
    ("Fax ", "fax"),
    ("Issuer Name ", "issuer"),
    ("Aircraft Manufacture Date ", "aircraft built"),
    ("Aircraft Model ", "aircraft model"),
    ("Aircraft Operator ", "aircraft operator"),
    ("Former Vessel Flag ", "former flag"),
    ("Vessel Flag ", "flag"),
    ("Vessel Year of Build ", "built"),
    ("Vessel Type ", "type of vessel"),
    ("Chinese Commercial Code ", "Chinese commercial code"),
)
_EFFECTS = (
    "Secondary sanctions risk",
    "Additional Sanctions Information",
    "Executive Order ",
    "Transactions Prohibited ",
    "CAATSA Section ",
    "Purchase/Sales For Divestment ",
    "United States financial institutions are prohibited",
)
_LETTERS_ONLY = frozenset({"swift", "ticker", "tail-number"})
_SKIMMED = ("a.k.a. ", "f.k.a. ", "n.k.a. ", "Executive Order ", "alt. Executive Order ")


@dataclass(slots=True)
class Remark:
    """What a remark says, item by item.

    `links` are names as they may be written in full: with the last stop and without.
    """

    names: list[tuple[str, str]] = field(default_factory=list)
    """Name and kind; all that stand in remarks are weak."""
    papers: list[Paper] = field(default_factory=list)
    links: list[tuple[str, ...]] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    """What the list says of the measure: directives, secondary sanctions."""
    dates: dict[tuple[str, str], str] = field(default_factory=dict)
    """ISO day by (Listing or Effective, what it is of): `("Listing", "CMIC")`."""

    def detail(self, label: str) -> str:
        """Give the first detail of a label, or an empty text."""
        return next((text for known, text in self.details if known == label), "")


def remark_of(text: str, *, cut: bool = False, skim: bool = False) -> Remark:
    """Take a remark apart. Nothing of it is lost: what is none of the known kinds becomes a detail `remark`.

    `cut` says that the text breaks off; its last item is then kept as it is, and read as nothing else. `skim` reads
    names, links and executive orders only, in a fifth of the time.
    """
    remark = Remark()
    parts = [part.strip() for part in text.strip().split("; ")]
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        if last and cut:
            remark.details.append(("remark", f"{part} …"))
        elif part:
            bare = part.removesuffix(".") if last else part
            if part.startswith(LINKED):
                forms = (part.removeprefix(LINKED).strip(), bare.removeprefix(LINKED).strip())
                remark.links.append(tuple(dict.fromkeys(forms)))
            elif not skim or bare.startswith(_SKIMMED):
                sort(remark, bare)
    return remark


def sort(remark: Remark, part: str) -> None:
    """Put one item of a remark where it belongs; links are not looked for."""
    item = part.removeprefix("alt. ")
    named = _NAME.match(item)
    dated = _DATED.match(item)
    if named:
        remark.names.append((named["name"], "weak"))
    elif dated and iso_day(dated["day"]):
        remark.dates[dated["what"], dated["scope"]] = iso_day(dated["day"])
        remark.details.append(("dates", item))
    elif item.startswith(_EFFECTS):
        remark.effects.append(item)
    elif not _detail(remark, item) and not _paper(remark, item):
        remark.details.append(("remark", part))


def _detail(remark: Remark, item: str) -> bool:
    for start, label in _DETAILS:
        if item.startswith(start):
            remark.details.append((label, item.removeprefix(start)))
            return True
    return False


def _paper(remark: Remark, item: str) -> bool:
    """Read a number if the item begins with a known label; the longest label counts."""
    words = item.split(" ")
    for count in range(min(len(words) - 1, _LONGEST_LABEL), 0, -1):
        label = " ".join(words[:count])
        scheme = scheme_of(label)
        found = _VALUE.match(" ".join(words[count:])) if scheme else None
        if found and (any(sign.isdigit() for sign in found["value"]) or scheme in _LETTERS_ONLY):
            remark.papers.append(Paper(label, found["value"], alpha2(found["country"] or "")))
            if found["issue"]:
                remark.details.append(("document", item))
            return True
    return False
