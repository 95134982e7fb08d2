"""Where an export comes from, in the words that every format carries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from supplychain_cli.queries.extract.rows import Head

PRODUCER = "supplychain"


def facts(head: Head) -> dict[str, Any]:
    """Give the dataset, its digest, and which part of it was asked for, as plain data."""
    return {
        "producer": PRODUCER,
        "dataset": head.name,
        "version": head.version,
        "digest": head.digest,
        "licence": head.licence,
        "extract": head.about,
        "query": {name: value for name, value in head.query.items() if value not in (None, False, [], "")},
    }


def sentence(head: Head) -> str:
    """Say the same in one line."""
    days = "".join(
        f", {name.replace('_', ' ')} {head.query[name]}"
        for name in ("as_of", "known_on")
        if head.query.get(name)
    )
    licence = f", {head.licence}" if head.licence else ""
    return f"{head.name} {head.version} (sha256 {head.digest}{licence}): {head.about}{days}"


def json_text(head: Head, counts: Mapping[str, int]) -> str:
    """Write the facts and how many rows there are, for a file beside tables."""
    return json.dumps({**facts(head), "rows": dict(counts)}, ensure_ascii=False, indent=2) + "\n"
