"""Other wordings of a question's words: what documents abbreviate, and what was probably meant by a misspelt word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.indexing.texts import TextStore
from assistant.retrieval.other_names import all_names
from assistant.retrieval.query import content_words, names

# Shorter words have too many neighbours.
_LEAST_LENGTH = 5
_NEAR = 0.82
_SUGGESTED = 2
# The longest that an abbreviation stands for.
_MOST_WORDS = 12


def other_wordings(question: str, texts: TextStore) -> tuple[str, ...]:
    """Phrases to search for beside the question's own words.

    The long form of every abbreviation in it that a document of the corpus spells out, the abbreviation of every
    long form, and for a word that the corpus does not know the nearest that it does.
    """
    spelt = [near for word in content_words(question) for near in _nearest(word, texts)]
    return tuple(dict.fromkeys((*_spelt_out(question, texts), *spelt)))


def unknown_names(question: str, texts: TextStore) -> tuple[str, ...]:
    """What a question names and no passage does, under no other name or spelling; lower case, without numbers."""
    otherwise = " ".join(all_names(question)).split()
    return tuple(
        name
        for name in names(question)
        if name.isalpha() and name not in otherwise and not texts.chunks_with(f'"{name}"') and not _nearest(name, texts)
    )


def _spelt_out(question: str, texts: TextStore) -> list[str]:
    asked = {_singular(word.strip(".,;:?!()'’\"")) for word in re.split(r"[\s/-]+", question)}
    lowered = question.lower()
    found: list[str] = []
    # A corpus has thousands of abbreviations: only those that can be meant are looked at.
    possible = texts.abbreviations(_numbers(asked), _numbers(_stretches(lowered)))
    for short, longs in possible.items():
        if _singular(short) in asked:
            found += longs
        elif any(re.search(rf"\b{re.escape(_singular(long.lower()))}s?\b", lowered) for long in longs):
            found.append(short)
    return found


def _stretches(text: str) -> set[str]:
    """Every run of words of a text that may be what an abbreviation stands for."""
    places = [match.span() for match in re.finditer(r"\w+", text)]
    return {
        text[start : places[last][1]]
        for first, (start, _) in enumerate(places)
        for last in range(first, min(first + _MOST_WORDS, len(places)))
    }


def _numbers(names: Iterable[str]) -> set[str]:
    """Names with their plurals and, of what looks like a plural, the singular."""
    return {form for name in names for form in (name, f"{name}s", _singular(name))}


def _singular(name: str) -> str:
    """ "OCG" for "OCGs": documents often spell out the plural of what is asked about in the singular."""
    return re.sub(r"(?<=\w)s$", "", name)


def _nearest(word: str, texts: TextStore) -> tuple[str, ...]:
    if len(word) < _LEAST_LENGTH or not word.isalpha() or texts.knows(word):
        return ()
    return _close(word, texts.words_like(word))


@lru_cache(maxsize=4096)
def _close(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The nearest of the known words; among equals the commonest, which comes first in ``known``."""
    return tuple(difflib.get_close_matches(word, known, n=_SUGGESTED, cutoff=_NEAR))
