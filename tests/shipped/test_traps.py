"""Traps of the subject: what a careless model of this world gets wrong, one test each."""

from __future__ import annotations

import unicodedata

import pytest

from supplychain_cli.model.dataset import Corpus
from supplychain_cli.model.dates import parse_period
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.evidence import Source
from supplychain_cli.model.relation import Relation
from tests.shipped.asking import Asking


def relations(corpus: Corpus) -> dict[str, Relation]:
    return {entry.record.id: entry.record for entry in corpus.entries if isinstance(entry.record, Relation)}


def entities(corpus: Corpus) -> dict[str, Entity]:
    return {entry.record.id: entry.record for entry in corpus.entries if isinstance(entry.record, Entity)}


def test_a_group_named_as_buyer_is_marked(ask: Asking) -> None:
    legs = [chain.legs[0] for chain in ask.trace("Yunnan Germanium", "Rostec").chains if len(chain.legs) == 1]
    assert [leg.directness for leg in legs] == ["group-level"]


def test_no_chain_runs_through_a_country(ask: Asking) -> None:
    assert ask.ways("Hynhe Technology", "Rostec") == []
    assert ask.ways("Hynhe Technology", "Rostec", any_time=True, max_legs=12) == []
    assert ask.ways("id:country-china", "Rostec")


def test_a_country_is_the_end_of_a_tree_and_never_followed(ask: Asking) -> None:
    answer = ask.suppliers("Germanium JSC", tiers=4)
    assert [e.id for e in answer.suppliers if e.kind == "country"] == ["country-china"]
    assert "country-china" not in {entry.parent for entry in answer.suppliers}


def test_a_flow_through_others_is_not_counted_beside_its_legs(ask: Asking) -> None:
    answer = ask.trace("Juhang Aviation", "Kupol", limit=20)
    assert [[party.id for party in chain.parties] for chain in answer.chains] == [
        ["cn-juhang-aviation", "ru-tsk-vektor", "ru-iemz-kupol"]
    ]
    assert answer.chains[0].same_flow
    entries = [entry for entry in ask.suppliers("Kupol").suppliers if entry.id == "cn-juhang-aviation"]
    assert [entry.tier for entry in entries] == [2]


def test_parts_name_their_total(corpus: Corpus) -> None:
    all_relations = relations(corpus)
    parts = [relation for relation in all_relations.values() if relation.total]
    assert {"ru-rustakt", "ru-santex"} <= {end for part in parts for end in (part.from_, part.to)}
    for part in parts:
        total = all_relations[part.total]
        assert total.id != part.id
        assert not total.total
        if part.value and total.value:
            assert part.value.amount <= total.value.amount


def test_material_becomes_product(ask: Asking) -> None:
    chain = ask.trace("VITAL", "Rostec", same_goods=True).chains[0]
    assert "goods-change" not in chain.marks
    assert ask.ways(
        "VITAL", "Angstrem", goods=frozenset({"antimony", "silicon-wafers", "integrated-circuits"})
    )


def test_listed_by_one_authority_and_not_by_another(ask: Asking) -> None:
    for name in ("Cryotrade Engineering", "Enkor Grupp"):
        assert {authority for authority, _ in ask.marks(name)} == {"us-ofac"}
        found = ask.record("entities", ask.party(name).id)
        assert {"eu-269-2014", "eu-833-2014"} <= {search.source for search in found.not_found}


def test_an_export_control_is_no_asset_freeze(ask: Asking) -> None:
    assert ("eu", "export-control") in ask.marks("Rostec")
    assert ("eu", "blocking") not in ask.marks("Rostec")
    assert {measure for authority, measure in ask.marks("Angstrem") if authority == "eu"} == {
        "export-control"
    }


def test_one_number_on_two_programmes(corpus: Corpus) -> None:
    listings = [
        e.record for e in corpus.section("listings") if getattr(e.record, "authority", "") == "us-ofac"
    ]
    measures: dict[tuple[str, str], set[str]] = {}
    for listing in listings:
        measures.setdefault((listing.entity, listing.entry), set()).add(listing.measure)  # type: ignore[union-attr]
    assert {"blocking", "sectoral"} in measures.values()


def test_sanctions_expire(ask: Asking) -> None:
    party = "Poly Technologies"
    assert ("us-state", "debarment") in ask.on("2022-06-01").marks(party)
    assert ("us-state", "debarment") not in ask.on("2024-06-01").marks(party)
    assert ("eu", "blocking") not in ask.on("2025-05-19").marks(party)
    assert ("eu", "blocking") in ask.on("2025-05-20").marks(party)


def test_a_listing_can_change_its_measure(ask: Asking) -> None:
    assert ask.on("2025-11-01").marks("Rustakt") & {("eu", "export-control"), ("eu", "blocking")} == {
        ("eu", "export-control")
    }
    assert ("eu", "blocking") in ask.marks("Rustakt")


def test_ownership_is_dated(ask: Asking) -> None:
    def owners(day: str) -> set[str]:
        view = ask.on(day).view
        node = ask.party("Element Group").node
        held = [
            edge for edge in view.edges(node, ("hierarchy",)) if edge.head == node and edge.kind == "owns"
        ]
        return {view.party(edge.tail).id for edge in held}

    assert owners("2019-06") == {"ru-sistema", "ru-rostec"}
    assert owners("2026-02") == {"ru-sberbank", "ru-rostec"}


def test_part_of_carries_no_stake(corpus: Corpus) -> None:
    assert all(r.share is None for r in relations(corpus).values() if r.kind == "part-of")


