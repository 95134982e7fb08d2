"""What Python offers at a lower price: dataclasses and named tuples that cost little to declare, and SHA-256.

The standard dataclasses write and compile about six methods for every class when its module is loaded, and the named
tuples of `typing` compile the type of every field, and a `__new__`. A question loads more than a hundred classes and
makes instances of a few, so this was a sixth of its time. These write an `__init__` or a `__new__` when many instances
are made. In use they are the same, and whoever checks types sees the standard ones.

SHA-256 is Python's own, as the standard `random` takes it: `hashlib` loads OpenSSL, which takes longer than all that a
question has to digest. Large files are better read by `hashlib`.
"""

from __future__ import annotations

import dataclasses
import operator
from collections import _tuplegetter, namedtuple  # type: ignore[attr-defined]  # which makes the fields of any
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

_FEW = 10
"""Instances of a class that are filled by hand: writing its `__init__` or `__new__` takes as much as filling thirty."""

Kind = type[Any]
Method = Callable[..., Any]


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False
) -> Callable[[Kind], Kind]:
    """Make a class a dataclass; each word means what it means to the standard one.

    Of the words of `field`, those that say how it is given and compared are heeded, as no class here has others.
    """

    def made(kind: Kind) -> Kind:
        kind = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
        methods: dict[str, Method | None] = {"__init__": _first(kind, frozen=frozen), "__repr__": _shown}
        if eq:
            methods |= _comparing(kind, ("eq", "lt", "le", "gt", "ge") if order else ("eq",))
            methods["__hash__"] = _hashing(kind) if frozen else None
        if frozen:
            methods |= {"__setattr__": _kept, "__delattr__": _kept}
            methods |= {"__getstate__": _state, "__setstate__": _restored}
        for name, method in methods.items():
            setattr(kind, name, method)
        return kind

    return made


class _Tuple(tuple[Any, ...]):
    """What named tuples have in common, as `collections.namedtuple` makes it."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:  # noqa: ANN401 - of the class that is asked
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **named: Any) -> Any:  # noqa: ANN401 - as above
        given = self._make(map(named.pop, self._fields, self))
        if named:
            raise TypeError(f"Got unexpected field names: {list(named)!r}")
        return given

    __replace__ = _replace

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _Named(type):
    """What makes a named tuple of a class: with the fields and methods that it declares."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
        declared = super().__new__(cls, name, (), body)
        if not bases:
            return declared
        names = tuple(declared.__annotations__)
        defaults = {field: body[field] for field in names if field in body}
        members = {word: value for word, value in body.items() if word not in {*names, "__classcell__"}}
        members |= {field: _tuplegetter(place, f"Field number {place}.") for place, field in enumerate(names)}
        members |= {"_fields": names, "_field_defaults": defaults, "__match_args__": names, "__slots__": ()}
        made = type(name, (_Tuple,), members)
        made.__new__ = staticmethod(_born(made, names, defaults))  # type: ignore[method-assign]  # made for this class
        return made


def _born(kind: Kind, names: tuple[str, ...], defaults: dict[str, Any]) -> Method:
    """Stand in for `__new__`: fill the first few tuples by hand, and then write it."""
    born = 0

    def __new__(cls: Kind, *values: Any, **named: Any) -> Any:  # noqa: ANN401, N807 - as any class has it
        nonlocal born
        born += 1
        given = {**defaults, **dict(zip(names, values, strict=False)), **named}
        fits = len(given) == len(names) >= len(values) and named.keys().isdisjoint(names[: len(values)])
        if born > _FEW or not fits:
            made: Any = namedtuple(kind.__name__, names, defaults=defaults.values())  # type: ignore[misc]  # noqa: PYI024 - they are known only here
            written: Method = made.__new__
            kind.__new__ = staticmethod(written)
            return written(cls, *values, **named)
        return tuple.__new__(cls, map(given.__getitem__, names))

    return __new__


class _NamedTuple(metaclass=_Named):
    """The base that says that a class is a named tuple."""


