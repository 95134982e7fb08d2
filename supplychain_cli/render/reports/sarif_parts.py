"""The small parts that a SARIF log is made of, each with the escapes that the standard asks for."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from supplychain_cli.audit.finding import Level
from supplychain_cli.render.envelope import Envelope
from supplychain_cli.render.reports.places import Place

LEVELS: dict[Level, str] = {"high": "error", "medium": "warning", "low": "note"}

# A viewer reads `[text](target)` as a link and `{0}` as a place to fill in.
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_HOLES = str.maketrans({"{": "{{", "}": "}}"})


def text(sentence: str) -> dict[str, str]:
    """Give a message whose text can neither link nor be filled in."""
    return {"text": _LINK.sub(r"\\[", sentence).translate(_HOLES)}


def location(where: Place, envelope: Envelope, says: str = "") -> dict[str, Any]:
    """Give a line of a record file, with a sentence about it where there is one."""
    base = "RECORDS" if envelope.root is None else "%SRCROOT%"
    given: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(where.file), "uriBaseId": base},
            "region": {"startLine": where.line},
        }
    }
    if says:
        given["message"] = text(says)
    return given


def notification(level: str, sentence: str, code: str = "") -> dict[str, Any]:
    """Give a remark on the run; `code` is one that `supplychain explain` knows."""
    given: dict[str, Any] = {"level": level, "message": text(sentence)}
    return given | ({"descriptor": {"id": code}} if code else {})
