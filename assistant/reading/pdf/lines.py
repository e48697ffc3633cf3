"""Fragments of a page joined into lines, and lines turned into ``RawLine``: text, calls, words with boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import WordBox
from assistant.reading.pdf.boxes import around, box_of, displayed
from assistant.reading.pdf.calls import Marker, Token, lift_markers
from assistant.reading.pdf.columns import reading_order
from assistant.reading.pdf.margin import without_line_numbers
from assistant.reading.pdf.pieces import Frame, Piece, main_size_and_base
from assistant.reading.pdf.rows import rows_of
from assistant.reading.raw import LineRole, RawCall, RawLine

_SMALL = 0.82
_MUCH_LARGER = 1.9
_NO_SPACE_BEFORE = ",.;:)]’”!?"
_ADDRESS = re.compile(r"://|www\.|@|\w/\w|[%=&]")  # a hyphen that ends a line inside one of these is printed
_LINE_END_HYPHENS = "\ufffe\u00ad"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One printed line in its frame, before it becomes a ``RawLine``."""

    pieces: list[Piece]
    size: float
    base: float
    column: int
    frame: Frame
    furniture: bool = False


def page_lines(frame: Frame) -> list[PdfLine]:
    """The lines of one frame in reading order."""
    shown = [item for item in frame.fragments if not item.pieces[0].hidden]
    hidden = [item for item in frame.fragments if item.pieces[0].hidden]
    text, numbers = without_line_numbers(shown)
    lines = [
        _line(row, region.column, frame)
        for region in reading_order(text, frame.height)
        for row in rows_of(region.fragments)
    ]
    lines += [_line(row, 0, frame, furniture=True) for row in rows_of(numbers)]
    return lines + [_line(row, 0, frame) for row in rows_of(hidden)]


def body_size(lines: list[PdfLine]) -> float:
    """The size in points of most of the text of some lines, 0 for none."""
    counts: dict[float, int] = {}
    for line in lines:
        size = round(line.size, 1)
        counts[size] = counts.get(size, 0) + sum(len(piece.text) for piece in line.pieces)
    return max(counts, key=lambda size: counts[size], default=0.0)


def _line(pieces: list[Piece], column: int, frame: Frame, *, furniture: bool = False) -> PdfLine:
    size, base = main_size_and_base(pieces)
    return PdfLine(pieces, size, base, column, frame, furniture or frame.oblique)


def _role(line: PdfLine, number: str | None) -> LineRole:
    if line.pieces[0].hidden:
        return LineRole.HIDDEN
    if line.furniture:
        return LineRole.SITE_FURNITURE
    return LineRole.NOTE if number else LineRole.UNKNOWN


def raw_line(line: PdfLine, before: PdfLine | None = None) -> RawLine | None:
    """The line as the assembly takes it, or None when nothing of it is left.

    ``before`` is the line of body text above it, if there is one.
    """
    tokens = lift_markers(line.pieces, line.size, line.base)
    number = None
    if isinstance(tokens[0], Marker) and len(tokens) > 1 and not _goes_on(tokens[1], line, before):
        number = tokens[0].numbers[0]
        tokens = tokens[1:]
    text, calls, words, hyphen = _written(tokens, line)
    if not text and not calls:
        return None
    pieces = [token for token in tokens if isinstance(token, Piece)] or line.pieces
    letters = sum(len(piece.text) for piece in pieces)
    return RawLine(
        text=text,
        role=_role(line, number),
        calls=tuple(calls),
        words=tuple(words),
        box=box_of(line.frame, around(line.pieces)),
        column=line.column,
        size_pt=round(line.size, 2),
        bold=2 * sum(len(piece.text) for piece in pieces if piece.bold) > letters,
        italic=2 * sum(len(piece.text) for piece in pieces if piece.italic) > letters,
        note_number=number,
        ends_with_hyphen=hyphen,
    )


def _goes_on(opening: Token, line: PdfLine, before: PdfLine | None) -> bool:
    """True for a line that opens with the marker of the sentence above it, not with the number of a note."""
    if before is None or isinstance(opening, Marker) or line.column != before.column or _ADDRESS.search(opening.text):
        return False
    same_size = abs(line.size - before.size) < 0.03 * line.size
    close = 0 < line.base - before.base < 1.8 * line.size
    return same_size and close and (opening.text[0] in _NO_SPACE_BEFORE or opening.text[0].islower())


def _written(tokens: list[Token], line: PdfLine) -> tuple[str, list[RawCall], list[WordBox], bool]:
    """The line's text with a space where one is printed, its calls and words by their offsets in that text."""
    text, calls, words = "", list[RawCall](), list[tuple[int, int, list[Piece]]]()
    hyphen, last_right = False, 0.0
    for index, token in enumerate(tokens):
        if isinstance(token, Marker):
            box = box_of(line.frame, token.box)
            calls.extend(RawCall(offset=len(text), number=number, box=box) for number in token.numbers)
            last_right = token.box[2]
            continue
        piece, piece_text = token, token.text
        if index == len(tokens) - 1 and piece_text[-1] in _LINE_END_HYPHENS and not _ADDRESS.search(piece_text):
            piece_text, hyphen = piece_text[:-1], True
        piece_text = piece_text.replace("\ufffe", "-").replace("\u00ad", "-")
        if index == 0 and _is_bullet(piece, tokens):
            piece_text = "•"
        space = bool(text) and _needs_space(piece, tokens[index - 1], last_right, line.size)
        last_right = piece.x1
        if not piece_text:
            continue
        text += " " * space
        if words and not space and words[-1][1] == len(text):
            words[-1] = (words[-1][0], len(text) + len(piece_text), [*words[-1][2], piece])
        else:
            words.append((len(text), len(text) + len(piece_text), [piece]))
        text += piece_text
    return text, calls, [_word(line.frame, start, end, pieces) for start, end, pieces in words], hyphen


def _is_bullet(piece: Piece, tokens: list[Token]) -> bool:
    """True for a sign before the text whose character is an accident of its font."""
    if len(piece.text) != 1 or len(tokens) < 2 or not isinstance(tokens[1], Piece) or not tokens[1].spaced:
        return False
    accident = "\ue000" <= piece.text <= "\uf8ff" or "\uff61" <= piece.text <= "\uff9f"
    return accident or (piece.symbol and piece.text.isascii())


def _needs_space(piece: Piece, before: Token, last_right: float, size: float) -> bool:
    apart = piece.spaced or piece.x0 - last_right > 0.2 * size
    if isinstance(before, Marker):
        return apart and piece.text[0] not in _NO_SPACE_BEFORE
    if len(before.text) == 1 and before.text.isalpha() and before.size > _MUCH_LARGER * piece.size:
        return False  # a drop capital opens the word
    return apart or (before.text[-1:].isdigit() and piece.size < _SMALL * before.size and piece.text[0].isdigit())


def _word(frame: Frame, start: int, end: int, pieces: list[Piece]) -> WordBox:
    left, top, right, bottom = displayed(frame, around(pieces))
    return WordBox(start=start, end=end, left=left, top=top, right=right, bottom=bottom)
