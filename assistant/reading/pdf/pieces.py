"""Glyphs joined into pieces (words, or the raised and the plain part of a word) and pieces into fragments.

A piece never spans a space nor a change of size or baseline, so a raised number is always a piece
of its own. A fragment is a stretch of pieces that follow each other in the file and on the line.
Both live in an upright frame: text that reads downwards on the displayed page is turned first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.reading.pdf.breaks import breaks
from assistant.reading.pdf.glyphs import Face, PageGlyphs

_SPACES = np.array([0xA0, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF])
_SKEW_DEGREES, _OBLIQUE = 12.0, -1
_PLAINER = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_PLAINER |= {0x2010: "-", 0x2011: "-"}
_ACCENTS = dict(
    zip("´`¨ˆˇ˚˜¸˝˙¯˘", "\u0301\u0300\u0308\u0302\u030c\u030a\u0303\u0327\u030b\u0307\u0304\u0306", strict=True)
)
_PDFIUM_HYPHEN = 2  # what PDFium returns for a hyphen at a line's end that splits a word; U+FFFE before 2024
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = re.compile("-*\u00ad[-\u00ad]*")


class Piece(NamedTuple):
    """Characters that stand together: their box, baseline and size in points of the frame. A page has hundreds."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    spaced: bool
    bold: bool
    italic: bool
    hidden: bool
    symbol: bool = False


@dataclass(frozen=True, slots=True)
class Fragment:
    """Pieces in a row. ``top`` and ``bottom`` are those of its letters, not of its font's box."""

    pieces: tuple[Piece, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    middle: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The fragments of one page that read in one direction: ``turns`` quarter turns clockwise.

    ``oblique`` text stands at an angle to the page (a watermark, the labels of a chart); its
    fragments are whole words or phrases in the order of the file.
    """

    turns: int
    width: float
    height: float
    fragments: list[Fragment]
    oblique: bool = False


def frames(page: PageGlyphs, hidden: NDArray[np.bool_], *, ocr: bool = False) -> list[Frame]:
    """The page's text by reading direction, the direction with the most characters first."""
    faces_of = _with_neighbours_faces(page.faces_of)
    if not page.faces:
        return []
    turns = np.array([_quarter_turns(face.angle) for face in page.faces])[faces_of]
    codes = _whole_codes(page.codes)
    seen = ~_is_space(codes)
    found = []
    for turn in range(4):
        chosen = np.flatnonzero(seen & (turns == turn))
        if len(chosen):
            width, height = (page.width_pt, page.height_pt) if turn % 2 == 0 else (page.height_pt, page.width_pt)
            fragments = _fragments(page, codes, chosen, turn, faces_of, hidden, ocr=ocr)
            found.append((len(chosen), Frame(turn, width, height, fragments)))
    upright_first = [frame for _, frame in sorted(found, key=lambda item: -item[0])]
    oblique = np.flatnonzero(seen & (turns == _OBLIQUE))
    return [*upright_first, *([_oblique_frame(page, codes, oblique, faces_of)] if len(oblique) else [])]


def _quarter_turns(angle: float) -> int:
    turns = round(angle / 90)
    return turns % 4 if abs(angle - 90 * turns) < _SKEW_DEGREES else _OBLIQUE


def _oblique_frame(
    page: PageGlyphs, codes: NDArray[np.uint32], chosen: NDArray[np.int64], faces_of: NDArray[np.int64]
) -> Frame:
    """One fragment of whole words for all the oblique text: where its letters stand is of no use to a line."""
    boxes, places = page.boxes[chosen], chosen.tolist()
    size = page.faces[faces_of[places[0]]].size_pt
    words: list[str] = []
    for index, place in enumerate(places):
        if index and place == places[index - 1] + 1:
            words[-1] += chr(codes[place])
        else:
            words.append(chr(codes[place]))
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    pieces = [Piece(_clean(word), left, top, right, bottom, bottom, size, True, False, False, False) for word in words]
    return Frame(0, page.width_pt, page.height_pt, [fragment_of(pieces)], oblique=True)


def upright(points: NDArray[np.float64], turns: int, width: float, height: float) -> NDArray[np.float64]:
    """Displayed points (n, 2) turned into the frame whose text reads left to right."""
    x, y = points[:, 0], points[:, 1]
    turned = ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turns]
    return np.stack(turned, axis=1)


def _with_neighbours_faces(faces_of: NDArray[np.int64]) -> NDArray[np.int64]:
    """Made-up characters take the face of the last real one before them, which keeps indexing simple."""
    places = np.where(faces_of >= 0, np.arange(len(faces_of)), 0)
    return np.maximum(faces_of[np.maximum.accumulate(places)], 0) if len(faces_of) else faces_of


