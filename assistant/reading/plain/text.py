"""Plain text, and text that carries Markdown or HTML marks: one line of the file is one line of the page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.domain import ReadFailure
from assistant.reading.bracket_notes import lift_bracket_notes
from assistant.reading.markers import without_placeholders
from assistant.reading.plain.decoding import clean, decode
from assistant.reading.plain.markup import read_marked_line
from assistant.reading.raw import RawDocument, RawLine, RawPage

MEDIA_TYPE = "text/plain"

_PAGE_BREAK = "\f"
_LONGEST_WRAP, _SHORTEST_WRAP = 120, 50
# A line counts as wrapped when the next word would not have fitted, give or take these characters.
_RAGGED_CHARACTERS = 6
_NEW_BLOCK = re.compile(
    r"\s*(?:[-*+•‣▪●◦–—·]\s|#{1,6}\s|\||\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|\[\d{1,3}\]\s|<sup>|\[\^)"
)
_UNDERLINE = re.compile(r"(=+|-{3,})\s*$")


def read_text(content: bytes) -> RawDocument | ReadFailure:
    """Read text of any encoding. Form feeds make pages; without them the file is one page, not ``paged``.

    Each printed line becomes a ``RawLine``: it starts a block unless the line right above it was
    wrapped. The path of a failure is left to the caller.
    """
    text = without_placeholders(clean(decode(content)))
    if not text.strip():
        return ReadFailure(path="", reason="The file holds no text.")
    width = wrap_width(text)
    sheets = text.split(_PAGE_BREAK)
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages = tuple(
        RawPage(number=number, lines=lift_bracket_notes(_page_lines(sheet, width)))
        for number, sheet in enumerate(sheets, start=1)
    )
    return RawDocument(media_type=MEDIA_TYPE, pages=pages, paged=len(pages) > 1)


def wrap_width(text: str) -> int | None:
    """The width in characters that a text was wrapped at; None where a paragraph is one line.

    Taken from the lines that have another line right below them: in wrapped text most of those are
    nearly as long as the longest.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    followed = sorted(len(line) for line, below in pairwise(lines) if line and below)
    paragraphs = sum(" " in line and len(line) > 2 * _LONGEST_WRAP for line in lines)
    if len(followed) < 3 or paragraphs * 50 > len(lines):
        return None
    width = followed[int(len(followed) * 0.95)]
    nearly = sum(length > width * 0.75 for length in followed)
    wrapped = _SHORTEST_WRAP <= width <= _LONGEST_WRAP and nearly * 2 > len(followed)
    return width if wrapped else None


def _page_lines(sheet: str, width: int | None) -> tuple[RawLine, ...]:
    lines: list[RawLine] = []
    above = ""
    for printed in sheet.split("\n"):
        underline = _UNDERLINE.match(printed) if above.strip() and lines else None
        if underline:
            lines[-1] = _as_heading(lines[-1], level=1 if underline.group(1)[0] == "=" else 2)
        marked = None if underline else read_marked_line(printed)
        if marked:
            lines.append(marked.raw(starts_block=not _continues(above, printed, width)))
        above = "" if underline else printed
    return tuple(lines)


def _continues(above: str, line: str, width: int | None) -> bool:
    """Whether a line goes on with the line above: that one was full, and this opens nothing new."""
    if width is None or not above.strip() or _NEW_BLOCK.match(line):
        return False
    first_word = line.split(maxsplit=1)[0]
    return len(above.rstrip()) + 1 + len(first_word) > width - _RAGGED_CHARACTERS


def _as_heading(line: RawLine, *, level: int) -> RawLine:
    return replace(line, heading_level=level) if len(line.text) < _LONGEST_WRAP else line
