"""Words cut at a line end: joined where they are one word, their hyphen kept where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT = re.compile(r"([^\W\d_]+)-?$")
_REST = re.compile(r"[^\W\d_]+")


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document, lower case, hyphenated ones whole; those that a line end may have cut are left out."""
    words: set[str] = set()
    for line in lines:
        found = _WORD.findall(line.casefold())
        words.update(found[1:-1] if len(found) > 2 else ())
    return frozenset(words)


def join_cut_word(left: str, right: str, words: frozenset[str]) -> str:
    """What stands between the two halves of a word cut at a line end: nothing, or the hyphen.

    ``left`` and ``right`` are the texts before and after the line end, without the hyphen. The
    document's own spelling decides; where it has none, two words that it uses on their own keep
    their hyphen and anything else is one word.
    """
    before, after = _CUT.search(left), _REST.match(right)
    if not before or not after:
        return "-" if right[:1].isdigit() or right[:1].isupper() or left[-1:].isdigit() else ""
    first, second = before.group(1).casefold(), after.group().casefold()
    if first + second in words:
        return ""
    if f"{first}-{second}" in words or right[0].isupper():
        return "-"
    return "-" if len(first) > 3 and first in words and second in words else ""
