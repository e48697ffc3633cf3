"""A question that leaves words out, filled in from the one before it: "and Canada?" after "… the United States?"."""

from __future__ import annotations

import re

from assistant.retrieval.query import content_words

# "Yes", "Right, thanks": said to the one who answered, and neither a question nor a name.
_POLITE = (
    r"(?:yes|yeah|no|ok|okay|sure|right|exactly|correct|none|maybe|thanks|thank you|thank|please|great|good|fine|"
    r"perfect|interesting|understood|i see|hello|hi)"
)
_REPLY = re.compile(rf"\W*(?:{_POLITE}\b\W*)+", re.IGNORECASE)
# "Right. And Canada?" is "and Canada?"; but "Yes, Canada" replies.
_POLITE_OPENING = re.compile(
    rf"^\W*(?:{_POLITE}\s*[,.;:!–—-]+\s*)+(?=(?:and|but|or|so|also|what|how)\b)", re.IGNORECASE
)
_OPENING = re.compile(
    r"^\W*(?:(?:and|but|or|so|also)\s+)*(?:(?:what|how) (?:about|of)\s+)?"
    r"(?:(?P<preposition>in|for|with|on|from|by|to|at|through|via|under)\s+)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# "the United States", "Canada", "EU", "Western Balkans": capitalised words in a row, "of" and "the" between them.
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:(?:\s+(?:of|and|the|for))*\s+[A-Z][\w’'-]*)*")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_ARTICLE_NAME = re.compile(r"\bthe\s+$", re.IGNORECASE)

# "How many of them …?" after "How many groups are active?", "Which agencies did …?".
_OF_THEM = re.compile(r"\bof (?:them|these|those)\b(?!\s+\w+s\b)", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\W*(?:and\s+)?(?:how many|which|what)\s+(?P<counted>(?:[\w’'-]+\s+){1,5}?)"
    r"(?=(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|shall|should|will|would)\b)",
    re.IGNORECASE,
)

Place = tuple[int, int]


def is_reply(text: str) -> bool:
    """Whether nothing is asked: "Yes.", "OK, thanks"."""
    return bool(_REPLY.fullmatch(text))


def without_reply(question: str) -> str:
    """The question without the politeness it opens with: "Right. And Canada?" gives "And Canada?"."""
    return _POLITE_OPENING.sub("", question)


def is_bare(question: str) -> bool:
    """Whether a question is a name or a year and nothing else: "NATO?", "and in 2024?"."""
    return bool(_bare(question)[1])


def exchange(question: str, before: str) -> str:
    """The question before it with its last name or year exchanged for the one that this question consists of.

    "In Canada?" is put in place of what stood behind "in", if anything did. Empty when this question is more than a
    bare name or year, or there is nothing to exchange it for.
    """
    preposition, rest = _bare(question)
    if not rest:
        return ""
    places = [match.span() for match in _YEAR.finditer(before)] if _YEAR.fullmatch(rest) else _names(before)
    if not places:
        return ""
    behind = rf"\b{preposition}\s+(?:the\s+)?$"
    alike = [place for place in places if preposition and re.search(behind, before[: place[0]], re.IGNORECASE)]
    return _exchange(before, (alike or places)[-1], rest)


def of_the_same(question: str, before: str) -> str:
    """The question with "of them" spelt out by what the one before it counts or asks for; empty where it has neither.

    "How many of them deal in drugs?" after "How many groups are active?" asks "How many of the groups deal in drugs?".
    """
    counted = _COUNTED.match(before)
    if counted is None or not _OF_THEM.search(question):
        return ""
    return _OF_THEM.sub(lambda _: f"of the {counted['counted'].strip()}", question, count=1)


def _bare(question: str) -> tuple[str, str]:
    """The preposition that a question opens with, and the name or year that is all the rest of it; or twice nothing."""
    asked = without_reply(question)
    opening = _OPENING.match(asked)
    start = opening.end() if opening else 0
    rest = asked[start:].strip(" ?.!")
    article = _ARTICLE.match(rest)
    name = rest[article.end() :] if article else rest
    whole_name = _NAME.fullmatch(name) and _names(f"in {name}") == [(3, 3 + len(name))]
    if not (_YEAR.fullmatch(name) or whole_name) or name.endswith(("'s", "’s")):
        return "", ""
    return (opening["preposition"] or "") if opening else "", f"the {name}" if article else name


def _names(text: str) -> list[Place]:
    """Where the names of a question stand, save one that it opens with, which may be an ordinary word."""
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        if is_reply(match.group()):
            continue
        while start < end and not _tells(text[start:end].split()[0]):  # "Is Canada", "Does the EU"
            first = re.match(r"\S+\s*", text[start:end])
            start += first.end() if first else end - start
        if 0 < start < end:
            found.append((start, end))
    return found


def _tells(word: str) -> bool:
    """Whether a word is no function word; a small word beside it shows that "US" is not just "us" in capitals."""
    return bool(content_words(f"in {word}"))


def _exchange(text: str, place: Place, new: str) -> str:
    start, end = place
    article = _ARTICLE_NAME.search(text[:start])
    if article:
        start = article.start()
        if not _ARTICLE.match(new) and _takes_article(new):
            new = f"the {new}"
    return text[:start] + new + text[end:]


def _takes_article(name: str) -> bool:
    """Whether English puts "the" before a name: plurals, unions, kingdoms and short acronyms (the EU, but NATO)."""
    ends = re.search(r"(s|Union|Kingdom|Republic|Council|Commission|Parliament|Court)$", name)
    return bool(ends) or (name.isupper() and len(name) <= 3)
