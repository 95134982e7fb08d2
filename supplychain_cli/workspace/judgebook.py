"""Keeping judgements in the files of a dataset: each is written whole or not at all, and can be taken back."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.model.dataset import Identity
from supplychain_cli.records import judgements

FILE = "identities.yml"
"""Where new judgements are written."""
_WORDS = {"same": "is", "different": "is-not", "unsure": "or"}


def name_for(left: str, right: str, judgement: str, taken: Callable[[str], bool]) -> str:
    """Give a judgement an id that tells what it says and that no record has: `alpha-is-not-beta`."""
    plain = (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")[:60].strip("-") for part in (left, right))
    name = f"-{_WORDS[judgement]}-".join(part or "party" for part in plain)
    number = 2
    found = name
    while taken(found):
        found, number = f"{name}-{number}", number + 1
    return found


def save(record: Identity, dataset: Path) -> str:
    """Write a judgement at the end of the file of judgements, and give the file.

    Raises DataFault (D271) when the file has faults or cannot be written; nothing is changed then.
    """
    _change(dataset, FILE, lambda text: judgements.added(text, FILE, record))
    return FILE


def withdraw(name: str, file: str, dataset: Path) -> None:
    """Take a judgement out of its file; a file that held nothing else goes. Raises DataFault as `save`."""
    _change(dataset, file, lambda text: judgements.removed(text, file, name))


def _change(dataset: Path, file: str, change: Callable[[str], str | None]) -> None:
    target = dataset / file
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        text = target.read_text("utf-8") if target.exists() else ""
        changed = change(text)
        if changed is None:
            raise _fault(target, "it has faults, or does not hold the judgement")
        if not changed.strip():
            target.unlink()
            return
        with beside.open("w", encoding="utf-8", newline="") as stream:
            stream.write(changed)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except OSError as fault:
        raise _fault(target, (fault.strerror or "").lower()) from fault
    except UnicodeDecodeError as fault:
        raise _fault(target, "it is not UTF-8") from fault
    finally:
        beside.unlink(missing_ok=True)


def _fault(target: Path, why: str) -> DataFault:
    return DataFault(
        "D271",
        f"The judgements in {target} cannot be changed: {why}.",
        help="`supplychain check` lists the faults of the files; nothing was changed.",
    )
