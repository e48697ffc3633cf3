"""Questions for an opinion or for what is still to come, and the sentences that could answer them all the same."""

from __future__ import annotations

import re

_OPINION = re.compile(
    r"\b(?:do|did|would|should|could) (?:you|we) (?:think|believe|recommend|prefer|say|agree|feel|like)\b|"
    r"\b(?:in )?your (?:opinion|view|advice|recommendation)\b|"
    r"\bwhat do you\b|\bhow do you (?:feel|see)\b|"
    r"^\W*(?:and |but |so )?(?:should|ought)\b|\b(?:what|which|who|how|where|when)\b[^?]{0,60}\b(?:should|ought to)\b|"
    r"\bis (?:it|this|that|there) (?:right|wrong|fair|wise|worth|a good idea|better|good|bad|enough)\b|"
    r"^\W*(?:is|are|was|were)\b[^?]{1,80}"
    r"\b(?:right|wrong|fair|wise|worth(?:while| it)|justified|a good idea|a mistake)"
    r"(?: (?:one|way|thing|choice|approach|answer))?\W*$|"
    r"\b(?:what|which|who)(?: is| are|'s)?(?: the)? "
    r"(?:best|worst|nicest|greatest|most (?:beautiful|interesting|important))\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\bwill\b|\bgoing to\b|\b(?:next|coming) (?:year|decade|century|years|decades)\b|\bin the future\b|\bpredict\w*|"
    r"\bforecast\w*|\bby 20[3-9]\d\b|\bin 20[3-9]\d\b",
    re.IGNORECASE,
)
# "What does the author recommend?" asks what a document says, which is no opinion of ours.
_REPORTED = re.compile(
    r"\b(?:does|do|did)\b[^?]*\b(?:authors?|paper|note|report|article|document|text|presidency|council|commission|"
    r"court|delegations?)\b|\baccording to\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"\b(?:should|must|shall|ought|recommend\w*|propos\w*|suggest\w*|advis\w*|urg\w*|vital|essential|necessary|"
    r"needs? to|"
    r"have to|has to|important|may include|may involve|could|would|better|best|worth\w*|wise|fair|aims?|"
    r"call(?:s|ed)? for)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|expect\w*|forecast\w*|predict\w*|plan(?:s|ned)?|intend\w*|propos\w*|due|"
    r"by (?:the end of )?20\d\d|from 20\d\d|future|outlook|aims?|target\w*|until|next)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b20\d\d\b")


def asks_opinion(question: str) -> bool:
    """Whether a question asks what somebody should do or think, and not what a document says of it."""
    return bool(_OPINION.search(question)) and not _REPORTED.search(question)


def asks_future(question: str) -> bool:
    """Whether a question asks for what is still to come."""
    return bool(_FUTURE.search(question))


def states_it(question: str, text: str) -> bool:
    """Whether a sentence could answer such a question: it proposes or judges, or looks ahead to the very year."""
    if asks_opinion(question) and not _PROPOSES.search(text):
        return False
    if asks_future(question):
        years = set(_YEARS.findall(question))
        return bool(_AHEAD.search(text)) and (not years or bool(years & set(_YEARS.findall(text))))
    return True