def test_near_identical_names_are_never_guessed(ask: Asking) -> None:
    assert {"ru-npo-impuls-spb", "ru-npp-impuls-moscow"} <= ask.candidates("Impuls")


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Mikron", "ru-mikron"),
        ("Micran", "ru-micran"),
        ("Submikron", "ru-nii-submikron"),
        ("Angstrem", "ru-angstrem"),
        ("Angstrem-T", "ru-angstrem-t"),
        ("NPO Almaz", "ru-npo-almaz"),
        ("Almaz-Antey", "ru-almaz-antey"),
    ],
)
def test_near_identical_names_that_are_recorded_are_told_apart(ask: Asking, name: str, party: str) -> None:
    assert ask.party(name).id == party


@pytest.mark.parametrize(
    ("variant", "party"),
    [
        ("KRIOTREID INZHINIRING", "ru-cryotrade-engineering"),
        ("Kompel", "ru-compel"),
        ("TKS Vektor", "ru-tsk-vektor"),
        ("Haotyanyi", "cn-hunan-haotianyi"),
        ("LIBBS", "ru-libss"),
        ("Roselektronika", "ru-ruselectronics"),
        ("Angstrom", "ru-angstrem"),
    ],
)
def test_variants_inside_official_lists_find_their_party(ask: Asking, variant: str, party: str) -> None:
    found = ask.candidates(variant)
    assert party in found or ask.party(variant).id == party


def test_no_name_mixes_look_alike_letters(corpus: Corpus) -> None:
    for entity in entities(corpus).values():
        for name in (entity.name, *(other.name for other in entity.names)):
            for word in name.replace("-", " ").split():
                scripts = {unicodedata.name(letter).split()[0] for letter in word if letter.isalpha()}
                assert not {"LATIN", "CYRILLIC"} <= scripts, (entity.id, word)


def test_a_legal_form_alone_names_nobody(ask: Asking) -> None:
    for form in ("Joint Stock Company", "АО", "有限公司", "LLC"):
        assert ask.candidates(form) == set()
        with pytest.raises(AssertionError):
            ask.party(form)


def test_a_firm_named_like_a_material_is_a_firm(ask: Asking) -> None:
    assert ask.party("Germanium JSC").kind == "company"
    good = ask.view.find("germanium")
    assert good
    assert good.kind == "good"


def test_one_firm_that_is_listed_twice_is_one_party(ask: Asking) -> None:
    node = ask.party("Ulyanovsk Mechanical Plant").node
    entries = {row.id for row in ask.view.listings(node) if row.authority == "eu"}
    assert len(entries) >= 2


def test_a_successor_keeps_both_numbers(ask: Asking) -> None:
    assert len(ask.record("entities", ask.party("IQ Components").id).identifiers["ogrn"]) == 2


def test_six_digits_do_not_separate_the_metals(ask: Asking) -> None:
    gallium, germanium = (ask.record("goods", good) for good in ("gallium", "germanium"))
    assert "811292" in gallium.hs
    assert "811292" in germanium.hs
    assert not gallium.chpl
    assert not germanium.chpl


def test_the_common_high_priority_list_is_whole(corpus: Corpus) -> None:
    coded = [good for e in corpus.section("goods") if (good := e.record).id.startswith("hs-")]
    assert len({code for good in coded for code in good.hs}) == 50  # type: ignore[union-attr]
    assert all(good.chpl for good in coded)  # type: ignore[union-attr]


def test_trade_that_runs_back_does_not_turn_a_seller_into_an_end_user(ask: Asking) -> None:
    there = ask.ways("Poly Technologies", "Ulan-Ude Aviation Plant")
    back = ask.ways("Ulan-Ude Aviation Plant", "Poly Technologies")
    assert there[0] == ["cn-poly-technologies", "ru-ulan-ude-aviation-plant"]
    assert back[0] == ["ru-ulan-ude-aviation-plant", "cn-poly-technologies"]


def test_disputed_claims_stay_visible(ask: Asking) -> None:
    chain = ask.trace("Autel", "Aero-HIT").chains[0]
    assert "disputed" in chain.marks
    assert chain.grade in {"possible", "doubtful"}


def test_firms_named_but_not_accused_are_said_to_be_so(corpus: Corpus) -> None:
    named = [entity for entity in entities(corpus).values() if "named-not-accused" in entity.tags]
    assert len(named) >= 3
    assert all("wrongdoing" in entity.note or "re-export" in entity.note for entity in named)


def test_undated_claims_are_marked_and_never_dated_by_their_source(ask: Asking) -> None:
    leg = ask.trace("VITAL", "Rostec").chains[0].legs[0]
    assert leg.period == ""
    assert "undated" in leg.marks


def test_hong_kong_and_macao_are_places_of_their_own(corpus: Corpus) -> None:
    assert {"HK", "MO"} <= {entity.country for entity in entities(corpus).values()}


def test_searches_that_found_nothing_are_dated(corpus: Corpus) -> None:
    searches = [search for entity in entities(corpus).values() for search in entity.not_found]
    assert searches
    assert all(parse_period(search.on).dated for search in searches)


def test_every_source_that_carries_a_claim_can_be_looked_up(corpus: Corpus) -> None:
    sources = {e.record.id: e.record for e in corpus.entries if isinstance(e.record, Source)}
    for relation in relations(corpus).values():
        assert any(sources[piece.source].url for piece in relation.evidence), relation.id


def test_every_claim_has_a_place_and_a_paraphrase_of_our_own(corpus: Corpus) -> None:
    for section in ("relations", "listings"):
        for entry in corpus.section(section):
            for piece in entry.record.evidence:  # type: ignore[union-attr]
                assert piece.locator, entry.record.id
                assert piece.paraphrase, entry.record.id
                assert len(piece.paraphrase.split()) <= 25, entry.record.id
