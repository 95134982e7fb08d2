"""The world that the tests of exports are made of: one of each kind, and names that try to act. All are invented."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Result, World, write_dataset

SOURCES = """
sources:
  - id: press
    publisher: Example Press
    title: "Trade; with \\"quotes\\""
    url: https://example.org/a?b=1&c=2
    reliability: B
    date: 2024-05-01
    licence: CC-BY-4.0
  - {id: list, publisher: Example Authority, title: List of parties, reliability: A, date: 2024-06}
  - {id: unused, publisher: Example Press, title: Nobody cites this, reliability: C}
"""
PARTIES = """
entities:
  - {id: country-alpha, kind: country, name: Alphaland, country: CN, sources: [press]}
  - {id: group-alpha, kind: group, name: Alpha Group, country: CN, sources: [press], recorded: 2026-11-01}
  - id: alpha-antennas
    kind: company
    name: Alpha Antennas
    names:
      - {name: 阿尔法天线有限公司, lang: zh, kind: official}
      - {name: Alpha; Antennas, kind: alias}
      - {name: Old Alpha, kind: former}
      - {name: AA, kind: weak}
    country: CN
    identifiers: {ofac: ["10001", "10002"], lei: 529900T8BM49AURSDO55, inn: "7704274402"}
    sources: [press]
    recorded: 2026-11-01
    note: Not Alpha Antennas of Taipei.
    tags: [antennas]
  - {id: beta-trading, kind: company, name: Beta Trading, country: AE, sources: [press]}
  - {id: gamma-radar, kind: company, name: Gamma Radar, country: RU, sources: [press]}
  - {id: delta-ministry, kind: public-body, name: Delta Ministry, country: RU, sources: [press]}
  - {id: eve-example, kind: person, name: Eve Example, names: [{name: Ева Пример, lang: ru}], sources: [press]}
  - {id: ship, kind: vessel, name: Example Star, identifiers: {imo: "9074729"}, sources: [press]}
  - {id: radar-system, kind: system, name: Radar System One, country: RU, sources: [press]}
  - {id: lonely, kind: company, name: Lonely Ltd, sources: [press], recorded: 2026-11-15}
goods:
  - {id: antenna-parts, name: Antenna parts, hs: ["852910"], chpl: 3.A, sources: [press]}
  - {id: idle-good, name: Idle good, sources: [press]}
"""
LISTINGS = """
listings:
  - id: us-alpha
    entity: alpha-antennas
    authority: us-ofac
    programme: EXAMPLE-EO1
    measure: blocking
    from: 2024-06-12
    entry: "10001"
    evidence: [{source: list, locator: uid 10001, paraphrase: Listed.}]
  - id: eu-alpha
    entity: alpha-antennas
    authority: eu
    programme: Example Regulation
    measure: export-control
    from: 2022-02
    until: 2023-12-31
    effect: no export of dual-use goods
    evidence: [{source: list, paraphrase: Listed until 2023.}]
  - id: uk-gamma
    entity: gamma-radar
    authority: uk
    programme: Example Regulations
    measure: blocking
    status: candidate
    sources: [press]
  - id: un-beta
    entity: beta-trading
    authority: un
    programme: Example Resolution
    measure: other
    status: retracted
    retracted: {on: 2025-01-01, reason: Another party was meant.}
    sources: [list]
