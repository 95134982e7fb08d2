"""Small datasets for tests of the reader."""

from __future__ import annotations

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.records.read import Reading, read_texts

HEAD = "format: supplychain/1\nname: example\nversion: 2026.11.0\nlicence: CC-BY-4.0\n"
SOURCE = "sources: [{id: s, publisher: P, title: T, reliability: B}]\n"
EVIDENCE = "evidence: [{source: s, locator: p. 1}]"
PARTIES = """
entities:
  - {id: a, kind: company, name: Alpha}
  - {id: b, kind: company, name: Beta}
  - {id: c, kind: company, name: Gamma}
"""


def reading(*texts: str) -> Reading:
    """Read a dataset of the head and these files."""
    return read_texts({"dataset.yml": HEAD, **{f"{number}.yml": text for number, text in enumerate(texts)}})


def complaints(*texts: str) -> list[tuple[str, str]]:
    """Give code and place of every complaint."""
    return [(item.code, str(item.location)) for item in reading(*texts).diagnostics]


def codes(*texts: str) -> list[str]:
    return [code for code, _ in complaints(*texts)]


def only(*texts: str) -> Diagnostic:
    """Give the one complaint that there must be."""
    (item,) = reading(*texts).diagnostics
    return item


def relation(**fields: object) -> str:
    """Write a relation with evidence in one line; a trailing underscore keeps Python's words apart."""
    given: dict[str, object] = {"kind": "supplies", "from": "a", "to": "b"}
    given |= {name.rstrip("_"): value for name, value in fields.items()}
    return f"  - {{{', '.join(f'{name}: {value}' for name, value in given.items())}, {EVIDENCE}}}\n"


def relations(*lines: str) -> str:
    return "relations:\n" + "".join(lines) + SOURCE
