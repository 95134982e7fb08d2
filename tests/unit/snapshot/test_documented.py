"""A reader that knows only what `supplychain guide snapshot` says reads the same as the program."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from supplychain_cli.graph.view import Scope
from supplychain_cli.snapshot.format import FORMAT
from supplychain_cli.workspace.world import open_world
from tests.cli.worlds import CHAIN
from tests.conftest import run, write_dataset

GUIDE = Path(__file__).parents[3] / "supplychain_cli" / "guide" / "snapshot.md"
LETTERS = {"u1": "B", "u2": "H", "u4": "I", "u8": "Q", "i4": "i"}


def column(data: bytes) -> Any:
    """The values of one column, every checksum checked."""
    magic, form, _, kind, count, size = struct.unpack_from("<8sHH4sQQ", data)
    assert (magic, form) == (b"SUPPLYCH", FORMAT)
    assert struct.unpack_from("<I", data, 60)[0] == zlib.crc32(data[:60])
    end = 64 + size
    pages = [data[at : min(at + 4096, end)] for at in range(0, end, 4096)]
    assert data[end:] == b"".join(struct.pack("<I", zlib.crc32(page)) for page in pages)
    values = data[64:end]
    name = kind.decode().strip()
    return values if name == "text" else struct.unpack(f"<{count}{LETTERS[name]}", values)


class Segment:
    """One part of a snapshot."""

    def __init__(self, folder: Path, said: dict[str, Any]) -> None:
        self.folder, self.said = folder / said["name"], said

    def stored(self, name: str) -> Any:
        if not self.said["packed"]:
            return column((self.folder / name).read_bytes())
        begin, length = self.said["packed"][name]
        return column((self.folder / "columns.pack").read_bytes()[begin : begin + length])

    def values(self, name: str) -> list[Any]:
        said = self.said["columns"].get(name)
        rows = self.said["counts"].get(name.split(".", maxsplit=1)[0], 0)
        if "constant" in said:
            return [said["constant"]] * rows
        if said["type"] == "text":
            texts = self.stored(f"{name}.texts")
            return [texts[one:other].decode() for one, other in pairwise(self.stored(f"{name}.places"))]
        if said["type"] == "coded":
            terms = json.loads(self.stored(f"{name}.terms"))
            return [terms[code] for code in self.stored(f"{name}.codes")]
        return list(self.stored(name))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset with a feed."""
    monkeypatch.setenv("SUPPLYCHAIN_CACHE", str(tmp_path / "cache"))
    folder = write_dataset(tmp_path / "records", {"chain.yml": CHAIN})
    (tmp_path / "parties.csv").write_text("key,kind,name\n1,company,One\n2,company,Two\n", encoding="utf-8")
    (tmp_path / "relations.csv").write_text(
        "kind,source,target,first,row\nsupplies,1,2,2022-01-02,1\nowns,2,1,,2\nsupplies,2,1,,3\n",
        encoding="utf-8",
    )
    files = [str(tmp_path / f"{name}.csv") for name in ("parties", "relations")]
    added = run("feed", "add", "tables", *files, "--name", "feed", records=folder)
    assert added.code == 0, added.said
    return folder


def test_another_program_reads_the_same(folder: Path) -> None:
    snapshot = open_world(folder, Scope(0)).view.snapshot
    manifest = json.loads((snapshot.folder / "manifest.json").read_text("utf-8"))
    said = manifest.pop("checksum")
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert hashlib.sha256(text.encode()).hexdigest() == said
    segments = [Segment(snapshot.folder, each) for each in manifest["segments"]]
    assert [node for each in segments for node in each.values("node.id")] == [
        row.id for row in snapshot.all_nodes()
    ]
    base = 0
    for segment in segments:
        found = steps(segment, base)
        nodes = range(base, base + segment.said["counts"]["node"])
        for klass in segment.said["meta"]["lanes"]:
            out = [(node, row.head, row.id) for node in nodes for row in snapshot.edges_from(node, klass)]
            into = [(row.tail, node, row.id) for node in nodes for row in snapshot.edges_into(node, klass)]
            assert found[klass] == (out, into)
        base += len(nodes)


def steps(segment: Segment, base: int) -> dict[str, Any]:
    """The edges of each class as (tail, head, id), by tail and by head."""
    tails, heads = segment.values("edge.tail"), segment.values("edge.head")
    ids, meta = names(segment), segment.said["meta"]
    found = {}
    for klass, first in meta["lanes"].items():
        out = []
        for node, (one, other) in enumerate(pairwise(segment.stored(f"{klass}.out.places"))):
            for edge in range(first + one, first + other):
                assert tails[edge] == node
                out.append((base + node, base + heads[edge], ids[edge]))
        into, others = [], segment.stored(f"{klass}.in.nodes")
        edges = segment.stored(f"{klass}.in.edges")
        for node, (one, other) in enumerate(pairwise(segment.stored(f"{klass}.in.places"))):
            for at in range(one, other):
                assert (heads[edges[at]], tails[edges[at]]) == (node, others[at])
                into.append((base + tails[edges[at]], base + node, ids[edges[at]]))
        found[klass] = (out, into)
    return found


def names(segment: Segment) -> list[str]:
    """The ids of the relations."""
    if "edge.id" in segment.said["columns"]:
        return segment.values("edge.id")
    meta = segment.said["meta"]
    numbers = segment.values("edge.row" if meta["numbered_by_row"] else "edge.number")
    width = len(str(meta["last_number"]))
    return [f"{segment.said['name']}:{number:0{width}}" for number in numbers]


def test_the_guide_speaks_of_this_format() -> None:
    assert f"format {FORMAT}." in GUIDE.read_text("utf-8")
