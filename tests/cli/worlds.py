"""The small world that the tests of the door ask about. Firms in it are invented.

Smelter Group --owns--> Smelter Trading --antimony--> Wafer Works --wafers--> Chip Plant --part of--> Arms Group
"""

from __future__ import annotations

CHAIN = """
sources:
  - {id: press, publisher: Example Press, title: Report, reliability: B, date: 2024-05-01}
entities:
  - {id: cn-smelter-group, kind: group, name: Smelter Group, country: CN, sources: [press]}
  - id: cn-smelter-trading
    kind: company
    name: Smelter Trading
    names: [{name: 冶炼贸易, lang: zh, kind: official}]
    country: CN
    identifiers: {ofac: "4711"}
    sources: [press]
  - {id: ru-wafers, kind: company, name: Wafer Works, country: RU, sources: [press]}
  - {id: ru-chips, kind: company, name: Chip Plant, country: RU, sources: [press]}
  - {id: ru-arms-group, kind: group, name: Arms Group, country: RU, sources: [press]}
  - {id: ru-saturn-north, kind: company, name: Saturn North, country: RU, sources: [press]}
  - {id: ru-saturn-south, kind: company, name: Saturn South, country: RU, sources: [press]}
  - {id: harrier, kind: system, name: Harrier, sources: [press]}
goods:
  - {id: antimony, name: Antimony, hs: ["811010"], sources: [press]}
  - {id: wafers, name: Silicon wafers, hs: ["381800"], sources: [press]}
relations:
  - id: antimony-in-wafers
    kind: used-in
    from: antimony
    to: wafers
    evidence: [{source: press, locator: p. 9, paraphrase: Antimony dopes wafers.}]
  - id: plant-produces-harrier
    kind: produces
    from: ru-chips
    to: harrier
    evidence: [{source: press, locator: p. 9, paraphrase: The plant makes it.}]
  - id: group-owns-trading
    kind: owns
    from: cn-smelter-group
    to: cn-smelter-trading
    share: 100
    evidence: [{source: press, locator: p. 1, credibility: 2, paraphrase: Wholly owned.}]
  - id: antimony-for-wafers
    kind: supplies
    from: cn-smelter-trading
    to: ru-wafers
    goods: [antimony]
    period: 2023-04
    evidence: [{source: press, locator: p. 2, credibility: 2, paraphrase: Customs records show antimony.}]
  - id: wafers-for-chips
    kind: supplies
    from: ru-wafers
    to: ru-chips
    goods: [wafers]
    period: 2023
    evidence: [{source: press, locator: p. 3, credibility: 2, paraphrase: The plant buys its wafers there.}]
  - id: plant-part-of-group
    kind: part-of
    from: ru-chips
    to: ru-arms-group
    evidence: [{source: press, locator: p. 4, credibility: 2, paraphrase: The plant belongs to the group.}]
"""
MAPPING = """
id: deals
title: Deals
parties:
  - {role: seller, name: Seller, country: =CN}
  - {role: buyer, name: Buyer, country: =RU, identifiers: {inn: INN}}
relations:
  - {kind: supplies, from: seller, to: buyer, goods: HS, text: Goods, date: Date}
"""
