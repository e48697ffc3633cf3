"""The characters of a PDF page as PDFium sees them: what, where, how large, how drawn.

The only module that touches PDFium's text. Characters come out as NumPy columns, not as objects:
a page has thousands, and one foreign call per character and column is most of the cost. What all
characters of one text object share (font, matrix, colour, render mode, mostly the baseline) is asked
once per object, and what they are is told for the whole page at once where PDFium can.

Coordinates are points on the page AS DISPLAYED (its /Rotate applied, its crop box cut out), from
the top left corner, y growing downwards.
"""

from __future__ import annotations

import ctypes
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium  # noqa: TID251
import pypdfium2.raw as raw  # noqa: TID251
from numpy.typing import NDArray

from assistant.reading.pdf.blank import blank, suspected
from assistant.reading.pdf.painted import Colour, Painted, bound, fills, object_places, painted_objects

PDFIUM_LOCK = threading.RLock()
"""PDFium is not thread-safe: hold this around every use of it."""

MAX_CHARS_PER_PAGE = 200_000
"""More than this is no page for reading (a dense newspaper page has 30,000): the rest is cut off."""

_SPACE = 32
_NO_COLOUR = (-255, -255, -255)  # far from every colour
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18  # PDF 32000-1:2008, table 123
_SYMBOL_FONTS = ("wingding", "webding", "dingbat", "symbol", "iconic", "typographic", "bullet", "marlett")
_INVISIBLE_MODES = (3, 7)  # PDF 32000-1:2008, table 106: neither fill nor stroke


class Face(NamedTuple):
    """What the characters of one text object share. A page has hundreds.

    ``angle`` is the direction of its baseline on the displayed page, in degrees clockwise (0 =
    left to right, 90 = downwards). ``symbol`` is True for fonts of signs.
    ``order`` is its place in the painting order, -1 inside a form.
    """

    font: str
    size_pt: float
    angle: float
    bold: bool
    italic: bool
    invisible: bool
    white: bool
    order: int
    symbol: bool = False
    colour: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGlyphs:
    """One page of n characters: ``codes`` (n,), ``boxes`` (n, 4: left, top, right, bottom), ``origins`` (n, 2).

    An origin is a point of the character's baseline, not always its own.

    ``faces_of`` (n,) indexes ``faces``; it is -1 for the spaces and line ends that PDFium made up.
    ``ligatures`` has the true text of the characters of which the file tells only a part. ``blank`` (n,) tells those
    that leave no mark on the picture of the page; None where none was suspected of it.
    """

    width_pt: float
    height_pt: float
    codes: NDArray[np.uint32]
    boxes: NDArray[np.float64]
    origins: NDArray[np.float64]
    faces_of: NDArray[np.int64]
    faces: tuple[Face, ...]
    painted: tuple[Painted, ...]
    ligatures: dict[int, str] = field(default_factory=dict)
    blank: NDArray[np.bool_] | None = None


class PdfiumFile:
    """An open PDF. Use it under ``PDFIUM_LOCK``, as a context manager."""

    def __init__(self, source: Path | bytes, password: str | None = None) -> None:
        """Open a file or its bytes. Raises ``pypdfium2.PdfiumError`` when PDFium refuses it."""
        self._document = pdfium.PdfDocument(source, password=password)

    def __enter__(self) -> PdfiumFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def glyphs(self, index: int) -> PageGlyphs:
        """The characters of the page with this 0-based index. Raises ``PdfiumError`` for a broken page."""
        page = self._document[index]
        try:
            text = page.get_textpage()
            try:
                return _with_blank(page, _read_page(page.raw, text.raw))
            finally:
                text.close()
        finally:
            page.close()


