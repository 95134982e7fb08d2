from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching.index import ListIndex, name_row
from supplychain_cli.matching.keys import keys_of
from supplychain_cli.matching.resolve import resolve, search

NAMES = (
    ("ru-rostec", "Rostec", "primary"),
    ("ru-rostec", "Ростех", "official"),
    ("ru-almaz-antey", "Almaz-Antey", "primary"),
    ("ru-almaz-antey", "Концерн ВКО ‘Алмаз – Антей’", "official"),
    ("ru-npo-almaz", "NPO Almaz named after Raspletin", "primary"),
    ("ru-obukhov", "North Western Regional Center of Almaz-Antei Obukhovsky Plant", "official"),
    ("ru-saturn-omsk", "PJSC Saturn (Omsk)", "primary"),
    ("ru-saturn-omsk", "ПАО ‘Сатурн’", "official"),
    ("ru-uec-saturn", "UEC-Saturn", "primary"),
    ("ru-npo-impuls", "NPO Impuls", "primary"),
    ("ru-npp-impuls", "NPP Impuls", "primary"),
    ("ru-mikron", "Mikron", "primary"),
    ("ru-micran", "NPF Micran", "primary"),
    ("ru-submikron", "NII Submikron", "primary"),
    ("us-micron", "Micron Technology", "primary"),
    ("ru-germanium", "Germanium JSC", "primary"),
    ("ru-germanium", "АО «Германий»", "official"),
    ("germanium", "Germanium", "primary"),
    ("germanium", "германий", "alias"),
    ("cn-yunnan-germanium", "Yunnan Lincang Xinyuan Germanium Industry", "primary"),
    ("cn-yunnan-germanium", "云南临沧鑫圆锗业股份有限公司", "official"),
    ("cn-poly-group", "China Poly Group", "primary"),
    ("cn-poly-technologies", "Poly Technologies Inc", "primary"),
    ("cn-poly-technologies", "保利科技有限公司", "official"),
    ("ru-angstrem", "Angstrem", "primary"),
    ("ru-angstrem-t", "Angstrem-T", "primary"),
    ("ru-vektor", "TSK Vektor", "primary"),
    ("ru-uec", "United Engine Corporation", "primary"),
    ("ru-kupol", "IEMZ Kupol", "primary"),
    ("s-400", "S-400", "primary"),
    ("s-300", "S-300", "primary"),
    ("ru-mayak", "Mayak Plant", "primary"),
    ("ru-signal", "Mayak", "former"),
    ("ru-iskra", "Iskra Kirov", "weak"),
    ("ru-shvabe", "Joint Stock Company", "weak"),
)
INDEX = ListIndex(
    [name_row(*name) for name in NAMES],
    {"7704274402": ["ru-rostec"], "811292": ["germanium", "gallium"], "81129289": ["germanium"]},
)
GOODS = {"germanium", "gallium"}


@pytest.mark.parametrize(
    ("query", "party"),
    [
        ("Rostec", "ru-rostec"),
        ("  ростех ", "ru-rostec"),
        ("Rostekh", "ru-rostec"),
        ("Rоstec", "ru-rostec"),  # with a Cyrillic о
        ("id:ru-rostec", "ru-rostec"),
        ("ru-rostec", "ru-rostec"),
        ("7704274402", "ru-rostec"),
        ("INN 77 0427 4402", "ru-rostec"),
        ("8112.92.89", "germanium"),
        ("ПАО Сатурн", "ru-saturn-omsk"),
        ("Saturn PJSC", "ru-saturn-omsk"),
        ("Mikron", "ru-mikron"),
        ("Микрон", "ru-mikron"),
        ("Angstrem T", "ru-angstrem-t"),
        ("保利科技", "cn-poly-technologies"),
        ("Poly Technologies", "cn-poly-technologies"),
        ("Germanium", "germanium"),
        ("Germanium JSC", "ru-germanium"),
        ("С-400", "s-400"),
        ("Mayak", "ru-signal"),
        ("United Engine Corporation", "ru-uec"),
    ],
)
def test_a_recorded_name_or_identifier_is_certain(query: str, party: str) -> None:
    found = resolve(query, INDEX)
    assert (found.party, found.certain) == (party, True)
    assert found.candidates[0].party == party


@pytest.mark.parametrize(
    ("query", "party"),
    [
        ("Rostech", "ru-rostec"),
        ("Almaz-Antei", "ru-almaz-antey"),
        ("almaz anety", "ru-almaz-antey"),
        ("AlmazAntey", "ru-almaz-antey"),
        ("Poly Group", "cn-poly-group"),
        ("保利集团", "cn-poly-group"),
        ("Kupol", "ru-kupol"),
        ("Raspletin", "ru-npo-almaz"),
        ("云南锗业", "cn-yunnan-germanium"),
        ("Micran", "ru-micran"),
        ("Submicron", "ru-submikron"),
        ("Rstec", "ru-rostec"),
        ("Angstrim", "ru-angstrem"),
        ("Unted Engine Corporation", "ru-uec"),
        ("S400", "s-400"),
    ],
)
def test_another_spelling_part_of_a_name_or_a_slip_is_understood_but_not_certain(
    query: str, party: str
) -> None:
    found = resolve(query, INDEX)
    assert (found.party, found.certain) == (party, False)
    assert found.why == found.candidates[0].why


