"""The one canonical form of a record file, for `fmt` and `new`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.light import NamedTuple
from supplychain_cli.model.codec import to_plain
from supplychain_cli.model.dataset import SECTIONS, DatasetInfo, Path, Record
from supplychain_cli.records import files, syntax
from supplychain_cli.records.comments import BLANK, Comments, comments_of
from supplychain_cli.records.excerpt import quoted
from supplychain_cli.records.fields import Spec, Tree, spec_at, specs
from supplychain_cli.records.scalars import WIDTH, folded, inline, literal
from supplychain_cli.records.scalars import quoted as in_quotes

QUOTED = frozenset({"identifiers", "hs", "entry"})
"""Fields whose values are always quoted: register numbers look like figures, and are none."""

_STEP = 2


class Canonical(NamedTuple):
    """A file in canonical form; `text` is None when the file has faults, which `diagnostics` holds."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]


def canonical(text: str, file: str) -> Canonical:
    """Write a file in canonical form, with every value and comment it holds, and nothing else.

    Fields come in the order of the model, records and sections stay in the person's order. The form of the canonical
    form is itself. A file that the strict reader refuses is refused here. Linear in the text.
    """
    parsed = syntax.parse(text, file, layout=True)
    if parsed.diagnostics:
        return Canonical(None, tuple(quoted(parsed.diagnostics, lambda _: text)))
    body = text.removeprefix("\ufeff")
    comments = comments_of(body, parsed)
    words = comments.words()
    if parsed.tree is None:
        return Canonical(_joined(comments.tail), ())
    written = _joined(_Writer(file, comments).document(parsed.tree))
    again = syntax.parse(written, file, layout=True)
    if again.tree != parsed.tree or comments_of(written, again).words() != words:
        # A fault of ours must not cost a person a word.
        message = f"the canonical form of {file} would not say the same"
        raise RuntimeError(message)
    return Canonical(written, ())


def record_text(section: str, record: Record) -> str:
    """Write one record as the only one of its section."""
    return tree_text({section: [_texts(to_plain(record))]})


def tree_text(
    tree: dict[str, Tree],
    *,
    leading: Mapping[Path, list[str]] | None = None,
    following: Mapping[Path, list[str]] | None = None,
) -> str:
    """Write sections of records, with comment lines above and below what the paths name."""
    comments = Comments(leading=dict(leading or {}), following=dict(following or {}))
    return _joined(_Writer("", comments).document(tree))


