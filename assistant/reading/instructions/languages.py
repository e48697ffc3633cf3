"""The order to ignore instructions, and the address to a machine, in other languages (``languages.toml``)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
_BEGINNING = 3
_NEAR = r"[^\n]{0,60}?"
# Scripts beyond this set no blanks between words.
_WITHOUT_BLANKS = "\u2000"


def _pattern(order: str, what: str) -> re.Pattern[str]:
    if order[0] < _WITHOUT_BLANKS:
        order, what = rf"(?<!\w)(?:{order})(?!\w)", rf"(?<!\w)(?:{what})"
    else:
        order, what = f"(?:{order})", f"(?:{what})"
    return re.compile(f"{order}{_NEAR}{what}|{what}{_NEAR}{order}")


_ORDERS = tuple((frozenset(row["beginnings"].split()), _pattern(row["order"], row["what"])) for row in _TABLE["order"])
_BEGINNINGS = frozenset().union(*(beginnings for beginnings, _ in _ORDERS))
_MACHINES = re.compile("|".join(_TABLE["machines"]["patterns"]))
_NEEDED = frozenset(_TABLE["machines"]["needs"].split())
_SIGNS = tuple(sign for sign in (*_BEGINNINGS, *_NEEDED) if sign > _WITHOUT_BLANKS)


def in_another_language(lower: str, words: frozenset[str]) -> bool:
    """Whether a text in lower case, with these words, gives such an order or speaks to a machine."""
    signs = {sign for sign in _SIGNS if sign in lower}
    starts = {word[:_BEGINNING] for word in words} | signs
    if not starts.isdisjoint(_BEGINNINGS):
        for beginnings, pattern in _ORDERS:
            if not starts.isdisjoint(beginnings) and pattern.search(lower):
                return True
    return not _NEEDED.isdisjoint(words | signs) and _MACHINES.search(lower) is not None
