from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supplychain_cli.records.syntax import HAS_C, MAX_NODES, Backend, Parsed, parse

BACKENDS: list[Backend] = ["c", "pure"] if HAS_C else ["pure"]
PIECES = [
    "a", "b: ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", ": ", "#", " # c", '"', "'", "\\", "|", ">-",
    "&x ", "*x", "!t ", "!!str ", "<<: ", "? ", "---\n", "...\n", "%YAML 1.1\n", "@", "`", "~", "null", "\r\n", "\r",
    "é", "云", "\U0001f600", "'x'", '"\\u202e"', '"\\x41"', "0123", "no",
    "=", "-", "--", ":", "::", ">#", "|2", "\u3000",
]  # fmt: skip
YAMLISH = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def read(text: str, backend: Backend = "auto") -> Parsed:
    return parse(text, "f.yml", backend)


def codes(text: str, backend: Backend = "auto") -> list[str]:
    return [item.code for item in read(text, backend).diagnostics]


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_scalar_is_text(backend: Backend) -> None:
    text = (
        'country: NO\ninn: 0274062111\nhs: 0101.21\nt: 12:30\nd: 2024-02-30\ne: 1e3\nq: "x"\nf: [yes, 0x1F]\n'
    )
    assert read(text, backend).tree == {
        "country": "NO",
        "inn": "0274062111",
        "hs": "0101.21",
        "t": "12:30",
        "d": "2024-02-30",
        "e": "1e3",
        "q": "x",
        "f": ["yes", "0x1F"],
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_value_and_key_has_its_place(backend: Backend) -> None:
    found = read("entities:\n  - id: a\n    names: [{name: 云, lang: zh}]\n  - id: b\n", backend)
    assert found.values == {
        (): (1, 1),
        ("entities",): (2, 3),
        ("entities", 0): (2, 5),
        ("entities", 0, "id"): (2, 9),
        ("entities", 0, "names"): (3, 12),
        ("entities", 0, "names", 0): (3, 13),
        ("entities", 0, "names", 0, "name"): (3, 20),
        ("entities", 0, "names", 0, "lang"): (3, 29),
        ("entities", 1): (4, 5),
        ("entities", 1, "id"): (4, 9),
    }
    assert found.keys["entities", 0, "names", 0, "lang"] == (3, 23)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("text", "tree", "expected"),
    [
        ("a: 1\nb:\nc: ~\nd: null\n", {"a": "1"}, ["R114", "R114", "R114"]),
        ("a: ''\nb: \"null\"\n", {"a": "", "b": "null"}, []),
        ("- \n- x\n", ["x"], ["R114"]),
        ("a: 1\na: 2\n", {"a": "1"}, ["R108"]),
        ("a: &x 1\nb: *x\n", {"a": "1"}, ["R109", "R109"]),
        ("a: {<<: {b: 1}, c: 2}\n", {"a": {"c": "2"}}, ["R109"]),
        ("&a [*a]\n", [], ["R109", "R109"]),
        ("a: !!python/object:os.system x\n", {"a": "x"}, ["R110"]),
        ("%YAML 1.1\n---\na: 1\n", {"a": "1"}, ["R110"]),
        ("--- \na: 1\n", {"a": "1"}, []),
        ("a: 1\n---\nb: 2\n", {"a": "1"}, ["R111"]),
        ("? [x]\n: 1\na: {b: 2}\n", {"a": {"b": "2"}}, ["R115"]),
        ("? {x: {y: 1, y: 2}}\n: 1\n", {}, ["R115", "R108"]),
        ("~: 1\n", {}, ["R115"]),
        ("*x : 1\n", {}, ["R109"]),
        ("a:\tb\n", {"a": "b"}, ["R106"]),
        ("a: 1\rb: 2\r\nc: 3\n", {"a": "1", "b": "2", "c": "3"}, []),
        ("\ufeffa: 1\n", {"a": "1"}, []),
        ("a: x\ufeffy\n", {"a": "x\ufffdy"}, ["R104"]),
        ("a: x\u2028y\n", {"a": "x\ufffdy"}, ["R104"]),
        ("a: x\x85y\n", {"a": "x\ufffdy"}, ["R104"]),
        ("a: \ud800\n", {"a": "\ufffd"}, ["R104"]),
        ('a: "\\e[2J"\n', {"a": "\x1b[2J"}, ["R104"]),
        ('a: "\\u202e"\n', {"a": "\u202e"}, ["R105"]),
        ('"\\u202e": a\n', {"\u202e": "a"}, ["R105"]),
        ('a: "\\t"\n', {"a": "\t"}, []),
        ("", None, []),
        ("# nothing\n", None, []),
    ],
)
def test_what_is_refused(backend: Backend, text: str, tree: object, expected: list[str]) -> None:
    found = read(text, backend)
    assert [item.code for item in found.diagnostics] == expected
    assert found.tree == tree


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_stands_before_a_fault_is_read(backend: Backend) -> None:
    found = read("a: 1\nb: [x, y\nc: 2\n", backend)
    assert isinstance(found.tree, dict)
    assert found.tree["a"] == "1"
    assert not found.complete
    assert [item.code for item in found.diagnostics] == ["R107"]


def test_a_duplicate_names_both_places() -> None:
    (fault,) = read("a:\n  x: 1\n  y: 2\n  x: 3\n").diagnostics
    assert (fault.location.line, fault.location.column) == (4, 3)
    assert "line 2" in fault.message


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        ("[" * 60_000, "R112"),
        ("{" * 60_000, "R112"),
        ("- " * 30_000, "R112"),
        ("? " * 30_000, "R112"),
        ("[\n" * 30_000, "R112"),
        ("- x\n" * (MAX_NODES + 1), "R113"),
    ],
)
def test_a_bomb_is_stopped_at_its_bound(backend: Backend, bomb: str, code: str) -> None:
    found = read(bomb, backend)
    assert code in [item.code for item in found.diagnostics]
    assert not found.complete


def test_an_alias_bomb_does_not_unfold() -> None:
    lines = ["a0: &a0 x"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert set(codes("\n".join(lines))) == {"R109"}


@pytest.mark.parametrize("backend", BACKENDS)
@settings(deadline=None, max_examples=300)
@given(text=st.one_of(st.text(max_size=200), YAMLISH))
@example(text='a: "\\ud800"')
@example(text='a: "\\UFFFFFFFF"')
def test_no_text_makes_it_raise(backend: Backend, text: str) -> None:
    found = read(text, backend)
    assert found.complete or found.diagnostics


@settings(deadline=None, max_examples=1000)
@given(text=st.one_of(YAMLISH, st.text(max_size=100)))
@example(text=">#")
def test_both_backends_read_the_same(text: str) -> None:
    fast, slow = read(text, BACKENDS[0]), read(text, BACKENDS[-1])
    assert bool(fast.diagnostics) == bool(slow.diagnostics)
    if not fast.diagnostics:
        assert (fast.tree, fast.values, fast.keys) == (slow.tree, slow.values, slow.keys)