_PTR, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_get_text = bound(raw.FPDFText_GetText, _INT, _PTR, _INT, _INT, _PTR)
_get_unicode = bound(raw.FPDFText_GetUnicode, _UINT, _PTR, _INT)
_get_object = bound(raw.FPDFText_GetTextObject, _PTR, _PTR, _INT)
_get_origin = bound(raw.FPDFText_GetCharOrigin, _INT, _PTR, _INT, _PTR, _PTR)
_get_box = bound(raw.FPDFText_GetLooseCharBox, _INT, _PTR, _INT, _PTR)
_get_size = bound(raw.FPDFText_GetFontSize, ctypes.c_double, _PTR, _INT)
_get_matrix = bound(raw.FPDFText_GetMatrix, _INT, _PTR, _INT, _PTR)
_get_mode = bound(raw.FPDFTextObj_GetTextRenderMode, _INT, _PTR)
_get_font = bound(raw.FPDFTextObj_GetFont, _PTR, _PTR)
_font_flags = bound(raw.FPDFFont_GetFlags, _INT, _PTR)
_font_name = bound(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _PTR, ctypes.c_char_p, ctypes.c_size_t)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _read_page(page: Any, text: Any) -> PageGlyphs:
    handle, count = _address(text), min(raw.FPDFText_CountChars(text), MAX_CHARS_PER_PAGE)
    count = max(count, 0)
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    shown = _display_matrix(page, width, height)
    objects = list(map(_get_object, repeat(handle), range(count)))
    places = object_places(_address(page))
    faces, faces_of = _faces(handle, objects, shown, places)
    return PageGlyphs(
        width_pt=width,
        height_pt=height,
        codes=_codes(handle, count),
        boxes=_boxes(handle, count, shown),
        origins=_origins(handle, objects) @ shown[:2, :2] + shown[2],
        faces_of=faces_of,
        faces=faces,
        painted=painted_objects(_address(page), places, shown),
    )


def _with_blank(page: pdfium.PdfPage, glyphs: PageGlyphs) -> PageGlyphs:
    """The same glyphs with those marked that cannot be seen; a picture is only drawn where something suggests it."""
    if not glyphs.faces or not glyphs.painted:
        return glyphs
    faces_of = np.maximum(glyphs.faces_of, 0)
    orders = np.array([face.order for face in glyphs.faces], np.int64)[faces_of]
    shades = np.array([face.colour or _NO_COLOUR for face in glyphs.faces], np.int64)[faces_of]
    inked = (glyphs.faces_of >= 0) & (glyphs.codes > _SPACE)
    which = suspected(glyphs.boxes, orders, shades, glyphs.painted) & inked
    which |= inked & np.array([face.invisible for face in glyphs.faces], np.bool_)[faces_of]
    return replace(glyphs, blank=blank(page, glyphs.boxes, which, faces_of)) if which.any() else glyphs


def _display_matrix(page: Any, width: float, height: float) -> NDArray[np.float64]:
    """The 3×2 matrix from the page's own coordinates to the displayed ones: ``[x y 1] @ matrix``."""
    scale = 1000
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for at in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        raw.FPDF_PageToDevice(page, 0, 0, round(width * scale), round(height * scale), 0, *at, x, y)
        points.append((x.value / scale, y.value / scale))
    origin, along_x, along_y = np.array(points)
    return np.array([(along_x - origin) / 1000, (along_y - origin) / 1000, origin])


def _codes(handle: int, count: int) -> NDArray[np.uint32]:
    """What each character is in Unicode; PDFium's text leaves out some that cannot be told, and then each is asked."""
    units = np.zeros(2 * count + 1, np.uint16)
    if _get_text(handle, 0, count, units.ctypes.data) - 1 == count:
        return units[:count].astype(np.uint32)
    return np.fromiter(map(_get_unicode, repeat(handle), range(count)), np.uint32, count)


def _origins(handle: int, objects: Sequence[int | None]) -> NDArray[np.float64]:
    """A point of each character's baseline. One serves all that follow each other in an object and stand level."""
    owners = np.array([item or 0 for item in objects], np.uint64)
    points = np.zeros((len(owners), 2))
    opens = np.ones(len(owners), np.bool_)
    opens[1:] = (owners[1:] != owners[:-1]) | (owners[1:] == 0)
    starts = np.flatnonzero(opens)
    lengths = np.diff(starts, append=len(owners))
    ends = starts + lengths - 1
    _ask_origins(handle, points, starts)
    _ask_origins(handle, points, ends)
    level = points[starts, 1] == points[ends, 1]
    points = np.repeat(points[starts], lengths, axis=0)
    _ask_origins(handle, points, np.flatnonzero(np.repeat(~level, lengths)))
    return points


