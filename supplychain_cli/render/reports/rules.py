"""The rules of an audit as reports name them, with their help from the pages that travel with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from supplychain_cli.audit.finding import RULES, AuditReport
from supplychain_cli.light import dataclass
from supplychain_cli.render.clean import clean

PAGES = {"listed": "A101", "chain": "A102", "ownership": "A103", "expired-waiver": "A104"}
"""The page of `supplychain explain` on each rule that every audit applies."""
POLICY_PAGE = "A105"

_PAGES = Path(__file__).parents[2] / "explain"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, what it forbids in a sentence, the code of its page, and that page as Markdown."""

    id: str
    says: str
    code: str
    page: str

    @property
    def title(self) -> str:
        """The title of the page, without its code."""
        return self.page.partition("\n")[0].partition(": ")[2]


def rules(report: AuditReport) -> Iterator[Rule]:
    """Give every rule that was applied, in a fixed order: those of every audit, then the policies by id."""
    for name, says in RULES.items():
        yield Rule(name, says, PAGES[name], _page(PAGES[name]))
    text = _page(POLICY_PAGE)
    for policy in sorted(report.policies, key=lambda item: item.id):
        yield Rule(policy.id, policy.says, POLICY_PAGE, text)


def plain_text(page: str) -> str:
    """Give a page without its Markdown signs."""
    return re.sub(r"^#+ |`", "", page, flags=re.MULTILINE).strip()


def _page(code: str) -> str:
    return clean((_PAGES / f"{code}.md").read_text(encoding="utf-8"), breaks=True)
