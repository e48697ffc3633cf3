"""Breaks text with footnote calls and links into lines of a given width, in the standard PDF fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from scripts.typeset.source import CALL, URL

CALL_SCALE = 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set: font name, its size and the distance between lines, in points."""

    font: str
    size: float
    leading: float

    def width(self, text: str) -> float:
        """The width of a text in points."""
        return float(stringWidth(text, self.font, self.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is never broken: characters, or a footnote call. ``space`` says that one may stand before it."""

    text: str
    space: bool
    call: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its pieces and their style, the distance of its start from the margin, and its list marker."""

    pieces: tuple[Piece, ...]
    style: Style
    indent: float = 0.0
    marker: str = ""

    @property
    def calls(self) -> tuple[str, ...]:
        """The names of the footnotes called on this line."""
        return tuple(piece.text for piece in self.pieces if piece.call)


def width_of(piece: Piece, style: Style) -> float:
    """The width in points. A call is as wide as one raised digit: no page calls more than nine notes."""
    if piece.call:
        return style.width("0") * CALL_SCALE
    return style.width(piece.text)


def broken(text: str, style: Style, width: float, *, indent: float = 0.0, marker: str = "") -> list[Line]:
    """The lines of a text; the first carries the marker, all start ``indent`` points in."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    blank = style.width(" ")
    for group in _unbreakable(pieces_of(text)):
        needed = sum(width_of(piece, style) for piece in group)
        gap = blank if group[0].space and lines[-1] else 0.0
        if lines[-1] and used + gap + needed > width - indent:
            lines.append([])
            used = gap = 0.0
        lines[-1].extend(group)
        used += gap + needed
    return [
        Line(pieces=tuple(pieces), style=style, indent=indent, marker="" if number else marker)
        for number, pieces in enumerate(lines)
    ]


def pieces_of(text: str) -> list[Piece]:
    """The words of a text, its calls lifted out, its web addresses cut where they may wrap."""
    pieces: list[Piece] = []
    for word in text.split(" "):
        if URL.match(word):
            pieces += _address(word)
        else:
            pieces += _word(word)
    return pieces


def _word(word: str) -> list[Piece]:
    pieces: list[Piece] = []
    for index, part in enumerate(CALL.split(word)):
        if part:
            pieces.append(Piece(text=part, space=not pieces, call=index % 2 == 1))
    return pieces


def _address(word: str) -> list[Piece]:
    url = word.rstrip(".,;)")
    cuts = [part for part in re.split(r"(?<=[^/:][/-])(?=[^/-])", url) if part]
    pieces = [Piece(text=part, space=index == 0, url=url) for index, part in enumerate(cuts)]
    return [*pieces, Piece(text=word[len(url) :], space=False)] if word != url else pieces


def _unbreakable(pieces: list[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and not piece.space and not piece.url:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups
