"""What we write for others and read again: the shipped records come back as they went out."""

from __future__ import annotations

from pathlib import Path

import pytest

from supplychain_cli.importers.rows import RelationRow
from supplychain_cli.model.dataset import Corpus
from supplychain_cli.model.entity import Entity
from supplychain_cli.model.relation import Relation, ShareRange
from supplychain_cli.records.read import read as read_records
from tests.conftest import run
from tests.feeds.reading import Feed, read

RECORDS = Path(__file__).parents[2] / "records"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    reading = read_records(RECORDS)
    assert reading.corpus
    return reading.corpus


def came_back(style: str, folder: Path) -> Feed:
    file = folder / f"out.{style}"
    assert run("export", style, "--all", "--output", str(file), records=RECORDS).code == 0
    return read(style, file)


def stated(corpus: Corpus, *kinds: str) -> list[Relation]:
    """Give the relations between parties: all, or of some kinds."""
    parties = {entry.record.id for entry in corpus.section("entities") if _party(entry.record)}
    every = [entry.record for entry in corpus.section("relations") if isinstance(entry.record, Relation)]
    return [
        relation
        for relation in every
        if {relation.from_, relation.to} <= parties and (not kinds or relation.kind in kinds)
        if relation.status != "retracted"
    ]


def _party(record: object) -> bool:
    return isinstance(record, Entity) and record.kind != "system"


def stake(relation: Relation) -> str:
    """Write a stake as importers do."""
    share = relation.share
    if share is None:
        return ""
    if isinstance(share, ShareRange):
        return (
            f"{'>' if share.min_exclusive else ''}{share.min}-{'<' if share.max_exclusive else ''}{share.max}"
        )
    return f"{share.normalize():f}"


def edges(relations: list[Relation]) -> list[tuple[str, str, str]]:
    return sorted((relation.kind, relation.from_, relation.to) for relation in relations)


def test_followthemoney(corpus: Corpus, tmp_path: Path) -> None:
    feed = came_back("ftm", tmp_path)
    assert sorted(feed.relations) == edges(stated(corpus))
    assert sorted(feed.parties) == sorted(
        entry.record.id for entry in corpus.section("entities") if _party(entry.record)
    )
    stakes = sorted((row.source, row.target, row.share) for row in feed.of(RelationRow) if row.kind == "owns")
    assert stakes == sorted((each.from_, each.to, stake(each)) for each in stated(corpus, "owns"))


def test_ownership_statements(corpus: Corpus, tmp_path: Path) -> None:
    feed = came_back("bods", tmp_path)
    assert sorted(feed.relations) == edges(stated(corpus, "owns", "controls"))
    stakes = sorted((row.source, row.target, row.share) for row in feed.of(RelationRow) if row.kind == "owns")
    assert stakes == sorted((each.from_, each.to, stake(each)) for each in stated(corpus, "owns"))
    assert feed.reasons == {}
