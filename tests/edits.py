"""The world that the tests of differences and receipts change. Firms and figures in it are invented.

Alpha --chips--> Beta --chips--> Gamma (listed) --owns 30--> Delta <--boards-- Omega
"""

from __future__ import annotations

from pathlib import Path

from supplychain_cli.graph.view import View
from tests import cards

BEFORE = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2024-05-01}
  - {id: blog, publisher: Example Blog, title: A retelling, reliability: D, date: 2024-06-01}
entities:
  - {id: cn-alpha, kind: company, name: Alpha, country: CN, sources: [press]}
  - {id: hk-beta, kind: company, name: Beta, country: HK, sources: [press]}
  - {id: ru-gamma, kind: company, name: Gamma, country: RU, sources: [press]}
  - {id: ru-delta, kind: company, name: Delta, country: RU, sources: [press]}
  - {id: ru-omega, kind: company, name: Omega, country: RU, sources: [press]}
goods:
  - {id: chips, name: chips, hs: ["854231"], sources: [press]}
  - {id: boards, name: boards, hs: ["853400"], sources: [press]}
relations:
  - id: alpha-beta
    kind: supplies
    from: cn-alpha
    to: hk-beta
    goods: [chips]
    period: 2023
    evidence: [{source: press, locator: p. 1, credibility: 2, paraphrase: It sells chips.}]
  - id: beta-gamma
    kind: supplies
    from: hk-beta
    to: ru-gamma
    goods: [chips]
    period: 2023
    evidence: [{source: press, locator: p. 2, credibility: 2, paraphrase: It sells them on.}]
  - id: gamma-delta
    kind: owns
    from: ru-gamma
    to: ru-delta
    share: 30
    evidence: [{source: press, locator: p. 3, credibility: 2, paraphrase: It owns 30 percent.}]
  - id: omega-delta
    kind: supplies
    from: ru-omega
    to: ru-delta
    goods: [boards]
    period: 2024
    evidence: [{source: press, locator: p. 4, credibility: 2, paraphrase: It sells boards.}]
listings:
  - id: us-gamma
    entity: ru-gamma
    authority: us-ofac
    programme: EXAMPLE
    measure: blocking
    from: 2022-02-24
    evidence: [{source: press, locator: p. 5, credibility: 2, paraphrase: Listed.}]
regimes:
  - id: us-50
    name: Fifty percent rule
    authority: us-ofac
    measures: [blocking]
    threshold: 50
    operator: ">="
    aggregate: "yes"
    control: false
    period: 2014-08-13/..
    evidence: [{source: press, locator: p. 6, credibility: 2, paraphrase: The rule.}]
"""
EU_GAMMA = """  - id: eu-gamma
    entity: ru-gamma
    authority: eu
    programme: EXAMPLE
    measure: blocking
    from: 2022-03-01
    evidence: [{source: press, locator: p. 7, credibility: 2, paraphrase: Listed too.}]
"""


def edited(*edits: tuple[str, str], text: str = BEFORE) -> str:
    """Give the world with pieces of text replaced; each must be there once."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def view(folder: Path, text: str) -> View:
    """Open a world."""
    folder.mkdir(parents=True, exist_ok=True)
    return cards.view(cards.snapshot(folder, text))
