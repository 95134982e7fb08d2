"""Small worlds for the audit. Firms in them are invented.

Alpha --antennas--> Beta Radar (EU freeze, US SDN)
Gamma --chips--> Delta Trade --chips--> Beta Radar
Epsilon: owned to 60 % by Zeta (US SDN); Eta: an unrecorded stake of Zeta. Theta: nothing leads anywhere.
"""

from __future__ import annotations

LISTS = "us,eu"
WORLD = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2024-05-01}
  - {id: eu-act, publisher: EU, title: Annex, reliability: A, date: 2026-06-01}
  - {id: us-act, publisher: US, title: List, reliability: A, date: 2026-10-01}
entities:
  - {id: cn-alpha, kind: company, name: Alpha Antennas, country: CN, identifiers: {ofac: "4711"}, sources: [press]}
  - {id: ru-beta, kind: company, name: Beta Radar, country: RU, sources: [press]}
  - {id: cn-gamma, kind: company, name: Gamma Chips, country: CN, identifiers: {duns: "123456789"}, sources: [press]}
  - {id: hk-delta, kind: company, name: Delta Trade, country: HK, sources: [press]}
  - {id: ae-delta, kind: company, name: Delta Trade, country: AE, sources: [press]}
  - {id: ru-epsilon, kind: company, name: Epsilon Optics, country: RU, sources: [press]}
  - {id: ru-zeta, kind: company, name: Zeta Holding, country: RU, sources: [press]}
  - {id: ru-eta, kind: company, name: Eta Motors, country: RU, sources: [press]}
  - {id: kz-theta, kind: company, name: Theta Foods, country: KZ, sources: [press]}
goods:
  - {id: antennas, name: antennas, hs: ["852910"], sources: [press]}
  - {id: chips, name: chips, hs: ["854231"], sources: [press]}
relations:
  - id: alpha-beta
    kind: supplies
    from: cn-alpha
    to: ru-beta
    goods: [antennas]
    period: 2023-04
    evidence: [{source: press, locator: p. 1, credibility: 2, paraphrase: Customs records show antennas.}]
  - id: gamma-delta
    kind: supplies
    from: cn-gamma
    to: hk-delta
    goods: [chips]
    period: 2023-05
    evidence: [{source: press, locator: p. 2, credibility: 2, paraphrase: Customs records show chips.}]
  - id: delta-beta
    kind: supplies
    from: hk-delta
    to: ru-beta
    goods: [chips]
    period: 2023-06
    evidence: [{source: press, locator: p. 3, paraphrase: Customs records show chips.}]
  - id: zeta-epsilon
    kind: owns
    from: ru-zeta
    to: ru-epsilon
    share: 60
    evidence: [{source: press, locator: p. 4, credibility: 2, paraphrase: Owned to 60 %.}]
  - id: zeta-eta
    kind: owns
    from: ru-zeta
    to: ru-eta
    evidence: [{source: press, locator: p. 5, credibility: 2, paraphrase: A shareholder.}]
listings:
  - id: eu-beta
    entity: ru-beta
    authority: eu
    programme: 269/2014
    measure: blocking
    from: 2024-01-01
    evidence: [{source: eu-act, locator: entry 1, credibility: 1, paraphrase: Listed.}]
  - id: us-beta
    entity: ru-beta
    authority: us-ofac
    programme: RUSSIA-EO14024
    measure: blocking
    from: 2024-02-01
    evidence: [{source: us-act, locator: uid 1, credibility: 1, paraphrase: Listed.}]
  - id: us-zeta
    entity: ru-zeta
    authority: us-ofac
    programme: RUSSIA-EO14024
    measure: blocking
    from: 2024-02-01
    evidence: [{source: us-act, locator: uid 2, credibility: 1, paraphrase: Listed.}]
regimes:
  - id: us-50
    name: OFAC 50 percent rule
    authority: us-ofac
    measures: [blocking]
    threshold: 50
    operator: ">="
    aggregate: "yes"
    control: false
    period: 2014-08-13/..
    evidence: [{source: us-act, locator: FAQ 401, credibility: 1, paraphrase: Fifty percent or more.}]
"""

POLICY = """policies:
  - id: no-chips-to-beta
    says: Chips must not reach Beta Radar.
    to: [ru-beta]
    goods: [chips]
    max_legs: 3
    waivers:
      - fingerprint: {fingerprint}
        reason: The last delivery was in 2023.
        author: A. Example
        until: "{until}"
"""
