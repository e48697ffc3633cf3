"""Abbreviations that a document defines itself: "organised crime groups (OCGs)". The letters must match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Abbreviation
from assistant.reading.assembly.blocks import Paragraph

_DEFINED = re.compile(
    r"\(\s*(?:hereinafter|hereafter|the|in short|"
    r"abbreviated(?: as)?)?[,:]?\s*(?:the\s+)?[\"“‘'«]?(?P<short>[A-Z][A-Za-z&/\-.]{1,11})[\"”’'»]?\s*\)"
)
_SMALL = frozenset(
    "of and the for in on to a an de la le les des du et y e del und der die das für von & at by with".split()
)
_LONGEST = 200
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def find_abbreviations(paragraphs: Iterable[Paragraph]) -> tuple[Abbreviation, ...]:
    """The short forms that the text defines in brackets after their long form; the first definition of each counts.

    The matching follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation
    definitions in biomedical text" (2003), made stricter: each letter of the short form opens a word
    of the long form, small words may be passed over, and a word may give several letters only
    where it is a compound.
    """
    found: dict[str, Abbreviation] = {}
    for paragraph in paragraphs:
        for block in paragraph.blocks:
            for match in _DEFINED.finditer(block.text):
                short = match["short"]
                if short in found or sum(char.isupper() for char in short) < 2:
                    continue
                window = max(match.start() - _LONGEST, 0)
                found_at = long_form_start(block.text[window : match.start()].rstrip(), short)
                if found_at is not None:
                    start = window + found_at
                    long = block.text[start : match.start()].strip(" \"“”‘’'«»,")
                    span = block.span(start, match.end())
                    found[short] = Abbreviation(short=short, long=long, span=span)
    return tuple(found.values())


def long_form_start(before: str, short: str) -> int | None:
    """Where in the text before the bracket the long form of ``short`` begins; None where the letters don't match."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    letters = letters[:-1] if len(letters) > 2 and letters.endswith("s") and letters[:-1].isupper() else letters
    words = list(_WORD.finditer(before))[-(2 * len(letters) + 4) :]
    start = _matched(words, letters.casefold(), len(words) - 1, len(letters) - 1)
    return words[start].start() if start is not None else None


def _matched(words: list[re.Match[str]], letters: str, word: int, letter: int) -> int | None:
    """Match ``letters[: letter + 1]`` backwards against the words up to ``word``; the index of the first word used."""
    if word < 0:
        return None
    text = words[word].group().casefold()
    if text[0] == letters[letter]:
        if letter == 0:
            return word
        found = _matched(words, letters, word - 1, letter - 1)
        if found is not None:
            return found
    within = _inner_letters(text, letters, letter)
    if within is not None:
        return word if within == 0 else _matched(words, letters, word - 1, within - 1)
    if text in _SMALL:
        return _matched(words, letters, word - 1, letter)
    return None


def _inner_letters(text: str, letters: str, letter: int) -> int | None:
    """How far a compound word ("counterterrorism", CT) gives its first letter and one inside it."""
    if letter < 1 or text[0] != letters[letter - 1] or len(text) < 7:
        return None
    return letter - 1 if letters[letter] in text[2:] else None
