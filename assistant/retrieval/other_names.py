"""Names that stand for the same state or union: "Britain", "British" and "London" for what a document calls the UK."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("other_names.toml")
# What is said of the one is said of a part of the other.
_PART_OF = {"South America": "Latin America", "Central America": "Latin America"}


def short_names(text: str) -> tuple[str, ...]:
    """The short name of every state or union that a text calls otherwise and not by that name itself, in order."""
    found = dict.fromkeys(_short_of()[match.group()] for match in _pattern().finditer(text))
    return tuple(short for short in found if not re.search(rf"\b{re.escape(short)}\b", text))


def all_names(text: str) -> tuple[str, ...]:
    """Every name of the states and unions that a text names, lower case: what a question may call them."""
    found = dict.fromkeys(_short_of()[match.group()] for match in _pattern().finditer(text))
    return tuple(name.lower() for short in found for name in (short, *_names()[short]))


def with_short_names(question: str) -> str:
    """A question as documents would word it: "What does London want?" gives "What does London want? (UK)".

    What reads question and sentence together knows too little of the world to tell that they speak of the same.
    """
    short = short_names(question)
    return f"{question} ({', '.join(short)})" if short else question


def speaks_of_namesake(question: str, text: str) -> bool:
    """Whether a text speaks of North America, say, and not of Latin America, which a question is about.

    To what compares words and meanings the two are nearly the same.
    """
    asked, there = _shorts(question), _shorts(text)
    return any(
        set(one.split()) & set(other.split()) and _PART_OF.get(one) != other and _PART_OF.get(other) != one
        for one in asked - there
        for other in there - asked
    )


def _shorts(text: str) -> frozenset[str]:
    """The short names of the states and unions that a text names."""
    return frozenset(_short_of()[match.group()] for match in _pattern().finditer(text))


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    return {short: tuple(names) for short, names in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1)
def _short_of() -> Mapping[str, str]:
    return {name: short for short, names in _names().items() for name in (short, *names)}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """The longest name wins: "Latin American" is nothing of the US. Capital letters count: "turkey" is a bird."""
    names = sorted(_short_of(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
