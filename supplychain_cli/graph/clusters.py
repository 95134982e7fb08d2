"""Which records are one party: today as the snapshot says, or as it was known on a day (`graph.known`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from supplychain_cli.snapshot.reader import Snapshot
from supplychain_cli.snapshot.rows import Link


class Clusters:
    """Leaders and members as the snapshot stores them. Each verb costs a look-up."""

    changed: Mapping[int, int] = {}
    """Nodes whose leader may be another than the one stored, and their leader."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read from a snapshot."""
        self.snapshot = snapshot

    @property
    def joined(self) -> bool:
        """Whether any two records are of one party, on any day."""
        return len(self.snapshot.joined) > 0

    def leader(self, node: int) -> int:
        """Give the node that stands for a party."""
        return self.snapshot.leader(node)

    def members(self, leader: int) -> Sequence[int]:
        """Give the nodes of a party, its leader first."""
        return self.snapshot.members(leader)

    def links(self, node: int) -> Sequence[Link]:
        """Give why the records of a party are taken for one."""
        return self.snapshot.links(node)
