"""An index that is made of an earlier one is the index that is built from nothing, to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from supplychain_cli.snapshot import names
from supplychain_cli.snapshot.names import NameEntry
from supplychain_cli.snapshot.names.build import build
from supplychain_cli.snapshot.names.edit import edited

WORDS = ("Alpha", "Альфа", "радар", "Trading", "АО", "阿尔法", "天线", "Co Ltd", "№ 5", "---", "Бета-2")
Name = tuple[int, str, str, str]
"""Bearer, text, kind and language."""


def some_name(chance: Random, bearer: int) -> Name:
    words = chance.choices(WORDS, k=chance.randrange(1, 4))
    return (
        bearer,
        " ".join(words),
        chance.choice(["primary", "alias", "former"]),
        chance.choice(["", "ru", "zh"]),
    )


def entries_of(held: Sequence[Name]) -> list[NameEntry]:
    return [NameEntry(number, *name) for number, name in enumerate(held)]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("seed", range(5))
def test_any_edits_give_what_building_gives(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    held: list[Name] = sorted(
        (some_name(chance, chance.randrange(20)) for _ in range(30)), key=lambda name: name[0]
    )
    build(entries_of(held), tmp_path / "0")
    for turn in range(1, 25):
        kept = [at for at in range(len(held)) if chance.randrange(12)] if chance.randrange(9) else []
        shift = chance.choice([0, 1])
        come = [some_name(chance, chance.randrange(25)) for _ in range(chance.randrange(3))]
        stay = [((held[at][0] + shift, *held[at][1:]), at) for at in kept]
        rows = sorted([*stay, *((name, -1) for name in come)], key=lambda row: row[0][0])
        held = [name for name, _ in rows]
        before = names.open(tmp_path / str(turn - 1))
        count = edited(before, entries_of(held), [at for _, at in rows], tmp_path / str(turn))
        assert count == build(entries_of(held), tmp_path / f"new-{turn}") == len(held)
        assert contents(tmp_path / str(turn)) == contents(tmp_path / f"new-{turn}")
