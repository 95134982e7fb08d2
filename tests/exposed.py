"""A small world in which one party touches listed ones in every way. Firms and figures in it are invented.

Trader --electronics--> Chip Plant --chips--> Radar Works --part of--> Arms Group
Chip Plant is owned by Ivan Example and Arms Group, owns Design Bureau, and shares its director.
"""

from __future__ import annotations

RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2026-05-01}
  - {id: official, publisher: Example Council, title: Consolidated list, reliability: A, date: 2026-06-30}
entities:
  - {id: country-hk, kind: country, name: Hong Kong, country: HK, sources: [press]}
  - {id: hk-trader, kind: company, name: Harbour Trader, country: HK, sources: [press]}
  - {id: ru-arms-group, kind: group, name: Arms Group, country: RU, sources: [press]}
  - {id: ru-boss, kind: person, name: Ivan Example, country: RU, sources: [press]}
  - id: ru-chip-plant
    kind: company
    name: Chip Plant
    names: [{name: Завод Чип, lang: ru, kind: official}]
    country: RU
    sources: [press]
    tags: [named-not-accused]
  - {id: ru-design, kind: company, name: Design Bureau, country: RU, sources: [press]}
  - {id: ru-director, kind: person, name: Olga Example, country: RU, sources: [press]}
  - {id: ru-front, kind: company, name: Front Trading, country: RU, sources: [press]}
  - {id: ru-radar, kind: company, name: Radar Works, country: RU, sources: [press]}
  - {id: ru-school, kind: company, name: Night School, country: RU, sources: [press]}
goods:
  - {id: chips, name: chips, hs: ["854231"], chpl: "1", sources: [official]}
  - {id: electronics, name: electronics, hs: ["85423190"], sources: [press]}
relations:
  - {id: boss-owns-plant, kind: owns, from: ru-boss, to: ru-chip-plant, share: 40, period: 2025/..,
     evidence: [{source: official, locator: p. 1, credibility: 2, paraphrase: The register shows forty per cent.}]}
  - {id: group-owns-plant, kind: owns, from: ru-arms-group, to: ru-chip-plant,
     evidence: [{source: press, locator: p. 2, credibility: 2, paraphrase: The group holds the rest.}]}
  - {id: plant-owns-design, kind: owns, from: ru-chip-plant, to: ru-design, share: {min: 25, max: 50},
     evidence: [{source: press, locator: p. 3, paraphrase: A share between a quarter and a half.}]}
  - {id: director-directs-plant, kind: directs, from: ru-director, to: ru-chip-plant,
     evidence: [{source: press, locator: p. 4, credibility: 2, paraphrase: She is the director.}]}
  - {id: director-directs-design, kind: directs, from: ru-director, to: ru-design,
     evidence: [{source: press, locator: p. 4, credibility: 2, paraphrase: She is on its board.}]}
  - {id: director-directed-school, kind: directs, from: ru-director, to: ru-school, period: 2019/2020,
     evidence: [{source: press, locator: p. 4, paraphrase: She ran the school.}]}
  - {id: plant-linked-to-front, kind: linked-to, from: ru-chip-plant, to: ru-front,
     evidence: [{source: official, locator: no. 7, credibility: 2, paraphrase: The list calls it linked.}]}
  - {id: chips-for-radar, kind: supplies, from: ru-chip-plant, to: ru-radar, goods: [chips], period: 2026-02,
     evidence: [{source: press, locator: p. 5, credibility: 2, paraphrase: Customs records show chips.}]}
  - {id: radar-part-of-group, kind: part-of, from: ru-radar, to: ru-arms-group,
     evidence: [{source: press, locator: p. 6, basis: inferred, paraphrase: The group names the works.}]}
  - {id: electronics-for-plant, kind: supplies, from: hk-trader, to: ru-chip-plant, goods: [electronics],
     evidence: [{source: press, locator: p. 7, credibility: 2, paraphrase: Customs records show parts.}]}
  - {id: plant-associated-with-school, kind: associated-with, from: ru-chip-plant, to: ru-school,
     evidence: [{source: press, locator: p. 8, paraphrase: They share an address.}]}
listings:
  - {id: eu-plant, entity: ru-chip-plant, authority: eu, programme: 833/2014 Annex IV, measure: export-control,
     from: 2024-02-24, entry: "375",
     evidence: [{source: official, locator: no. 375, credibility: 1, paraphrase: Listed.}]}
  - {id: eu-boss, entity: ru-boss, authority: eu, programme: 269/2014 Annex I, measure: blocking, from: 2022-03-09,
     evidence: [{source: official, locator: no. 12, credibility: 1, paraphrase: Listed.}]}
  - {id: eu-group, entity: ru-arms-group, authority: eu, programme: 269/2014 Annex I, measure: blocking,
     from: 2022-03-09, evidence: [{source: official, locator: no. 13, credibility: 1, paraphrase: Listed.}]}
  - {id: us-group, entity: ru-arms-group, authority: us-ofac, programme: SDN, measure: blocking,
     evidence: [{source: official, locator: UID 1, credibility: 1, paraphrase: Listed.}]}
  - {id: eu-design, entity: ru-design, authority: eu, programme: 269/2014 Annex I, measure: blocking, from: 2023,
     evidence: [{source: official, locator: no. 14, credibility: 1, paraphrase: Listed.}]}
  - {id: us-trader, entity: hk-trader, authority: us-ofac, programme: SDN, measure: blocking, from: 2025-01-15,
     status: candidate, evidence: [{source: press, locator: p. 9, paraphrase: Announced.}]}
  - {id: eu-school, entity: ru-school, authority: eu, programme: 269/2014 Annex I, measure: blocking, from: 2023,
     evidence: [{source: official, locator: no. 15, credibility: 1, paraphrase: Listed.}]}
regimes:
  - {id: eu-50, name: Example ownership test, authority: eu, measures: [blocking], threshold: 50, operator: ">=",
     aggregate: "yes", control: true, period: 2022/.., note: Not binding.,
     evidence: [{source: official, locator: p. 20, paraphrase: Half is enough.}]}
"""