def _texts(value: Any) -> Tree:  # noqa: ANN401 - plain data of a record
    """Turn numbers and flags of plain data into the texts that a file holds."""
    if isinstance(value, dict):
        return {name: _texts(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_texts(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


class _Writer:
    """Writes a tree line by line, with its comments."""

    def __init__(self, file: str, comments: Comments) -> None:
        self._head = file == files.HEAD
        self._comments = comments

    def document(self, tree: Tree) -> list[str]:
        """Write a whole file."""
        if isinstance(tree, dict):
            lines = list(self._mapping(tree, (), 0))
        elif isinstance(tree, list):
            lines = list(self._block_list(tree, (), 0)) if tree else ["[]"]
        else:
            lines = [inline(tree)]
        tail = self._comments.tail
        return [*lines, *([BLANK, *tail] if tail else [])] if lines else tail

    def _mapping(self, tree: dict[str, Tree], path: Path, indent: int) -> Iterator[str]:
        if not tree and not path:
            yield "{}"
        for number, name in enumerate(self._ordered(tree, path)):
            if not path and number and not self._head:
                yield BLANK
            yield from self._entry(name, tree[name], (*path, name), indent)

    def _entry(self, name: str, value: Tree, path: Path, indent: int) -> Iterator[str]:
        yield from self._remarks(self._comments.leading, path, indent)
        spec = self._spec(path)
        key = name if spec or (len(path) == 1 and name in SECTIONS) else inline(name)
        first, rest = self._value(value, path, indent, len(key) + 1)
        yield f"{' ' * indent}{key}:{first}{self._behind(path)}"
        yield from rest
        yield from self._remarks(self._comments.following, path, indent)

    def _value(self, value: Tree, path: Path, indent: int, used: int) -> tuple[str, list[str]]:
        """Give what stands behind the colon or dash, and the lines below."""
        if isinstance(value, str):
            return self._scalar(value, path, indent, used)
        flow = self._flow(value, path, indent, used)
        if flow is not None:
            return f" {flow}", []
        if isinstance(value, dict):
            return "", list(self._mapping(value, path, indent + _STEP))
        return "", list(self._block_list(value, path, indent + _STEP))

    def _flow(self, value: Tree, path: Path, indent: int, used: int) -> str | None:
        """Write an empty collection, or a short list of single texts, on one line; None where a block is better."""
        if not value:
            return "[]" if isinstance(value, list) else "{}"
        texts = [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
        if len(texts) < len(value) or path in self._comments.inside or len(path) == 1:
            return None
        style = in_quotes if self._always_quoted(path) else _in_flow
        flow = f"[{', '.join(style(text) for text in texts)}]"
        return flow if indent + used + 1 + len(flow) <= WIDTH else None

    def _block_list(self, items: list[Tree], path: Path, indent: int) -> Iterator[str]:
        for index, item in enumerate(items):
            here = (*path, index)
            if index and len(path) == 1:
                yield BLANK
            lead = list(self._remarks(self._comments.leading, here, indent))
            if isinstance(item, dict) and item:
                lead += self._lead_of_first(item, here, indent)
                yield from lead
                lines = list(self._mapping(item, here, indent + _STEP))
                yield f"{' ' * indent}- {lines[0][indent + _STEP :]}{self._behind(here)}"
                yield from lines[1:]
            else:
                yield from lead
                first, rest = self._value(item, here, indent, 1)
                yield f"{' ' * indent}-{first}{self._behind(here)}"
                yield from rest
            yield from self._remarks(self._comments.following, here, indent)

    def _lead_of_first(self, item: dict[str, Tree], path: Path, indent: int) -> list[str]:
        """Take the comments above the first field of an item: they must stand above its dash."""
        first = (*path, self._ordered(item, path)[0])
        lines = list(self._remarks(self._comments.leading, first, indent))
        self._comments.leading.pop(first, None)
        return lines

    def _scalar(self, text: str, path: Path, indent: int, used: int) -> tuple[str, list[str]]:
        spec = self._spec(path)
        if (
            spec
            and spec.nature in {"whole", "decimal", "flag"}
            and text.isprintable()
            and text.strip() == text != ""
        ):
            number = (
                text
                if text.replace(".", "", 1).removeprefix("-").isdigit() or spec.nature == "flag"
                else inline(text)
            )
            return f" {number}", []
        one_line = in_quotes(text) if self._always_quoted(path) else inline(text)
        deeper = indent + _STEP
        block = literal(text) if "\n" in text else None
        if block:
            return f" {block[0]}", [f"{' ' * deeper}{line}" if line else "" for line in block[1]]
        if indent + used + 1 + len(one_line) > WIDTH and not self._always_quoted(path):
            lines = folded(text, deeper)
            if lines:
                return " >-", [f"{' ' * deeper}{line}" for line in lines]
        return f" {one_line}", []

    def _remarks(self, group: dict[Path, list[str]], path: Path, indent: int) -> Iterator[str]:
        for line in group.get(path, ()):
            yield f"{' ' * indent}{line}" if line else BLANK

    def _behind(self, path: Path) -> str:
        lines = self._comments.behind.get(path)
        return f"  {'  '.join(lines)}" if lines else ""

    def _ordered(self, tree: dict[str, Tree], path: Path) -> list[str]:
        """Put known fields into the model's order; unknown ones and free mappings stay as they are."""
        kind = self._kind(path)
        known = [name for name in specs(kind) if name in tree] if kind else []
        return [*known, *(name for name in tree if name not in known)]

    def _kind(self, path: Path) -> type[object] | None:
        """Give the kind of the mapping at a path; None for the file itself, `identifiers`, and what is unknown."""
        if self._head:
            return None if path else DatasetInfo
        if len(path) < 2 or path[0] not in SECTIONS:  # noqa: PLR2004 - section and number of the record
            return None
        kind = SECTIONS[str(path[0])]
        if len(path) == 2:  # noqa: PLR2004 - the record itself
            return kind
        spec = spec_at(kind, path[2:])[1]
        return spec.nested if spec else None

    def _spec(self, path: Path) -> Spec | None:
        if self._head:
            return spec_at(DatasetInfo, path)[1]
        if len(path) < 3 or path[0] not in SECTIONS:  # noqa: PLR2004 - section, number of the record, field
            return None
        return spec_at(SECTIONS[str(path[0])], path[2:])[1]

    def _always_quoted(self, path: Path) -> bool:
        return not self._head and len(path) > 2 and path[2] in QUOTED  # noqa: PLR2004 - the field of a record


def _in_flow(text: str) -> str:
    return inline(text, in_flow=True)
