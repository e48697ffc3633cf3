"""Which words of a question stand in a passage: part of why it was found."""

from __future__ import annotations

from assistant.domain import Chunk
from assistant.retrieval.query import content_words, words
from assistant.retrieval.stems import stem, with_short_forms


def matched_words(question: str, chunk: Chunk) -> tuple[str, ...]:
    """The words of the question, as typed, whose stem stands in the passage, its headings or its title."""
    there = _stems(" ".join((chunk.text, *chunk.headings, chunk.title)))
    return tuple(word for word in content_words(question) if there & _stems(word))


def _stems(text: str) -> set[str]:
    found = {stem(part) for word in words(with_short_forms(text)) for part in (word, *word.split("-"))}
    return found | {stem(word.replace("-", "")) for word in words(text) if "-" in word}
