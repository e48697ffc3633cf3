"""A question that leaves words out, filled in from the one before it: "and Canada?" after "… the United States?"."""

from __future__ import annotations

import re

from assistant.retrieval.query import content_words

_OPENING = re.compile(
    r"^\W*(?:and |but |or |so )?(?:(?:what|how) (?:about|of) |in |for |with |on |from |by )?(?:the )?", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# "the United States", "Canada", "EU", "Western Balkans": capitalised words in a row, "of" and "the" between them.
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:(?:\s+(?:of|and|the|for))*\s+[A-Z][\w’'-]*)*")
_REPLY = re.compile(r"(?:yes|no|ok|okay|sure|thanks|thank|please|right|exactly|correct|none|maybe|yeah)\b", re.IGNORECASE)
_ARTICLE_NAME = re.compile(r"\bthe\s+$", re.IGNORECASE)


def exchange(question: str, before: str) -> str:
    """The question before it with its last name or year exchanged for the one that this question consists of.

    Empty when this question is more than a bare name or year, or there is nothing to exchange it for.
    """
    rest = _OPENING.sub("", question).strip(" ?.!")
    return _replaced(rest, before) if rest else ""


def _replaced(rest: str, before: str) -> str:
    """``before`` with its last year or name exchanged for ``rest``; empty when ``rest`` is neither, or has no match."""
    if _YEAR.fullmatch(rest):
        years = list(_YEAR.finditer(before))
        return _exchange(before, years[-1].span(), rest) if years else ""
    if not _NAME.fullmatch(rest) or not content_words(rest) or _REPLY.match(rest):
        return ""
    names = [match for match in _NAME.finditer(before) if match.start() > 0 and content_words(match.group())]
    return _exchange(before, names[-1].span(), rest) if names else ""


def _exchange(text: str, place: tuple[int, int], new: str) -> str:
    start, end = place
    article = _ARTICLE_NAME.search(text[:start])
    if article and not new.lower().startswith("the "):
        start = article.start()
        new = f"the {new}" if _takes_article(new) else new
    return text[:start] + new + text[end:]


def _takes_article(name: str) -> bool:
    """Whether English puts "the" before a name: plurals, unions, kingdoms and most acronyms."""
    return bool(re.search(r"(s|Union|Kingdom|Republic|Council|Commission|Parliament|Court)$", name)) or name.isupper()
