"""The quality gate: whether what was read from a page is text in a language, or must be refused, and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NEEDS_OCR = "The page is a picture without text: it needs OCR."
BROKEN = "The page has a broken text layer: what it holds is not readable text. It needs OCR."

_FEWEST_CHARACTERS = 12
_COMMON = frozenset(
    """
    the of and to in is for that on with as by be or at from are this an not der die das und zu den von mit ist des im für
    ein eine auf de la le les et du un une est dans pour que el los las en del se por con una y il di che della per het een
    van voor da do dos para em na no og att som och på til i się w z je ve bir
    """.split()
)
_BROKEN = re.compile("[\\ufffd\\ufffe\\uffff\\ue000-\\uf8ff\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f]")
_SAMPLE = 60_000
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôûãõåæøąęœ")


def refusal_of(text: str, *, common_elsewhere: bool = True) -> str | None:
    """Why a page's text can't be used; None where it can.

    ``common_elsewhere`` is whether the rest of the document is language: a page of numbers or names
    inside such a document is a table, not a broken page.
    """
    bare = re.sub(r"\s+", "", text)
    if len(bare) < _FEWEST_CHARACTERS:
        return None if bare and common_elsewhere else NEEDS_OCR
    if _broken_share(bare) > 0.15:
        return BROKEN
    words = _WORD.findall(text)
    letters = sum(len(word) for word in words)
    if letters < 0.25 * len(bare):
        return None if common_elsewhere and any(char.isdigit() for char in bare) else BROKEN
    latin = sum(len(word) for word in words if "LATIN" in unicodedata.name(word[0], ""))
    if latin < 0.5 * letters:
        return None
    return None if _is_language(words, common_elsewhere=common_elsewhere) else BROKEN


def is_language(texts: Sequence[str]) -> bool:
    """Whether a document as a whole holds running text of some language."""
    text = " ".join(texts)[:_SAMPLE]
    words = _WORD.findall(text)
    if not words:
        return False
    return refusal_of(text, common_elsewhere=False) is None


def _broken_share(bare: str) -> float:
    """The share of characters that no text has: replacement marks, private use, controls, noncharacters."""
    return len(_BROKEN.findall(bare)) / len(bare)


def _is_language(words: Sequence[str], *, common_elsewhere: bool) -> bool:
    count = len(words)
    single = sum(len(word) == 1 for word in words) / count
    if single > 0.45:
        return False
    if count < 30 and common_elsewhere:
        return True
    common = sum(word.casefold() in _COMMON for word in words) / count
    voweled = sum(any(char in _VOWELS for char in word.casefold()) for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words) or 1
    mixed = sum(bool(re.search(r"[a-zß-ÿ][A-ZÀ-Þ]", word)) for word in words) / count
    if voweled / long < 0.6 or mixed > 0.25:
        return False
    return common > (0.04 if common_elsewhere else 0.06) or count < 60 or (common_elsewhere and voweled / long > 0.85)
