"""Where the peers' files lie, and how they are made from a world: parties become numbers, relations become legs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOWS = "('supplies')"
HIERARCHY = "('owns', 'controls', 'part-of', 'linked-to')"
COUNTED = "('current', 'disputed')"

SETTINGS = "SET memory_limit = '6GB'; SET temp_directory = '{folder}'"
PLANTED = "SELECT key FROM '{world}/parties.parquet' WHERE key LIKE 'x-%' ORDER BY row"
NUMBER = (
    "CASE WHEN {key} LIKE 'p%' THEN CAST(substr({key}, 2) AS INTEGER) + {count} "
    "ELSE list_position({planted}, {key}) - 1 END"
)
"""The planted parties come first; a party of the world has its number in its key."""
MAKING = """
CREATE TEMP TABLE claim AS SELECT {tail} AS a, {head} AS b, kind IN {flows} AS flow
    FROM '{world}/relations.parquet' WHERE (kind IN {flows} OR kind IN {hierarchy}) AND status IN {counted};
CREATE TEMP TABLE leg AS SELECT a AS tail, b AS head FROM claim UNION SELECT b, a FROM claim WHERE NOT flow;
COPY (SELECT tail, head FROM leg ORDER BY tail, head) TO '{folder}/legs.parquet';
COPY (SELECT CAST(range AS INTEGER) AS number FROM range((SELECT count(*) FROM '{world}/parties.parquet')))
    TO '{folder}/parties.parquet';
"""
COLUMNS = {
    "tail": "SELECT tail AS n FROM '{folder}/legs.parquet'",
    "head": "SELECT head AS n FROM '{folder}/legs.parquet'",
    "listed": "SELECT DISTINCT {number} AS n FROM '{world}/listings.parquet' ORDER BY n",
}


@dataclass(frozen=True)
class Place:
    """The folder of a world and the files made for its peers."""

    world: Path

    @property
    def folder(self) -> Path:
        """Give the folder of the peers' files."""
        return self.world / "peers"

    def file(self, name: str) -> Path:
        """Give one of the peers' files: `legs.parquet`, `parties.parquet`, or a database."""
        return self.folder / name

    def number(self, key: str) -> int:
        """Give the number of a party that was asked for by its key: world parties first, in order, then the planted."""
        planted: list[str] = json.loads(self.file("planted.json").read_text(encoding="utf-8"))
        return planted.index(key) if key in planted else len(planted) + int(key.removeprefix("p"))

    def array(self, name: str) -> Any:
        """Load one column: `tail`, `head` (ends of legs, sorted by tail) or `listed`."""
        import numpy as np

        return np.load(self.file(f"{name}.npy"))

    def make(self) -> None:
        """Write the files that all peers share, unless they are there. Needs DuckDB and NumPy."""
        if self.file("done").exists():
            return
        import duckdb
        import numpy as np

        self.folder.mkdir(exist_ok=True)
        database = duckdb.connect()
        database.execute(SETTINGS.format(folder=self.folder))
        planted = [key for (key,) in database.execute(PLANTED.format(world=self.world)).fetchall()]
        self.file("planted.json").write_text(json.dumps(planted), encoding="utf-8")
        number = NUMBER.format(planted=planted, count=len(planted), key="{key}")
        words = {"world": self.world, "folder": self.folder, "number": number.format(key="key")}
        words |= {"tail": number.format(key="source"), "head": number.format(key="target")}
        database.execute(MAKING.format(**words, flows=FLOWS, hierarchy=HIERARCHY, counted=COUNTED))
        for name, query in COLUMNS.items():
            column = database.execute(query.format(**words)).fetchnumpy()["n"]
            np.save(self.file(f"{name}.npy"), np.asarray(column, dtype=np.int32))
        self.file("done").touch()
