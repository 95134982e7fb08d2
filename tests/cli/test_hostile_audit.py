"""A hostile list of suppliers and hostile records, through every format of an audit and onto the disk: inert."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from supplychain_cli.diagnostics import ExitCode
from supplychain_cli.render.formats import FORMATS, REPORTS
from tests.conftest import run, spawn, write_dataset
from tests.render.audit.runner import commands
from tests.render.audit.standard import faults
from tests.render.test_hostile import ACTS

ALL = (*FORMATS, *REPORTS)
NAMES = [
    "Acme [red]bold[/red] [link=file:///etc/passwd]Ltd[/link]",
    "Acme \x1b[2J\x1b]8;;http://evil.example\x1b\\click \x9b31m \x07",
    "Acme \u202egnp.exe\u2066 \u200b Ltd",
    "<script>alert(1)</script> ]]> <!DOCTYPE x>",
    '=cmd|" /C calc"!A0',
    "%0A::error::from a name",
    "::error::from a name",
    "Acme ##[error]from a name",
    "Acme\n::stop-commands::x",
]
RECORDS = r"""
sources:
  - {id: press, publisher: "%0A::error::Press ]]> <b>", title: "=1+1", reliability: B, date: 2023-05}
entities:
  - id: cn-alpha
    kind: company
    name: "<script>alert(1)</script> %0A::error::Alpha [x](javascript:1) {0}"
    country: CN
    sources: [press]
  - {id: ru-beta, kind: company, name: "=Beta ##[error]x ::error::y", country: RU, sources: [press]}
relations:
  - id: alpha-beta
    kind: supplies
    from: cn-alpha
    to: ru-beta
    note: "]]> ::error::note"
    period: 2023-03
    evidence: [{source: press, locator: "p. <i>4", credibility: 2, paraphrase: "=HYPERLINK(1)"}]
listings:
  - id: eu-beta
    entity: ru-beta
    authority: eu
    programme: "269/2014 <i>"
    measure: blocking
    from: 2022-12
    evidence: [{source: press, locator: p. 5, credibility: 1, paraphrase: "::error::listed"}]
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Audit the list once, and give what was written in each format."""
    folder = tmp_path_factory.mktemp("hostile")
    records = write_dataset(folder / "records", {"all.yml": RECORDS})
    file = folder / "suppliers.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerows([["name", "id"], ["", "cn-alpha"], *([name, ""] for name in NAMES)])
    outputs = [word for style in ALL for word in ("--output", f"{style}={folder / style}")]
    done = run(
        "sanctioned-path",
        "--suppliers",
        str(file),
        "--regime",
        "eu",
        *outputs,
        "--output",
        "github",
        records=records,
    )
    assert done.code == ExitCode.FINDINGS, done.err
    texts = {style: (folder / style).read_bytes().decode() for style in ALL}
    return {**texts, "screen": done.out, "talk": done.err}


@pytest.mark.parametrize("style", [*ALL, "screen", "talk"])
def test_no_character_acts(written: dict[str, str], style: str) -> None:
    text = written[style].replace("\r\n", "\n") if style == "csv" else written[style]
    assert ACTS.findall(text) == []


def test_no_row_is_lost(written: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(written["csv"], newline="")))
    assert sum(row["what"] == "unmatched" for row in rows) == len(NAMES)
    assert not any(cell.lstrip().startswith(tuple("=+-@")) for row in rows for cell in row.values())
    assert len(json.loads(written["json"])["result"]["rows"]) == len(NAMES)
    assert len(written["jsonl"].splitlines()) == len(rows)
    cases = ET.fromstring(written["junit"].encode()).iter("testcase")  # noqa: S314 - a text of ours
    assert len([case for case in cases if case.get("name", "").startswith("row ")]) == len(NAMES) + 1


def test_sarif_is_valid(written: dict[str, str]) -> None:
    assert faults(json.loads(written["sarif"])) == []


@pytest.mark.parametrize("style", ["github", "screen"])
def test_the_runner_obeys_only_the_audit(written: dict[str, str], style: str) -> None:
    found = commands(written[style])
    assert [command.name for command in found] == ["error", *["warning"] * len(NAMES), "error"]
    assert found[0].given["file"] == "all.yml"


def test_markdown_shows_no_tag_and_no_link(written: dict[str, str]) -> None:
    assert "<" not in written["md"]
    assert not re.search(r"(?<!\\)\[", written["md"])


def test_the_same_bytes_anywhere(tmp_path: Path) -> None:
    records = write_dataset(tmp_path / "records", {"all.yml": RECORDS})
    texts = []
    for seed, zone, locale in [("1", "Asia/Tokyo", "C"), ("77", "America/Lima", "C.UTF-8")]:
        folder = tmp_path / seed
        folder.mkdir()
        outputs = [word for style in ALL for word in ("--output", f"{style}={folder / style}")]
        spawn(
            *("sanctioned-path", "--all", "--direction", "both", *outputs),
            records=records,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            cwd=folder,
        )
        texts.append({style: (folder / style).read_bytes() for style in ALL})
    assert texts[0] == texts[1]
