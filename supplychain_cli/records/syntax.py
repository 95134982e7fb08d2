"""Strict YAML: every scalar a text, every value with its place, and nothing that needs a second look.

This is the only place that imports yaml. It reads PyYAML's event stream, from libyaml where that is built in
and from pure Python otherwise; both give the same result. Anchors, aliases, tags, merge keys, directives,
duplicate keys, empty values and further documents are refused. Events are taken one by one, so that a bomb
stops at its bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, Literal, TypeAlias, cast

import yaml

from supplychain_cli.diagnostics import Diagnostic, Location
from supplychain_cli.light import dataclass
from supplychain_cli.model.dataset import Path
from supplychain_cli.records import characters, yaml_words
from supplychain_cli.records.excerpt import clipped

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"
Mark: TypeAlias = tuple[int, int]
Span: TypeAlias = tuple[int, int, bool]
Backend = Literal["auto", "c", "pure"]

MAX_DEPTH = 40
MAX_NODES = 200_000
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that other YAML readers take for no value at all."""

_GLUED = re.compile(r"[|>][-+0-9]*#")

HAS_C = hasattr(yaml, "CSafeLoader")
"""Whether PyYAML was built with libyaml; without it reading is ten times slower and gives the same result."""


@dataclass(slots=True)
class Parsed:
    """One file as read.

    `tree` is None when nothing could be read; `values` and `keys` give line and column (from 1) of every
    value and mapping key by path; `complete` is False when reading stopped before the end of the file.
    """

    tree: Tree | None = None
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    complete: bool = True
    spans: list[Span] = field(default_factory=list)
    flow: set[Path] = field(default_factory=set)


def parse(text: str, file: str, backend: Backend = "auto", *, layout: bool = False) -> Parsed:
    """Read one YAML document strictly. Never raises for any text; cost is linear, bounded by the two limits.

    What could be read before a syntax fault is returned beside the complaint. With `layout`, `spans` tells where in
    the text each scalar begins and ends and whether it is a block, and `flow` which collections stand in brackets.
    """
    text, faults = characters.replaced(text.removeprefix("\ufeff"), file)
    builder = _Builder(file, text, Parsed(diagnostics=faults), layout=layout)
    try:
        for event in _events(text, backend):
            builder.take(event)
    except _Stop:
        builder.parsed.complete = False
    except yaml.MarkedYAMLError as fault:
        builder.parsed.complete = False
        builder.parsed.diagnostics.append(_complaint(fault, file, len(text.rstrip()), builder.opened()))
    except (ValueError, OverflowError):
        # Pure Python meets an escape beyond Unicode with chr(); libyaml has a message for it.
        builder.parsed.complete = False
        builder.parsed.diagnostics.append(yaml_words.bad_escape(Location(file, *builder.last)))
    return builder.parsed


def _events(text: str, backend: Backend) -> Iterator[yaml.Event]:
    loader: Any = yaml.SafeLoader if backend == "pure" or not HAS_C else yaml.CSafeLoader
    return yaml.parse(text, Loader=loader)


def _start(event: yaml.Event) -> Mark:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _complaint(fault: yaml.MarkedYAMLError, file: str, end: int, innermost: Mark) -> Diagnostic:
    mark: Any = fault.problem_mark or fault.context_mark
    if mark and mark.index >= end:
        # At the end of the file there is nothing to see: show what was never closed.
        mark = fault.context_mark
        if not mark or mark.index >= end:
            return yaml_words.explained(fault.problem or "", Location(file, *innermost), "", 0)
    place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
    opened = fault.context_mark.line + 1 if fault.context_mark and fault.context else 0
    return yaml_words.explained(fault.problem or "", place, fault.context or "", opened)


class _Stop(Exception):
    """Reading ends here; the reason is among the complaints."""


@dataclass(slots=True)
class _Open:
    """A mapping or sequence being read. `path` is None below something refused; `key` waits for its value."""

    node: dict[str, Tree] | list[Tree]
    path: Path | None
    key: str | None = None
    dropping: bool = False