def _is_space(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return ((codes <= 32) & (codes > 0)) | ((codes > 126) & (codes < 160)) | np.isin(codes, _SPACES)


def _whole_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Surrogate pairs joined, line-end hyphens as U+FFFE, unmapped glyphs and lone halves as U+FFFD."""
    codes = codes.copy()
    codes[codes == _PDFIUM_HYPHEN] = 0xFFFE
    high = (codes >= 0xD800) & (codes < 0xDC00)
    for index in np.flatnonzero(high[:-1]):
        low = int(codes[index + 1])
        if 0xDC00 <= low < 0xE000:
            codes[index] = 0x10000 + ((int(codes[index]) - 0xD800) << 10) + (low - 0xDC00)
            codes[index + 1] = 0x200B
    codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes == 0) | (codes > 0x10FFFF)] = 0xFFFD
    return codes


def _fragments(
    page: PageGlyphs,
    codes: NDArray[np.uint32],
    chosen: NDArray[np.int64],
    turns: int,
    faces_of: NDArray[np.int64],
    hidden: NDArray[np.bool_],
    *,
    ocr: bool,
) -> list[Fragment]:
    size_pt = (page.width_pt, page.height_pt)
    one = upright(page.boxes[chosen, :2], turns, *size_pt)
    other = upright(page.boxes[chosen, 2:], turns, *size_pt)
    low, high = np.minimum(one, other), np.maximum(one, other)
    base = upright(page.origins[chosen], turns, *size_pt)[:, 1]
    face = faces_of[chosen]
    size = np.array([item.size_pt for item in page.faces])[face]
    size = np.where(size < 0.5, high[:, 1] - low[:, 1], size)
    printed_spaces = np.cumsum(_is_space(codes) & (page.faces_of >= 0))[chosen]
    spaces = np.stack([chosen, printed_spaces])
    new_fragment, new_piece, spaced = breaks(
        low[:, 0], high[:, 0], base, size, spaces, hidden[chosen], codes[chosen], recognised=ocr
    )
    starts = np.flatnonzero(new_piece)
    faces = [page.faces[index] for index in face[starts].tolist()]
    columns = _columns(low, high, base, size, starts, spaced, hidden[chosen], faces)
    chars = with_accents(_chars(page, codes, chosen), low[:, 0], high[:, 0])
    ends = [*starts[1:].tolist(), len(chosen)]
    texts = [_clean("".join(chars[start:end])) for start, end in zip(starts.tolist(), ends, strict=True)]
    pieces = list(map(Piece._make, zip(texts, *columns, strict=True)))
    firsts = [*np.flatnonzero(new_fragment[starts]).tolist(), len(pieces)]
    groups = ([piece for piece in pieces[first:last] if piece.text] for first, last in pairwise(firsts))
    return [fragment_of(group) for group in groups if group]


def _columns(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    base: NDArray[np.float64],
    size: NDArray[np.float64],
    starts: NDArray[np.int64],
    spaced: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
    faces: list[Face],
) -> tuple[list[Any], ...]:
    """Everything of the pieces that begin at ``starts`` but their text, in the order of ``Piece``."""
    tops = np.maximum(np.minimum.reduceat(low[:, 1], starts), base[starts] - 1.05 * size[starts])
    bottoms = np.minimum(np.maximum.reduceat(high[:, 1], starts), base[starts] + 0.4 * size[starts])
    return (
        np.minimum.reduceat(low[:, 0], starts).tolist(),
        tops.tolist(),
        np.maximum.reduceat(high[:, 0], starts).tolist(),
        bottoms.tolist(),
        base[starts].tolist(),
        size[starts].tolist(),
        spaced[starts].tolist(),
        [face.bold for face in faces],
        [face.italic for face in faces],
        hidden[starts].tolist(),
        [face.symbol for face in faces],
    )


def _chars(page: PageGlyphs, codes: NDArray[np.uint32], chosen: NDArray[np.int64]) -> list[str]:
    if not page.ligatures:
        return list(map(chr, codes[chosen].tolist()))
    return [page.ligatures.get(index) or chr(codes[index]) for index in chosen.tolist()]


def with_accents(chars: list[str], left: NDArray[np.float64], right: NDArray[np.float64]) -> list[str]:
    """Accents that were drawn over a letter as characters of their own, made one with that letter."""
    for index, char in enumerate(chars):
        if char not in _ACCENTS:
            continue
        middle = (left[index] + right[index]) / 2
        for other in (index - 1, index + 1):
            if not 0 <= other < len(chars) or not left[other] <= middle <= right[other]:
                continue
            letter = unicodedata.normalize("NFC", chars[other] + _ACCENTS[char])
            if len(letter) == 1:
                chars[other], chars[index] = letter, ""
                break
    return chars


def _clean(text: str) -> str:
    """NFC, ligatures as letters, one kind of hyphen, and one of them where a glyph stands for several.

    A soft hyphen in a PDF is a printed one; at the end of a line it says that a word goes on.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text.translate(_PLAINER))
    if _SOFT_HYPHEN in text:
        text = _HYPHENS.sub(lambda run: _SOFT_HYPHEN if run.end() == len(text) else "-", text)
    return text


def fragment_of(pieces: list[Piece]) -> Fragment:
    """The fragment that these pieces make; its size and baseline are those of its most text."""
    size, base = main_size_and_base(pieces)
    left, right = min([piece.x0 for piece in pieces]), max([piece.x1 for piece in pieces])
    top, bottom = base - 0.75 * size, base + 0.22 * size
    return Fragment(tuple(pieces), left, right, top, bottom, base, size, (top + bottom) / 2)


def main_size_and_base(pieces: list[Piece]) -> tuple[float, float]:
    """The size in which most characters are set (the larger one when equal) and the baseline of that text."""
    first = pieces[0]
    if all(piece.size == first.size and piece.base == first.base for piece in pieces):
        return first.size, first.base
    counts: dict[tuple[float, float], int] = {}
    for piece in pieces:
        key = (round(piece.size, 1), round(piece.base, 1))
        counts[key] = counts.get(key, 0) + len(piece.text)
    best = max(counts, key=lambda key: (counts[key], key[0]))
    match = next(piece for piece in pieces if (round(piece.size, 1), round(piece.base, 1)) == best)
    return match.size, match.base


def shifted(piece: Piece, text: str, x0: float, x1: float, *, spaced: bool) -> Piece:
    """A part of a piece."""
    return piece._replace(text=text, x0=x0, x1=x1, spaced=spaced)
