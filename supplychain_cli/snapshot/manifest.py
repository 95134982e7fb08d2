"""The manifest of a snapshot: what it was made from, its segments, and what each of their columns is.

It is one JSON object with a checksum of its own; `made_from` names every input with its digest, so that a snapshot is
known by what is in it and never by when it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

from supplychain_cli.light import dataclass, sha256
from supplychain_cli.snapshot.format import FORMAT
from supplychain_cli.snapshot.mapped import Damaged

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """One segment: its name (`records`, or that of a feed), how many rows each table has, and its columns."""

    name: str
    counts: dict[str, int]
    columns: dict[str, dict[str, Any]]
    packed: dict[str, tuple[int, int]] = field(default_factory=dict)
    """First byte and length of each column in `columns.pack`; empty where each has a file of its own."""
    meta: dict[str, Any] = field(default_factory=dict)
    """Of a feed: what its record and the reading of its files say."""


def parts_of(name: str, said: dict[str, Any]) -> tuple[str, ...]:
    """Give the stored parts of a column that the manifest describes: of numbers itself, of texts and codes two."""
    return {
        "text": (f"{name}.places", f"{name}.texts"),
        "coded": (f"{name}.codes", f"{name}.terms"),
    }.get(said["type"], (name,))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is. `digest` is that of the dataset, `dataset` its name, version and licence."""

    digest: str
    dataset: dict[str, str]
    made_from: dict[str, str]
    """Every input with its digest: `records`, `feed:NAME`, `code`."""
    segments: tuple[SegmentInfo, ...]
    links: SegmentInfo
    """Which nodes are the same party; a segment without nodes."""
    format: int = FORMAT


def write(folder: Path, manifest: Manifest) -> None:
    """Write a manifest into its folder."""
    _write(folder / NAME, asdict(manifest))


def read(folder: Path) -> Manifest:
    """Read the manifest of a folder. Raises Damaged when there is none, or it is not what was written."""
    body = _read(folder / NAME)
    with _understood(folder / NAME):
        segments = tuple(SegmentInfo(**segment) for segment in body.pop("segments"))
        return Manifest(segments=segments, links=SegmentInfo(**body.pop("links")), **body)


def write_segment(folder: Path, info: SegmentInfo) -> None:
    """Write what describes a segment that is kept alone."""
    _write(folder / NAME, {**asdict(info), "format": FORMAT})


def read_segment(folder: Path) -> SegmentInfo:
    """Read what describes a segment that is kept alone. Raises Damaged, as `read`."""
    body = _read(folder / NAME)
    with _understood(folder / NAME):
        body.pop("format")
        return SegmentInfo(**body)


@contextmanager
def _understood(file: Path) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, AttributeError) as fault:
        raise Damaged(file, str(fault)) from fault


def _write(file: Path, body: dict[str, Any]) -> None:
    file.write_text(_text({**body, "checksum": _checksum(body)}), "utf-8")


def _read(file: Path) -> dict[str, Any]:
    try:
        body: dict[str, Any] = json.loads(file.read_text("utf-8"))
        said = body.pop("checksum")
        if said != _checksum(body):
            raise Damaged(file, "it is not what was written.")
        if body["format"] != FORMAT:
            raise Damaged(file, f"it is of format {body['format']}; this program reads format {FORMAT}.")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Damaged(file, str(fault)) from fault
    return body


def _checksum(body: dict[str, Any]) -> str:
    return sha256(_text(body).encode()).hexdigest()


def _text(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
