"""Compiling after an edit: the same bytes and the same complaints as from nothing, whatever was kept."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.graph.view import Scope
from supplychain_cli.records import read as reading
from supplychain_cli.workspace import edits, freshness
from supplychain_cli.workspace.world import open_world
from tests.conftest import write_dataset
from tests.unit.workspace.scribbler import Scribbler

SOURCES = "sources: [{{id: press, publisher: P, title: T, date: 2023-01, reliability: {letter}}}]\n"
FIRM = """entities:
  - id: firm-{number}
    kind: {kind}
    name: {name}
    country: CN
    identifiers: {{inn: "{inn}"}}
    sources: [{source}]
relations:
  - id: rel-{number}
    kind: {relation}
    from: firm-{number}
    to: firm-{other}
{more}    evidence: [{{source: press, locator: p. {page}, credibility: 1, paraphrase: It is said.}}]
"""
INNS = ("7704274402", "7702077840", "7731559044", "7707083893", "7736050003", "7740000076")


def firm(chance: Random, number: int, firms: int) -> str:
    """One record file; most are sound, some break a rule by themselves or together with others."""
    odd = chance.choice(("id", "kind", "inn", "source", "other", "total", "country", "share", *[""] * 24))
    relation = chance.choice(["supplies", "owns", "part-of"])
    share = f"    share: {chance.choice([60, 100]) if odd == 'share' else chance.choice([1, 5])}\n"
    fields = {
        "number": number + 1 if odd == "id" else number,
        "kind": "group" if relation == "part-of" or odd == "kind" else "company",
        "name": chance.choice([f"Firm {number}", f"Фирма {number}", "Firm X"]),
        "inn": INNS[0] if odd == "inn" else INNS[number],
        "source": "nobody" if odd == "source" else "press",
        "relation": relation,
        "other": number if odd == "other" else (number + chance.randrange(1, firms)) % firms,
        "more": (share if relation == "owns" else "")
        + (f"    total: rel-{chance.randrange(firms)}\n" if odd == "total" else ""),
        "page": chance.randrange(9),
    }
    text = FIRM.format(**fields)
    if not chance.randrange(3):
        text = text.replace(f'    identifiers: {{inn: "{fields["inn"]}"}}\n', "")
    return text.replace("country: CN", "country: China") if odd == "country" else text


def heal(chance: Random, folder: Path, firms: int) -> None:
    """Put right what edits have left: files moved or lost, and firms that broke a rule."""
    for number in range(2):
        (folder / f"moved-{number}.yml").unlink(missing_ok=True)
    for number in range(firms):
        file = folder / f"{number}.yml"
        if not file.exists() or not chance.randrange(3):
            file.write_text(sound_firm(number), encoding="utf-8")


def outcome(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """The files of the snapshot, or the complaints."""
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(cache))
    try:
        world = open_world(folder, Scope(0))
    except DataFault as fault:
        return fault.code, fault.diagnostics
    home = world.view.snapshot.folder
    files = (file for file in home.rglob("*") if file.is_file())
    return {file.relative_to(home).as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize("seed", range(6))
def test_any_edits_give_what_a_compile_from_nothing_gives(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, firms = Random(seed), 6
    monkeypatch.setattr(freshness, "GRAIN", chance.choice([-(10**12), 10**9]))
    monkeypatch.setattr(edits, "_FEW", chance.choice([0, 3, 20]))
    files = {f"{number}.yml": firm(chance, number, firms) for number in range(firms)}
    folder = write_dataset(tmp_path / "data", {**files, "sources.yml": SOURCES.format(letter="B")})
    sound = 0
    for turn in range(60):
        if chance.randrange(2):
            heal(chance, folder, firms)
        match chance.randrange(12):
            case 0:
                (folder / "sources.yml").write_text(
                    SOURCES.format(letter=chance.choice("ABF")), encoding="utf-8"
                )
            case 1:
                (folder / f"{chance.randrange(firms)}.yml").unlink(missing_ok=True)
            case 2:
                name = folder / f"{chance.randrange(firms)}.yml"
                if name.exists():
                    name.replace(folder / f"moved-{chance.randrange(2)}.yml")
            case 3:
                (folder / f"moved-{chance.randrange(2)}.yml").unlink(missing_ok=True)
            case _:
                number = chance.randrange(firms)
                (folder / f"{number}.yml").write_text(firm(chance, number, firms), encoding="utf-8")
        mine = outcome(folder, tmp_path / "cache", monkeypatch)
        assert mine == outcome(folder, tmp_path / f"new-{turn}", monkeypatch)
        sound += isinstance(mine, dict)
    assert 10 < sound < 60


@pytest.mark.parametrize("seed", range(4))
def test_any_edits_of_any_records_give_what_a_compile_from_nothing_gives(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "GRAIN", -(10**12))
    wholly = whole_reads(monkeypatch)
    scribbler = Scribbler(write_dataset(tmp_path / "data", {}), Random(seed))
    sound, spliced = deepcopy(scribbler.files), 0
    for turn in range(80):
        scribbler.write()
        wholly.clear()
        mine = outcome(scribbler.folder, tmp_path / "cache", monkeypatch)
        spliced += not wholly
        assert mine == outcome(scribbler.folder, tmp_path / f"new-{turn}", monkeypatch)
        if isinstance(mine, dict):
            sound = deepcopy(scribbler.files)
        else:
            scribbler.files = deepcopy(sound)
        for _ in range(scribbler.chance.randrange(1, 4)):
            scribbler.edit()
    assert spliced > 20


def whole_reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that were read whole."""
    seen: list[Path] = []
    whole = reading.read

    def noted(folder: Path, **words: object) -> object:
        seen.append(folder)
        return whole(folder, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read", noted)
    return seen


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read: the names of single files, or `everything`."""
    seen: list[str] = []
    one, whole = edits._read, reading.read

    def noted(folder: Path, files: Sequence[tuple[str, bytes]]) -> object:
        seen.extend(name for name, _ in files)
        return one(folder, files)

    def all_noted(folder: Path, **words: object) -> object:
        seen.append("everything")
        return whole(folder, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(edits, "_read", noted)
    monkeypatch.setattr(reading, "read", all_noted)
    return seen


def sound_firm(number: int, page: int = 1) -> str:
    return FIRM.format(number=number, kind="company", name=f"Firm {number}", inn="7702077840", source="press",
                       relation="supplies", other=(number + 1) % 5, more="", page=page).replace(
        '    identifiers: {inn: "7702077840"}\n', "")  # fmt: skip


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "cache"))
    files = {f"{number}.yml": sound_firm(number) for number in range(5)}
    return write_dataset(tmp_path / "data", {**files, "sources.yml": SOURCES.format(letter="B")})


def test_one_edit_reads_one_file(dataset: Path, reads: list[str]) -> None:
    open_world(dataset, Scope(0))
    (dataset / "3.yml").write_text(sound_firm(3, page=2), encoding="utf-8")
    open_world(dataset, Scope(0))
    assert reads == ["everything", "3.yml"]


def test_an_unchanged_index_of_names_is_not_made_again(dataset: Path) -> None:
    def index() -> Path:
        return open_world(dataset, Scope(0)).view.snapshot.folder / "records" / "names" / "columns.pack"

    first = index()
    (dataset / "3.yml").write_text(sound_firm(3, page=2), encoding="utf-8")
    second = index()
    assert first != second
    assert first.samefile(second)
    (dataset / "3.yml").write_text(sound_firm(3).replace("Firm 3", "Firm Three"), encoding="utf-8")
    assert not index().samefile(second)


def test_a_damaged_index_of_names_is_not_taken_over(dataset: Path) -> None:
    file = open_world(dataset, Scope(0)).view.snapshot.folder / "records" / "names" / "columns.pack"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(content)
    (dataset / "3.yml").write_text(sound_firm(3, page=2), encoding="utf-8")
    world = open_world(dataset, Scope(0))
    assert world.names.exact("firm 3")


def test_damage_to_what_is_kept_costs_only_time(dataset: Path, tmp_path: Path, reads: list[str]) -> None:
    open_world(dataset, Scope(0))
    (kept,) = (tmp_path / "cache").glob("*.last")
    content = bytearray(kept.read_bytes())
    content[-9] ^= 1
    kept.write_bytes(content)
    (dataset / "3.yml").write_text(sound_firm(3, page=2), encoding="utf-8")
    open_world(dataset, Scope(0))
    assert reads == ["everything", "everything"]


def test_a_source_that_weighs_otherwise_weighs_everywhere(dataset: Path) -> None:
    before = {row.grade for row in open_world(dataset, Scope(0)).view.snapshot.all_edges()}
    (dataset / "sources.yml").write_text(SOURCES.format(letter="F"), encoding="utf-8")
    after = {row.grade for row in open_world(dataset, Scope(0)).view.snapshot.all_edges()}
    assert before.isdisjoint(after)