"""
RELATIONS = """
relations:
  - id: alphaland-owns-group
    kind: owns
    from: country-alpha
    to: group-alpha
    share: {min: 50, max: 100, min_exclusive: true}
    share_text: a controlling stake
    evidence: [{source: press, locator: p. 1, paraphrase: The state holds most of it.}]
  - id: group-owns-alpha
    kind: owns
    from: group-alpha
    to: alpha-antennas
    share: 41.6
    votes: {min: 50, max: 75, min_exclusive: true, max_exclusive: true}
    arrangement: founders
    period: 2014-03/..
    recorded: 2026-11-01
    evidence:
      - {source: press, locator: p. 2, credibility: 2, paraphrase: It holds 41.6 per cent.}
      - {source: list, locator: no. 7, paraphrase: Named as owner.}
  - id: eve-owns-beta
    kind: owns
    from: eve-example
    to: beta-trading
    share: {min: 25, max: 50, max_exclusive: true}
    directness: indirect
    through: [lonely]
    period: 2019/2021-06
    sources: [press]
  - {id: beta-owns-ship, kind: owns, from: beta-trading, to: ship, sources: [press]}
  - {id: ministry-controls-gamma, kind: controls, from: delta-ministry, to: gamma-radar, sources: [press]}
  - {id: eve-directs-beta, kind: directs, from: eve-example, to: beta-trading, period: 2020, sources: [press]}
  - {id: gamma-part-of-ministry, kind: part-of, from: gamma-radar, to: delta-ministry, sources: [list]}
  - {id: beta-linked-to-gamma, kind: linked-to, from: beta-trading, to: gamma-radar, sources: [list]}
  - {id: eve-associated, kind: associated-with, from: eve-example, to: delta-ministry, sources: [press]}
  - id: alpha-supplies-beta
    kind: supplies
    from: alpha-antennas
    to: beta-trading
    goods: [antenna-parts]
    period: 2022-01
    quantity: {amount: 12.5, unit: t, text: about twelve tonnes}
    value: {amount: 1500000, currency: USD}
    shipments: 3
    recorded: 2026-11-01
    evidence: [{source: press, locator: row 4, credibility: 2, paraphrase: Customs records name antenna parts.}]
  - id: beta-supplies-gamma
    kind: supplies
    from: beta-trading
    to: gamma-radar
    goods: [antenna-parts]
    period: 2022-02-03
    status: disputed
    note: The buyer denies it.
    evidence: [{source: press, basis: inferred, paraphrase: Both halves of the trade are inferred.}]
  - id: alphaland-supplies-gamma
    kind: supplies
    from: country-alpha
    to: gamma-radar
    directness: origin-country
    goods: [antenna-parts]
    attested: 2023-05
    sources: [press]
  - {id: gamma-produces-radar, kind: produces, from: gamma-radar, to: radar-system, sources: [press]}
  - id: parts-in-radar
    kind: used-in
    from: antenna-parts
    to: radar-system
    supplier: alpha-antennas
    sources: [press]
  - id: withdrawn
    kind: supplies
    from: lonely
    to: gamma-radar
    status: retracted
    retracted: {on: 2025-02-01, reason: The source withdrew the claim.}
    sources: [press]
"""
FILES = {"sources.yml": SOURCES, "parties.yml": PARTIES, "listings.yml": LISTINGS, "relations.yml": RELATIONS}

PRIVATE = FILES | {"parties.yml": PARTIES.replace("Lonely Ltd", "Lonely \ue000 Ltd")}
"""The same with a name that only the border of the output makes visible."""
HOSTILE = {
    "formula": '=cmd|" /C calc"!A0',
    "markup": "Acme <b>&amp; \"Sons\" 'n' ]]> --> <!-- x",
    "graphviz": 'Acme\\" [label=owned]; } digraph \\N \\G',
    "mermaid": 'Acme"] --> n9 %%{init: {"theme": "dark"}}%% `x` #35; end',
    "cypher": "Acme'}) DETACH DELETE n //",
    "json": 'Acme", "id": "ru-other',
    "unseen": "Acme \u202egnp.exe\u200b \u2028 Ltd",
    "control": "Acme \x00\x1b[2J\x0b\ud800\ufffe Ltd",
    "private": "Acme \ue000 \U0010ffff",
    "semicolon": "Acme;=1+1",
    "backslash": 'Acme "Sons\\" \\\\ Ltd\\',
}


def here(folder: Path, files: dict[str, str] | None = None) -> World:
    """Write the world, or another, below a folder."""
    return World(write_dataset(folder / "records", files or FILES))


def exported(world: World, style: str, target: Path, *words: str) -> Result:
    """Export to a file or folder and give how it went, which must be well."""
    done = world.run("export", style, "-o", str(target), *words)
    assert done.code == 0, done.err
    return done