def _digest() -> Method:
    """Give SHA-256 from where Python has it: the first is its place from 3.12 on, the last one is always there."""
    for module in ("_sha2", "_sha256"):
        with suppress(ImportError):
            found: Method = import_module(module).sha256
            return found
    return import_module("hashlib").sha256  # type: ignore[no-any-return]  # of a module that is named by a text


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - passed on under its own name
    from hashlib import sha256 as sha256  # noqa: PLC0414 - as above
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - as above
else:
    dataclass, NamedTuple, sha256 = _dataclass, _NamedTuple, _digest()


def _first(kind: Kind, *, frozen: bool) -> Method:
    """Stand in for `__init__`: fill the first few instances by hand, and then write it."""
    fields = dataclasses.fields(kind)
    made = 0

    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: ANN401, N807 - as any class has it
        nonlocal made
        made += 1
        given = _given(fields, values, named) if made <= _FEW else None
        if given is None:
            kind.__init__ = _written(kind, frozen=frozen)
            kind.__init__(self, *values, **named)
            return
        for name, value in given.items():
            object.__setattr__(self, name, value)
        if hasattr(kind, "__post_init__"):
            self.__post_init__()

    return __init__


def _given(
    fields: tuple[dataclasses.Field[Any], ...], values: tuple[Any, ...], named: dict[str, Any]
) -> dict[str, Any] | None:
    """Give what each field of an instance is to hold; None where they do not fit, which `__init__` says best."""
    places = [item.name for item in fields if not item.kw_only]
    given = {**dict(zip(places, values, strict=False)), **named}
    if len(given) != len(values) + len(named):
        return None
    for item in fields:
        if item.name not in given:
            if item.default_factory is not dataclasses.MISSING:
                given[item.name] = item.default_factory()
            elif item.default is not dataclasses.MISSING:
                given[item.name] = item.default
            else:
                return None
    return given if len(given) == len(fields) else None


def _written(kind: Kind, *, frozen: bool) -> Method:
    """Compile the `__init__` of a class; that of a frozen one sets the fields past `__setattr__`."""
    known: dict[str, Any] = {"_put": object.__setattr__, "_absent": dataclasses.MISSING}
    head, named, body = ["self"], ["*"], []
    for item in dataclasses.fields(kind):
        name = word = value = item.name
        if item.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = item.default_factory
            value = f"_make_{name}() if {name} is _absent else {name}"
            word = f"{name}=_absent"
        elif item.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = item.default
            word = f"{name}=_default_{name}"
        (named if item.kw_only else head).append(word)
        body.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ", ".join((*head, *(named if len(named) > 1 else ())))
    exec(f"def __init__({taken}):\n " + "\n ".join(body or ["pass"]), known)  # noqa: S102 - only names of fields
    written: Method = known["__init__"]
    return written


def _values(kind: Kind) -> Callable[[Any], Any]:
    """Give what reads at once all fields of an instance that count in a comparison."""
    names = [item.name for item in dataclasses.fields(kind) if item.compare]
    return operator.attrgetter(*names) if names else lambda _: ()


def _comparing(kind: Kind, signs: Iterable[str]) -> dict[str, Method]:
    values = _values(kind)

    def comparing(compare: Method) -> Method:
        def compared(self: object, other: object) -> Any:  # noqa: ANN401 - or NotImplemented
            same = other.__class__ is self.__class__
            return compare(values(self), values(other)) if same else NotImplemented

        return compared

    return {f"__{sign}__": comparing(getattr(operator, sign)) for sign in signs}


def _hashing(kind: Kind) -> Method:
    values = _values(kind)
    return lambda self: hash(values(self))


def _shown(self: Any) -> str:  # noqa: ANN401 - of any class
    parts = (f"{item.name}={getattr(self, item.name)!r}" for item in dataclasses.fields(self))
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _kept(self: object, name: str, *_: object) -> None:  # noqa: ARG001 - as `__setattr__` is called
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:  # noqa: ANN401 - of any class
    return [getattr(self, item.name) for item in dataclasses.fields(self)]


def _restored(self: Any, state: list[Any]) -> None:  # noqa: ANN401 - of any class
    for item, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
