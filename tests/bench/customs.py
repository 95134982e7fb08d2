"""A customs table of any length, the same on every run: invented firms, real chapters of the tariff.

`python tests/bench/customs.py FILE ROWS` writes one. It looks as such tables look: semicolons, decimal commas, dates
as 31.12.2022, firms repeated in many rows and in several spellings, some of them without a register number.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HEADINGS = (
    "Declaration", "Date", "Direction", "Consignor", "Consignor country", "Consignee", "Consignee INN",
    "HS code", "Goods", "Net weight", "Value", "Currency",
)  # fmt: skip
MAPPING = """\
id: customs-declarations
title: Customs declarations, invented for measuring
delimiter: ";"
decimal: ","
date_format: [DD.MM.YYYY]
rows:
  - {column: Direction, is: [IM]}
parties:
  - {role: consignor, name: Consignor, country: Consignor country}
  - {role: consignee, name: Consignee, country: =RU, identifiers: {inn: Consignee INN}}
relations:
  - kind: supplies
    from: consignor
    to: consignee
    goods: HS code
    text: Goods
    date: Date
    quantity: Net weight
    unit: =kg
    value: Value
    currency: Currency
    reference: Declaration
"""
_COUNTRIES = ("China", "Turkey", "Hong Kong")
_GOODS = (
    ("8542319010", "ИНТЕГРАЛЬНЫЕ СХЕМЫ МОНОЛИТНЫЕ, ПРОЦЕССОРЫ И КОНТРОЛЛЕРЫ"),
    ("8112924000", "GERMANIUM, UNWROUGHT; POWDERS"),
    ("8110101000", "АНТИМОНИЙ НЕОБРАБОТАННЫЙ"),
    ("8529109500", 'ANTENNA PARTS "X"; FOR RADAR APPARATUS'),
    ("9013800000", "OPTICAL DEVICES, NOT SPECIFIED"),
)
_WORDS = ("Alpha", "Beta", "Gamma", "Delta", "Omega", "Sigma", "Kappa", "Lambda", "Theta", "Zeta")
_WARES = ("Trading", "Electronics", "Antennas", "Optics", "Metals", "Systems", "Instruments", "Components")


def lines(rows: int, seed: int = 1) -> Iterator[str]:
    """Give the lines of the table, the headings first."""
    chance = random.Random(seed)
    sellers = [_firm(chance, "Co., Ltd") for _ in range(max(10, min(rows // 20, 100_000)))]
    buyers = [(_firm(chance, "LLC"), f"77{number:08d}") for number in range(max(10, min(rows // 30, 60_000)))]
    start = date(2021, 1, 1)
    yield _line(HEADINGS)
    for row in range(rows):
        seller, where = sellers[chance.randrange(len(sellers))], chance.choice(_COUNTRIES)
        buyer, inn = buyers[chance.randrange(len(buyers))]
        code, goods = chance.choice(_GOODS)
        day = start + timedelta(days=chance.randrange(1400))
        yield _line((
            f"10{chance.randrange(10**6):06d}/{day:%d%m%y}/{row:07d}",
            f"{day:%d.%m.%Y}",
            "IM" if chance.random() < 0.9 else "EX",
            seller.upper() if chance.random() < 0.3 else seller,
            where,
            buyer,
            inn if chance.random() < 0.95 else "",
            code,
            goods,
            f"{chance.randrange(1, 10**7) / 100:.2f}".replace(".", ","),
            f"{chance.randrange(1, 10**9) / 100:.2f}".replace(".", ","),
            "USD" if chance.random() < 0.8 else "CNY",
        ))  # fmt: skip


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write a table of so many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines(rows, seed))


def _firm(chance: random.Random, form: str) -> str:
    return f"{chance.choice(_WORDS)} {chance.choice(_WARES)} {chance.randrange(10**5)} {form}"


def _line(cells: tuple[str, ...]) -> str:
    return ";".join(_cell(cell) for cell in cells) + "\n"


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if ";" in text or '"' in text else text


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
