"""The quality gate: whether what was read from a page is text in a language, or must be refused, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

NEEDS_OCR = "The page is a picture without text: it needs OCR."
BROKEN = "The page has a broken text layer: what it holds is not readable text. It needs OCR."

_FEWEST_CHARACTERS = 12
_COMMON = frozenset(
    """
    the of and to in is for that on with as by be or at from are this an not der die das und zu den von mit ist des im
    für
    ein eine auf de la le les et du un une est dans pour que el los las en del se por con una y il di che della per
    het een
    van voor da do dos para em na no og att som och på til i się w z je ve bir
    """.split()
)
_BROKEN = re.compile("[\\ufffd\\ufffe\\uffff\\ue000-\\uf8ff\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f]")
_MIXED_CASE = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
_MOST_BROKEN = 0.15
_FEWEST_WORDS = 30
_SAMPLE = 60_000
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôûãõåæøąęœ")


def refusal_of(text: str, *, common_elsewhere: bool = True) -> str | None:
    """Why a page's text can't be used; None where it can.

    ``common_elsewhere`` is whether the rest of the document is language: a page of numbers or names
    inside such a document is a table, not a broken page.
    """
    bare = "".join(text.split())
    words = _WORD.findall(text)
    if len(bare) < _FEWEST_CHARACTERS:
        return None if any(len(word) > 2 for word in words) or (bare and common_elsewhere) else NEEDS_OCR
    if _broken_share(bare) > _MOST_BROKEN:
        return BROKEN
    letters = sum(len(word) for word in words)
    if letters < 0.25 * len(bare):
        return None if common_elsewhere and any(char.isdigit() for char in bare) else BROKEN
    latin = [word for word in words if word[0] < "\u0250"]
    if sum(len(word) for word in latin) < 0.5 * letters:
        return None
    return None if _is_language(latin, common_elsewhere=common_elsewhere) else BROKEN


def is_broken(line: str) -> bool:
    """Whether most of a line is characters that no text has."""
    bare = "".join(line.split())
    return len(bare) > 2 and _broken_share(bare) > 0.5


def is_language(texts: Sequence[str]) -> bool:
    """Whether a document as a whole holds running text of some language."""
    text = " ".join(texts)[:_SAMPLE]
    return bool(_WORD.search(text)) and refusal_of(text, common_elsewhere=False) is None


def _broken_share(bare: str) -> float:
    """The share of characters that no text has: replacement marks, private use, controls, noncharacters."""
    return len(_BROKEN.findall(bare)) / len(bare)


def _is_language(words: Sequence[str], *, common_elsewhere: bool) -> bool:
    """Whether words in Latin letters are a language's: few single letters, vowels in the long ones, common words."""
    count = len(words)
    if sum(len(word) == 1 for word in words) > 0.45 * count:
        return False
    if count < _FEWEST_WORDS and common_elsewhere:
        return True
    long = [word for word in words if len(word) > 3]
    voweled = sum(not _VOWELS.isdisjoint(word.casefold()) for word in long) / (len(long) or 1)
    mixed = sum(bool(_MIXED_CASE.search(word)) for word in words if not word.islower()) / count
    if voweled < 0.6 or mixed > 0.25:
        return False
    common = sum(word.casefold() in _COMMON for word in words) / count
    return common > (0.04 if common_elsewhere else 0.06) or count < 60 or (common_elsewhere and voweled > 0.85)
