"""How far a statement reaches: all or some, only, unless, except. A claim must not reach further than its source."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.verify.tokens import Token, tokens

_ALL = frozenset("all every each always entire whole everyone everywhere any".split())
_MOST = frozenset("most majority mostly usually generally largely".split())
_SOME = frozenset("some several certain many few often sometimes partly partially occasionally rarely".split())
_CLASSES = ((_ALL, 3), (_MOST, 2), (_SOME, 1))
_CONDITIONS = re.compile(
    r"\b(unless|except(?: for| where| that)?|provided that|only (?:if|when|where|for|in|to|after)|"
    r"with the exception of|subject to|on condition that)\b",
    re.IGNORECASE,
)
# "not only health but productivity" narrows nothing.
_NOT_ONLY = re.compile(r"\bnot (?:only|solely|exclusively)\b", re.IGNORECASE)
_REACH = 4


def too_far(claim: str, sentence: str) -> str:
    """Where a claim reaches further than a sentence that speaks of the same thing, in words; or empty."""
    return _quantifier(claim, sentence) or _condition(claim, sentence) or _only(claim, sentence)


def _quantifier(claim: str, sentence: str) -> str:
    ours, theirs = _quantified(claim), _quantified(sentence)
    for noun, (rank, word) in ours.items():
        if noun in theirs and theirs[noun][0] < rank:
            return f"the source says '{theirs[noun][1]}', not '{word}'"
    said = {token.stem for token in tokens(claim) if token.stem}
    for noun, (rank, word) in theirs.items():
        if rank < 3 and noun in said and noun not in ours and word in _SOME | _MOST and not _numbered(claim):
            return f"the source says '{word}'"
    return ""


def _condition(claim: str, sentence: str) -> str:
    theirs = _CONDITIONS.search(sentence)
    if theirs and not _CONDITIONS.search(claim):
        return f"the source adds '{theirs.group().lower()}'"
    return ""


def _only(claim: str, sentence: str) -> str:
    said, given = ({token.word for token in tokens(_NOT_ONLY.sub(" ", text))} for text in (claim, sentence))
    narrow = {"only", "solely", "exclusively"}
    if said & narrow and not given & narrow:
        return f"the source does not say '{min(said & narrow)}'"
    if given & narrow and not said & narrow and not _CONDITIONS.search(sentence):
        return f"the source says '{min(given & narrow)}'"
    return ""


def _numbered(claim: str) -> bool:
    return any(character.isdigit() for character in claim)


@lru_cache(maxsize=8192)
def _quantified(text: str) -> dict[str, tuple[int, str]]:
    """The stems that stand shortly after a quantifier, with its rank (3 all, 2 most, 1 some) and the word."""
    found: dict[str, tuple[int, str]] = {}
    words = tokens(text)
    for position, token in enumerate(words):
        rank = next((rank for members, rank in _CLASSES if token.word in members), 0)
        if not rank or _is_superlative(words, position):
            continue
        for following in words[position + 1 : position + 1 + _REACH]:
            if not following.stem:
                break
            if following.content:
                found.setdefault(following.stem, (rank, token.word))
    return found


def _is_superlative(words: tuple[Token, ...], position: int) -> bool:
    """Whether a "most" only raises what follows it: "the most vulnerable", "most commonly"."""
    if words[position].word != "most":
        return False
    before, after = words[max(0, position - 1) : position], words[position + 1 : position + 2]
    return any(token.word == "the" for token in before) or any(token.word.endswith("ly") for token in after)
