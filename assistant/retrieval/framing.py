"""What a question says only of where its answer is wanted from: "according to the note", "in both papers"."""

from __future__ import annotations

import re

_WHICH = r"(?:(?:the|this|that|these|those|both|either|each|any|all|every|one|two|three|four|of|other)\s+)+"
_KIND = (
    r"(?:(?:council|commission|working|discussion|position|policy|press|draft|white|green|think[- ]tank)(?:'s|’s)?\s+)*"
)
_DOCUMENT = (
    rf"{_WHICH}{_KIND}(?:notes?|papers?|documents?|articles?|reports?|texts?|stud(?:y|ies)|briefings?|statements?|"
    r"files?|publications?|sources?)"
)
_TELLER = rf"(?:{_DOCUMENT}|{_WHICH}(?:authors?|writers?|think[- ]tanks?|presidency))"
_SAY = r"(?:say|state|tell\s+us|report|write|have\s+to\s+say)s?"
_ABOUT = r"(?:about|on|of|regarding|concerning)"
_ASKED_ABOUT = (
    re.compile(rf"what\s+(?:do|does|did)\s+{_TELLER}\s+{_SAY}\s+{_ABOUT}\s+(.+)", re.IGNORECASE),
    re.compile(rf"what\s+(?:is|was)\s+said\s+{_ABOUT}\s+(.+?)\s(?:in|by)\s+{_TELLER}", re.IGNORECASE),
)
_AHEAD = re.compile(rf"(?:according\s+to\s+{_TELLER}|in\s+{_DOCUMENT})\s*,\s*", re.IGNORECASE)
_BEHIND = re.compile(rf"\s(?:according\s+to\s+{_TELLER}|(?:in|across)\s+{_DOCUMENT})$", re.IGNORECASE)
_ENDS = " ?!."


def without_framing(question: str) -> str:
    """A question as one would put it to somebody who has only the right document in hand.

    "What do both papers say about cigarettes?" gives "cigarettes?", "According to the note, who smuggles?" gives "Who
    smuggles?". What reads a question and a sentence together takes each word of the question for something that the
    sentence should speak of, and no sentence speaks of the paper that it stands in.
    """
    question = " ".join(question.split())  # long blanks would take the patterns a time that grows with their square
    body = question.rstrip(_ENDS)
    mark = question[len(body) :]
    for form in _ASKED_ABOUT:
        found = form.fullmatch(body)
        if found:
            return f"{found[1]}{mark}"
    ahead = _AHEAD.match(body)
    bare = _BEHIND.sub("", body[ahead.end() :] if ahead else body).rstrip(" ,")
    return f"{bare[:1].upper()}{bare[1:]}{mark}" if bare != body else question
