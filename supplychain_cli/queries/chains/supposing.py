"""How goods could get from one party to another if parties that may be the same are: as `trace`, with assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from supplychain_cli.graph.view import Party
from supplychain_cli.queries.chains.answers import AssumedChain, TraceAnswer
from supplychain_cli.queries.chains.ask import Ask
from supplychain_cli.queries.chains.assumed import Supposed, assumed, assumes
from supplychain_cli.queries.chains.best import Best
from supplychain_cli.queries.chains.trace import SPENT, chain_of, chains, same_flows


def chains_supposing(supposed: Supposed, source: Party, target: Party, ask: Ask) -> TraceAnswer:
    """Find the chains from `source` to `target`: those that hold as it is, then those that need an assumption.

    An assumption is a leg: inferred, `possible`, and never next to another. Each sort comes in the order of chains.
    Those that need one are not searched where the others fill `ask.limit`. Cost: as two searches of `trace.chains`.
    """
    answer = chains(supposed.plain, source, target, ask)
    room = ask.limit - len(answer.chains)
    if answer.more or not supposed.assumptions:
        return answer
    search = Best(supposed.view, source.node, target.node, ask)
    found = list(islice(_assumed(supposed, source, search), room + 1))
    return replace(
        answer,
        chains=(*answer.chains, *found[:room]),
        more=len(found) > room,
        notices=(SPENT,) if search.spent and answer.complete else answer.notices,
        complete=answer.complete and not search.spent,
    )


def _assumed(supposed: Supposed, source: Party, search: Best) -> Iterator[AssumedChain]:
    """Yield the chains that rest on an assumption, best first."""
    found = (each for each in search.chains() if assumes(each))
    for group in same_flows(supposed.view, found):
        yield assumed(chain_of(supposed.view, supposed.scribe, source, group))
