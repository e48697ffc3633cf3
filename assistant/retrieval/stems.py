"""Words reduced to their stems, as the word search does it, and names that have a well-known short form."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from assistant.retrieval.other_names import short_names

# Short forms so common in policy documents that hardly any of them spells them out.
SHORT_FORMS = {
    "united kingdom": "uk",
    "united states": "us",
    "european union": "eu",
    "united nations": "un",
}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter stem of a lower-case word (Porter, 1980; the same algorithm as FTS5's tokenizer)."""
    return str(_porter().stemWord(word))


@lru_cache(maxsize=1)
def _porter() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("porter")


def with_short_forms(text: str) -> str:
    """The text with the short form added after every name that has one, and the name after every short form."""
    lowered = f" {text.lower()} "
    added = [short.upper() for name, short in SHORT_FORMS.items() if name in lowered]
    added += [short for short in short_names(text) if short not in added]
    added += [name for name, short in SHORT_FORMS.items() if _names(text, short) and name not in lowered]
    return " ".join((text, *added))


def _names(text: str, short: str) -> bool:
    if short.upper() not in text:  # mostly so, and far quicker to see
        return False
    words = text.replace("-", " ").replace("/", " ").replace("?", " ").replace(",", " ").replace(".", " ").split()
    return short.upper() in words
