"""How one text is written in the canonical form: plain where every YAML reader takes it for text, quoted otherwise."""

from __future__ import annotations

import re

WIDTH = 110
"""Columns that a line should not exceed."""

_TYPED = re.compile(
    r"""(
      ~|null|true|false|yes|no|on|off|y|n|=|<<           # nothing, flags, and two relics of YAML 1.1
    | [-+]?[0-9][0-9_,]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?   # numbers
    | [-+]?\.[0-9_]+([eE][-+]?[0-9]+)?
    | 0[box][0-9a-f_]+
    | [-+]?\.(inf|nan)
    | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?       # 12:30 is 750 to YAML 1.1
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?           # days
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`\x00-\x1f][^\x00-\x1f]*\Z")
_BREAKS_PLAIN = re.compile(r":(\s|\Z)|\s#|\s\Z|\A\.\.\.")
_FLOW = re.compile(r"[,\[\]{}:?]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Say whether a text may stand without quotes and is text to every reader of YAML 1.1 and 1.2."""
    return bool(
        _PLAIN.match(text)
        and not _BREAKS_PLAIN.search(text)
        and not _TYPED.match(text)
        and not (in_flow and _FLOW.search(text))
    )


def quoted(text: str) -> str:
    """Write a text in double quotes on one line."""
    return f'"{text.translate(_ESCAPES)}"'


def inline(text: str, *, in_flow: bool = False) -> str:
    """Write a text on one line."""
    return text if is_plain(text, in_flow=in_flow) else quoted(text)


def folded(text: str, indent: int) -> list[str] | None:
    """Break a text at single spaces into lines for a `>-` block; None where that would change it or gains nothing."""
    if text != text.strip() or re.search(r"[^\S ]", text) or " " not in text:
        return None
    lines, rest, room = [], text, WIDTH - indent
    while len(rest) > room:
        cut = _cut(rest, room)
        if cut < 0:
            break
        lines.append(rest[:cut])
        rest = rest[cut + 1 :]
    return [*lines, rest] if lines else None


def literal(text: str) -> tuple[str, list[str]] | None:
    """Give the head and lines of a block that keeps line breaks; None where the block would change the text."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) == 1 or "\t" in text or not lines[0] or not lines[-1] or re.search(r"(?m)^ | $", text):
        return None
    return ("|" if text.endswith("\n") else "|-"), lines


def _cut(text: str, room: int) -> int:
    """Find the last single space before `room`, else the first after it; -1 where there is none."""
    spaces = [match.start() for match in re.finditer(r"(?<=[^ ]) (?=[^ ])", text)]
    before = [place for place in spaces if place <= room]
    return before[-1] if before else next(iter(spaces), -1)
