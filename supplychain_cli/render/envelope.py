"""What stands around an answer: who says it, from which records, to which question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from supplychain_cli.diagnostics import Notice
from supplychain_cli.light import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """The frame of every output, in the order of the JSON object.

    `schema` is `supplychain.COMMAND/1`; `tool` holds name and version, `dataset` name, version and digest; `query` is
    the question as understood (resolved ids, dates, limits); `notices` are remarks on the question. Those of the
    answer join them when it is rendered. `root` leads from the top of the repository to the dataset's folder
    (`records/`), and is None where the dataset lies in none; reports put it before the paths of records.
    """

    schema: str
    tool: Mapping[str, str]
    dataset: Mapping[str, str]
    query: Mapping[str, Any] = field(default_factory=dict)
    complete: bool = True
    notices: tuple[Notice, ...] = ()
    root: str | None = None

    @property
    def command(self) -> str:
        """The command's name: `trace` for `supplychain.trace/1`."""
        return self.schema.partition("/")[0].rpartition(".")[2]
