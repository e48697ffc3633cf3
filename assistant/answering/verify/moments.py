"""Dates and years, whole or in part: "4 March 2021", "March 2021", "4 March", "2021", "the 1990s"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.reading.assembly.dates import find_dates

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Months are capitalised, or "may" and "march" would be taken for them.
_CAPITAL = "|".join(name.capitalize() for name in sorted(_MONTHS, key=len, reverse=True))
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_CAPITAL})\.?,?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20)\d\d)\b")
_DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_CAPITAL})\b")
_MONTH_DAY = re.compile(rf"\b(?P<month>{_CAPITAL})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|per))")
_MONTH = re.compile(rf"\b(?:in|since|until|by|from|of|during|early|late|mid|before|after)[\s-]+(?P<month>{_CAPITAL})\b")
_DECADE = re.compile(r"\b(?P<year>(?:1[5-9]|20)\d0)['’]?s\b")
_YEARS = re.compile(r"(?<![\d.,/€$£-])(?P<year>(?:1[5-9]|20)\d\d)[-–/](?P<last>(?:1[5-9]|20)?\d\d)(?![\d/])")
_YEAR = re.compile(r"(?<![\d.,/€$£])(?P<year>(?:1[5-9]|20)\d\d)(?![\d/]|[.,]\d|\s?(?:%|per\s?cent|EUR|euro))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time; what is not said is None. ``decade`` marks "1990s"."""

    year: int | None
    month: int | None
    day: int | None
    written: str
    start: int
    end: int
    decade: bool = False

    def within(self, other: Moment) -> bool:
        """Whether the other says all that this one says."""
        if self.decade != other.decade:
            return False
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


@lru_cache(maxsize=8192)
def moments(text: str) -> tuple[Moment, ...]:
    """Every date and year of a text, the fullest reading of each, in order of place."""
    found: list[Moment] = []
    for iso, start, end in find_dates(text):
        on = date.fromisoformat(iso)
        found.append(Moment(year=on.year, month=on.month, day=on.day, written=text[start:end], start=start, end=end))
    for form in (_MONTH_YEAR, _DAY_MONTH, _MONTH_DAY, _MONTH, _DECADE):
        for match in form.finditer(text):
            parts = match.groupdict()
            month = _MONTHS[parts["month"].lower()] if parts.get("month") else None
            _add(found, match, text, parts.get("year"), month, parts.get("day"), decade=form is _DECADE)
    for match in _YEARS.finditer(text):
        first, last = match["year"], match["last"]
        last = last if len(last) == 4 else first[:2] + last
        if int(first) < int(last) and not _overlaps(found, *match.span()):
            found += [_year(int(year), match) for year in (first, last)]
    for match in _YEAR.finditer(text):
        _add(found, match, text, match["year"], None, None)
    return tuple(sorted(found, key=lambda moment: (moment.start, moment.year or 0)))


def _year(year: int, match: re.Match[str]) -> Moment:
    return Moment(year=year, month=None, day=None, written=match.group(), start=match.start(), end=match.end())


def _add(
    found: list[Moment],
    match: re.Match[str],
    text: str,
    year: str | None,
    month: int | None,
    day: str | None,
    *,
    decade: bool = False,
) -> None:
    start, end = match.span("month") if match.re is _MONTH else match.span()
    if not _overlaps(found, start, end):
        found.append(
            Moment(
                year=int(year) if year else None,
                month=month,
                day=int(day) if day else None,
                written=text[start:end],
                start=start,
                end=end,
                decade=decade,
            )
        )


def _overlaps(found: list[Moment], start: int, end: int) -> bool:
    return any(moment.start < end and start < moment.end for moment in found)
