"""Segments to one snapshot: which nodes of which segments are the same party, and the manifest over all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from supplychain_cli.snapshot import links
from supplychain_cli.snapshot.format import LINKS
from supplychain_cli.snapshot.manifest import Manifest, SegmentInfo
from supplychain_cli.snapshot.reader import Snapshot


def assemble(
    folder: Path,
    digest: str,
    dataset: Mapping[str, str],
    made_from: Mapping[str, str],
    segments: Sequence[SegmentInfo],
) -> Manifest:
    """Link the segments that lie in a folder, the records first, and describe the whole. Cost: see `links.linked`."""
    alone = SegmentInfo(LINKS, {}, {})
    loose = Snapshot(folder, Manifest(digest, dict(dataset), dict(made_from), tuple(segments), alone))
    found = links.linked(loose.segments, _judged(loose))
    written = links.write(folder / LINKS, found) if found.links or found.dropped else alone
    return Manifest(digest, dict(dataset), dict(made_from), tuple(segments), written)


def _judged(snapshot: Snapshot) -> Iterator[links.Judged]:
    for held in snapshot.records("identities"):
        plain = held.plain
        yield links.Judged(held.id, plain["left"], plain["right"], plain["judgement"])
