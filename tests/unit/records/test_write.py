from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from supplychain_cli.model.dataset import SECTIONS, Entry
from supplychain_cli.model.entity import Entity
from supplychain_cli.records.characters import refused
from supplychain_cli.records.new import TEMPLATES, template
from supplychain_cli.records.read import read_texts
from supplychain_cli.records.scalars import WIDTH, folded, inline, literal
from supplychain_cli.records.syntax import parse
from supplychain_cli.records.write import canonical, record_text
from tests.unit.records.test_syntax import YAMLISH

PAGES = Path(__file__).parents[3] / "supplychain_cli" / "explain"
UNTIDY = """\
# a heading

# about the sources
sources:   # behind the section
# above the first
- {publisher: P, id: s, title: "T: x", reliability: B, date: 2022-05-18}  # behind s
-   id: t
    # above the title
    title: A very long title of so many words that one line cannot hold it, although the lines are really long ones here
    publisher: "no"
    # below the publisher
# above the entities

entities:
  # a group of firms

  # above the record
  - kind: company   # behind the kind
    # above the id
    id: a
    name: 云 # behind the name
    identifiers: {inn: 0123, ogrn: [1, "2"]}
    tags: [u, # inside
      v]
    note: |
      line 1

      line 2
    sources:
    - s
    - t
  # above b
  - id: b
    name: >- # behind the fold
      a b
      c
    kind: company
    unknown: {a: 1, "no": [x, {y: z}], e: [], f: {}}
      # below the unknown
# the end
"""
TIDY = """\
# a heading

# about the sources
sources:  # behind the section
  # above the first
  - id: s  # behind s
    publisher: P
    title: "T: x"
    reliability: B
    date: "2022-05-18"

  - id: t
    publisher: "no"
    # below the publisher
    # above the title
    title: >-
      A very long title of so many words that one line cannot hold it, although the lines are really long ones
      here

# above the entities

entities:
  # a group of firms

  # above the record
  # above the id
  - id: a
    kind: company  # behind the kind
    name: 云  # behind the name
    identifiers:
      inn: "0123"
      ogrn: ["1", "2"]
    sources: [s, t]
    note: |
      line 1

      line 2
    tags: [u, v]  # inside

  # above b
  - id: b
    kind: company
    name: a b c  # behind the fold
    unknown:
      a: "1"
      "no":
        - x
        - "y": z
      e: []
      f: {}
    # below the unknown

# the end
"""


def written(text: str, file: str = "f.yml") -> str:
    form = canonical(text, file)
    assert form.text is not None, form.diagnostics
    return form.text


def test_the_canonical_form() -> None:
    assert written(UNTIDY) == TIDY


def test_the_head_of_a_dataset_keeps_its_own_order() -> None:
    text = "# h\nlicence: CC-BY-4.0\nversion: 2026.11.0\nname: x # n\nformat: supplychain/1\n"
    assert written(text, "dataset.yml") == (
        "format: supplychain/1\nname: x  # n\nversion: 2026.11.0\n# h\nlicence: CC-BY-4.0\n"
    )


def test_a_file_with_faults_is_left_alone() -> None:
    form = canonical("entities:\n  - id: a\n    id: b\n", "f.yml")
    assert form.text is None
    assert [(item.code, item.excerpt) for item in form.diagnostics] == [("R108", "    id: b")]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only\n\n# remarks\n", "[]\n", "{}\n", "text\n", "- - a\n  - - b\n"]
)
def test_what_is_no_record_file_keeps_its_content(text: str) -> None:
    again = written(text)
    assert parse(again, "f").tree == parse(text, "f").tree
    assert written(again) == again


@pytest.mark.parametrize(
    "text",
    [
        "entities: # a\n  # b\n  - # c\n    id: x # d\n    # e\n  # f\n# g\n",
        "entities:\n- id: x\n# a\n- id: y\n# b\n",
        "entities:\n  - {id: x, # a\n     # b\n     kind: y} # c\n",
        "relations:\n  - id: x\n    goods: [ # a\n      g, # b\n      # c\n      h ] # d\n",
        'entities:\n  - id: x\n    note: "a # b\n      c" # d\n',
        "entities:\n  - id: x\n    note: | # a\n      # no remark\n    # a remark\n",
        "entities:\n\n\n  # a\n\n\n  # b\n\n\n  - id: x\n\n    # c\n\n    kind: y\n\n\n# d\n\n",
        "[a]#b\n",
        "--- # a\n# b\nx: 1 # c\n",
        "a: 1 # b\r\n# c\r\nd: 2\r\n",
    ],
)
def test_every_comment_stays(text: str) -> None:
    again = written(text)
    words = [word for line in text.splitlines() for word in line.partition("#")[2].replace("#", " ").split()]
    assert all(word in again for word in words)
    assert written(again) == again


