"""Characters that nobody sees: taken out of every line, and what they smuggle written down as hidden text.

Tag characters spell out Latin letters and are never drawn; variation selectors can carry bytes; zero-width signs cut
words that a search looks for, and joiners do so between letters of scripts that need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain import Dropped
from assistant.reading.raw import RawLine, RawPage

HIDDEN_TEXT = "hidden text"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff]+|(?<=[\u0000-\u05ff])[\u200c\u200d]+"
)
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_SHORTEST = 3  # a flag of a region is spelt with tags too


def without_unseen(pages: Iterable[RawPage]) -> tuple[tuple[RawPage, ...], tuple[Dropped, ...]]:
    """The pages with what can be seen of their lines, and what could not."""
    kept: list[RawPage] = []
    dropped: list[Dropped] = []
    for page in pages:
        for line in page.lines:
            said = smuggled(line.text)
            dropped += [Dropped(page=page.number, text=said, reason=HIDDEN_TEXT)] if said else []
        lines = tuple(_seen(line) for line in page.lines)
        kept.append(replace(page, lines=lines) if lines != page.lines else page)
    return tuple(kept), tuple(dropped)


def visible(text: str) -> str:
    """A text without what is never drawn. A soft hyphen at its end stays: it says that a word goes on."""
    return "".join(text[start:end] for start, end in _kept(text))


def smuggled(text: str) -> str:
    """The words that tag characters and variation selectors of a text spell; empty when they spell none."""
    if text.isascii():
        return ""
    spelt = ["".join(chr(ord(tag) - 0xE0000) for tag in run[0]) for run in _TAGS.finditer(text)]
    spelt += [bytes(map(_byte, run[0])).decode("utf-8", errors="replace") for run in _SELECTORS.finditer(text)]
    return " ".join(words for words in spelt if len(words) > _SHORTEST)


def _byte(selector: str) -> int:
    code = ord(selector)
    return code - 0xFE00 if code < 0xFE10 else code - 0xE0100 + 16


def _kept(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are seen."""
    if text.isascii():
        return [(0, len(text))]
    edges = [0]
    for run in _UNSEEN.finditer(text):
        end = run.end() - (run[0].endswith("\u00ad") and run.end() == len(text))
        edges += [run.start(), end]
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _seen(line: RawLine) -> RawLine:
    """The line without what is not drawn, the places of its calls and words moved accordingly."""
    kept = _kept(line.text)
    if len(kept) == 1 and kept[0] == (0, len(line.text)):
        return line

    def moved(offset: int) -> int:
        return sum(min(end, offset) - start for start, end in kept if start < offset)

    return replace(
        line,
        text="".join(line.text[start:end] for start, end in kept),
        calls=tuple(replace(call, offset=moved(call.offset)) for call in line.calls),
        words=tuple(word._replace(start=moved(word.start), end=moved(word.end)) for word in line.words),
    )
