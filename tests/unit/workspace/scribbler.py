"""A folder of record files that is edited at random: every section, most of it sound, some of it not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
Files: TypeAlias = dict[str, dict[str, list[Record]]]
"""Records by file and section."""

INNS = ("7704274402", "7702077840", "7731559044", "7707083893")
COMPANIES = tuple(f"firm-{number}" for number in range(7))
GROUPS = tuple(f"group-{number}" for number in range(3))
GOODS = ("chips", "wafers")
SOURCES = ("press", "register", 'Le Monde "1"')
"""The id of a source may be any text."""
POOL = {
    "entities": (*COMPANIES, *GROUPS),
    "relations": tuple(f"rel-{number}" for number in range(12)),
    "goods": GOODS,
    "listings": ("listing-1", "listing-2"),
    "sources": SOURCES,
    "identities": ("judged-1", "judged-2", "judged-3"),
    "policies": ("policy-1",),
    "expectations": ("expected-1",),
}
"""The ids that there may be."""


class Scribbler:
    """Holds what the files should say; `write` makes it so."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder, self.chance = folder, chance
        self.files: Files = {name: {} for name in ("0.yml", "1.yml", "2.yml", "3.yml", "deep/5.yaml")}
        for source in SOURCES:
            self._place("sources", self._source(source))
        for party in COMPANIES:
            self._place("entities", {"id": party, "kind": "company", "name": party, "sources": ["press"]})
        for group in GROUPS:
            self._place("entities", {"id": group, "kind": "group", "name": group, "sources": ["press"]})
        for good in GOODS:
            self._place("goods", {"id": good, "name": good.title(), "sources": ["press"]})
        for relation in POOL["relations"][:6]:
            self._place(
                "relations",
                self._relation(relation, "owns") | {"from": "firm-0", "to": "firm-1", "share": "5"},
            )

    def write(self) -> None:
        """Write every file, and delete those that hold nothing."""
        for name, sections in self.files.items():
            file = self.folder / name
            held = {section: records for section, records in sections.items() if records}
            text = json.dumps(held, indent=self.chance.choice([None, 1, 1, 1]), ensure_ascii=False) + "\n"
            if not held:
                file.unlink(missing_ok=True)
            elif not file.exists() or json.loads(file.read_text(encoding="utf-8")) != held:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")

    def edit(self) -> None:
        """Add, remove, move or change a record."""
        section = self.chance.choice([*POOL, "relations", "relations", "entities"])
        name = self.chance.choice(POOL[section])
        held = self._held(section, name)
        match self.chance.randrange(8):
            case 0 if held:
                held.remove(next(record for record in held if record["id"] == name))
            case 1 if held:
                record = next(record for record in held if record["id"] == name)
                held.remove(record)
                self._place(section, record)
            case 2 if held and not self.chance.randrange(3):
                self._place(section, self._record(section, name))
            case 3 if held:
                self.chance.choice(held)["note"] = f"Seen {self.chance.randrange(99)} times."
            case _ if held:
                at = next(at for at, record in enumerate(held) if record["id"] == name)
                held[at] = self._record(section, name)
            case _:
                self._place(section, self._record(section, name))

    def _held(self, section: str, name: str) -> list[Record]:
        """The list that holds a record; empty when there is none."""
        for sections in self.files.values():
            if any(record["id"] == name for record in sections.get(section, ())):
                return sections[section]
        return []

    def _place(self, section: str, record: Record) -> None:
        records = self.files[self.chance.choice([*self.files])].setdefault(section, [])
        records.insert(self.chance.randrange(len(records) + 1), record)

    def _record(self, section: str, name: str) -> Record:
        pick = self.chance.choice
        left, right = self.chance.sample(COMPANIES[:3], 2)
        made: dict[str, Callable[[str], Record]] = {
            "entities": self._entity,
            "sources": self._source,
            "relations": lambda name: self._relation(name, pick(["supplies", "owns", "owns", "part-of", "produces"])),
            "goods": lambda _: {"name": pick(["Chips", "Wafers"]), "hs": ["854231"], "sources": [pick(SOURCES)]},
            "listings": lambda _: {
                "entity": pick(COMPANIES), "authority": "eu", "programme": "P", "measure": "blocking",
                "from": f"2023-0{pick([1, 2])}", "sources": [pick(SOURCES)],
            },
            "identities": lambda _: {
                "left": left, "right": right, "judgement": pick(["same", "same", "different"]),
                "by": "A", "on": "2024", "why": "Seen.",
            },
            "policies": lambda _: {
                "says": "Never.", "from": [pick(COMPANIES)], "to": ["listed"], "goods": [pick(GOODS)],
            },
            "expectations": lambda _: {"says": "Ever.", "chain": self.chance.sample(COMPANIES, 2)},
        }  # fmt: skip
        return {"id": name} | made[section](name)

    def _entity(self, name: str) -> Record:
        pick = self.chance.choice
        kind = "company" if name in COMPANIES else "group"
        found: Record = {
            "id": name, "kind": kind if self.chance.randrange(20) else "person", "country": "RU",
            "name": pick([name.title(), "Firm X"]), "sources": [pick(SOURCES)],
        }  # fmt: skip
        if not self.chance.randrange(3):
            found["names"] = [{"name": pick(["Фирма", "Der Name"]), "lang": "ru", "source": pick(SOURCES)}]
        if not self.chance.randrange(4):
            found["identifiers"] = {"inn": pick(INNS)}
        return found

    def _relation(self, name: str, kind: str) -> Record:
        pick = self.chance.choice
        ends = {"part-of": (COMPANIES + GROUPS, GROUPS), "produces": (COMPANIES, GOODS)}
        heads, tails = ends.get(kind, (COMPANIES, COMPANIES))
        tail = pick(tails)
        found: Record = {
            "id": name,
            "kind": kind,
            "from": pick([head for head in heads if head != tail]),
            "to": tail,
        }
        if kind == "supplies":
            found |= {"goods": [pick(GOODS)], "through": [pick(COMPANIES)]} if pick([0, 1]) else {}
            found |= {"total": pick(POOL["relations"][:6])} if not self.chance.randrange(6) else {}
        elif kind == "owns" and not self.chance.randrange(4):
            owner, asset = self.chance.sample(COMPANIES[-2:], 2)
            found |= {"from": owner, "to": asset, "share": "100"}
        elif kind == "owns":
            found |= {"share": pick(["20", "20", "60", "100"])} if self.chance.randrange(4) else {}
        if not self.chance.randrange(4):
            found["period"] = pick(["2021/2022", "2023/.."])
        said = {"source": pick(SOURCES), "locator": f"p. {pick([1, 2])}", "credibility": pick(["1", "3"])}
        return found | {"evidence": [said | {"paraphrase": "It is said."}]}

    def _source(self, name: str) -> Record:
        letter = "B" if self.chance.randrange(3) else self.chance.choice("AF")
        return {"id": name, "publisher": "P", "title": "T", "date": "2023-01", "reliability": letter}
