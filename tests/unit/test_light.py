"""What is light does what the standard library does."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import pickle
import sys
import typing
from collections.abc import Callable
from copy import deepcopy
from typing import Any, ClassVar

import pytest

from supplychain_cli import light

Maker = Callable[..., Any]
MAKERS: dict[str, Maker] = {"standard": dataclasses.dataclass, "light": light.dataclass}


def point(maker: Maker, **words: bool) -> Any:
    class Point:
        """A place."""

        unit: ClassVar[str] = "mm"
        x: int
        y: int = 2
        marks: list[str] = dataclasses.field(default_factory=list, compare=False)

    return maker(**words)(Point)


@light.dataclass(frozen=True, slots=True, order=True)
class Day:
    """Known to this module, so that it can be pickled."""

    year: int
    month: int = 1


@light.dataclass(frozen=True, slots=True)
class Named(Day):
    """A day with a name, which only its name gives."""

    name: str = dataclasses.field(kw_only=True)


class Span(light.NamedTuple):
    """Known to this module, too."""

    first: Day
    last: Day = Day(9)


@pytest.fixture(params=MAKERS)
def maker(request: pytest.FixtureRequest) -> Maker:
    return MAKERS[request.param]


@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("frozen", [False, True])
def test_both_are_made_shown_and_compared_alike(maker: Maker, *, slots: bool, frozen: bool) -> None:
    kind = point(maker, slots=slots, frozen=frozen)
    first, second = kind(1), kind(x=1, y=3, marks=["a"])
    assert (first.x, first.y, first.marks, kind.unit) == (1, 2, [], "mm")
    assert repr(second) == f"{kind.__qualname__}(x=1, y=3, marks=['a'])"
    assert first == kind(1, marks=["b"])
    assert first != second
    assert first != (1, 2, [])
    assert dataclasses.replace(first, y=3) == second
    assert dataclasses.asdict(first) == {"x": 1, "y": 2, "marks": []}
    assert kind.__match_args__ == ("x", "y", "marks")
    assert first.marks is not kind(1).marks


def test_both_refuse_what_they_cannot_take(maker: Maker) -> None:
    kind = point(maker)
    for values, named in (((), {}), ((1, 2, [], 4), {}), ((1,), {"z": 1})):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_frozen_ones_stay_as_they_are_and_can_be_keys(maker: Maker) -> None:
    kind = point(maker, frozen=True, slots=True)
    one = kind(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    assert {one: "found"}[kind(1)] == "found"


def test_others_change_and_are_no_keys(maker: Maker) -> None:
    one = point(maker, slots=True)(1)
    one.x = 2
    assert one.x == 2
    with pytest.raises(TypeError):
        hash(one)
    by_itself = point(maker, eq=False)
    assert by_itself(1) != by_itself(1)
    assert hash(by_itself(1))


def test_ordered_ones_are_sorted_field_by_field() -> None:
    assert sorted([Day(2), Day(1, 2), Day(1)]) == [Day(1), Day(1, 2), Day(2)]
    assert Day(1) < Day(2) <= Day(2)
    with pytest.raises(TypeError):
        assert Day(1) < Named(2, name="a")


def test_fields_after_those_of_the_parent_are_given_by_name() -> None:
    one = Named(1, name="new year")
    assert (one.year, one.month, one.name) == (1, 1, "new year")
    with pytest.raises(TypeError):
        Named(1, 2, "new year")  # type: ignore[call-arg]  # that it is refused is the test


def test_they_can_be_sent_to_another_process_and_copied() -> None:
    for one in (Day(1), Named(3, name="c"), Span(Day(1))):
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - made here
        assert deepcopy(one) == one


def test_what_follows_the_making_is_called(maker: Maker) -> None:
    class Sum:
        """Adds up."""

        left: int
        right: int

        def __post_init__(self) -> None:
            self.left += self.right

    assert maker()(Sum)(1, 2).left == 3


@pytest.mark.parametrize("base", [typing.NamedTuple, light.NamedTuple])
def test_named_tuples_have_the_fields_and_methods_that_they_declare(base: Any) -> None:
    class Row(base):  # type: ignore[misc]  # either of the two
        """A row."""

        unit: str
        key: str
        size: int = 2

        @property
        def double(self) -> int:
            return self.size * 2

    assert Row._fields == ("unit", "key", "size")
    one = Row("mm", "a")
    assert (one, one.double, one._replace(size=3).double) == (("mm", "a", 2), 4, 6)
    assert repr(one) == "Row(unit='mm', key='a', size=2)"
    assert (Row.__doc__, Row.__module__, list(Row.__annotations__)) == ("A row.", __name__, list(Row._fields))
    for values, named in (
        (("mm",), {}),
        (("mm", "a", 2, 3), {}),
        (("mm", "a"), {"x": 1}),
        (("mm", "a"), {"key": "b"}),
    ):
        with pytest.raises(TypeError):
            Row(*values, **named)
    assert Row(key="a", unit="mm")._asdict() == {"unit": "mm", "key": "a", "size": 2}
    assert Row._make(["mm", "a", 5]).size == 5
    with pytest.raises(TypeError):
        Row._make(["mm"])
    with pytest.raises((TypeError, ValueError)):
        one._replace(weight=3)
    assert Row.__match_args__ == Row._fields


def test_new_is_written_when_it_is_worth_it() -> None:
    first = [Span(Day(1)) for _ in range(5)]
    assert [Span(first=Day(1), last=Day(9)) for _ in range(20)] == first * 4
    assert list(inspect.signature(Span.__new__).parameters) == ["_cls", "first", "last"]
    assert pickle.loads(pickle.dumps(Span(Day(2)))) == (Day(2), Day(9))  # noqa: S301 - our own
    with pytest.raises(TypeError):
        Span()  # type: ignore[call-arg]  # the fault that is tested


def test_init_is_written_when_it_is_worth_it() -> None:
    kind = point(light.dataclass, frozen=True, slots=True)
    first = kind(1, marks=["a"])
    assert "values" in inspect.signature(kind).parameters
    assert [kind(1, marks=["a"]) for _ in range(20)] == [first] * 20
    assert list(inspect.signature(kind).parameters) == ["x", "y", "marks"]
    assert kind(1).marks is not kind(1).marks
    with pytest.raises(TypeError, match="'x'"):
        kind()


@pytest.mark.parametrize("missing", [(), ("_sha2",), ("_sha2", "_sha256")])
def test_digests_are_those_of_the_standard_library(
    missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in missing:
        monkeypatch.setitem(sys.modules, module, None)
    made = light._digest()
    assert all(made(text).digest() == hashlib.sha256(text).digest() for text in (b"", b"x" * 1000))
