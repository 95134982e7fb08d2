"""Adding a judgement to the text of a record file and taking it out again, in canonical form, nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from supplychain_cli.model.dataset import Identity
from supplychain_cli.records.write import canonical, record_text

SECTION = "identities"
_HEAD = f"{SECTION}:\n"
_ITEM = "  - "


def added(text: str, file: str, record: Identity) -> str | None:
    """Give the text with one more judgement at the end of its section; None when the file has faults.

    An empty text gives a new file. Every value and comment is kept.
    """
    alone = record_text(SECTION, record)
    if not text.strip():
        return alone
    lines = _lines(text, file)
    if lines is None:
        return None
    item = alone.removeprefix(_HEAD)
    if _HEAD not in lines:
        return "".join([*lines, "\n", alone])
    end = _end(lines, lines.index(_HEAD))
    return canonical("".join([*lines[:end], "\n", item, *lines[end:]]), file).text


def removed(text: str, file: str, name: str) -> str | None:
    """Give the text without the judgement of this id; None when the file has faults or does not hold it.

    Comments stay. A file that held nothing else becomes empty.
    """
    lines = _lines(text, file)
    if lines is None or _HEAD not in lines:
        return None
    head = lines.index(_HEAD)
    begin_of = re.compile(rf"  - \{{?id: [\"']?{re.escape(name)}[\"']?\s*(?:[,}}]|$)")
    begins = [at for at in range(head, _end(lines, head)) if begin_of.match(lines[at])]
    if not begins:
        return None
    end = next(_ends_of_item(lines, begins[0]))
    left = [*lines[: begins[0]], *lines[end:]]
    if not any(line.startswith(_ITEM) for line in left[head : _end(left, head)]):
        del left[head]
    body = "".join(left)
    return canonical(body, file).text if body.strip() else ""


def _lines(text: str, file: str) -> list[str] | None:
    """Give the lines of the canonical form, in which every section begins at the margin and every record two in."""
    form = canonical(text, file).text
    return None if form is None else form.splitlines(keepends=True)


def _end(lines: list[str], head: int) -> int:
    """Give the line after the last of a section that begins at `head`."""
    inside = [at for at in range(head + 1, len(lines)) if lines[at].startswith(" ")]
    following = next((at for at in range(head + 1, len(lines)) if re.match(r"[^\s#]", lines[at])), len(lines))
    return max((at + 1 for at in inside if at < following), default=head + 1)


def _ends_of_item(lines: list[str], begin: int) -> Iterator[int]:
    """Give the line after the last of a record: the first that is not set in further than its beginning."""
    for at in range(begin + 1, len(lines)):
        if lines[at].strip() and not lines[at].startswith("   "):
            yield at
    yield len(lines)
