"""The lists as they were published, through the door: what each gives, and that `trace` walks across them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from supplychain_cli.graph.view import Scope
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.trace import chains
from supplychain_cli.workspace.world import World, open_world
from tests.conftest import TODAY, run, write_dataset
from tests.shared import shared

LISTS = {
    "sdn-2022": ("ofac/sdn-2022-11-03", "2022-11-03", (11_002, 11_002, 4_406, 13_039, 4_403, 4_397)),
    "sdn-2019": ("ofac/sdn-2019-01", "2019-01-15", (28_770, 7_379, 2_426, 8_314, 2_427, 2_426)),
    "cons-2025": ("ofac/consolidated-2025-12", "2025-12-10", (2_099, 442, 282, 534, 283, 282)),
    "csl-2023": ("csl", "2023-11-20", (4_228, 4_219, 0, 4_427, 0, 0)),
    "un-2026": ("un", "", (1_003, 1_003, 0, 1_003, 0, 0)),
}
ROSTEC = "STATE CORPORATION ROSTEC"


@pytest.mark.parametrize("name", LISTS)
def test_a_published_list_is_added_whole(name: str, tmp_path: Path) -> None:
    where, day, figures = LISTS[name]
    files = sorted(map(str, shared(where).iterdir()))
    folder = write_dataset(tmp_path / "records", {})
    done = run("feed", "add", *files, "--name", name, "--date", day, records=folder)
    assert done.code == ExitCode.ANSWERED, done.said
    feed = json.loads(run("feed", "show", name, "--format", "json", records=folder).out)["result"]
    counted = (
        *(feed[figure] for figure in ("rows", "parties", "relations", "listings")),
        *feed["links"].values(),
    )
    assert counted == figures
    assert all(
        left["count"] >= len(left["rows"]) and left["reason"].endswith(".") for left in feed["skipped"]
    )


def test_published_statements_of_ownership_are_added(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "records", {})
    for number, file in enumerate(sorted(shared("bods").iterdir())):
        done = run("feed", "add", "bods", str(file), "--name", f"bods-{number}", records=folder)
        assert done.code == ExitCode.ANSWERED, (file.name, done.said)
    assert run("stats", records=folder).code == ExitCode.ANSWERED


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The list of November 2022, opened once."""
    file = shared("ofac/sdn-2022-11-03/sdn.csv")
    base = tmp_path_factory.mktemp("rostec")
    folder = write_dataset(base / "records", {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPPLYCHAIN_CACHE", str(base / "cache"))
        patch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
        run("feed", "add", "ofac", str(file), "--name", "sdn", "--date", "2022-11-03", records=folder)
        yield open_world(folder, Scope(today=739_941))


def test_forty_eight_parties_reach_rostec_each_found_by_trace(world: World) -> None:
    snapshot = world.view.snapshot
    rostec = next(party for party in snapshot.all_nodes() if party.name == ROSTEC)
    links = [edge for edge in snapshot.all_edges() if edge.kind == "linked-to" and edge.status == "current"]
    near = {edge.head for edge in links if edge.tail == rostec.node}
    far = {edge.head for edge in links if edge.tail in near} - near - {rostec.node}
    assert (len(near), len(far)) == (13, 35)
    legs = {node: shortest(world, node, rostec.node) for node in near | far}
    assert legs == {**dict.fromkeys(near, 1), **dict.fromkeys(far, 2)}
    others = sorted({edge.head for edge in links} - near - far - {rostec.node})
    assert not any(shortest(world, node, rostec.node) for node in others[::100])


def shortest(world: World, start: int, end: int) -> int:
    """Give the legs of the first chain between two parties, as `trace` names them; 0 for none."""
    ends = [world.view.find(world.view.party(node).id) for node in (start, end)]
    assert ends[0] is not None
    assert ends[1] is not None
    found = chains(world.view, ends[0], ends[1], Ask(max_legs=8, limit=1))
    return len(found.chains[0].legs) if found.chains else 0


def test_two_entries_with_one_register_number_are_one_party(world: World) -> None:
    """The list gives the number of one institute to another one as well: the card says which entries it joined."""
    joined = [world.view.find(f"sdn:{entry}") for entry in (37797, 37798)]
    assert joined[0] is not None
    assert joined[0] == joined[1]
    whys = {why for _, _, why in world.view.snapshot.links(joined[0].node)}
    assert whys == {"inn 4345309407", "ogrn 1114345026784"}
