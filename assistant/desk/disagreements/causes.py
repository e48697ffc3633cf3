"""Why two documents disagree, as far as they tell: a revision, another scope or definition, or the time between."""

from __future__ import annotations

import re
from datetime import date

from assistant.answering.verify.moments import moments
from assistant.desk.disagreements.statements import Statement
from assistant.domain import Cause, Document
from assistant.reading.assembly.dates import find_dates

_PROVISIONAL = re.compile(
    r"\b(?:figures?|numbers?|data|results?|estimates?)\b[^.;]{0,40}\b(?:provisional|preliminary|unaudited|not final|"
    r"not (?:yet )?been (?:checked|verified))\b",
    re.IGNORECASE,
)
_NARROWING = re.compile(
    r"\b(?:including|includes?|excluding|excludes?|except|without|only|not counting|as defined|defined as|net of)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|today|currently|at present|so far|to date|since|no longer)\b", re.IGNORECASE)


def dated(document: Document) -> date | None:
    """The day that a document bears, or None."""
    if document.date is None:
        return None
    found = next(find_dates(document.date.value), None)
    return date.fromisoformat(found[0]) if found else None


def likely_cause(one: Statement, first: Document, other: Statement, second: Document) -> tuple[Cause, str]:
    """The likely cause of a disagreement, and what makes it likely, in words. ``first`` is the earlier document."""
    return (
        _revision(first, second)
        or _provisional(first, second)
        or _period(one, other)
        or _narrowing(one, other)
        or _time(one, first, other, second)
    )


def _revision(first: Document, second: Document) -> tuple[Cause, str] | None:
    for ours, theirs in ((second, first), (first, second)):
        number = theirs.document_number.value if theirs.document_number else ""
        for relation in ours.relations:
            if number and _number(relation.target) == _number(number):
                which = "second" if ours is second else "first"
                return Cause.REVISION, f"The {which} document says that it {relation.kind} {relation.target}."
    return None


def _number(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _provisional(first: Document, second: Document) -> tuple[Cause, str] | None:
    for document in (first, second):
        for page in document.pages:
            if found := _PROVISIONAL.search(page.text):
                said = " ".join(found.group().split())
                return Cause.REVISION, f"{_name(document)} says of itself: “{said}”."
    return None


def _period(one: Statement, other: Statement) -> tuple[Cause, str] | None:
    """Whether one speaks of months, days or years that the other does not."""
    ours, theirs = (_spoken_of(statement) for statement in (one, other))
    if not ours or not theirs or {what[:3] for what in ours} == {what[:3] for what in theirs}:
        return None
    first, second = (" and ".join(dict.fromkeys(what[3] for what in said)) for said in (ours, theirs))
    return Cause.SCOPE, f"The first speaks of {first}, the second of {second}."


def _spoken_of(statement: Statement) -> list[tuple[int | None, int | None, int | None, str]]:
    found = moments(statement.text) or moments(statement.before)
    return [(one.year, one.month, one.day, one.written) for one in found]


def _narrowing(one: Statement, other: Statement) -> tuple[Cause, str] | None:
    ours, theirs = _NARROWING.search(one.text), _NARROWING.search(other.text)
    if bool(ours) == bool(theirs):
        return None
    which, found = ("first", ours) if ours else ("second", theirs)
    assert found is not None
    return Cause.DEFINITION, f"Only the {which} says “{found.group().lower()}”, so they may not count the same."


def _time(one: Statement, first: Document, other: Statement, second: Document) -> tuple[Cause, str]:
    earlier, later = dated(first), dated(second)
    if earlier is None or later is None:
        return Cause.UNTOLD, "Not both documents bear a date, and neither says why they differ."
    days = (later - earlier).days
    if days == 0:
        return Cause.UNTOLD, "Both documents bear the same date, and neither says why they differ."
    now = _NOW.search(other.text) or _NOW.search(one.text)
    said = f", and one says “{now.group().lower()}”" if now else ""
    return Cause.TIME, f"The second document is {days} {'day' if days == 1 else 'days'} younger{said}."


def _name(document: Document) -> str:
    return document.document_number.value if document.document_number else document.title.value
