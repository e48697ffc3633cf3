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

    ``of_each`` is whether something is asked of each of several things, so that none of them may be left out.
    """

    limit: int
    wants: Wants
    broad: bool
    of_each: bool = False

    @property
    def narrow(self) -> bool:
        """Whether one fact is asked for."""
        return self.limit <= _NAMED.limit


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
_ASKSBROADLY = re.compile(
    r"\b(compare|comparison|contrast|differ\w*|versus|vs|list|overview|summari[sz]e|outline|each|all|every|across|"
    r"what are|which are|what were|main|various|respectively|limitations|challenges|threats|risks|areas|measures|"
    r"ways|options|steps|recommendations|proposals|priorities|actors|concerns|arguments|reasons|benefits|obstacles)\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"^\W*(?:what|which)\s+((?:[\w'’-]+\s+){1,5})", re.IGNORECASE)
_VERBS = frozenset("is are was were do does did has have had can could may might must shall should will would".split())
_OPEN = re.compile(r"^\W*(are|is|do|does|did|can|could|should|would|will|may|might|has|have|how|why)\b", re.IGNORECASE)

# One fact; a fact that takes a sentence or three; an explanation; an open question.
_NARROW = QuestionShape(limit=2, wants=Wants.ANYTHING, broad=False)
_NAMED = replace(_NARROW, limit=3)
_MIDDLE = replace(_NARROW, limit=5)
BROAD = replace(_NARROW, limit=9, broad=True)


def shape(question: str) -> QuestionShape:
    """The shape of a question, told from its words."""
    several = len([part for part in re.findall(r"[^?]+\?|[^?]+$", question) if part.strip()]) > 1
    return _kind(question, several=several)


def _kind(question: str, *, several: bool) -> QuestionShape:
    broad = several or bool(_ASKSBROADLY.search(question)) or _asks_for_several(question)
    if _NUMBER.search(question) and not _OF_EACH.search(question):
        return replace(_NARROW, wants=Wants.NUMBER)
    if _DATE.search(question):
        return replace(_NARROW, wants=Wants.DATE)
    if _NAME.search(question) and not broad:
        return replace(_NAMED, wants=Wants.NAME)
    if _WHERE.search(question) and not broad:
        return _NAMED
    if broad or _OPEN.search(question):
        return replace(BROAD, of_each=several or bool(_OF_EACH.search(question)))
    return _MIDDLE


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
