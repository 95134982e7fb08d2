"""The sentences in which a comparison of names is told; whoever reads them need not know how it works."""

from __future__ import annotations

from supplychain_cli.matching.compare import Outcome
from supplychain_cli.matching.costs import Step
from supplychain_cli.matching.keys import same_spelling
from supplychain_cli.matching.prepared import Prepared

_SENTENCES = {
    "adjective": "'{left}' and '{right}' are one word as noun and as adjective.",
    "kin": "'{left}' and '{right}' are translations of one word.",
    "lookalike": "'{left}' and '{right}' look alike, but are known as different words.",
    "short": "'{left}' and '{right}': one is a short form of the other.",
    "same": "'{left}' and '{right}' are one given name in different languages.",
    "initial": "'{left}' and '{right}': one may be the initial of the other.",
    "acronym": "'{left}' and '{right}': one has the first letters of the other.",
    "initials": "One name is made of the first letters of the other.",
    "designation": "'{left}' and '{right}' only say what kind of body it is.",
    "number": "The numbers differ, {left} and {right}: two of a series have such names, unless one is mistyped.",
    "conflict": "'{left}' and '{right}' have nothing to do with each other.",
    "only_general": "No word that both have tells which one is meant.",
    "every_letter": "One short word is all that tells which one is meant, so every letter of it counts.",
    "form": "The legal forms are of different kinds: {sorts}.",
    "characters": "The names are read alike, but written with other characters.",
    "swapped": "The names have the same characters, but for two neighbours that changed places.",
    "distinct": "The names have words that look alike and are known to be different.",
    "order": "The words stand in another order.",
    "brackets": "What stands in brackets, or beside a slash, was taken for another name of the same.",
    "glued": "The names have the same letters, cut into other words.",
}
_SORTS = {
    "stock": "a stock company",
    "limited": "a company with limited liability",
    "partnership": "a partnership",
    "state": "a state enterprise",
    "nonprofit": "a non-profit organisation",
    "company": "a company",
}
_NEAR_SLIP = 0.75
_LONGEST = 60


def said(step: Step, left: str, right: str, found: Outcome) -> str:
    """Tell one step of a comparison; `left` and `right` are its words as written."""
    if step.how == "equal":
        return _equal(left, right)
    if step.how in {"slips", "cut"}:
        return _slip(step, left, right)
    if step.how in {"extra", "weak"}:
        weak = ", which says little" if step.how == "weak" else ""
        return f"Only the {'first' if left else 'second'} name has '{left or right}'{weak}."
    return _SENTENCES[step.how].format(
        left=_short(left), right=_short(right), sorts=_sorts(found.left, found.right)
    )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."


def what_agrees(found: Outcome) -> str:
    """Tell why two names have all points, or why they have none."""
    if found.via == "same":
        return "The names are written alike."
    if found.via == "empty":
        return "There is nothing to compare but a legal form, or no letter at all."
    if found.via == "marks":
        return "The names have nothing in common."
    if same_spelling(found.left.text, found.right.text):
        return "The names differ only in legal form, case or script."
    return "The names are one in different spelling, script or language."


def _equal(left: str, right: str) -> str:
    if left.casefold() == right.casefold():
        return f"Both names have '{left}'."
    return f"'{left}' and '{right}' are one word in different spelling, script or language."


def _slip(step: Step, left: str, right: str) -> str:
    if not step.slips:
        return f"'{left}' and '{right}' have the same letters, cut into other words."
    cut = ", and they are cut into other words" if step.how == "cut" else ""
    if step.slips < _NEAR_SLIP:
        return f"'{left}' and '{right}' differ in letters that are heard or written for each other{cut}."
    letters = "a letter" if round(step.slips) == 1 else f"some {round(step.slips)} letters"
    return f"'{left}' and '{right}' differ in {letters}{cut}."


def _sorts(*names: Prepared) -> str:
    return " and ".join(" or ".join(_SORTS[sort] for sort in sorted(name.sorts)) for name in names)