class _Builder:
    """Builds the tree from events."""

    def __init__(self, file: str, text: str, parsed: Parsed, *, layout: bool) -> None:
        self.parsed = parsed
        self.last: Mark = (1, 1)
        self._file = file
        self._text = text
        self._layout = layout
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def opened(self) -> Mark:
        """Give the place of the innermost list or mapping that is still open, else of the last value."""
        path = self._stack[-1].path if self._stack else None
        return self.last if path is None else self.parsed.values[path]

    def take(self, event: yaml.Event) -> None:
        """Take one event. Raises _Stop at a bound or a second document."""
        if isinstance(event, yaml.ScalarEvent):
            self._note(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._note(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._note(event)
            self._fault("R109", f"The alias `*{event.anchor}` stands for a value written elsewhere.")
            self._drop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _note(self, event: yaml.NodeEvent) -> None:
        """Keep the place, count the node, and refuse what a record file never needs."""
        self.last = _start(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._fault("R113", f"The file holds more than {MAX_NODES:,} values; reading stopped here.")
            raise _Stop
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._fault("R109", f"The anchor `&{event.anchor}` marks a value for use elsewhere.")
        if getattr(event, "tag", None):
            self._fault("R110", "A YAML tag stands here; records hold plain text, lists and mappings only.")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.last = _start(event)
        self._documents += 1
        if event.version or event.tags:
            self._fault("R110", "A YAML directive stands at the head of this document.")
        if self._documents > 1:
            self._fault("R111", "A second YAML document begins here.")
            raise _Stop

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        node: dict[str, Tree] | list[Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        if len(self._stack) >= MAX_DEPTH:
            self._fault("R112", f"Values are nested more than {MAX_DEPTH} deep; reading stopped here.")
            raise _Stop
        if self._expects_key():
            self._fault("R115", "A list or mapping stands where the name of a field belongs.")
            self._stack[-1].dropping = True
            self._stack[-1].key = ""
            self._stack.append(_Open(node, None))
            return
        path = self._put(node)
        if self._layout and path is not None and event.flow_style:
            self.parsed.flow.add(path)
        self._stack.append(_Open(node, path))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        plain = not event.style
        block = event.style in {"|", ">"}
        if block or self._layout:
            start, end = cast("Any", event.start_mark), cast("Any", event.end_mark)
            if block and _GLUED.match(self._text, start.index):
                # libyaml takes it for a comment, pure Python refuses it.
                self.parsed.diagnostics.append(
                    yaml_words.explained("found '#' in the head of a block", self._place(), "", 0)
                )
                raise _Stop
            self.parsed.spans.append((start.index, end.index, block))
        if event.style == '"':
            self._escapes(event.value)
        if self._expects_key():
            self._key(event.value, plain)
            return
        if plain and event.value in NOTHING:
            top = self._stack[-1] if self._stack else None
            what = f"The field `{clipped(top.key)}`" if top and top.key else "This item"
            said = f"; `{event.value}` is not text" if event.value else ""
            self._fault("R114", f"{what} has no value{said}.")
            self._drop()
            return
        self._put(event.value)

    def _key(self, text: str, plain: bool) -> None:
        top = self._stack[-1]
        top.key, top.dropping = text, True
        if plain and text == "<<":
            self._fault("R109", "The merge key `<<` takes fields from elsewhere.")
        elif plain and text in NOTHING:
            self._fault("R115", "A value stands here without the name of its field.")
        elif text in top.node:
            first = "" if top.path is None else f", in line {self.parsed.keys[*top.path, text][0]}"
            self._fault(
                "R108",
                f"The field `{clipped(text)}` is written twice in one mapping; the first is above{first}.",
            )
        else:
            top.dropping = False
            if top.path is not None:
                self.parsed.keys[*top.path, text] = self.last
            else:
                top.node[text] = ""  # type: ignore[call-overload]  # a mapping: it has keys

    def _put(self, value: Tree) -> Path | None:
        """Place a value where the open container expects it; give its path, None below something refused."""
        if not self._stack:
            self.parsed.tree = value
            self.parsed.values[()] = self.last
            return ()
        top = self._stack[-1]
        if isinstance(top.node, list):
            path = None if top.path is None else (*top.path, len(top.node))
            top.node.append(value)
        else:
            key, top.key = top.key or "", None
            if top.dropping:
                return None
            path = None if top.path is None else (*top.path, key)
            top.node[key] = value
        if path is not None:
            self.parsed.values[path] = self.last
        return path

    def _drop(self) -> None:
        """Leave out the value that the open container expects, or the name of a field."""
        if not self._stack:
            return
        top = self._stack[-1]
        if self._expects_key():
            top.key, top.dropping = "", True
        else:
            top.key = None

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].node, dict) and self._stack[-1].key is None

    def _escapes(self, value: str) -> None:
        """Refuse what an escape smuggled past the look at the file itself; a tab is harmless here."""
        for finding in characters.refused(value):
            if finding.concern != "tab":
                self.parsed.diagnostics.append(
                    characters.complaint(finding.concern, finding.character, self._place())
                )
                return

    def _place(self) -> Location:
        return Location(self._file, *self.last)

    def _fault(self, code: str, message: str) -> None:
        help_ = yaml_words.HELP[code]
        self.parsed.diagnostics.append(Diagnostic(code, message, self._place(), help=help_))