@pytest.mark.parametrize(
    ("query", "parties"),
    [
        ("Saturn", {"ru-saturn-omsk", "ru-uec-saturn"}),
        ("Impuls", {"ru-npo-impuls", "ru-npp-impuls"}),
        ("Micron", {"ru-mikron", "us-micron"}),
        ("保利", {"cn-poly-group", "cn-poly-technologies"}),
        ("Almaz", {"ru-almaz-antey", "ru-npo-almaz", "ru-obukhov"}),
        ("811292", {"germanium", "gallium"}),
    ],
)
def test_what_fits_several_is_never_guessed(query: str, parties: set[str]) -> None:
    found = resolve(query, INDEX)
    assert (found.party, found.several) == (None, True)
    assert parties <= {candidate.party for candidate in found.candidates}


def test_a_slip_that_leads_to_two_firms_is_an_ambiguity() -> None:
    found = resolve("Tekhnomarsh", ListIndex([name_row("a", "Tekhnomars"), name_row("b", "Tekhnomash")]))
    assert (found.party, found.several) == (None, True)
    assert [candidate.party for candidate in found.candidates] == ["a", "b"]


def test_a_part_of_one_name_and_a_slip_of_another_is_an_ambiguity() -> None:
    rows = [name_row("obelisks", "Obelisks"), name_row("group", "Analytical Marketing Obelisk Group")]
    found = resolve("obelisk", ListIndex(rows))
    assert (found.party, found.several) == (None, True)
    assert {candidate.party for candidate in found.candidates} == {"obelisks", "group"}


def test_a_misspelled_concept_is_offered_but_never_taken() -> None:
    found = resolve("Germanum", INDEX)
    assert found.party is None
    assert {candidate.party for candidate in found.candidates} >= {"germanium", "ru-germanium"}


def test_an_ambiguity_names_who_is_meant() -> None:
    assert resolve("Impuls", INDEX).why == (
        "'Impuls' fits more than one: 'NPO Impuls' (ru-npo-impuls); 'NPP Impuls' (ru-npp-impuls)."
    )
    assert resolve("811292", INDEX).why == "'811292' is an identifier of several parties: germanium, gallium."


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("Huawei", "No recorded name is like 'Huawei'."),
        ("Viktor", "No recorded name is 'Viktor'; there are names that are similar."),
        ("Almaz Capital", ""),
        ("Micran Technology", ""),
        ("NPP Almaz", "No recorded name is 'NPP Almaz'; there are names that are similar."),
        ("鑫源", "No recorded name is '鑫源'; there are names that are similar."),
        ("Joint Stock Company", "'Joint Stock Company' is only a legal form, which names nobody."),
        ("Technology Company", "No recorded name is like 'Technology Company'."),
        ("Iskra", "No recorded name is 'Iskra'; there are names that are similar."),
        ("id:ru-nobody", "Nothing that can be meant here has the id 'ru-nobody'."),
        ("S-500", ""),
        ("", "There is no letter or digit in the name."),
        ("«…»", "There is no letter or digit in the name."),
    ],
)
def test_what_fits_nobody_stays_open(query: str, why: str) -> None:
    found = resolve(query, INDEX)
    assert (found.party, found.certain, found.several) == (None, False, False)
    assert found.why == why or not why


def test_only_the_accepted_kinds_are_considered() -> None:
    def party(name: str) -> bool:
        return name not in GOODS

    def good(name: str) -> bool:
        return name in GOODS

    assert resolve("Германий", INDEX, accept=good).party == "germanium"
    both = resolve("Germanium", INDEX)
    assert {candidate.party for candidate in both.candidates} == {"germanium", "ru-germanium"}
    parties = resolve("Germanium", INDEX, accept=party)
    assert parties.party is None
    assert [candidate.party for candidate in parties.candidates] == ["ru-germanium", "cn-yunnan-germanium"]
    assert resolve("Mikron", INDEX, accept=good).party is None


def test_a_primary_name_outranks_a_former_one_of_another() -> None:
    rows = [
        name_row("a", "Mayak", "former"),
        name_row("b", "Mayak", "primary"),
        name_row("c", "Mayak JSC", "weak"),
    ]
    assert resolve("Mayak", ListIndex(rows)).party == "b"
    assert resolve("Mayak", ListIndex([rows[0], name_row("b", "JSC Mayak")])).party is None
    assert resolve("Mayak", ListIndex([rows[0], name_row("b", "Mayak", "alias")])).party is None


def test_two_parties_of_one_name_are_both_offered() -> None:
    rows = [
        name_row("a", "NPO Impuls"),
        name_row("b", "АО ‘НПО “Импульс”’"),
        name_row("b", "NPO Impuls", "alias"),
    ]
    found = resolve("NPO Impuls", ListIndex(rows))
    assert found.party is None
    assert {candidate.party for candidate in found.candidates} == {"a", "b"}


