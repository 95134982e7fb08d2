"""A world in which records are joined: by an identifier, by a judgement, and kept apart by another. All is invented.

Maker of Shanghai has three records: `cn-maker`, `cn-maker-b` (the same register number) and `hk-maker` (judged). A
fourth, `cn-maker-c`, carries the number too, but was judged to be another party.
"""

from __future__ import annotations

from pathlib import Path

from supplychain_cli.graph.engines import open_view
from supplychain_cli.graph.view import Scope, View
from supplychain_cli.snapshot.reader import Snapshot
from tests import cards
from tests.cards import DAY

RECORDS = """
sources:
  - {id: press, publisher: Example Press, title: Trade records, reliability: B, date: 2023-05}
  - {id: list, publisher: Example Council, title: A list, reliability: A, date: 2024}
entities:
  - id: cn-maker
    kind: company
    name: Maker of Shanghai
    country: CN
    identifiers: {lei: 529900T8BM49AURSDO55}
    sources: [press]
    note: Known from customs records.
  - id: cn-maker-b
    kind: company
    name: Shanghai Maker Works
    names: [{name: 上海制造厂, lang: zh, kind: official}]
    country: CN
    identifiers: {lei: 529900T8BM49AURSDO55, ofac: "501"}
    sources: [list]
    recorded: 2024-02-01
  - id: cn-maker-c
    kind: company
    name: Maker Number Three
    country: CN
    identifiers: {lei: 529900T8BM49AURSDO55}
    sources: [press]
  - {id: hk-maker, kind: company, name: Maker Hong Kong, country: HK, sources: [press]}
  - {id: hk-maker-trading, kind: company, name: Maker Trading, country: HK, sources: [press]}
  - {id: ru-buyer, kind: company, name: Buyer, country: RU, sources: [press]}
  - {id: ru-group, kind: group, name: Group of Buyers, country: RU, sources: [press]}
relations:
  - {id: maker-supplies-buyer, kind: supplies, from: cn-maker, to: ru-buyer, period: 2022, sources: [press]}
  - {id: maker-b-supplies-buyer, kind: supplies, from: cn-maker-b, to: ru-buyer, period: 2023, sources: [list]}
  - {id: maker-supplies-maker-hk, kind: supplies, from: cn-maker, to: hk-maker, period: 2021, sources: [press]}
  - {id: trading-supplies-buyer, kind: supplies, from: hk-maker-trading, to: ru-buyer, period: 2023, sources: [list]}
  - {id: buyer-in-group, kind: part-of, from: ru-buyer, to: ru-group, sources: [list]}
listings:
  - {id: eu-maker-b, entity: cn-maker-b, authority: eu, programme: "833/2014", measure: blocking, sources: [list]}
identities:
  - id: maker-is-maker-hk
    left: cn-maker
    right: hk-maker
    judgement: same
    by: A. Editor
    on: 2025-03-01
    why: The annual report says so.
    sources: [press]
  - id: maker-not-maker-c
    left: cn-maker
    right: cn-maker-c
    judgement: different
    by: A. Editor
    on: 2025-04-01
    why: The register number was copied by mistake.
  - id: maker-b-not-maker-c
    left: cn-maker-b
    right: cn-maker-c
    judgement: different
    by: A. Editor
    on: 2025-04-01
    why: As for the first record.
  - id: maker-or-maker-b
    left: cn-maker
    right: cn-maker-b
    judgement: unsure
    by: B. Editor
    on: 2024-03-01
    why: The number is the same; nobody has asked.
  - id: maker-or-trading
    left: hk-maker
    right: hk-maker-trading
    judgement: unsure
    by: A. Editor
    on: 2025-05-01
    why: They share an address.
policies:
  - {id: no-sales-to-the-group, says: Nobody may sell to the group., from: [hk-maker], to: [ru-group], max_legs: 1}
expectations:
  - {id: maker-reaches-buyer, says: The maker reaches the buyer., chain: [cn-maker, ru-buyer]}
"""


def snapshot(folder: Path, records: str = RECORDS) -> Snapshot:
    """Compile the dataset in a folder."""
    return cards.snapshot(folder, records)


def view(held: Snapshot, *, known_on: int | None = None, engine: str = "columnar") -> View:
    """Ask about it as of the tests' day."""
    return open_view(held, Scope(DAY, known_on=known_on), engine)