def _ask_origins(handle: int, points: NDArray[np.float64], places: NDArray[np.int64]) -> None:
    """Puts the origins of the characters at some places into their rows."""
    xs = points.ctypes.data + 16 * places
    deque(map(_get_origin, repeat(handle), places.tolist(), xs.tolist(), (xs + 8).tolist()), 0)


def _boxes(handle: int, count: int, shown: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each character's box: its advance wide, its font's ascent to descent high."""
    rectangles = np.zeros((count, 4), np.float32)  # FS_RECTF: left, top, right, bottom, y upwards
    start = rectangles.ctypes.data
    deque(map(_get_box, repeat(handle), range(count), range(start, start + 16 * count, 16)), 0)
    one = rectangles[:, :2] @ shown[:2, :2] + shown[2]
    other = rectangles[:, 2:] @ shown[:2, :2] + shown[2]
    return np.hstack([np.minimum(one, other), np.maximum(one, other)])


def _faces(
    handle: int, objects: list[int | None], shown: NDArray[np.float64], places: dict[int, int]
) -> tuple[tuple[Face, ...], NDArray[np.int64]]:
    """The text objects (None for characters that PDFium made up) as faces, and the face of each character."""
    items = [item or 0 for item in objects]
    first = dict(zip(reversed(items), range(len(items) - 1, -1, -1), strict=True))
    distinct = [item for item in dict.fromkeys(items) if item]
    indexes = [first[item] for item in distinct]
    sizes, angles = _sizes_and_angles(handle, indexes, shown)
    fonts = [font or 0 for font in map(_get_font, distinct)]
    styles = {font: _font_style(font) for font in dict.fromkeys(fonts)}
    faces = [
        Face(
            font=style.name,
            size_pt=size,
            angle=angle,
            bold=style.bold,
            italic=style.italic,
            invisible=mode in _INVISIBLE_MODES,
            white=white,
            colour=colour,
            order=places.get(item, -1),
            symbol=style.symbol,
        )
        for item, style, size, angle, mode, (colour, white) in zip(
            distinct,
            map(styles.__getitem__, fonts),
            sizes,
            angles,
            map(_get_mode, distinct),
            fills(distinct),
            strict=True,
        )
    ]
    known = {0: -1} | dict(zip(distinct, range(len(distinct)), strict=True))
    return tuple(faces), np.fromiter(map(known.__getitem__, items), np.int64, len(items))


def _sizes_and_angles(handle: int, indexes: list[int], shown: NDArray[np.float64]) -> tuple[list[float], list[float]]:
    """How large the characters at some places are in points, and in which direction they read, in degrees."""
    matrices = np.zeros((len(indexes), 6), np.float32)
    start = matrices.ctypes.data
    deque(map(_get_matrix, repeat(handle), indexes, range(start, start + 24 * len(indexes), 24)), 0)
    along, across = matrices[:, :2] @ shown[:2], matrices[:, 2:4] @ shown[:2]
    sizes = np.fromiter(map(_get_size, repeat(handle), indexes), np.float64, len(indexes))
    angles = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    return (sizes * np.hypot(across[:, 0], across[:, 1])).tolist(), angles.tolist()


class _FontStyle(NamedTuple):
    """What a font says of itself."""

    name: str
    bold: bool
    italic: bool
    symbol: bool


def _font_style(font: int) -> _FontStyle:
    """A font's name; what it looks like from its flags and, since those are often unset, its name."""
    if not font:
        return _FontStyle("", bold=False, italic=False, symbol=False)
    buffer = ctypes.create_string_buffer(128)
    _font_name(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace")
    words = name.lower()
    flags = max(_font_flags(font), 0)
    bold = bool(flags & _FLAG_FORCE_BOLD) or any(word in words for word in ("bold", "black", "heavy", "demi"))
    return _FontStyle(
        name,
        bold=bold,
        italic=bool(flags & _FLAG_ITALIC) or "italic" in words or "oblique" in words,
        symbol=any(word in words for word in _SYMBOL_FONTS),
    )
