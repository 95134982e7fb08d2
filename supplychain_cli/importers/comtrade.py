"""Trade between countries as UN Comtrade publishes it, CSV: of the present site, and of the one before 2023.

Columns: https://comtradeplus.un.org/ and https://comtrade.un.org/ (classic). These are figures of countries, so they
never are a leg of a chain. Rows that are totals of others (the world as partner, all goods) or parts of others (by
means of transport, re-exports) are left out, so that nothing is counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from supplychain_cli.importers.countries import alpha2
from supplychain_cli.importers.report import Options, Report
from supplychain_cli.importers.rows import FlowRow
from supplychain_cli.importers.spans import first_day, last_day
from supplychain_cli.importers.text import lines, records

_OWN_CODES = {
    "251": "FR", "381": "IT", "490": "TW", "579": "NO", "699": "IN", "711": "ZA", "757": "CH", "842": "US", "S19": "TW",
}  # fmt: skip
"""Codes of Comtrade that differ from those of ISO 3166-1."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "period": ("period", "Period"),
    "flow": ("flowCode", "Trade Flow Code", "flowDesc", "Trade Flow"),
    "goods": ("cmdCode", "Commodity Code"),
    "value": ("primaryValue", "Trade Value (US$)"),
    "weight": ("netWgt", "Netweight (kg)"),
    "quantity": ("qty", "Qty"),
    "unit": ("qtyUnitAbbr", "Qty Unit"),
}
_PLACES: Mapping[str, tuple[str, ...]] = {
    "reporter": ("reporterISO", "Reporter ISO", "reporterCode", "Reporter Code", "reporterDesc", "Reporter"),
    "partner": ("partnerISO", "Partner ISO", "partnerCode", "Partner Code", "partnerDesc", "Partner"),
}
_NEW = ("period", "reporterCode", "flowCode", "partnerCode", "cmdCode")
_OLD = ("Period", "Reporter Code", "Trade Flow Code", "Partner Code", "Commodity Code")
_FLOWS = {
    "x": "export", "m": "import", "2": "export", "1": "import", "export": "export", "import": "import",
    "exports": "export", "imports": "import",
}  # fmt: skip
_AGAIN = frozenset({"rx", "rm", "3", "4", "re-export", "re-import", "re-exports", "re-imports"})
_WORLD = frozenset({"0", "W00", "WLD", "World"})
_WHOLE: Mapping[str, frozenset[str]] = {
    "partner2Code": frozenset({"", "0"}),
    "2nd Partner Code": frozenset({"", "0"}),
    "customsCode": frozenset({"", "C00"}),
    "Customs Proc. Code": frozenset({"", "C00"}),
    "motCode": frozenset({"", "0"}),
    "Mode of Transport Code": frozenset({"", "0"}),
}
"""Columns that part a figure further, and what stands in them in the row of the whole."""
_UNITS = {
    "n/a": "", "no quantity": "", "weight in kilograms": "kg", "number of items": "pieces", "u": "pieces",
    "volume in litres": "l",
}  # fmt: skip
_PERIOD = re.compile(r"(\d{4})(0[1-9]|1[0-2])?\Z")
_FIGURE = re.compile(r"\d+(\.\d+)?\Z")


def flows(files: Sequence[Path], report: Report, options: Options) -> Iterator[FlowRow]:
    """Give the flows of the files, one for each row that counts. Memory: one row.

    Raises DataFault as `text.records`.
    """
    for file in files:
        _, heading = next(lines(file, options.encoding), (0, ""))
        needed = _OLD if "Reporter Code" in heading else _NEW
        for record in records(file, needed, encoding=options.encoding, cut=report):
            report.read(file.name)
            made = _flow(record.values, record.row)
            if isinstance(made, str):
                report.left_out(file.name, record.row, made)
            else:
                yield made


def _flow(values: Mapping[str, str], row: int) -> FlowRow | str:
    """Give the flow of a row, or why it gives none."""
    said = {name: _first(values, columns) for name, columns in _FIELDS.items()}
    flow = said["flow"].casefold()
    reporter, partner = (_country(values, place) for place in ("reporter", "partner"))
    period = _PERIOD.match(said["period"])
    goods = said["goods"]
    problem = (
        _partial(values)
        or ("A re-export or re-import, which exports and imports hold already." if flow in _AGAIN else "")
        or ("The flow is neither export nor import." if flow not in _FLOWS else "")
        or _unplaced(values, reporter, partner)
        or ("A total of all goods." if goods.upper() in {"TOTAL", "AG2", "AG4", "AG6"} else "")
        or ("The code of the goods is no HS code." if not goods.isdecimal() else "")
    )
    if problem:
        return problem
    if not period:
        return "The period is neither a year nor a month."
    when = "-".join(part for part in period.groups() if part)
    return FlowRow(
        reporter,
        partner,
        _FLOWS[flow],
        goods,
        first_day(when),
        last_day(when),
        _quantity(said),
        f"{_plain(said['value'])} USD" if _told(said["value"]) else "",
        row,
    )


def _first(values: Mapping[str, str], columns: Sequence[str]) -> str:
    return next((text for name in columns if (text := values.get(name, "").strip())), "")


def _partial(values: Mapping[str, str]) -> str:
    parted = next((name for name, whole in _WHOLE.items() if values.get(name, "").strip() not in whole), "")
    return f"A part of another row, which holds the whole ({parted})." if parted else ""


def _country(values: Mapping[str, str], place: str) -> str:
    texts = (values.get(name, "").strip() for name in _PLACES[place])
    return next((code for text in texts if text and (code := _OWN_CODES.get(text) or alpha2(text))), "")


def _unplaced(values: Mapping[str, str], reporter: str, partner: str) -> str:
    if not reporter:
        return "The reporter is no country that is known."
    if partner:
        return ""
    world = any(values.get(name, "").strip() in _WORLD for name in _PLACES["partner"])
    return "A total of all partners." if world else "The partner is no single country."


def _quantity(said: Mapping[str, str]) -> str:
    """Give the net weight, or else the quantity in its own unit; nothing where neither is told."""
    if _told(said["weight"]):
        return f"{_plain(said['weight'])} kg"
    unit = _UNITS.get(said["unit"].casefold(), said["unit"])
    return f"{_plain(said['quantity'])} {unit}" if _told(said["quantity"]) and unit else ""


def _told(figure: str) -> bool:
    """Say whether a figure is one: Comtrade writes 0 for a weight or quantity that nobody reported."""
    return bool(_FIGURE.match(figure)) and bool(figure.strip("0."))


def _plain(figure: str) -> str:
    return figure.rstrip("0").rstrip(".") if "." in figure else figure
