"""The world that the tests of chokepoints and evidence cuts ask about. Firms and figures in it are invented.

North Smelter -> Broker -> Wafer Works -> Chip Plant -> Arms Group; South Smelter -> Broker as well, twice recorded.
Lens House and Mirror House supply each other; both supply Optics Plant, which belongs to Arms Group too.
A country supplies Wafer Works.
"""

from __future__ import annotations

HEAD = """
sources:
  - {id: press, publisher: Example Press, title: Trade records, reliability: B, date: 2024-05-01, url: "https://example.org/trade"}
  - {id: blog, publisher: Example Blog, title: A retelling, reliability: D}
  - {id: list, publisher: Example Council, title: Consolidated list, reliability: A, date: 2024-06-30}
goods:
  - {id: antimony, name: Antimony, hs: ["811010"], sources: [press]}
  - {id: wafers, name: Silicon wafers, hs: ["381800"], sources: [press]}
  - {id: lenses, name: Lenses, hs: ["900190"], sources: [press]}
listings:
  - id: eu-broker
    entity: hk-broker
    authority: eu
    programme: 269/2014 Annex I
    measure: blocking
    from: 2024-06-24
    evidence: [{source: list, locator: no. 7}]
entities:
  - {id: country-china, kind: country, name: China, country: CN, sources: [press]}
"""
PARTIES = {
    "cn-north": ("North Smelter", "CN"),
    "cn-south": ("South Smelter", "CN"),
    "hk-broker": ("Broker", "HK"),
    "ru-wafers": ("Wafer Works", "RU"),
    "ru-chips": ("Chip Plant", "RU"),
    "cn-lens": ("Lens House", "CN"),
    "cn-mirror": ("Mirror House", "CN"),
    "ru-optics": ("Optics Plant", "RU"),
    "ru-arms": ("Arms Group", "RU"),
}
RELATIONS = [
    ("supplies", "cn-north", "hk-broker", "antimony", "2023-01", "press"),
    ("supplies", "cn-south", "hk-broker", "antimony", "2023-02", "press"),
    ("supplies", "cn-south", "hk-broker", "antimony", "2022", "blog"),
    ("supplies", "hk-broker", "ru-wafers", "antimony", "2023-04", "press"),
    ("supplies", "country-china", "ru-wafers", "wafers", "2023", "blog"),
    ("supplies", "ru-wafers", "ru-chips", "wafers", "2023-09", "blog"),
    ("part-of", "ru-chips", "ru-arms", "", "", "list"),
    ("supplies", "cn-lens", "cn-mirror", "lenses", "", "press"),
    ("supplies", "cn-mirror", "cn-lens", "lenses", "", "press"),
    ("supplies", "cn-lens", "ru-optics", "lenses", "2023", "press"),
    ("supplies", "cn-mirror", "ru-optics", "lenses", "2024", "blog"),
    ("part-of", "ru-optics", "ru-arms", "", "", "list"),
    ("used-in", "antimony", "wafers", "", "", "press"),
]


def _party(name: str) -> str:
    title, country = PARTIES[name]
    return f"  - {{id: {name}, kind: company, name: {title}, country: {country}, sources: [press]}}\n"


def relation(number: int, parts: tuple[str, str, str, str, str, str]) -> str:
    """Write one relation as a line of YAML: kind, ends, good, period, source."""
    kind, begin, end, good, period, source = parts
    goods = f"goods: [{good}], " if good else ""
    when = f'period: "{period}", ' if period else ""
    evidence = (
        f"evidence: [{{source: {source}, locator: p. {number}, credibility: 2, paraphrase: It is said so.}}]"
    )
    return f"  - {{id: r{number:02}, kind: {kind}, from: {begin}, to: {end}, {goods}{when}{evidence}}}\n"


RECORDS = (
    HEAD
    + "".join(map(_party, PARTIES))
    + "relations:\n"
    + "".join(relation(number, parts) for number, parts in enumerate(RELATIONS, 1))
)
