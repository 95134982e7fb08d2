"""What is wrong with a value, said for a person: where the form of a field is explained with an example."""

from __future__ import annotations

from collections.abc import Iterable

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.dates import MOMENT, PERIOD
from supplychain_cli.model.entity import SLUG
from supplychain_cli.records.excerpt import clipped
from supplychain_cli.records.fields import SINGULAR, Spec, Tree, specs


class Words(NamedTuple):
    """The parts of a complaint that do not depend on where it stands."""

    code: str
    message: str
    help: str
    notes: tuple[str, ...] = ()


_FORMS: tuple[tuple[str, str, str, str], ...] = (
    (
        SLUG,
        "R204",
        "is not an id: it may hold only small Latin letters, digits and single hyphens",
        "Write it like `ru-rostec`.",
    ),
    (
        PERIOD,
        "R205",
        "is not a date or interval",
        "Write a date, or two with a slash; `..` is an open end: `2022-05`, `2014/2022-01`, `2014/..`.",
    ),
    (
        MOMENT,
        "R205",
        "is not a date",
        "Write a year, a month or a day, as exact as the source is: `2022`, `2022-05`, `2022-05-18`.",
    ),
    (
        "[A-Z]{2}$",
        "R206",
        "is not a country code",
        "Write the two capital letters of ISO 3166-1, as in `CN` or `RU`.",
    ),
    (
        "[A-Z]{3}$",
        "R206",
        "is not a currency code",
        "Write the three capital letters of ISO 4217, as in `USD`.",
    ),
    (
        r"https?://\S+$",
        "R206",
        "is not a web address",
        "Write the public address with https:// and without spaces.",
    ),
    (r"^supplychain/[1-9]\d*$", "R206", "is not a record format", "Write `supplychain/1`."),
    ("3\\.[AB]", "R206", "is no tier of the Common High Priority List", "Write 1, 2, 3.A, 3.B, 4.A or 4.B."),
)

_SHAPES = {
    "list": "a list",
    "mapping": "a mapping with fields of its own",
    "free": "a mapping of names to numbers",
    "text": "one text",
    "whole": "a whole number",
    "decimal": "a number",
    "flag": "`true` or `false`",
}


def subject(section: str, tree: Tree) -> str:
    """Name a record for a sentence: kind and id."""
    what = SINGULAR.get(section, "dataset")
    name = tree.get("id") if isinstance(tree, dict) else None
    if what == "dataset":
        return "The dataset"
    return f"The {what} `{clipped(name)}`" if isinstance(name, str) else f"This {what}"


def missing(who: str, name: str, spec: Spec | None) -> Words:
    """Say that a field must be there."""
    meaning = f"The field means: {_begun_low(spec.description)}" if spec else ""
    example = f" For example `{name}: {spec.examples[0]}`." if spec and spec.examples else ""
    return Words(
        "R201", f"{who} has no `{name}`.", f"Add the field `{name}`.{example}", (meaning,) if meaning else ()
    )


def _begun_low(sentence: str) -> str:
    """Begin a sentence with a small letter, as after a colon; an abbreviation keeps its letters."""
    return sentence if sentence[1:2].isupper() else f"{sentence[:1].lower()}{sentence[1:]}"


def unknown(name: str, kind: type[object] | None) -> Words:
    """Say that no field has this name, and which do."""
    known = list(specs(kind)) if kind else []
    notes = similar(name, known, "There is a field `{}` with a similar name.")
    return Words(
        "R202",
        f"No field here is called `{clipped(name)}`.",
        f"Correct the name or delete the field. The fields are: {', '.join(known)}.",
        notes,
    )


def choice(value: str, choices: Iterable[str], name: str) -> Words:
    """Say that a field takes one of few words."""
    words = list(choices)
    return Words(
        "R203",
        f"`{clipped(value)}` is not a `{name}`.",
        f"Write one of: {', '.join(words)}.",
        similar(value, words, "There is `{}` with a similar name."),
    )


def form(value: str, pattern: str, name: str) -> Words:
    """Explain the form that a text must have."""
    for part, code, message, help_ in _FORMS:
        if part in pattern:
            return Words(code, f"`{clipped(value)}` {message}.", help_)
    return Words(
        "R206", f"`{clipped(value)}` does not have the form of `{name}`.", f"It must match {pattern}."
    )


def number(value: str, nature: str) -> Words:
    """Explain how a number is written."""
    what = _SHAPES[nature]
    return Words(
        "R207",
        f"`{clipped(value)}` is not {what}.",
        "Write `true` or `false`."
        if nature == "flag"
        else f"Write digits without units or separators, as in `{'12' if nature == 'whole' else '12.5'}`.",
    )


def bound(value: str, sign: str, limit: object) -> Words:
    """Say that a number lies outside its bounds."""
    return Words(
        "R207",
        f"`{clipped(value)}` is too {'small' if sign == 'ge' else 'large'}.",
        f"Write a number that is {limit} or {'more' if sign == 'ge' else 'less'}.",
    )


def shape(value: Tree, name: str, nature: str, inside: bool) -> Words:
    """Say that a list stands where a text belongs, and the like; `inside` speaks of an item of a list."""
    stands = (
        "A mapping" if isinstance(value, dict) else "A list" if isinstance(value, list) else "A single text"
    )
    where = f"as an item of `{name}`" if inside else f"as `{name}`"
    wanted = _SHAPES[nature]
    example = (
        f" One item is a list too: `{name}: [{clipped(value)}]`."
        if nature == "list" and isinstance(value, str)
        else ""
    )
    return Words("R208", f"{stands} stands {where}, where {wanted} belongs.", f"Write {wanted}.{example}")


def length(value: str, limit: int, name: str) -> Words:
    """Say that a text is empty or too long."""
    if len(value) < limit:
        return Words("R209", f"`{name}` is empty.", "Write the text, or leave the record out.")
    return Words(
        "R209",
        f"`{name}` holds {len(value):,} characters; it may hold {limit}.",
        "Write the name alone; remarks belong into `note`.",
    )


def similar(word: str, known: Iterable[str], sentence: str) -> tuple[str, ...]:
    """Name the nearest known words, best first, at most three; nothing when none is near."""
    import difflib

    near = difflib.get_close_matches(word[:100], list(known), n=3, cutoff=0.72)
    return tuple(sentence.format(name) for name in near)
