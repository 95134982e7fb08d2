"""XML element by element: streamed, bounded, and refused when it brings a DOCTYPE or entities of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import field
from pathlib import Path
from xml.parsers import expat

from supplychain_cli.diagnostics import DataFault
from supplychain_cli.importers.stream import fault, opened
from supplychain_cli.light import dataclass

MAX_DEPTH = 64
MAX_ELEMENT = 16 * 1024 * 1024
"""Characters, tags and attributes of one wanted element together; the largest real ones have some 200 kB."""
MAX_TAG = 1024 * 1024
"""Bytes of one tag, comment or other piece that the parser must hold whole."""
_CHUNK = 64 * 1024
_BREAK = " "
_REMEDY = "Fetch the file again from its publisher, and compare its size."


@dataclass(slots=True)
class Element:
    """One element with everything in it. Names are without their namespace; `line` counts from 1."""

    name: str
    attributes: dict[str, str]
    line: int
    number: int = 0
    """Which of the wanted elements of the file it is, counted from 1; 0 for those inside."""
    children: list[Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text with runs of white space made one blank, and none at the ends."""
        return " ".join("".join(self.parts).split())

    def all(self, *path: str) -> Iterator[Element]:
        """Give the elements below it at a path of names, in the order of the file."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Element | None:
        """Give the first element at a path, or None."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str:
        """Give the text of the first element at a path that has any, or an empty text."""
        return next((each.text for each in self.all(*path) if each.text), "")

    def texts(self, *path: str) -> list[str]:
        """Give every text at a path that is not empty, each once."""
        return list(dict.fromkeys(each.text for each in self.all(*path) if each.text))


def elements(file: Path, wanted: Collection[str], roots: Collection[str] = ()) -> Iterator[Element]:
    """Give every element of the names in `wanted` that stands in no other wanted one, as soon as it is closed.

    `roots` are the names that the outermost element may have; that element itself comes first, with its
    attributes and nothing in it, as number 0. Memory: one wanted element.

    Raises DataFault: D204 for another root, D206 for a file that ends too soon, D207 for a DOCTYPE or an
    entity, D208 for what is not well-formed, nested deeper than `MAX_DEPTH` or larger than `MAX_ELEMENT`.
    """
    reader = _Reader(file, frozenset(wanted), frozenset(roots))
    with opened(file) as stream:
        while chunk := stream.read(_CHUNK):
            yield from reader.feed(chunk)
    yield from reader.close()


class _Reader:
    """Builds wanted elements out of the events of the parser."""

    def __init__(self, file: Path, wanted: frozenset[str], roots: frozenset[str]) -> None:
        self._file, self._wanted, self._roots = file, wanted, roots
        self._open: list[Element] = []
        self._done: list[Element] = []
        self._depth = self._size = self._count = self._fed = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=_BREAK)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.UnparsedEntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._entity

    def feed(self, chunk: bytes) -> list[Element]:
        """Take bytes in and give the elements that they complete."""
        self._fed += len(chunk)
        self._parse(chunk, last=False)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > MAX_TAG:
            why = f"one tag or comment after line {self._line} is longer than {MAX_TAG // 1024**2} MB"
            raise self._fault("D208", why)
        return self._taken()

    def close(self) -> list[Element]:
        """Take the end of the file in. Raises DataFault when it comes too soon."""
        self._parse(b"", last=True)
        return self._taken()

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _taken(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as reason:
            said = expat.ErrorString(reason.code)
            if last or said in {"no element found", "unclosed token"}:
                why = f"it ends at line {reason.lineno} before its elements are closed, so it is not whole"
                raise self._fault("D206", why, reason.lineno) from reason
            why = f"line {reason.lineno} is not well-formed XML ({said})"
            raise self._fault("D208", why, reason.lineno) from reason

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._fault("D208", f"line {self._line} is nested deeper than {MAX_DEPTH} elements")
        local = _local(name)
        element = Element(local, {_local(key): value for key, value in attributes.items()}, self._line)
        if self._depth == 1:
            self._root(element)
        if self._open:
            self._grow(len(local) + 64 + sum(len(key) + len(value) for key, value in attributes.items()))
            self._open[-1].children.append(element)
            self._open.append(element)
        elif local in self._wanted:
            self._count += 1
            self._size = 0
            element.number = self._count
            self._open.append(element)

    def _root(self, element: Element) -> None:
        if self._roots and element.name not in self._roots:
            why = f"its outermost element is {element.name[:80]}, where {' or '.join(sorted(self._roots))} belongs"
            raise self._fault("D204", why)
        self._done.append(element)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._done.append(element)

    def _text(self, text: str) -> None:
        if self._open:
            self._grow(len(text))
            self._open[-1].parts.append(text)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > MAX_ELEMENT:
            element = self._open[0]
            why = f"the element {element.name} at line {element.line} is larger than {MAX_ELEMENT // 1024**2} MB"
            raise self._fault("D208", why, element.line)

    def _doctype(self, *_: object) -> None:
        raise self._fault(
            "D207", f"line {self._line} holds a DOCTYPE, which no list needs and which can do harm"
        )

    def _entity(self, *_: object) -> int:
        raise self._fault(
            "D207", f"line {self._line} declares an entity, which no list needs and which can do harm"
        )

    def _fault(self, code: str, why: str, line: int = 0) -> DataFault:
        remedy = {
            "D204": "Look whether the file is of the format named.",
            "D207": "Take the file as its publisher gives it; if it comes so, ask him for one without.",
        }.get(code, _REMEDY)
        return fault(code, self._file, why, remedy, row=line or self._line)


def _local(name: str) -> str:
    return name.rpartition(_BREAK)[2]
