"""Dates as they are printed in policy documents, and their ISO form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio januari",
            "february feb februar février febrero febbraio februari",
            "march mar märz mars marzo maart",
            "april apr avril abril aprile",
            "may mai mayo maggio mei",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre",
            "october oct oktober octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember décembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<month>{_NAMES})\.?,?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_DIGITS = re.compile(r"(?<![\d./])(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d{2})(?![\d/])")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")


def find_dates(text: str) -> Iterator[tuple[str, int, int]]:
    """Every full date printed in a text: its ISO form and its place. A date that can't exist is left out."""
    found: list[tuple[int, int, str]] = []
    for form in (_DAY_FIRST, _MONTH_FIRST, _ISO, _DIGITS):
        for match in form.finditer(text):
            iso = _iso(match["year"], match["month"], match["day"])
            if iso and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), iso))
    for start, end, iso in sorted(found):
        yield iso, start, end


def _iso(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _MONTHS[month.casefold()]
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
