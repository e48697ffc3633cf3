"""Numbers as they are written in policy documents, so that two spellings of one quantity compare as equal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assistant.answering.verify.moments import moments

_SMALL = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {name: 10 * n for n, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "mio": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {"halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_CURRENCIES = {
    form: currency
    for currency, forms in {
        "EUR": "€ eur euro euros",
        "USD": "$ us$ usd dollar dollars",
        "GBP": "£ gbp pound pounds",
    }.items()
    for form in forms.split()
}
_DURATIONS = {
    form: unit
    for unit in ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
    for form in (unit, unit + "s")
} | {"centuries": "century"}

_WORDS = "|".join(sorted((*_SMALL, *_TENS, *_SCALES), key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<currency>US\$|[€$£]|\b(?:EUR|USD|GBP)\b)?\s?"
    r"(?<![\w/])(?P<digits>\d{1,3}(?:[,\u00a0\u202f\u2009' ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?(?![\w/]*/\d)"
    r"(?:[\s\u00a0\u202f-]?(?P<scale>hundred|thousand|million|billion|trillion|mio|mn|bn|tn|[kKmM])\b)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(rf"\b(?:{_WORDS})(?:(?:\s+and\s+|[\s-]+)(?:{_WORDS}))*\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"\b(?:(?P<top>two|three|four)[\s-](?P<bottom>halves|thirds|quarters|fifths)\b|"
    r"(?P<one>one|a)[\s-](?P<part>third|quarter|fifth)\s+of\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b|pp\b)", re.IGNORECASE)
_AFTER = re.compile(r"[\s\u00a0-]*([^\W\d_]+)")
_IDENTIFIER = re.compile(r"\b(?=[\w./-]*\d)[\w.]*\d[\w.]*(?:/[\w.]+)+")
_LOWER = re.compile(
    r"\b(?:at least|more than|over|above|exceed(?:s|ed|ing)?|(?:no|not) (?:less|fewer) than|a minimum of|greater than|"
    r"upwards of)\s*(?:EUR|USD|GBP|[€$£])?\s?$",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"\b(?:at most|up to|less than|fewer than|under|below|(?:no|not) more than|a maximum of|not exceeding)"
    r"\s*(?:EUR|USD|GBP|[€$£])?\s?$",
    re.IGNORECASE,
)
_BOUND_WINDOW = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number. ``unit`` is "%", a currency, a duration or empty; ``bound`` is "lower", "upper" or empty."""

    value: Fraction
    unit: str
    bound: str
    written: str
    start: int
    end: int

    def agrees(self, other: Quantity) -> bool:
        """Whether both say the same number of the same thing, as far as their units say of what."""
        if self.value != other.value or {self.bound, other.bound} == {"lower", "upper"}:
            return False
        return self.unit == other.unit or ("%" not in (self.unit, other.unit) and "" in (self.unit, other.unit))


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text that is no part of a date, a year or an identifier, in order of place."""
    taken = [(moment.start, moment.end) for moment in moments(text)]
    taken += [match.span() for match in _IDENTIFIER.finditer(text)]
    found: list[Quantity] = []
    for match in _FRACTION.finditer(text):
        top = 1 if match["one"] else _SMALL[match["top"].lower()]
        bottom = _PARTS[(match["part"] or match["bottom"]).lower()]
        _add(found, taken, text, Fraction(top, bottom), match.span())
    for match in _NUMBER.finditer(text):
        value = Fraction(re.sub(r"[,\u00a0\u202f\u2009' ]", "", match["digits"])) * _scale(match["scale"])
        currency = _CURRENCIES.get((match["currency"] or "").lower(), "")
        _add(found, taken, text, value, (match.start("digits"), match.end()), currency)
    for match in _SPELLED.finditer(text):
        # "one" is more often a pronoun than a number, and "hundreds of" is no quantity.
        if match.group().lower() not in ("one", *_SCALES):
            _add(found, taken, text, Fraction(_spelled(match.group())), match.span())
    return tuple(sorted(found, key=lambda quantity: quantity.start))


@lru_cache(maxsize=8192)
def identifiers(text: str) -> tuple[str, ...]:
    """Numbers with a stroke that name a document or a rule, lower case: "2016/679", "8027/25"."""
    return tuple(match.group().lower().rstrip(".") for match in _IDENTIFIER.finditer(text))


def _add(
    found: list[Quantity],
    taken: list[tuple[int, int]],
    text: str,
    value: Fraction,
    span: tuple[int, int],
    currency: str = "",
) -> None:
    start, end = span
    if any(a < end and start < b for a, b in taken):
        return
    taken.append(span)
    unit = currency
    after = _AFTER.match(text, end)
    following = after.group(1).lower() if after else ""
    if percent := _PERCENT.match(text, end):
        unit, end = "%", percent.end()
    elif not unit:
        unit = _CURRENCIES.get(following, _DURATIONS.get(following, ""))
    before = text[max(0, start - _BOUND_WINDOW) : start]
    bound = "lower" if _LOWER.search(before) else "upper" if _UPPER.search(before) else ""
    written = text[start:end].strip()
    found.append(Quantity(value=value, unit=unit, bound=bound, written=written, start=start, end=end))


def _scale(written: str | None) -> int:
    if not written:
        return 1
    return _SCALES.get(written.lower()) or _SHORT_SCALES[written.lower()]


def _spelled(written: str) -> int:
    """The value of a number in words: "two hundred and fifty thousand" is 250,000."""
    total = current = 0
    for word in re.split(r"[\s-]+", written.lower()):
        if word in _SMALL or word in _TENS:
            current += _SMALL.get(word) or _TENS.get(word, 0)
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
    return total + current
