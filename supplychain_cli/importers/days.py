"""Days as lists print them, turned into ISO dates."""

from __future__ import annotations

import re
from datetime import datetime

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_FORMS = ("%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y")


def iso_day(text: str) -> str:
    """Give the day that a text begins with as `2022-05-18`.

    Empty when it is none, or stands for an unknown one (`00/00/1975`).
    """
    text = text.strip()
    found = _ISO.match(text)
    for form, part in (("%Y-%m-%d", found.group() if found else ""), *((form, text) for form in _FORMS)):
        try:
            return datetime.strptime(part, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return ""