@settings(deadline=None, max_examples=400)
@given(text=st.one_of(YAMLISH, st.lists(st.sampled_from(UNTIDY.splitlines(keepends=True))).map("".join)))
@example(text="- a # b\n\n")
def test_it_loses_nothing_and_is_its_own_form(text: str) -> None:
    form = canonical(text, "f.yml")
    if form.text is None:
        assert form.diagnostics
    else:
        assert parse(form.text, "f").tree == parse(text, "f").tree
        assert canonical(form.text, "f.yml").text == form.text


def is_clean(text: str) -> bool:
    return not list(refused(text))


TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
        is_clean
    ),
    st.text(alphabet="ab -:#'\"\n.,[]{}?!&*|>%@`~=<0123456789xeE_no", min_size=1, max_size=60),
    st.lists(st.sampled_from(["long", "words", "云", "", "#", "-"]), min_size=20, max_size=80).map(" ".join),
    st.sampled_from(
        ["no", "0x1F", "1e3", "12:30", "2024-05-18", "1_000", ".inf", "~", "=", "<<", "...", "---"]
    ),
)


@settings(deadline=None, max_examples=400)
@given(note=TEXTS, tags=st.lists(TEXTS, max_size=5), register=TEXTS)
def test_every_text_survives(note: str, tags: list[str], register: str) -> None:
    record = Entity(
        id="a", kind="company", name="A", note=note, tags=tuple(tags), identifiers={"inn": register}
    )
    text = record_text("entities", record)
    tree = parse(text, "f").tree
    assert isinstance(tree, dict)
    expected = {"id": "a", "kind": "company", "name": "A", "identifiers": {"inn": register}, "note": note}
    assert tree["entities"] == [expected | ({"tags": tags} if tags else {})]
    assert written(text) == text


@pytest.mark.parametrize(
    "word", ["no", "Off", "0123", "1.5", "12:30", "2024-05-18", "0x1F", "1e3", ".inf", "~", "a: b"]
)
def test_what_other_readers_would_type_is_quoted(word: str) -> None:
    assert inline(word) == f'"{word}"'


@pytest.mark.parametrize(
    "word", ["Rostec", "2014/..", "2022-05", "../2022", "https://example.org/a?b", "a #1".replace(" ", "")]
)
def test_plain_text_stays_plain(word: str) -> None:
    assert inline(word) == word


def test_folding_breaks_at_single_spaces_only() -> None:
    text = "word " * 40 + "end"
    lines = folded(text, 4)
    assert lines is not None
    assert " ".join(lines) == text
    assert all(len(line) <= WIDTH - 4 for line in lines)
    assert folded("x" * 500, 4) is None
    assert folded(" leading" + " x" * 100, 4) is None
    assert folded("a  b" * 50, 4) is None


def test_a_block_keeps_line_breaks_or_is_not_used() -> None:
    assert literal("a\n\nb\n") == ("|", ["a", "", "b"])
    assert literal("a\nb") == ("|-", ["a", "b"])
    for text in ["a", "a\n", " a\nb", "a \nb", "a\nb\n\n", "\na\nb"]:
        assert literal(text) is None


def test_records_come_back_as_they_were() -> None:
    pages = [page.read_text(encoding="utf-8") for page in sorted(PAGES.glob("R3*.md"))]
    entries: list[Entry] = []
    for page in pages:
        example_text = page.split("## Passes\n\n```yaml\n")[1].split("```")[0]
        entries += reading(example_text)
    assert len(entries) > 30
    for entry in entries:
        (again,) = reading(record_text(entry.section, entry.record))
        assert again.record == entry.record


def reading(text: str) -> list[Entry]:
    from supplychain_cli.records.drafts import draft_of

    return draft_of(text, "f.yml").entries


@pytest.mark.parametrize("section", TEMPLATES)
def test_a_template_is_canonical_and_explains_each_field(section: str) -> None:
    text = template(section)
    assert written(text) == text
    from supplychain_cli.records.fields import specs

    for spec in specs(SECTIONS[section]).values():
        assert spec.description in text


def test_the_templates_together_are_a_dataset_without_faults() -> None:
    texts = {f"{section}.yml": template(section) for section in TEMPLATES}
    texts["dataset.yml"] = "format: supplychain/1\nname: x\nversion: '1'\nlicence: CC-BY-4.0\n"
    texts["buyer.yml"] = "entities: [{id: xx-example-buyer, kind: company, name: Example Buyer}]\n"
    assert read_texts(texts).diagnostics == ()
