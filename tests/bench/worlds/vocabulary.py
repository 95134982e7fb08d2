"""The words of the made-up worlds: syllables in three scripts, trades, legal forms, countries, goods, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

SYLLABLES = (
    "ba", "be", "bo", "bu", "da", "de", "do", "du", "fa", "fe", "fo", "ga", "go", "gu", "ka", "ke", "ki",
    "ko", "ku", "la", "le", "li", "lo", "lu", "ma", "me", "mi", "mo", "mu", "na", "ne", "ni", "no", "nu",
    "pa", "pe", "pi", "po", "ra", "re", "ri", "ro", "ru", "sa", "se", "si", "so", "su", "ta", "te", "ti",
    "to", "tu", "va", "ve", "vi", "vo", "za", "ze", "zi", "zo", "zu", "ya", "yu",
)  # fmt: skip
CYRILLIC = (
    "ба", "бе", "бо", "бу", "да", "де", "до", "ду", "фа", "фе", "фо", "га", "го", "гу", "ка", "ке", "ки",
    "ко", "ку", "ла", "ле", "ли", "ло", "лу", "ма", "ме", "ми", "мо", "му", "на", "не", "ни", "но", "ну",
    "па", "пе", "пи", "по", "ра", "ре", "ри", "ро", "ру", "са", "се", "си", "со", "су", "та", "те", "ти",
    "то", "ту", "ва", "ве", "ви", "во", "за", "зе", "зи", "зо", "зу", "я", "ю",
)  # fmt: skip
HAN = (
    "巴贝博布达德多杜法菲福嘉高古卡克基科库拉莱利洛鲁马美米莫木纳内尼"
    "诺努帕佩皮波拉雷里罗如萨塞西索苏塔特蒂托图瓦维威沃扎泽齐佐祖雅宇"
)
"""One character for each syllable, as transliterators choose them."""

TRADES = (
    ("Trading", "Торг", "贸易"),
    ("Electronics", "Электроника", "电子"),
    ("Logistics", "Логистика", "物流"),
    ("Metals", "Металл", "金属"),
    ("Chemical", "Химпром", "化工"),
    ("Machinery", "Маш", "机械"),
    ("Technology", "Технологии", "科技"),
    ("Optics", "Оптика", "光学"),
    ("Semiconductor", "Полупроводник", "半导体"),
    ("Shipping", "Флот", "航运"),
    ("Instruments", "Прибор", "仪器"),
    ("Energy", "Энерго", "能源"),
    ("Materials", "Материалы", "材料"),
    ("Industrial", "Пром", "实业"),
    ("Holdings", "Холдинг", "控股"),
    ("International", "Интернешнл", "国际"),
)
FORMS = {"CN": "Co Ltd", "HK": "Ltd", "RU": "LLC", "BY": "JSC", "DE": "GmbH", "TR": "AS", "IT": "SpA"}
NATIVE_FORMS = {"CN": "有限公司", "HK": "有限公司", "RU": "ООО", "BY": "ОАО"}

COUNTRIES = {
    "CN": 30, "RU": 15, "HK": 8, "US": 8, "DE": 6, "TR": 5, "AE": 4, "IN": 4, "KZ": 3, "BY": 2, "IT": 2, "FR": 2,
    "GB": 2, "JP": 2, "KR": 2, "TW": 2, "NL": 1, "CH": 1, "SG": 1, "MY": 1, "TH": 1, "VN": 1, "UZ": 1, "KG": 1,
    "AM": 1, "GE": 1, "RS": 1, "CZ": 1, "PL": 1, "ES": 1,
}  # fmt: skip
"""Country codes and how often they come up."""

AUTHORITIES = (
    ("us-ofac", "RUSSIA-EO14024", "blocking"),
    ("eu", "EU-269-2014", "blocking"),
    ("uk", "UK-RUSSIA-2019", "blocking"),
    ("us-bis", "ENTITY-LIST", "export-control"),
    ("ch", "SECO-UKRAINE", "blocking"),
)

FIRST_DAY = date(2008, 1, 1)
DAYS = ("", *((FIRST_DAY + timedelta(n)).isoformat() for n in range((date(2027, 1, 1) - FIRST_DAY).days)))
"""Every day a period may begin or end on; code 0 is unknown."""

INDUSTRIES = 40
GOODS_OF_AN_INDUSTRY = 30


def goods() -> Sequence[str]:
    """Give 1,200 codes of six digits, 30 for each of 40 industries, as the Harmonized System numbers them."""
    codes = []
    for industry in range(INDUSTRIES):
        chapter = 25 + (industry * 7) % 66
        codes += [
            f"{chapter:02}{1 + n // 4:02}{10 * (1 + n % 4) + industry % 10:02}"
            for n in range(GOODS_OF_AN_INDUSTRY)
        ]
    return codes
