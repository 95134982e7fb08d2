"""Both forms of the index of names answer as a list that is searched from end to end."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.matching.index import ListIndex
from supplychain_cli.matching.index import NameRow as ListRow
from supplychain_cli.matching.keys import grams, keys_of, raw_of
from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.names import folding, small, sorting
from supplychain_cli.snapshot.names.build import SMALL, build
from supplychain_cli.snapshot.names.keys import HASHES, NUMBERS, ORDER
from tests.bench.crowd import Crowd
from tests.unit.snapshot.names_twin import FORMS, Twin, entries, indexed

WORDS = [
    "Almaz",
    "Antey",
    "Алмаз",
    "Plant",
    "Завод",
    "Rostec",
    "Ростех",
    "保利",
    "保利科技有限公司",
    "x",
    "7",
    "Ltd",
]
WORD = st.sampled_from(WORDS) | st.text(max_size=6)
NAME = st.lists(WORD, max_size=4).map(" ".join)
WORLD = st.lists(NAME, max_size=30)
ALL = 1000


def numbers(rows: Iterable[names.NameRow]) -> list[int]:
    return [row.number for row in rows]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=20, deadline=None)
@given(texts=WORLD, query=NAME)
def test_every_verb_answers_as_the_twin_does(form: str, texts: list[str], query: str) -> None:
    twin = Twin(texts)
    with tempfile.TemporaryDirectory() as folder:
        index = indexed(texts, Path(folder) / "names", form)
        assert index.count == len(texts)
        for asked in [query, *texts[:4]]:
            wanted = keys_of(asked)
            for key in (wanted.raw, wanted.folded, wanted.compact):
                assert numbers(index.equal(key)) == twin.equal(key)
            for words in (wanted.words, wanted.words[:1]):
                assert numbers(index.with_words(words)) == twin.with_words(words)
            assert numbers(index.near(grams(wanted.folded), ALL)) == twin.near(grams(wanted.folded))
            for prefix in (wanted.raw, wanted.raw[:2]):
                assert numbers(index.starting(prefix, ALL)) == twin.starting(prefix)
        assert [index.row(number)[:5] for number in range(len(texts))] == entries(texts)


@pytest.mark.parametrize("form", FORMS)
def test_it_finds_what_the_index_in_memory_finds(form: str, tmp_path: Path) -> None:
    texts = list(Crowd(words=300).names(500))
    index = indexed(texts, tmp_path / "names", form)
    memory = ListIndex(
        ListRow(str(row.party), row.text, row.kind, row.folded) for row in map(index.row, range(500))
    )
    for text in texts[::7]:
        wanted = keys_of(text)
        for rows, others in (
            (index.equal(wanted.compact), memory.exact(wanted.compact)),
            (index.with_words(wanted.words[:1]), memory.with_words(wanted.words[:1])),
            (index.near(grams(wanted.folded), ALL), memory.near(grams(wanted.folded), ALL)),
        ):
            assert sorted((r.text, r.folded) for r in rows) == sorted((r.text, r.folded) for r in others)


def test_limits_keep_the_first_of_all(tmp_path: Path) -> None:
    texts = [f"{'Alpha ' * (n % 5 + 1)}Beta {n}" for n in range(80)] * 2
    for form in FORMS:
        index, twin = indexed(texts, tmp_path / form, form), Twin(texts)
        assert numbers(index.with_words(("beta",), 7)) == twin.with_words(("beta",))[:7]
        assert numbers(index.starting("alpha beta", 5)) == twin.starting("alpha beta")[:5]
        assert numbers(index.equal("alpha beta 5", 1)) == twin.equal("alpha beta 5")[:1]
        assert index.near(grams("beta"), 0) == []
    index = indexed(texts, tmp_path / "again", "small")
    assert numbers(index.near(grams("alpha beta 7"), 9)) == Twin(texts).near(grams("alpha beta 7"))[:9]


def test_among_many_names_a_mistyped_one_is_found(tmp_path: Path) -> None:
    chance, texts = Random(7), list(Crowd(words=20_000).names(8_000))
    index = indexed(texts, tmp_path / "names", "large")
    found = 0
    asked = [n for n in chance.sample(range(8_000), 300) if len(keys_of(texts[n]).folded) > 7]
    for number in asked:
        folded = keys_of(texts[number]).folded
        at = chance.randrange(1, len(folded) - 1)
        rows = index.near(grams(folded[:at] + folded[at + 1 :]), 10)
        found += keys_of(texts[number]).folded in {row.folded for row in rows}
    assert found >= len(asked) * 0.98


@pytest.mark.parametrize("form", FORMS)
def test_names_from_the_world_come_back_as_they_are(form: str, tmp_path: Path) -> None:
    texts = [
        "", " ", "A", "ÿÿ", "\ud800 lone", "nul \0 and \xff", "\u202eLtd", "🚀🚀", "ООО", "a" * 1_000_000,
        "line\nbreak\r\n", "Rostec", "Rostec", "rostec", "名" * 400, "12345", "﷽ Trading",
    ]  # fmt: skip
    index = indexed(texts, tmp_path / "names", form)
    assert [index.row(number).text for number in range(len(texts))] == texts
    assert numbers(index.equal("rostec")) == [11, 12, 13]
    for text in texts:
        wanted = keys_of(text)
        assert set(numbers(index.equal(wanted.raw))) == set(Twin(texts).equal(wanted.raw))
        index.near(grams(wanted.folded), 60)
        index.with_words(wanted.words)
        index.starting(text, 3)
    assert index.equal("") == []
    assert index.with_words(()) == []
    assert index.near(["nowhere", "é", "\0\0\0"], 5) == []


def test_no_names_at_all(tmp_path: Path) -> None:
    index = indexed([], tmp_path / "names")
    assert index.count == 0
    assert [
        *index.equal("a"),
        *index.with_words(["a"]),
        *index.near(["abc"], 5),
        *index.starting("", 5),
    ] == []


def test_what_is_sorted_by_way_of_files_is_in_order_and_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list(Crowd(words=300).names(500))
    indexed(texts, tmp_path / "whole", "large")
    for name, most in (("_RUN", 64), ("_HELD", 50), ("_PART", 100)):
        monkeypatch.setattr(sorting, name, most)
    index = indexed(texts, tmp_path / "parts", "large")
    assert numbers(index.starting("", ALL)) == Twin(texts).starting("")
    parts, whole = ({file.name: file for file in (tmp_path / name).iterdir()} for name in ("parts", "whole"))
    assert parts.keys() == whole.keys()
    for name in (HASHES, NUMBERS, ORDER):
        assert parts[name].read_bytes() == whole[name].read_bytes()


def test_processes_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "_BATCH", 100)
    rows = entries(list(Crowd(words=300).names(1_000)))
    for processes in (1, 2):
        assert build(iter(rows), tmp_path / str(processes), small=0, processes=processes) == 1_000
    for file in (tmp_path / "1").iterdir():
        if file.is_file() and file.suffix in {".hashes", ".numbers", ".places", ".texts"}:
            assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes()


def test_where_no_process_starts_names_are_folded_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert build(entries(["Rostec", "Almaz"]), tmp_path / "names", small=0, processes=2) == 2
    assert numbers(names.open(tmp_path / "names").equal("almaz")) == [1]


def test_a_small_index_needs_no_library(tmp_path: Path) -> None:
    indexed(["Rostec"], tmp_path / "names")
    program = (
        "import sys; from pathlib import Path; from supplychain_cli.snapshot import names\n"
        f"index = names.open(Path({str(tmp_path / 'names')!r}))\n"
        "assert index.near([' ro', 'ros'], 5) and index.equal('rostec') and index.with_words(['rostek'])\n"
        "assert not {'tantivy', 'numpy', 'multiprocessing', 'concurrent', 'rapidfuzz'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_form_follows_the_number_of_names(tmp_path: Path) -> None:
    build(entries(["a"] * (SMALL + 1)), tmp_path / "many", processes=1)
    build(entries(["a"] * 10), tmp_path / "few")
    assert (tmp_path / "many" / "pieces").is_dir()
    assert sorted(file.name for file in (tmp_path / "few").iterdir()) == ["columns.pack", "names.head"]
    assert len(names.open(tmp_path / "many").equal("a")) == ALL


def test_long_names_fit_the_column_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small, "_MOST_LETTERS", 3)
    index = indexed(["rostek b", "rostek"], tmp_path / "names")
    assert numbers(index.with_words(["rostek"])) == [0, 1]
    assert raw_of(index.row(0).text) == "rostek b"
