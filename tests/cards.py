"""The world that the tests of cards, goods and counts ask about. Firms and figures in it are invented.

Mine --antimony, through Broker--> Wafer Works --wafers, three totals--> Chip Plant --part of--> Arms Group
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.records.read import read
from supplychain_cli.snapshot.compile import compile_dataset
from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.store import temporary

DAY = date(2026, 11, 21).toordinal()
RECORDS = """
sources:
  - id: official-list
    publisher: Example Council
    title: Consolidated list
    reliability: A
    url: https://example.org/list
    date: 2024-06-30
    licence: CC-BY-4.0
    note: Read from a copy.
  - {id: press, publisher: Example Press, title: Trade records, reliability: B, date: 2023-05}
  - {id: blog, publisher: Example Blog, title: A retelling, reliability: D, recorded: 2025-06-01}
  - {id: unread, publisher: Example Archive, title: Never cited, reliability: F}
entities:
  - {id: country-kz, kind: country, name: Kazakhstan, country: KZ, sources: [press]}
  - id: kz-mine
    kind: company
    name: Ore Mine
    names:
      - {name: Кен Рудник, lang: kk, kind: official, source: official-list}
      - {name: Ore-Mine JSC, kind: former}
    country: KZ
    identifiers: {lei: 529900T8BM49AURSDO55}
    sources: [press]
    not_found:
      - {source: official-list, on: 2026-11-20, note: Searched in Latin and Cyrillic.}
    note: The article names it as a maker of goods that others sold on.
    tags: [named-not-accused, mining]
  - {id: hk-broker, kind: company, name: Broker, country: HK, sources: [press]}
  - {id: ru-wafer-works, kind: company, name: Wafer Works, country: RU, sources: [press]}
  - {id: ru-wafer-works-2, kind: company, name: Wafer Works Two, country: RU, sources: [press]}
  - id: ru-chip-plant
    kind: company
    name: Chip Plant
    names: [{name: Завод Чип, lang: ru, kind: official}]
    country: RU
    identifiers: {inn: "7704274402", ofac: ["101", "102"]}
    sources: [press, official-list]
  - {id: ru-arms-group, kind: group, name: Arms Group, country: RU, sources: [official-list]}
  - {id: ru-director, kind: person, name: Ivan Example, country: RU, sources: [official-list]}
  - {id: radar, kind: system, name: Radar, sources: [press]}
goods:
  - id: antimony
    name: antimony
    names: [{name: сурьма, lang: ru, kind: official}]
    hs: ["811010", "25309090"]
    hs_basis: From the tariff.
    military_uses: [infrared sensors]
    sources: [press]
    note: Six digits are coarse.
  - {id: tellurium, name: tellurium, hs: ["25309090"], sources: [press]}
  - {id: wafers, name: wafers, hs: ["38180010"], sources: [press]}
  - {id: chips, name: chips, hs: ["854231"], chpl: "1", sources: [press]}
  - {id: hs-381800, name: Doped elements, hs: ["381800"], chpl: 3.B, sources: [official-list]}
