"""Every format of an audit, held to the character."""

from __future__ import annotations

import pytest

from supplychain_cli.render.formats import FORMATS, REPORTS, render
from tests.render import worlds
from tests.render.audit import reports
from tests.render.golden import assert_golden

STYLES = [style for style in (*FORMATS, *REPORTS) if style != "text"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", reports.REPORTS)
def test_every_format_of_every_audit(name: str, style: str) -> None:
    text = render(reports.REPORTS[name], reports.envelope(), style, worlds.PLAIN)
    assert_golden(f"{name}.{style}.txt", text)
