"""From a word as it was compared back to the words of the name as written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supplychain_cli.matching.keys import keys_of
from supplychain_cli.matching.letters import tokens
from supplychain_cli.matching.prepared import Prepared

_LONGEST_PHRASE = 5


def shown_words(name: Prepared, places: Iterable[int], *, native: bool) -> str:
    """Give the words at these places as the name writes them, or as they were read where it cuts words otherwise.

    `native` says that the words in the name's own script were compared.
    """
    places = tuple(places)
    if not places:
        return ""
    if native:
        return " ".join(name.native[at].key for at in places if at < len(name.native))
    written = tokens(name.text)
    keys = name.keys.words if len(name.keys.words) == len(name.words) else [word.key for word in name.words]
    taken: set[int] = set()
    shown = []
    for at in places:
        run = _run_of(keys[at], written, taken)
        taken.update(run)
        text = " ".join(written[number] for number in run)
        if text or not run:
            shown.append(text or keys[at])
    return " ".join(dict.fromkeys(shown)) if len(shown) > 1 else shown[0] if shown else keys[places[0]]


def _run_of(key: str, written: Sequence[str], taken: set[int]) -> range:
    """Find the shortest run of written words that is read as this word, those not yet taken first; empty for none."""
    for size in range(1, _LONGEST_PHRASE + 1):
        runs = [range(at, at + size) for at in range(len(written) - size + 1)]
        for run in sorted(runs, key=lambda run: not taken.isdisjoint(run)):
            if key in keys_of(" ".join(written[at] for at in run)).words:
                return run
    return range(0)
