"""The cases of Russian and Ukrainian nouns and adjectives, so that one row of the lexicon stands for all of them."""

from __future__ import annotations

_SHORTEST = 5
_ENDINGS = (
    ("ия", ("ии", "ию", "ией", "ий", "иям", "иях")),
    ("ія", ("ії", "ію", "ією", "ій")),
    ("ие", ("ия", "ию", "ием", "ии", "ий")),
    ("ство", ("ства", "ству", "ством", "стве", "ств")),
    ("ка", ("ки", "ке", "ку", "кой", "кам", "ках")),
    ("ы", ("ов", "ам", "ами", "ах")),
    *((end, (f"{end}а", f"{end}у", f"{end}ом", f"{end}ов")) for end in "бвдзлмнпрстф"),
)
"""Nominative endings, and what stands in their place in the other cases (Zaliznyak's usual patterns)."""

_OF_ADJECTIVES = ("ая", "ое", "ые", "ого", "ой")
"""Endings that no name of a firm has by chance; Новых and Новым are read as Novik and Novim, which are names."""


def cases(form: str) -> tuple[str, ...]:
    """Give the other cases of a noun in Cyrillic of five letters or more; none where its pattern is not a usual one."""
    if len(form) < _SHORTEST or " " in form or "-" in form or form.isupper():
        return ()
    for ending, others in _ENDINGS:
        if form.endswith(ending):
            return tuple(form[: -len(ending)] + other for other in others)
    return ()


def short_adjective(form: str) -> tuple[str, ...]:
    """Give the usual endings of an adjective whose stem is too short to be known by itself: новый, новая, Новое."""
    return tuple(form[:-2] + ending for ending in _OF_ADJECTIVES)
