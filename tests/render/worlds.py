"""Answers made by hand, with invented firms: what the painters and tables are tried on."""

from __future__ import annotations

from supplychain_cli.diagnostics import Notice
from supplychain_cli.queries.chains.answers import (
    Chain,
    Citation,
    Explored,
    GoodRef,
    Leg,
    Listed,
    PartyRef,
    Reach,
    Supplier,
    SuppliersAnswer,
    TraceAnswer,
)
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.screen import Screen

PLAIN = Screen(width=100)

SDN = Listed("us-ofac", "blocking", "RUSSIA-EO14024", "2024-06")
ANNEX_IV = Listed("eu", "export-control", "833/2014 Annex IV", "2022-02-25")
ANNEX_I = Listed("eu", "blocking", "269/2014 Annex I", "2024-12-16")
ABROAD = Listed("jp-meti", "other", "End User List", "2023")

ALPHA = PartyRef("cn-alpha", "Alpha Antennas", "阿尔法天线有限公司", "company", "CN")
NORTH = PartyRef(
    "ru-north-wafers", "North Wafers", "Северные пластины", "company", "RU", (SDN, SDN, ANNEX_IV)
)
BETA = PartyRef("ru-beta", "Beta Radar", "Бета-Радар", "company", "RU", (ANNEX_I,))
GAMMA = PartyRef("ru-gamma-holding", "Gamma Holding", "Холдинг Гамма", "group", "RU")
OMEGA = PartyRef("ru-omega", "Omega Corporation", "Корпорация Омега", "group", "RU", (SDN, ABROAD))
BROKER = PartyRef("hk-broker", "Harbour Brokers", "", "company", "HK")

ANTIMONY = GoodRef("antimony", "antimony")
WAFERS = GoodRef("silicon-wafers", "silicon wafers")
CHIPS = GoodRef("chips", "microchips")

PRESS = Citation(
    source="press-2025",
    publisher="Example Press",
    title="Metals on the move",
    date="2025-01-30",
    url="https://example.org/2025/metals-on-the-move-and-a-long-path-that-nobody-should-ever-have-to-type-by-hand",
    locator="headline and lead",
    basis="stated",
    reliability="B",
    credibility=2,
    paraphrase="Example Press reports that Alpha Antennas sold antimony to North Wafers.",
)
GUESS = Citation(
    source="analysis-2025",
    publisher="",
    title="",
    date="",
    url="",
    locator="p. 4",
    basis="inferred",
    reliability="C",
    credibility=4,
    paraphrase="The report names Beta Radar among the buyers of such wafers.",
)


def leg(begin: PartyRef, end: PartyRef, says: str = "supplies", **changes: object) -> Leg:
    """Make a leg with the usual values, changed where a test needs it."""
    values: dict[str, object] = {
        "relation": f"{begin.id}-{says.replace(' ', '-')}-{end.id}",
        "kind": "supplies",
        "from_": begin.id,
        "to": end.id,
        "walked": "forward",
        "says": says,
        "goods": (),
        "period": "",
        "attested": "",
        "grade": "probable",
        "basis": "stated",
        "status": "current",
        "directness": "direct",
        "through": (),
        "share": "",
        "amounts": (),
        "total": "",
        "note": "",
        "sources": (PRESS,),
        "location": "trade/metals.yml:12",
    }
    return Leg(**(values | changes))  # type: ignore[arg-type]  # the values above fit by name


def supplier(party: PartyRef, parent: PartyRef, chain: tuple[Leg, ...], **changes: object) -> Supplier:
    """Make an entry of the tree with the usual values."""
    values: dict[str, object] = {
        "id": party.id,
        "name": party.name,
        "native": party.native,
        "kind": party.kind,
        "country": party.country,
        "tier": 1,
        "through": (),
        "parent": parent.id,
        "grade": chain[0].grade,
        "basis": chain[0].basis,
        "goods": chain[0].goods,
        "chain": chain,
        "listed": party.listed,
        "marks": chain[0].marks,
    }
    return Supplier(**(values | changes))  # type: ignore[arg-type]  # the values above fit by name


