"""What kind of answer a question wants: how many sentences, and what they must contain."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Wants(StrEnum):
    """What a sentence must hold to be an answer at all."""

    ANYTHING = "anything"
    NUMBER = "a number"
    DATE = "a date"
    NAME = "a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionShape:
    """How to answer: the most sentences to show, what each must hold, whether to look in every section.

    ``floor`` is the score that the best sentence must reach to be evidence at all: a question that
    asks for one fact shares most of its words with the answer, an open one need not. ``least_meaning``
    is the same for meaning alone, since shared words can be chance. ``parts`` are the single
    questions of a line that holds several.
    """

    limit: int
    floor: float
    least_meaning: float
    wants: Wants
    broad: bool
    parts: tuple[str, ...]


_NUMBER = re.compile(
    r"\bhow (many|much|often|large|big|long|old)\b|\bwhat (share|percentage|proportion|number|amount|sum|figure)\b|"
    r"\bwhich (share|percentage|number|amount)\b|\bpercent",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^\W*(since |until |by )?when\b|\b(what|which)( is| was)?( the)? (year|date|day|month)\b", re.IGNORECASE
)
_NAME = re.compile(r"^\W*(by |for |from |to |with )?(who|whom|whose)\b", re.IGNORECASE)
_WHERE = re.compile(r"^\W*where\b", re.IGNORECASE)
_OF_EACH = re.compile(r"\b(compare|each|all)\b", re.IGNORECASE)
_ASKS_BROADLY = re.compile(
    r"\b(compare|comparison|contrast|differ\w*|versus|vs|list|overview|summari[sz]e|outline|each|all|every|across|"
    r"what are|which are|what were|main|various|respectively|limitations|challenges|threats|risks|areas|measures|"
    r"ways|options|steps|recommendations|proposals|priorities|actors|concerns|arguments|reasons|benefits|obstacles)\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"^\W*(?:what|which)\s+((?:[\w'’-]+\s+){1,5})", re.IGNORECASE)
_VERBS = frozenset("is are was were do does did has have had can could may might must shall should will would".split())
_OPEN = re.compile(r"^\W*(are|is|do|does|did|can|could|should|would|will|may|might|has|have|how|why)\b", re.IGNORECASE)

# One fact; a fact that takes a sentence or two; an open question.
_NARROW = QuestionShape(limit=1, floor=0.42, least_meaning=0.38, wants=Wants.ANYTHING, broad=False, parts=())
_MIDDLE = replace(_NARROW, limit=4, floor=0.40)
_BROAD = replace(_NARROW, limit=9, floor=0.33, least_meaning=0.30, broad=True)


def shape(question: str) -> QuestionShape:
    """The shape of a question, told from its words."""
    parts = tuple(part.strip() for part in re.findall(r"[^?]+\?|[^?]+$", question) if part.strip())
    return replace(_kind(question, several=len(parts) > 1), parts=parts)


def _kind(question: str, *, several: bool) -> QuestionShape:
    broad = several or bool(_ASKS_BROADLY.search(question)) or _asks_for_several(question)
    if _NUMBER.search(question) and not _OF_EACH.search(question):
        return replace(_NARROW, wants=Wants.NUMBER)
    if _DATE.search(question):
        return replace(_NARROW, wants=Wants.DATE)
    if _NAME.search(question) and not broad:
        return replace(_NARROW, limit=2, wants=Wants.NAME)
    if _WHERE.search(question) and not broad:
        return replace(_NARROW, limit=2)
    return _BROAD if broad or _OPEN.search(question) else _MIDDLE


def _asks_for_several(question: str) -> bool:
    """Whether "which …" or "what …" is followed by a plural noun, before any verb."""
    match = _ASKED_FOR.match(question)
    for word in match.group(1).lower().split() if match else ():
        if word in _VERBS:
            return False
        if re.search(r"[^sui']s$", word):
            return True
    return False


_HAS_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|third|quarter|doubled|tripled|twice|none|no)\b",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(
    r"\b(1[89]|20)\d\d\b|\b(january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"\b(last|next|this|previous|recent) (year|month|week|decade|century)s?\b|\b(decade|century)\b",
    re.IGNORECASE,
)
_HAS_NAME = re.compile(r"(?<=\w[\s,;:(\"“‘'’])[A-Z][\w&-]+|^[A-Z][\w-]+ [A-Z]|\b[A-Z]{2,}\b")


def holds(text: str, wants: Wants) -> bool:
    """Whether a sentence holds what the question wants."""
    match wants:
        case Wants.NUMBER:
            return bool(_HAS_NUMBER.search(text))
        case Wants.DATE:
            return bool(_HAS_DATE.search(text))
        case Wants.NAME:
            return bool(_HAS_NAME.search(text))
        case Wants.ANYTHING:
            return True
