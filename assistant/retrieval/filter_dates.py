"""Dates in questions: "since 2024", "after March 2024", "in documents of 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.domain import Filter, FilterKind

MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_DATE = (
    rf"(?:(?:\d{{1,2}}\s+)?(?:{_MONTH_NAMES})\.?\s+(?:19|20)\d\d|(?:19|20)\d\d(?:-\d\d){{0,2}})"
    r"(?![\d/]|-\d|\.\d|\s*(?:%|percent|million))"
)
DOCUMENTS = (
    "documents|document|notes|note|papers|paper|reports|report|articles|article|briefings|briefing|texts|files|"
    "statements|opinions|proposals|communications|publications"
)
_MADE = r"published|issued|dated|written|drafted|released"
_SINCE = re.compile(rf"\b(?P<word>since|after)\s+(?P<a>{_DATE})", re.I)
_UNTIL = re.compile(rf"\b(?P<word>before|until|up to|till)\s+(?P<b>{_DATE})", re.I)
_RANGE = re.compile(rf"\b(?:from|between)\s+(?P<a>{_DATE})\s+(?:to|and|until|through|[–-])\s+(?P<b>{_DATE})", re.I)
_OF = re.compile(
    rf"\b(?:(?:in|from|within)\s+(?:the\s+)?(?:{DOCUMENTS})\s+(?:of|from|dated|(?:{_MADE})\s+in)|(?:{_MADE})\s+in)"
    rf"\s+(?P<a>{_DATE})",
    re.I,
)
# "In force since 2024" says when a rule began to hold, whenever that was written down.
_HOLDS = re.compile(
    r"\b(?:in force|in effect|applied|applicable|valid|effective|law|member|members|day|days)\s+$", re.I
)
_OF_DOCUMENTS = re.compile(rf"\b(?:{DOCUMENTS}|{_MADE})\b", re.I)
_LEAD_IN = re.compile(rf"\b(?:in\s+(?:the\s+)?(?:{DOCUMENTS})\s+(?:(?:{_MADE})\s+)?|(?:{_MADE})\s+)$", re.I)


def date_filters(question: str) -> Iterator[tuple[int, int, tuple[Filter, ...]]]:
    """Each date that a question narrows by: where it stands, and its filters, both ends included.

    A lower end ("since 2024") is taken as it stands, since an earlier document cannot speak of later times. An
    upper end is taken only where the question speaks of documents: a document of 2025 may well say what was so
    "before 2020".
    """
    of_documents = bool(_OF_DOCUMENTS.search(question))
    for match in _OF.finditer(question):
        yield match.start(), match.end(), (_since(match, match["a"], "from"), _until(match, match["a"], "until"))
    for match in _RANGE.finditer(question):
        if of_documents:
            ends = _since(match, match["a"], "since"), _until(match, match["b"], "until")
            yield _with_lead_in(question, match), match.end(), ends
    for match in _SINCE.finditer(question):
        if not _HOLDS.search(question[: match.start()]):
            yield _with_lead_in(question, match), match.end(), (_since(match, match["a"], match["word"].lower()),)
    for match in _UNTIL.finditer(question):
        if of_documents:
            yield _with_lead_in(question, match), match.end(), (_until(match, match["b"], match["word"].lower()),)


def iso(text: str) -> str | None:
    """A date as typed ("March 2024", "3 March 2024", "2024-03") as ISO; None when it is none, or cannot be."""
    typed = re.fullmatch(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(\d{4})", text.strip())
    if typed:
        month = next((n for n, name in enumerate(MONTHS, 1) if name[:3].lower() == typed[2][:3].lower()), 0)
        if not month or not MONTHS[month - 1].lower().startswith(typed[2].lower()):
            return None
        text = f"{typed[3]}-{month:02}" + (f"-{int(typed[1]):02}" if typed[1] else "")
    if not re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){0,2}", text.strip()):
        return None
    parts = [int(part) for part in text.strip().split("-")]
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None
    return text.strip()


def _with_lead_in(question: str, match: re.Match[str]) -> int:
    lead_in = _LEAD_IN.search(question[: match.start()])
    return lead_in.start() if lead_in else match.start()


def _since(match: re.Match[str], typed: str, word: str) -> Filter:
    value = iso(typed) or ""
    if word == "after" and value:
        value = _next(value)
    return Filter(kind=FilterKind.SINCE, value=value, label=f"{word} {typed}", words=match.group())


def _until(match: re.Match[str], typed: str, word: str) -> Filter:
    value = iso(typed) or ""
    if word == "before" and value:
        value = _previous(value)
    return Filter(kind=FilterKind.UNTIL, value=value, label=f"{word} {typed}", words=match.group())


def _next(value: str) -> str:
    year, *rest = (int(part) for part in value.split("-"))
    if not rest:
        return f"{year + 1}"
    if len(rest) == 1:
        return f"{year + rest[0] // 12}-{rest[0] % 12 + 1:02}"
    return (date(year, rest[0], rest[1]) + timedelta(days=1)).isoformat()


def _previous(value: str) -> str:
    year, *rest = (int(part) for part in value.split("-"))
    if not rest:
        return f"{year - 1}"
    if len(rest) == 1:
        return f"{year}-{rest[0] - 1:02}" if rest[0] > 1 else f"{year - 1}-12"
    return (date(year, rest[0], rest[1]) - timedelta(days=1)).isoformat()
