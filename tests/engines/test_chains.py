"""The chain search finds what the definition says, in the order it says, on every engine."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplychain_cli.graph.view import Move
from supplychain_cli.model.kinds import DEFAULT_KINDS, WALKABLE_KINDS
from supplychain_cli.queries.chains import trace
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.continuity import Products
from supplychain_cli.queries.chains.prune import between
from supplychain_cli.queries.chains.search import Found, Search
from tests.engines import twin
from tests.engines.worlds import GOODS, WAYS, World, worlds

_LETTER = {Move.CUSTOMER: "f", Move.DOWN: "d", Move.UP: "u", Move.SAME: "s"}


def _options(draw: st.DataObject, world: World) -> dict[str, object]:
    """Draw the limits of a question."""
    wanted = draw.draw(st.sampled_from((None, None, *GOODS)))
    others = st.sets(st.sampled_from([e.id for e in world.entities[2:]] or ["p0"]), max_size=1)
    return {
        "max_legs": draw.draw(st.integers(1, 5)),
        "kinds": draw.draw(st.sampled_from((DEFAULT_KINDS, WALKABLE_KINDS))),
        "strict": draw.draw(st.booleans()),
        "same_goods": draw.draw(st.booleans()),
        "any_time": draw.draw(st.booleans()),
        "goods": twin.products(world, wanted) if wanted else None,
        "min_grade": draw.draw(st.integers(1, 3)),
        "avoid": frozenset(draw.draw(others)) - {"p0"},
        "through": frozenset(draw.draw(others)) - {"p0"},
    }


@pytest.mark.parametrize("engine", WAYS)
@given(world=worlds(), data=st.data())
@settings(max_examples=400, deadline=None)
def test_the_search_agrees_with_trying_every_walk(engine: str, world: World, data: st.DataObject) -> None:
    """Same chains, same ranks, same order."""
    options = _options(data, world)
    expected = twin.chains(world, "p0", "p1", **options)  # type: ignore[arg-type]  # drawn per name
    view = world.view(engine)
    source, target = view.find("p0"), view.find("p1")
    assert source
    assert target
    numbers = {
        name: frozenset(party.node for i in options.pop(name) if (party := view.find(i)))  # type: ignore[attr-defined]
        for name in ("avoid", "through")
    }
    ask = Ask(**options, **numbers)  # type: ignore[arg-type]  # drawn per name
    search = Search(between(view, source.node, target.node, ask), ask, Products(view))
    found = [_ranked(found, lambda node: view.party(node).id) for found in search.chains()]
    assert found == expected
    assert not search.spent


def _ranked(found: Found, name) -> twin.Ranked:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a lookup
    shape = tuple((name(arc.to.node), _LETTER[arc.move]) for arc in found.arcs)
    return twin.Ranked(*found.rank, shape)


@given(world=worlds(parties=7, relations=16))
@settings(max_examples=150, deadline=None)
def test_every_engine_gives_the_same_answer(world: World) -> None:
    """The whole answer, evidence and all."""
    answers = []
    for engine in WAYS:
        view = world.view(engine)
        source, target = view.find("p0"), view.find("p1")
        assert source
        assert target
        answers.append(trace.chains(view, source, target, Ask(limit=3)))
    assert answers[0] == answers[1] == answers[2]
