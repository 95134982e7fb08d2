"""The questions this dataset was written for."""

from __future__ import annotations

import pytest

from tests.shipped.asking import Asking

VITAL_CHAIN = [
    "cn-vital-technology-group",
    "ru-ferrotec-nord",
    "ru-angstrem",
    "ru-ruselectronics",
    "ru-rostec",
]


def test_vital_reaches_rostec_and_the_chain_is_as_strong_as_its_inferred_legs(ask: Asking) -> None:
    chain = ask.trace("VITAL", "Rostec").chains[0]
    assert [party.id for party in chain.parties] == VITAL_CHAIN
    assert [leg.basis for leg in chain.legs] == ["stated", "inferred", "inferred", "stated"]
    assert [leg.walked for leg in chain.legs] == ["forward", "forward", "up", "up"]
    assert (chain.grade, chain.basis) == ("doubtful", "inferred")
    assert chain.legs[chain.weakest].basis == "inferred"
    assert [good.id for good in chain.legs[0].goods] == ["antimony"]
    assert [good.id for good in chain.legs[1].goods] == ["silicon-wafers"]
    for leg in chain.legs:
        assert leg.sources
        assert all(source.url and source.locator and source.paraphrase for source in leg.sources)
        file, _, line = leg.location.partition(":")
        assert file.endswith(".yml")
        assert int(line) > 0


def test_poly_group_is_walked_down_to_the_company_that_trades(ask: Asking) -> None:
    assert ask.ways("Poly Group", "Almaz-Antey") == [
        ["cn-china-poly-group", "cn-poly-technologies", "ru-almaz-antey"]
    ]


@pytest.mark.parametrize(("source", "target"), [("云南锗业", "Ростех"), ("Yunnan Germanium", "Rostec")])
def test_yunnan_reaches_rostec_both_ways_and_they_are_never_merged(
    ask: Asking, source: str, target: str
) -> None:
    answer = ask.trace(source, target)
    ways = [[party.id for party in chain.parties] for chain in answer.chains]
    assert ways == [
        ["cn-yunnan-lincang-xinyuan-germanium", "ru-rostec"],
        ["cn-yunnan-lincang-xinyuan-germanium", "ru-germanium-jsc", "ru-shvabe", "ru-rostec"],
    ]
    assert "group-level" in answer.chains[0].marks
    assert "candidate" in answer.chains[1].marks
    assert answer.chains[1].basis == "inferred"


def test_who_supplies_almaz_antey_looks_through_its_members(ask: Asking) -> None:
    answer = ask.suppliers("Almaz-Antey")
    tiers: dict[int, set[str]] = {}
    for entry in answer.suppliers:
        tiers.setdefault(entry.tier, set()).add(entry.id)
    assert {"cn-poly-technologies", "ru-unimatik", "ru-tsk-vektor", "ru-micran", "ru-smp-138"} <= tiers[1]
    assert {"cn-beijing-xichao"} <= tiers[1]
    assert {"hk-ace-electronic", "cn-redlepus", "cn-juhang-aviation", "cn-sichuan-aee"} <= tiers[2]
    assert "cn-xiamen-limbach" in tiers[2] | tiers[3]
    assert {"ru-iemz-kupol", "ru-saturn-omsk", "ru-libss"} <= {member.id for member in answer.members}
    direct = {
        entry.id for entry in ask.suppliers("Almaz-Antey", direct_only=True).suppliers if entry.tier == 1
    }
    assert direct == {"cn-poly-technologies", "ru-unimatik"}


def test_the_deepest_stated_chain(ask: Asking) -> None:
    chain = ask.trace("ACE Electronic", "Almaz-Antey").chains[0]
    ids = [party.id for party in chain.parties]
    assert ids == ["hk-ace-electronic", "ru-micran", "ru-saturn-omsk", "ru-almaz-antey"]
    assert chain.basis == "stated"
    assert any("6,100,000 USD" in amount for amount in chain.legs[1].amounts)


def test_the_two_rings_of_one_seller_come_one_after_the_other(ask: Asking) -> None:
    ways = ask.ways("Xiamen Limbach", "Kupol", limit=20)
    assert ["cn-xiamen-limbach", "cn-redlepus", "ru-tsk-vektor", "ru-iemz-kupol"] in ways
    assert ["cn-xiamen-limbach", "cn-juhang-aviation", "ru-tsk-vektor", "ru-iemz-kupol"] in ways
    assert ["cn-xiamen-limbach", "cn-beijing-xichao", "ru-libss", "ru-iemz-kupol"] in ways
    assert ["cn-xiamen-limbach", "cn-beijing-xichao", "ru-smp-138", "ru-iemz-kupol"] in ways


def test_the_alabuga_cascade(ask: Asking) -> None:
    chain = ask.trace("ru-alabuga-sez", "ru-alabuga-machinery").chains[0]
    assert [leg.share for leg in chain.legs] == ["100 %", "100 %"]
