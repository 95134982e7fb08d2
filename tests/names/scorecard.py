"""The scorecard of names: what is measured, and how it is written down for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from supplychain_cli.queries.screen.judge import Judge
from tests.names import recall
from tests.names.labelled import HALVES, Pair, half_of_published, own
from tests.names.mangle import SCRIPTS, TREATMENTS, Base, cells
from tests.names.matchers import Matcher, ours, rivals
from tests.names.measure import SHIPPED_BANDS, Quality, calibration, quality, threshold_for
from tests.names.strangers import strangers

USUAL = 85
"""The threshold that people give RapidFuzz."""
Row = tuple[str, ...]
_BANDS_HEAD = """# What a score of a comparison of names means: of the labelled pairs that scored from `least` to
# below `most`, how many were one name. Measured on the pairs kept out of fitting tables, weights and threshold.
# Their figures, not the pairs, were seen while the comparison was built; the guide on names tells the exceptions.
# Written by `make bench-names`.
least\tmost\tpairs\tone_name\tsource"""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, a sentence on what the figures are, the names of the columns, and the rows."""

    heading: str
    said: str
    columns: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. `each` is per script and treatment, `among` the names that are searched."""

    each: int = 20
    among: int = 10_000
    strangers: int = 50_000
    seed: int = 7


def groups(published: Sequence[Pair]) -> list[tuple[str, list[Pair]]]:
    """Give the groups of pairs that are reported apart; those without pairs are left out."""
    found = [
        ("published: all", list(published)),
        ("published: organisations", [pair for pair in published if pair.kind == "company"]),
        ("published: persons", [pair for pair in published if pair.kind == "person"]),
        ("published: STRONG cases", [pair for pair in published if pair.strong]),
        *((f"own: {half} half", own(half)) for half in HALVES),
        ("own: heldout, organisations", [pair for pair in own("heldout") if pair.kind == "company"]),
    ]
    return [(name, pairs) for name, pairs in found if pairs]


def pairs_table(published: Sequence[Pair]) -> Table:
    """Measure all matchers on all groups of labelled pairs."""
    rows = [
        _quality_row(name, matcher, quality(matcher, pairs))
        for name, pairs in groups(published)
        for matcher in (ours(), *rivals())
    ]
    return Table(
        "Labelled pairs",
        "F1 at the threshold that the program ships, with its precision and recall, and the best F1 that any threshold "
        "gives. RapidFuzz compares the names in lower-case ASCII (anyascii); it ships no threshold and is given its "
        "best one for each group, which flatters it.",
        ("pairs", "count", "matcher", "F1", "precision", "recall", "best F1"),
        tuple(rows),
    )


def calibration_table(published: Sequence[Pair]) -> Table:
    """Count which share of the pairs in each band of score name the same."""
    bands = calibration(ours(), [*published, *own()])
    rows = [
        (
            str(band.least) if band.least == band.below - 1 else f"{band.least} to {band.below - 1}",
            str(band.pairs),
            _figure(band.same / band.pairs) if band.pairs else "",
        )
        for band in bands
    ]
    return Table(
        "What a score means",
        "Of all labelled pairs with such a score, the share that names the same. Half of these pairs are hard cases on "
        "purpose; among the rows of a real file the share differs.",
        ("score", "pairs", "the same"),
        tuple(rows),
    )


def shipped_bands(published: Sequence[Pair]) -> str:
    """Write the table of bands that the program ships, measured on the halves that nothing was fitted to."""
    pairs = [*(pair for pair in published if half_of_published(pair) == "heldout"), *own("heldout")]
    source = f"the halves kept out of fitting of {len(published)} published pairs and of the project's own {len(own())}"
    bands = calibration(ours(), pairs, SHIPPED_BANDS)
    rows = ["\t".join(map(str, (band.least, band.below, band.pairs, band.same, source))) for band in bands]
    return "\n".join([_BANDS_HEAD, *rows, ""])


def recall_tables(recorded: Iterable[Base], sizes: Sizes) -> list[Table]:
    """Spoil names, and search them among many: by treatment and by script, ours beside the rivals."""
    spoiled = list(cells(sizes.each, sizes.seed, tuple(recorded)))
    right = dict.fromkeys(base.text for _, _, base, _ in spoiled)
    fill = (name for name in strangers(2 * sizes.among, sizes.seed) if name not in right)
    names = list(dict.fromkeys([*right, *fill]))[: max(sizes.among, len(right))]
    number = {name: at for at, name in enumerate(names)}
    index = recall.index_of(names)
    queries = [(text, number[base.text]) for _, _, base, text in spoiled]
    places = [
        recall.by_us(queries, index),
        *(recall.by_rival(queries, names, rival) for rival in recall.RIVALS),
    ]
    ways = (
        ("treatment", tuple(TREATMENTS), [treatment for _, treatment, _, _ in spoiled]),
        ("script", SCRIPTS, [script for script, _, _, _ in spoiled]),
    )
    return [
        _recall_table(word, order, [recall.grouped(words, found) for found in places], len(names))
        for word, order, words in ways
    ]


def alerts_table(judge: Judge, names: Sequence[str], sizes: Sizes) -> Table:
    """Count the names of nobody that are taken for somebody of the records, by screening and by comparing with all."""
    unknown = list(strangers(sizes.strangers, sizes.seed))
    tuning = own("tuning")
    aimed = quality(ours(), tuning).recall
    thresholds = {matcher.name: threshold_for(matcher, tuning, aimed) for matcher in rivals()}
    verdicts = recall.verdicts_of_ours(unknown, judge)
    counts = [(f"supplychain screen: {verdict}", verdicts[verdict]) for verdict in ("match", "possible")]
    for rival in recall.RIVALS:
        asked = (USUAL, thresholds[rival])
        found = recall.alerts_of_rival(unknown, names, rival, asked)
        counts += [(f"{rival} from {least:.0f}", count) for least, count in zip(asked, found, strict=True)]
    return Table(
        "False alerts",
        f"Of {len(unknown):,} random names, those taken for one of the {len(names):,} names in the shipped records. "
        f"RapidFuzz has the threshold {USUAL}, which is usual, and that at which it finds as many of the same pairs in "
        "the own tuning half as ours does.",
        ("matcher", "false alerts", "per 10 000"),
        tuple((name, str(count), f"{10_000 * count / len(unknown):.1f}") for name, count in counts),
    )


def text_of(tables: Iterable[Table]) -> str:
    """Write tables for a terminal, columns aligned."""
    parts = []
    for table in tables:
        widths = [
            max(len(row[at]) for row in (table.columns, *table.rows)) for at in range(len(table.columns))
        ]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (table.columns, *table.rows)
        ]
        parts.append("\n".join([table.heading, *lines, ""]))
    return "\n".join(parts)


def page_of(tables: Iterable[Table], head: str) -> str:
    """Write tables as a page of the guide; `head` stands before them."""
    parts = [head]
    for table in tables:
        lines = [
            f"| {' | '.join(row)} |"
            for row in (table.columns, tuple("---" for _ in table.columns), *table.rows)
        ]
        parts.append("\n".join([f"## {table.heading}", "", table.said, "", *lines, ""]))
    return "\n".join(parts)


def _quality_row(name: str, matcher: Matcher, found: Quality) -> Row:
    figures = (found.shipped, found.precision, found.recall, found.best)
    return (name, str(found.pairs), matcher.name, *map(_figure, figures))


def _recall_table(
    word: str, order: Sequence[str], found: Sequence[dict[str, recall.Found]], among: int
) -> Table:
    rows = []
    for key in order:
        counts = [part[key] for part in found if key in part]
        shares = [_figure(part) for one in counts for part in (one.first / one.asked, one.among / one.asked)]
        rows.append((key, str(counts[0].asked), *shares))
    every = [recall.total(part.values()) for part in found]
    shares = [_figure(part) for one in every for part in (one.first / one.asked, one.among / one.asked)]
    rows.append(("all", str(every[0].asked), *shares))
    return Table(
        f"Mangled names, by {word}",
        f"Each name is spoiled in one way and searched among {among:,}: how often the right one comes first (@1) or "
        "among the first ten (@10). WRatio and token_sort_ratio compare it with every name.",
        (word, "names", "ours @1", "@10", "WRatio @1", "@10", "token_sort @1", "@10"),
        tuple(rows),
    )


def _figure(share: float) -> str:
    return f"{share:.3f}"


def drawn(bases: Sequence[Base], count: int, seed: int) -> list[Base]:
    """Draw names from those given, at most `count`, the same ones for the same seed."""
    return Random(seed).sample(list(bases), min(count, len(bases)))
