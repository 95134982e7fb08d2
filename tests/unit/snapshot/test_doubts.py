"""Every rule about several records has its look before an edit is compiled; those without give no errors."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import pytest

from supplychain_cli.records.check import ACROSS, Rule
from supplychain_cli.snapshot.doubts import LOOKS, never


def test_every_rule_about_several_records_has_its_look() -> None:
    assert set(LOOKS) == set(ACROSS)


def severities(rule: Rule) -> Iterator[object]:
    """The severities of the complaints that a rule makes itself."""
    for node in ast.walk(ast.parse(inspect.getsource(rule))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "complain":
            said = [word.value for word in node.keywords if word.arg == "severity"]
            yield ast.literal_eval(said[0]) if said else "error"


@pytest.mark.parametrize(
    "rule", [rule for rule, look in LOOKS.items() if look is never], ids=lambda rule: str(rule.__name__)
)
def test_a_rule_that_is_not_looked_at_gives_no_error(rule: Rule) -> None:
    found = list(severities(rule))
    assert found
    assert "error" not in found
