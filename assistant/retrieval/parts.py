"""A question that holds several: taken apart, so that each part is searched for and keeps its share of the results."""

from __future__ import annotations

import re

from assistant.retrieval.query import content_words

MOST_PARTS = 4
_SENTENCES = re.compile(r"[^?]+\?|[^?]+$")
_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how)"
# "which bodies …, and who …", "who … and to whom …": a second question word behind "and".
SECOND_QUESTION = re.compile(rf",?\s+and\s+(?=(?:(?:to|by|for|from|with|in|on|at|of) )?{_ASKS}\b)", re.IGNORECASE)
_COMPARES = re.compile(
    r"^\W*(?:please\s+)?"
    r"(?:compare|contrast|(?:what|how) (?:is|are|do|does) (?:the )?differ\w*(?: (?:is|are|there))? between)\s+",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|with|versus|vs\.?)\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:in terms of|with regard to|regarding|when it comes to|as regards|on|for|in|during|"
    r"over(?=[^,]*\b(?:day|week|month|year|decade)s?\b))\s+[^,]+$",
    re.IGNORECASE,
)
# "options A, B and C", "annexes 1 and 2": the noun stands once, before the first label.
_LABEL = re.compile(r"[A-Z]|\d+")
_LABELLED = re.compile(rf"(?P<noun>.+?)(?:(?<=x)es|s)?\s+(?:{_LABEL.pattern})")


def question_parts(question: str) -> tuple[str, ...]:
    """The single questions in a line: itself alone when it is one question; else two to ``MOST_PARTS`` of them.

    What is more than that stays together in the last part, so that nothing that was asked is left out.
    """
    sentences = [part.strip() for part in _SENTENCES.findall(question) if content_words(part)]
    parts = [part for sentence in sentences for part in (_compared(sentence) or _joined(sentence))]
    if len(parts) > MOST_PARTS:
        parts[MOST_PARTS - 1 :] = [" ".join(parts[MOST_PARTS - 1 :])]
    return tuple(parts) if len(parts) > 1 else (question,)


def _joined(sentence: str) -> list[str]:
    """The two halves of "which … and who …", when each says something of its own."""
    halves = [half.strip(" ,") for half in SECOND_QUESTION.split(sentence)]
    if len(halves) < 2 or any(not content_words(half) for half in halves):
        return [sentence]
    return halves


def _compared(sentence: str) -> list[str]:
    """What a comparison compares, each with what it is compared in: "compare A and B on Z" gives "A on Z", "B on Z"."""
    opening = _COMPARES.match(sentence)
    if opening is None:
        return []
    body = sentence[opening.end() :].rstrip(" ?.!")
    tail = _TAIL.search(body)
    respect = tail.group() if tail else ""
    listed = _LIST.split(body[: tail.start()] if tail else body)
    things = [thing.strip() for thing in listed if content_words(thing) or _LABEL.fullmatch(thing.strip())]
    things = _with_noun(things)
    return [f"{thing}{respect}" for thing in things] if len(things) > 1 else []


def _with_noun(things: list[str]) -> list[str]:
    """ "options A", "B" gives "option A", "option B"; anything else is left as it is."""
    first = _LABELLED.fullmatch(things[0]) if things else None
    if first is None or len(things) < 2 or not all(_LABEL.fullmatch(thing) for thing in things[1:]):
        return things
    return [f"{first['noun']} {label}" for label in (things[0].split()[-1], *things[1:])]
