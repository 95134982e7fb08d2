"""`make bench-names`: how well names are told apart and found, beside plain RapidFuzz in the same run.

Prints the scorecard and writes it into the guide (names-scorecard.md), and the measured meaning of scores into the
table that the program ships (calibration.tsv). Everything is seeded: the same code and the same tables give the same
page. Pairs published by others are measured where they lie beside the project, and left out where
they do not; then neither file is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from supplychain_cli.graph.view import Scope
from supplychain_cli.matching.letters import CYRILLIC, HAN, LATIN, script_of
from supplychain_cli.model.dates import parse_day
from supplychain_cli.model.entity import Entity
from supplychain_cli.queries.screen.judge import Judge
from supplychain_cli.records.read import read
from supplychain_cli.workspace.screening import against
from supplychain_cli.workspace.world import open_world
from tests.names import labelled, scorecard
from tests.names.mangle import Base
from tests.shared import DATA

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "supplychain_cli/guide/names-scorecard.md"
BANDS = ROOT / "supplychain_cli/matching/data/calibration.tsv"
PUBLISHED = DATA / "names/labelled-pairs.csv"
HEAD = """# names-scorecard: how well names are told apart, measured

`make bench-names` measures this anew and writes this page. A score puts candidates in order for a person; it decides
nothing.

Published pairs are labelled by others, persons mostly; half of them served to set costs and threshold (`supplychain
guide names`). The own pairs (`tests/names/pairs.csv`) are organisations mostly, in Latin, Cyrillic, Han, Arabic,
Korean, Greek and Turkish, each with its reason, and chosen to be hard: firms that differ by one word, province,
number or character against one firm in other letters, language or form. A hash of the two names puts each pair into
the half that tables and thresholds may be fitted to (tuning) or into the half that is counted and not fitted to
(heldout). The figures of that half were seen while the comparison was built: it is kept out of fitting, not unseen.
"""
_SCRIPTS = {LATIN: "latin", CYRILLIC: "russian", HAN: "han"}
_FEWEST = 4
_DRAWN = 60


def recorded() -> Iterator[tuple[str, Base]]:
    """Give every name of the shipped records, with its script where the generator knows it."""
    corpus = read(ROOT / "records").corpus
    if corpus is None:
        raise SystemExit("The shipped records hold errors.")
    for entry in corpus.section("entities"):
        if isinstance(entry.record, Entity):
            for name in dict.fromkeys((entry.record.name, *(other.name for other in entry.record.names))):
                script = _SCRIPTS.get(script_of(next((char for char in name if char.isalpha()), " ")), "")
                yield entry.record.kind, Base(script, name)


def main() -> int:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description="Measure how well names are told apart and found.")
    parser.add_argument("--quick", action="store_true", help="measure a tenth, and write no page")
    asked = parser.parse_args()
    sizes = scorecard.Sizes(each=5, among=3000, strangers=2000) if asked.quick else scorecard.Sizes()
    published = labelled.published(PUBLISHED) if PUBLISHED.exists() else []
    every = list(recorded())
    bases = [base for kind, base in every if kind == "company" and base.script and len(base.proper) > _FEWEST]
    world = open_world(ROOT / "records", Scope(parse_day("2026-11-21")))
    judge = Judge(world.view, world.names, against(world))
    tables = [
        scorecard.pairs_table(published),
        scorecard.calibration_table(published),
        *scorecard.recall_tables(scorecard.drawn(bases, _DRAWN, sizes.seed), sizes),
        scorecard.alerts_table(judge, [base.proper for _, base in every], sizes),
    ]
    print(scorecard.text_of(tables))
    if asked.quick or not published:
        print("The page of the guide was not written: not everything was measured.")
        return 0
    PAGE.write_text(scorecard.page_of(tables, HEAD), encoding="utf-8")
    BANDS.write_text(scorecard.shipped_bands(published), encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}, {BANDS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