relations:
  - id: mine-supplies-wafer-works
    kind: supplies
    from: kz-mine
    to: ru-wafer-works
    goods: [antimony]
    period: 2022-03/2022-09
    quantity: {amount: 12, unit: t}
    value: {amount: 1500000, currency: USD}
    shipments: 3
    directness: indirect
    through: [hk-broker]
    evidence:
      - {source: press, locator: p. 4, credibility: 2, paraphrase: Example Press reports three shipments.}
      - {source: blog, locator: post 7, basis: inferred, credibility: 3, paraphrase: The blog repeats it.}
    recorded: 2025-01-01
    note: Declared as ore.
  - id: mine-supplies-broker
    kind: supplies
    from: kz-mine
    to: hk-broker
    goods: [antimony]
    evidence: [{source: press, locator: p. 4, credibility: 2}]
  - id: broker-supplies-wafer-works
    kind: supplies
    from: hk-broker
    to: ru-wafer-works
    evidence: [{source: press, locator: p. 5, credibility: 2}]
  - id: wafers-2023
    kind: supplies
    from: ru-wafer-works
    to: ru-chip-plant
    goods: [wafers]
    period: 2023
    value: {amount: 300, currency: USD}
    evidence: [{source: official-list, locator: no. 3, credibility: 1}]
  - id: wafers-2023-spring
    kind: supplies
    from: ru-wafer-works
    to: ru-chip-plant
    goods: [wafers]
    period: 2023-04
    value: {amount: 100, currency: USD}
    total: wafers-2023
    status: disputed
    evidence: [{source: official-list, locator: no. 4, credibility: 1}]
  - id: withdrawn-claim
    kind: supplies
    from: kz-mine
    to: ru-chip-plant
    status: retracted
    retracted: {on: 2026-02-01, reason: The source withdrew it.}
    evidence: [{source: press, locator: p. 9, credibility: 1}]
  - id: kazakhstan-supplies-chip-plant
    kind: supplies
    from: country-kz
    to: ru-chip-plant
    directness: origin-country
    status: candidate
    evidence: [{source: blog, locator: post 8}]
  - id: chip-plant-part-of-arms-group
    kind: part-of
    from: ru-chip-plant
    to: ru-arms-group
    evidence: [{source: official-list, locator: no. 3, credibility: 1}]
  - id: arms-group-owned-wafer-works
    kind: owns
    from: ru-arms-group
    to: ru-wafer-works
    share: {min: 25, max: 50, max_exclusive: true}
    period: 2019/2021
    evidence: [{source: official-list, locator: no. 5, basis: inferred, credibility: 3}]
  - id: director-directs-chip-plant
    kind: directs
    from: ru-director
    to: ru-chip-plant
    attested: 2024-01
    evidence: [{source: official-list, locator: no. 6, credibility: 2}]
  - id: chip-plant-produces-chips
    kind: produces
    from: ru-chip-plant
    to: chips
    evidence: [{source: official-list, locator: no. 3, credibility: 2}]
  - id: antimony-used-in-wafers
    kind: used-in
    from: antimony
    to: wafers
    evidence: [{source: press, locator: p. 1, credibility: 3}]
  - id: wafers-used-in-chips
    kind: used-in
    from: wafers
    to: chips
    evidence: [{source: press, locator: p. 1, credibility: 3}]
  - id: chips-used-in-radar
    kind: used-in
    from: chips
    to: radar
    supplier: ru-chip-plant
    evidence: [{source: press, locator: p. 2, credibility: 3}]
  - id: director-associated-with-broker
    kind: associated-with
    from: ru-director
    to: hk-broker
    evidence: [{source: blog, locator: post 9, credibility: 3}]
listings:
  - id: eu-chip-plant
    entity: ru-chip-plant
    authority: eu
    programme: 833/2014 Annex IV
    measure: export-control
    from: 2022-12-16
    entry: "375"
    effect: Tighter export restrictions; no asset freeze.
    evidence: [{source: official-list, locator: no. 375, credibility: 1, paraphrase: The Council lists it.}]
    recorded: 2025-01-01
    tags: [annex]
  - id: us-state-chip-plant
    entity: ru-chip-plant
    authority: us-state
    programme: Missile sanctions
    measure: debarment
    from: 2022-01-21
    until: 2024-01-21
    evidence: [{source: press, locator: p. 8, credibility: 2}]
  - id: uk-chip-plant
    entity: ru-chip-plant
    authority: uk
    programme: Russia regulations
    measure: blocking
    between: 2027-01/2027-06
    status: candidate
    note: Announced.
    evidence: [{source: blog, locator: post 3}]
identities:
  - id: wafer-works-not-two
    left: ru-wafer-works
    right: ru-wafer-works-2
    judgement: different
    by: A. Reviewer
    on: 2026-11-01
    why: Their register numbers differ.
    sources: [press]
    recorded: 2026-11-01
regimes:
  - id: eu-50
    name: Example ownership test
    authority: eu
    measures: [blocking]
    threshold: 50
    operator: ">="
    aggregate: "yes"
    control: true
    period: 2024-07-03/..
    suspended: 2025-01/2025-02
    statement: Half is enough.
    evidence: [{source: official-list, locator: rule 1, credibility: 1}]
    recorded: 2025-01-01
    note: Not binding.
"""
HEAD = "format: supplychain/1\nname: example\nversion: 2026.11.0\nlicence: CC0-1.0\n"


def snapshot(folder: Path, records: str = RECORDS) -> Snapshot:
    """Write records below a folder, read and compile them in memory. They must be without errors."""
    (folder / "dataset.yml").write_text(HEAD, encoding="utf-8")
    (folder / "records.yml").write_text(records, encoding="utf-8")
    reading = read(folder)
    errors = [fault for fault in reading.diagnostics if fault.severity == "error"]
    assert reading.corpus is not None, errors
    assert not errors, errors
    return temporary(partial(compile_dataset, reading.corpus, "digest"))


def view(held: Snapshot, as_of: str = "", known_on: str = "", today: int = DAY) -> View:
    """Open a view of a snapshot with a scope."""
    days = [date.fromisoformat(text).toordinal() if text else None for text in (as_of, known_on)]
    return open_view(held, Scope(today, *days))