SELLS = leg(
    ALPHA,
    NORTH,
    goods=(ANTIMONY,),
    period="2014-01/2022-01",
    amounts=("12 t", "1,500,000 USD", "3 shipments"),
    through=(BROKER,),
    note="Alpha Antennas is named only as the maker of the goods; no wrongdoing is alleged.",
    marks=("indirect",),
    directness="indirect",
    parallel=("alpha-north-2023",),
    total="china-metals-2022",
)
DELIVERS = leg(
    NORTH,
    BETA,
    goods=(WAFERS, CHIPS),
    attested="2025-01",
    grade="doubtful",
    basis="inferred",
    status="candidate",
    sources=(GUESS,),
    marks=("candidate", "undated", "goods-change"),
    location="trade/metals.yml:40",
)
BELONGS = leg(
    BETA,
    GAMMA,
    "is part of",
    kind="part-of",
    walked="up",
    grade="confirmed",
    marks=("undated",),
    location="ownership/omega.yml:3",
)
OWNED = leg(
    GAMMA,
    OMEGA,
    "is owned by",
    kind="owns",
    walked="up",
    share="41.6 %",
    period="2026-01-19/..",
    location="ownership/omega.yml:17",
)
LONG_CHAIN = Chain(
    legs=(SELLS, DELIVERS, BELONGS, OWNED),
    parties=(ALPHA, NORTH, BETA, GAMMA, OMEGA),
    weakest=1,
    grade="doubtful",
    basis="inferred",
    inferences=1,
    marks=("indirect", "candidate", "undated", "goods-change"),
    same_flow=("broker-north-antimony",),
)
SHORT_CHAIN = Chain(
    legs=(leg(ALPHA, OMEGA, period="2022", grade="possible", marks=("group-level", "goods-unknown")),),
    parties=(ALPHA, OMEGA),
    weakest=0,
    grade="possible",
    basis="stated",
    inferences=0,
    marks=("group-level",),
)
EXPLORED = Explored(
    max_legs=8,
    forward=Reach(12, 4, (NORTH, BROKER)),
    backward=Reach(1, 0, ()),
    relaxed=("--any-time", "without --goods"),
)
TRACE = TraceAnswer(
    from_=ALPHA,
    to=OMEGA,
    chains=(LONG_CHAIN, SHORT_CHAIN),
    more=True,
    explored=EXPLORED,
    notices=(Notice("N101", "The search met its limit of work before it was finished."),),
    complete=False,
)
NOTHING = TraceAnswer(from_=OMEGA, to=ALPHA, chains=(), more=False, explored=EXPLORED)

_INTO_BETA = leg(
    NORTH, BETA, goods=(WAFERS,), period="2022", location="trade/wafers.yml:8", marks=("goods-unknown",)
)
_UP = (leg(BETA, OMEGA, "is part of", kind="part-of", walked="up", basis="inferred", grade="possible"),)
CHINA = PartyRef("country-china", "China", "中国", "country", "")
SUPPLIERS = SuppliersAnswer(
    party=OMEGA,
    direction="suppliers",
    tiers=3,
    members=(BETA,),
    suppliers=(
        supplier(BROKER, OMEGA, (leg(BROKER, OMEGA, goods=(CHIPS,), period="2023/.."),)),
        supplier(
            NORTH,
            BETA,
            (_INTO_BETA, *_UP),
            through=(BETA.id,),
            grade="possible",
            basis="inferred",
        ),
        supplier(CHINA, BROKER, (leg(CHINA, BROKER, goods=(WAFERS,), grade="doubtful"),), tier=2),
        supplier(ALPHA, NORTH, (SELLS, _INTO_BETA, *_UP), tier=2, grade="possible", basis="inferred"),
        supplier(NORTH, ALPHA, (leg(NORTH, ALPHA, basis="inferred"),), tier=3, repeated=True),
    ),
    searched=5,
)
BUYERS = SuppliersAnswer(
    party=OMEGA,
    direction="buyers",
    tiers=1,
    members=(BETA,),
    suppliers=(
        supplier(
            NORTH,
            BETA,
            (
                leg(OMEGA, BETA, "owns", kind="owns", walked="down"),
                leg(BETA, NORTH, goods=(CHIPS,), marks=("undated",)),
            ),
            through=(BETA.id,),
        ),
    ),
    searched=2,
)
NOBODY = SuppliersAnswer(party=ALPHA, direction="suppliers", tiers=3, members=(), suppliers=(), searched=1)


def envelope(command: str, **query: object) -> Envelope:
    """Make the frame of an answer."""
    return Envelope(
        schema=f"supplychain.{command}/1",
        tool={"name": "supplychain", "version": "0.1.0"},
        dataset={"name": "radar-parts", "version": "2026.11.0", "digest": "sha256:0123456789abcdef"},
        query=query,
    )
