"""Sales of stakes that did not happen: holdings as they would be after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from supplychain_cli.light import dataclass
from supplychain_cli.model.stake import Stake, lowered
from supplychain_cli.queries.ownership.holdings import Holding, Holdings, one_stake


@dataclass(frozen=True, slots=True)
class Sale:
    """An owner sells so many points of an asset to a buyer whom no rule counts; None sells the whole stake."""

    owner: int
    asset: int
    points: Fraction | None


class UnsoundSaleError(ValueError):
    """A sale that cannot be: `stake` is what the owner holds of the asset, None where no direct stake is recorded."""

    def __init__(self, sale: Sale, stake: Stake | None) -> None:
        super().__init__("nobody sells what is not theirs")
        self.sale = sale
        self.stake = stake


def after(holdings: Holdings, sales: Iterable[Sale]) -> Holdings:
    """Give the holdings of one day as they would be after the sales, in their order.

    Each buyer is a party of its own with a negative number, which no record names. Control that is recorded beside a
    stake stays. Raises UnsoundSaleError. Cost: every holding once per sale.
    """
    for number, sale in enumerate(sales, 1):
        holdings = _after(holdings, sale, -number)
    return holdings


def stake_of(holdings: Holdings, owner: int, asset: int) -> Stake | None:
    """Give the direct stake of an owner in an asset; None when none is recorded."""
    return holdings.stakes(asset).get(owner)


def _after(holdings: Holdings, sale: Sale, buyer: int) -> Holdings:
    sold = [held for held in holdings.above.get(sale.asset, ()) if _is_sold(held, sale)]
    stake = stake_of(holdings, sale.owner, sale.asset)
    if stake is None:
        raise UnsoundSaleError(sale, None)
    kept = Holdings(aside=holdings.aside, cut=holdings.cut)
    for held in holdings.all():
        if held.owner != sale.owner or held.asset != sale.asset or not _is_sold(held, sale):
            kept.add(held)
    if sale.points is None:
        _enter(kept, replace(sold[0], owner=buyer, stake=one_stake(sold)))
        return kept
    try:
        rest = lowered(stake, sale.points)
    except ValueError as fault:
        raise UnsoundSaleError(sale, stake) from fault
    _enter(kept, replace(sold[0], stake=rest, votes=_votes_left(sold, sale.points)))
    _enter(kept, replace(sold[0], owner=buyer, stake=Stake(sale.points, sale.points), votes=None))
    return kept


def _is_sold(held: Holding, sale: Sale) -> bool:
    return held.owner == sale.owner and held.owns and held.direct


def _votes_left(sold: Sequence[Holding], points: Fraction) -> Stake | None:
    """Votes go with the shares, as far as they reach."""
    votes = next((held.votes for held in sold if held.votes is not None), None)
    if votes is None:
        return None
    return lowered(votes, points) if points < votes.high else Stake(high=Fraction(0))


def _enter(holdings: Holdings, held: Holding) -> None:
    """Enter what is left or bought, under no joint arrangement for a buyer; nothing is left out."""
    if held.stake.high > 0:
        edge = held.edge if held.owner >= 0 else held.edge._replace(arrangement="")
        holdings.add(replace(held, edge=edge))
