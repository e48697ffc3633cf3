"""Which words of a question stand in a passage: part of why it was found."""

from __future__ import annotations

from functools import lru_cache

from assistant.domain import Chunk
from assistant.retrieval.other_names import all_names
from assistant.retrieval.query import content_words, words
from assistant.retrieval.stems import stem, with_short_forms


def matched_words(question: str, chunk: Chunk) -> tuple[str, ...]:
    """The words of the question, as typed, whose stem stands in the passage, its headings or its title."""
    there = stems(" ".join((chunk.text, *chunk.headings, chunk.title)))
    return tuple(word for word in content_words(question) if there & stems(word))


@lru_cache(maxsize=4096)  # a title is compared for every sentence under it, a question's words for every passage
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words, of the parts of hyphenated ones, and of the other names of what it names."""
    named = " ".join((with_short_forms(text), *all_names(text)))
    found = {stem(part) for word in words(named) for part in (word, *word.split("-"))}
    if "-" in text or "\u2010" in text or "\u2011" in text:
        found |= {stem(word.replace("-", "")) for word in words(text) if "-" in word}
    return frozenset(found)