def test_the_list_is_cut_at_the_limit_and_the_party_stays_on_it() -> None:
    rows = [name_row(f"p{n}", f"Orion {n} Works") for n in range(20)]
    found = resolve("Orion", ListIndex(rows), limit=4)
    assert [candidate.party for candidate in found.candidates] == ["p0", "p1", "p2", "p3"]
    assert found.why.endswith(", among others.")
    assert len(resolve("Rostec", INDEX, limit=1).candidates) == 1


def test_search_lists_what_a_query_could_mean() -> None:
    assert [candidate.party for candidate in search("Rostec", INDEX)] == ["ru-rostec"]
    assert search("7704274402", INDEX)[0].party == "ru-rostec"
    assert {candidate.party for candidate in search("Saturn", INDEX)} == {"ru-saturn-omsk", "ru-uec-saturn"}
    assert search("Obukhovskiy zavodd", INDEX)[0].party == "ru-obukhov"
    assert search("Huawei", INDEX) == ()
    assert search("", INDEX) == ()


_LETTERS = "abcdefghijklmnopqrstuvwxyzагеиклмнорстуя -"


def _recorded(text: str, party: str) -> bool:
    """Whether the text is a recorded name of the party once folded, or a word known to be its own."""
    keys = keys_of(text)
    if party == "ru-micran" and keys.core == ("mikran",):
        return True
    rows = [row for key in (keys.raw, keys.folded, keys.compact) for row in INDEX.exact(key)]
    return party in {row.party for row in rows}


@settings(deadline=None, max_examples=500)
@given(
    st.sampled_from([name for name in NAMES if len(keys_of(name[1]).compact) > 5]),
    st.integers(0, 60),
    st.sampled_from(["change", "drop", "add", "swap"]),
    st.sampled_from(_LETTERS),
)
def test_a_slip_of_one_letter_never_leads_to_another_party(
    name: tuple[str, str, str], at: int, slip: str, letter: str
) -> None:
    party, text, _ = name
    at %= len(text)
    typed = {
        "change": text[:at] + letter + text[at + 1 :],
        "drop": text[:at] + text[at + 1 :],
        "add": text[:at] + letter + text[at:],
        "swap": text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
    }[slip]
    found = resolve(typed, INDEX)
    assert found.party in {None, party} or _recorded(typed, found.party or "")


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_answered(text: str) -> None:
    found = resolve(text, INDEX)
    assert found.why
    assert found.party is None or found.candidates[0].party == found.party


def test_recorded_names_need_no_library() -> None:
    code = (
        "import sys\n"
        "from supplychain_cli.matching.index import ListIndex, name_row\n"
        "from supplychain_cli.matching.resolve import resolve, search\n"
        "names = (('a', 'VITAL Technology Group'), ('b', 'Ростех'), ('b', '保利科技'))\n"
        "index = ListIndex([name_row(*name) for name in names])\n"
        "assert [resolve(q, index).party for q in ('vital', 'Rostec', 'Poly Technology')] == ['a', 'b', 'b']\n"
        "assert search('Ростех', index)\n"
        "print({'anyascii', 'pypinyin', 'rapidfuzz'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("query", "party"),
    [
        ("Кунцевский завод", "kuntsevo"),
        ("АО «Концерн Радиоэлектронные технологии» (АО «КРЭТ»)", "kret"),
        ("KRET (Радиоэлектроника)", "kret"),
        ("Technology VITAL", "vital"),
        ("Dajiang Chuangxin Keji", "dji"),
    ],
)
def test_inflection_order_and_brackets_are_understood(query: str, party: str) -> None:
    rows = [
        name_row("kuntsevo", "Kuntsevsk Plant"),
        name_row("kret", "АО «КРЭТ»"),
        name_row("vital", "VITAL Technology"),
        name_row("dji", "大疆创新科技有限公司"),
        name_row("other", "Kuntsevo Bakery"),
    ]
    found = resolve(query, ListIndex(rows))
    assert (found.party, found.certain) == (party, False)


def test_an_inflected_name_of_two_is_no_guess() -> None:
    rows = [name_row("a", "Obukhov Plant"), name_row("b", "Obukhovsk Plant")]
    found = resolve("Обуховский завод", ListIndex(rows))
    assert (found.party, found.several) == (None, True)


@pytest.mark.parametrize(
    ("query", "recorded"),
    [
        ("Вектор", "Виктор"),
        ("Submikron", "Mikron"),
        ("Micran", "Mikron"),
        ("Almaz Capital", "Almaz-Antey"),
        ("Polyus Gold", "NII Polyus"),
        ("Geranium", "Germanium JSC"),
        ("Hunan Machinery", "Henan Machinery"),
        ("CRCC", "CRRC"),
        ("S-300", "S-400"),
        ("KKR Asian Fund III", "KKR Asian Fund IV"),
        ("Technology Group", "Technology Company"),
    ],
)
def test_a_near_identical_name_is_never_taken(query: str, recorded: str) -> None:
    assert resolve(query, ListIndex([name_row("a", recorded)])).party is None
