"""For programs: JSON and JSON lines. Fields only ever gain company."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from supplychain_cli.render.envelope import Envelope

_ENVELOPE_FIELDS = frozenset({"notices", "complete"})


def json_text(answer: object, envelope: Envelope, *, ascii_only: bool = False) -> str:
    """Write one JSON object: the envelope, with the answer's fields as `result`. Ends with a line feed.

    Names stand in their own script; with `ascii_only`, for a stream that cannot carry them, as JSON's own escapes.
    """
    frame = {
        "schema": envelope.schema,
        "tool": plain(envelope.tool),
        "dataset": plain(envelope.dataset),
        "query": plain(envelope.query),
        "complete": envelope.complete,
        "notices": plain(envelope.notices),
        "result": result(answer),
    }
    return json.dumps(frame, ensure_ascii=ascii_only, indent=2) + "\n"


def jsonl_text(answer: object, envelope: Envelope, items: str, *, ascii_only: bool = False) -> str:
    """Write one JSON object a line, one line an item of the answer's field `items`; nothing when there is none.

    Each line says what it is by `schema`, the schema of the whole answer. Without `items` the answer is one line; of
    several fields (`findings rows`) each line names its own in `of`.
    """
    held = result(answer)
    names = items.split()
    rows = [{"of": name, **row} if len(names) > 1 else row for name in names for row in held[name]]
    lines = [
        json.dumps({"schema": envelope.schema, **row}, ensure_ascii=ascii_only)
        for row in (rows if names else [held])
    ]
    return "".join(f"{line}\n" for line in lines)


def line(item: object, envelope: Envelope, *, ascii_only: bool = False) -> str:
    """Write one item of an answer as such a line."""
    return json.dumps({"schema": envelope.schema, **plain(item)}, ensure_ascii=ascii_only) + "\n"


def result(answer: object) -> dict[str, Any]:
    """Give an answer's fields as plain data, without those that stand in the envelope."""
    return dict(_fields(answer, leave_out=_ENVELOPE_FIELDS))


def plain(value: Any) -> Any:  # noqa: ANN401 - any answer
    """Turn an answer into dicts, lists and scalars; a field named `from_` becomes `from`.

    What JSON does not know (a decimal, a date) becomes its text.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return dict(_fields(value))
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, tuple | list | frozenset | set):
        parts = sorted(value) if isinstance(value, frozenset | set) else value
        return [plain(part) for part in parts]
    return str(value)


def _fields(value: Any, leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    for item in fields(value):
        if item.name not in leave_out:
            yield item.name.removesuffix("_"), plain(getattr(value, item.name))
