"""Numbers of registers and documents as American lists name them, told as the schemes of the records.

The lists print `Tax ID No. 7702070139 (Russia)`: a label, a number, the country that gave it. Labels are those
of the OFAC lists and of the Consolidated Screening List, which takes them over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from supplychain_cli.light import NamedTuple
from supplychain_cli.model.numbers import holds

LABELS: Mapping[str, str] = {
    "aircraft manufacturer's serial number (msn)": "msn",
    "aircraft construction number (also called l/n or s/n or f/n)": "msn",
    "aircraft mode s transponder code": "mode-s",
    "aircraft tail number": "tail-number",
    "aircraft serial identification": "msn",
    "bic container code": "bic-container",
    "bik (ru)": "bik",
    "birth certificate number": "birth-certificate",
    "bosnian personal id no.": "national-id",
    "branch unit number": "registration",
    "british national overseas passport": "passport",
    "business identification number": "registration",
    "business number": "registration",
    "business registration document #": "registration",
    "business registration number": "registration",
    "business registration": "registration",
    "c.i.f.": "tax-id",
    "c.r. no.": "registration",
    "c.u.i.": "national-id",
    "c.u.i.p.": "cuip",
    "c.u.i.t.": "tax-id",
    "c.u.r.p.": "curp",
    "cage": "cage",
    "cage code": "cage",
    "cartilla de servicio militar nacional": "military-card",
    "cedula no.": "cedula",
    "central registration number": "registration",
    "certificate of incorporation number": "registration",
    "chamber of commerce number": "registration",
    "citizen's card number": "national-id",
    "commercial registry number": "registration",
    "company number": "registration",
    "credencial electoral": "electoral-id",
    "cuit #": "tax-id",
    "d-u-n-s number": "duns",
    "d.n.i.": "national-id",
    "diplomatic passport": "passport",
    "driver's license no.": "driving-licence",
    "dubai chamber of commerce membership no.": "registration",
    "economic register number (cbls)": "registration",
    "electoral registry no.": "electoral-id",
    "enterprise number": "registration",
    "entity id number": "registration",
    "file number": "registration",
    "fiscal code": "tax-id",
    "folio mercantil no.": "registration",
    "global intermediary identification number": "giin",
    "government gazette number": "okpo",
    "i.f.e.": "electoral-id",
    "identification number": "identification",
    "immigration no.": "immigration",
    "italian fiscal code": "tax-id",
    "kenyan id no.": "national-id",
    "krs number": "registration",
    "le number": "national-id",
    "legal entity number": "lei",
    "license": "licence",
    "matricula mercantil no": "registration",
    "mmsi": "mmsi",
    "moroccan personal id no.": "national-id",
    "n.i.e.": "national-id",
    "national foreign id number": "national-id",
    "national id no.": "national-id",
    "nit #": "tax-id",
    "numero de identidad": "national-id",
    "numero unico de identificacao tributaria (nuit)": "tax-id",
    "passport": "passport",
    "permit number": "licence",
    "personal id card": "national-id",
    "pilot license number": "licence",
    "public registration number": "registration",
    "r.f.c.": "tax-id",
    "r.f.c. #": "tax-id",
    "refugee id card": "refugee-card",
    "registered charity no.": "charity",
    "registration id": "registration",
    "registration number": "registration",
    "residency number": "residence",
    "rfc": "tax-id",
    "rif #": "tax-id",
    "romanian permanent resident": "residence",
    "romanian tax registration": "tax-id",
    "rtn": "tax-id",
    "ruc #": "tax-id",
    "rut #": "tax-id",
    "seafarer's identification document": "seafarer",
    "serial no.": "identification",
    "ssn": "ssn",
    "stateless person id card": "national-id",
    "swift/bic": "swift",
    "tarjeta profesional": "licence",
    "tax id no.": "tax-id",
    "tazkira national id card": "national-id",
    "tourism license no.": "licence",
    "trade license no.": "registration",
    "travel document number": "travel-document",
    "turkish identification number": "national-id",
    "turkish identificiation number": "national-id",
    "uei": "uei",
    "uk company number": "registration",
    "unified social credit code (uscc)": "uscc",
    "united social credit code certificate (usccc)": "uscc",
    "unique entity identifier": "uei",
    "us fein": "tax-id",
    "v.a.t. number": "vat",
    "vat number": "vat",
    "vessel registration identification": "imo",
    "vessel registration number": "registration",
    "visanumberid": "visa",
    "isin": "isin",
    "equity ticker": "ticker",
}
"""Labels in small letters, and the scheme whose numbers they announce."""

_CURRENCY = re.compile(r"digital currency address - (\w+)", re.IGNORECASE)
_RUSSIAN = frozenset({"registration", "tax-id", "identification", "okpo"})
_OKPO = re.compile(r"[0-9]{8}([0-9]{2})?\Z")
_UNP = re.compile(r"[0-9]{9}\Z")
_IMO = re.compile(r"IMO\s*([0-9]{7})\Z")

_NUMBER = re.compile(r"(?<!\d)\d{10,15}(?!\d)")
_TAX_WORDS = re.compile(r"\b(INN|ИНН|TIN|tax)", re.IGNORECASE)


class Paper(NamedTuple):
    """A number with the label it is printed under and the country that gave it (two letters, or empty)."""

    label: str
    value: str
    country: str = ""


def scheme_of(label: str) -> str:
    """Give the scheme that a label announces, or an empty text where it announces no number."""
    key = label.strip().casefold()
    currency = _CURRENCY.match(key)
    if currency:
        return f"digital-currency-{currency.group(1)}"
    return LABELS.get(key, "")


def told(papers: Iterable[Paper], *, vessel: bool = False) -> list[tuple[str, str]]:
    """Give (scheme, value) of each number, each once.

    Numbers with check digits get their scheme only if the digits hold.

    A number that is printed without a country is taken as Russian only beside one that certainly is: a country
    of Russia, or an OGRN, which nothing else looks like. A company's IMO number is `imo-company`: it is no
    ship's.
    """
    every = list(papers)
    russian = any(paper.country == "RU" or holds("ogrn", paper.value) for paper in every)
    found = (_told(paper, vessel=vessel, russian=russian) for paper in every)
    return list(dict.fromkeys(pair for pair in found if pair[0] and pair[1]))


def _told(paper: Paper, *, vessel: bool, russian: bool) -> tuple[str, str]:
    scheme, value = scheme_of(paper.label), " ".join(paper.value.split())
    if scheme == "imo" or _IMO.match(value):
        return _imo(value, vessel=vessel)
    if scheme in _RUSSIAN and (paper.country == "RU" or (russian and not paper.country)):
        return _russian(scheme, value)
    if scheme == "tax-id" and paper.country == "BY" and _UNP.match(value):
        return "unp", value
    if scheme in {"lei", "uscc"}:
        return (scheme if holds(scheme, value.upper()) else "registration"), value.upper()
    if scheme == "duns":
        value = value.replace("-", "")
    return ("registration" if scheme == "okpo" and paper.country else scheme), value


def _imo(value: str, *, vessel: bool) -> tuple[str, str]:
    number = value.removeprefix("IMO").strip()
    if not vessel:
        return "imo-company", number
    return ("imo" if holds("imo", number) else "vessel-number"), number


def _russian(scheme: str, value: str) -> tuple[str, str]:
    for known in ("ogrn", "inn"):
        if holds(known, value):
            return known, value
    if scheme == "okpo" and not _OKPO.match(value):
        return "registration", value
    return scheme, value


def numbers_in(text: str) -> list[tuple[str, str]]:
    """Find Russian register numbers in a text: an OGRN by its digits, an INN only where tax is spoken of."""
    found = []
    for match in _NUMBER.finditer(text):
        if holds("ogrn", match.group()):
            found.append(("ogrn", match.group()))
        elif holds("inn", match.group()) and _TAX_WORDS.search(text):
            found.append(("inn", match.group()))
    return list(dict.fromkeys(found))
