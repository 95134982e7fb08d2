"""Register numbers as foreign registers print them: proven by their check digits, or not taken as proof."""

from __future__ import annotations

from supplychain_cli.model.numbers import holds

_UNPROVEN = {
    "inn": "tax-id",
    "ogrn": "registration",
    "uscc": "registration",
    "lei": "registration",
    "imo": "vessel-number",
}


def proven(scheme: str, value: str) -> tuple[str, str]:
    """Give scheme and number. One whose check digits do not hold gets a scheme that does not make two parties one."""
    if scheme == "imo":
        value = value.upper().removeprefix("IMO").strip()
    if scheme in {"lei", "uscc"}:
        value = value.upper().replace(" ", "")
    return (scheme if scheme not in _UNPROVEN or holds(scheme, value) else _UNPROVEN[scheme]), value
