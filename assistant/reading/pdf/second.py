"""The second PDF reader, pypdf: links, outline, page labels, metadata, encryption; and text where PDFium refuses.

Everything here works on files made to break readers: each part is asked for on its own and left out
when it fails, under limits on what pypdf may unpack.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from pypdf import PasswordType, PdfReader, PdfWriter, apply_configuration  # noqa: TID251

from assistant.reading.pdf.ligatures import CutLigature, cut_ligatures, plain_name
from assistant.reading.raw import Box, OutlineEntry, RawLine, RawLink

_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 50_000_000,
    "array_maximum_element_count": 100_000,
    "zlib_maximum_output_length": 50_000_000,
    "lzw_maximum_output_length": 50_000_000,
    "run_length_maximum_output_length": 50_000_000,
    "brotli_maximum_output_length": 50_000_000,
    "stream_decoding_work_maximum_length": 200_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "outline_maximum_entries": 10_000,
    "outline_maximum_depth": 30,
    "xform_maximum_invocations_per_extraction": 500,
}
_MAX_LINKS_PER_PAGE = 2_000
_MAX_URL_CHARS = 4_000
_Value = TypeVar("_Value")
_QUIET = logging.getLogger("pypdf")


class SecondReader:
    """One PDF open in pypdf, to be used within ``limited``.

    ``needs_password`` is True when it is encrypted and the password given does not fit.
    """

    def __init__(self, source: Path | bytes, password: str | None = None) -> None:
        """Open the file. Raises whatever pypdf raises for a file that it cannot make sense of."""
        self._file = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        self._reader = PdfReader(self._file, strict=False)
        self._fonts: dict[str, list[CutLigature]] = {}
        self.encrypted = bool(self._reader.is_encrypted)
        self.needs_password = self.encrypted and not self._opened_by(password)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _opened_by(self, password: str | None) -> bool:
        """Tries the password, then the empty one, with which most restricted files open."""
        return any(self._reader.decrypt(word) != PasswordType.NOT_DECRYPTED for word in (password or "", ""))

    def decrypted(self) -> bytes | None:
        """The whole file without its encryption, for a reader that cannot undo it; None when that fails."""
        return _or(None, self._decrypted)

    def _decrypted(self) -> bytes:
        plain = io.BytesIO()
        PdfWriter(clone_from=self._reader).write(plain)
        return plain.getvalue()

    def page_count(self) -> int:
        """The number of pages, 0 when the page tree is broken."""
        return _or(0, lambda: len(self._reader.pages))

    def labels(self) -> list[str]:
        """The printed page labels, where the file has any of its own, else an empty list."""
        return _or([], lambda: list(map(_sound, self._reader.page_labels)) if self._has_labels() else [])

    def _has_labels(self) -> bool:
        return "/PageLabels" in self._root()

    def _root(self) -> Any:
        return self._reader.root_object

    def hints(self) -> dict[str, str]:
        """What the metadata claims: title, author, date (as ISO 8601), language. Never trusted over the page."""
        return _or({}, self._hints)

    def _hints(self) -> dict[str, str]:
        claims = self._reader.metadata
        date = _or(None, lambda: claims.creation_date if claims else None)
        found = {
            "title": _or(None, lambda: claims.title if claims else None),
            "author": _or(None, lambda: claims.author if claims else None),
            "date": date.date().isoformat() if date else None,
            "language": _or(None, lambda: self._root().get("/Lang")),
        }
        return {name: _sound(str(value)).strip() for name, value in found.items() if value and str(value).strip()}

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The bookmarks in order, with their depth from 1."""
        if not _or(False, lambda: "/Outlines" in self._root()):
            return ()
        return tuple(_or([], lambda: list(self._entries(self._reader.outline, 1))))

    def _entries(self, items: list[Any], level: int) -> Iterator[OutlineEntry]:
        for item in items:
            if isinstance(item, list):
                yield from self._entries(item, level + 1)
                continue
            page = _or(None, lambda item=item: self._reader.get_destination_page_number(item))  # type: ignore[misc]
            title = " ".join(_sound(str(item.title or "")).split())
            if title:
                yield OutlineEntry(title=title, level=level, page=page + 1 if page is not None and page >= 0 else None)

    def links(self, index: int) -> tuple[RawLink, ...]:
        """The link annotations with a web address on the page with this 0-based index."""
        return tuple(_or([], lambda: list(self._links(index))))

    def _links(self, index: int) -> Iterator[RawLink]:
        page = self._reader.pages[index]
        annotations = page.get("/Annots")
        for reference in list(_resolved(annotations) or ())[:_MAX_LINKS_PER_PAGE]:
            link = _or(None, lambda reference=reference: _link(_resolved(reference), page))  # type: ignore[misc]
            if link is not None:
                yield link

    def cut_ligatures(self, index: int) -> dict[str, list[CutLigature]]:
        """The ligatures that the page's fonts map to a single letter, by font name."""
        return _or({}, lambda: self._cut_ligatures(index))

    def _cut_ligatures(self, index: int) -> dict[str, list[CutLigature]]:
        resources = _resolved(self._reader.pages[index].get("/Resources")) or {}
        fonts = _resolved(resources.get("/Font")) or {}
        found: dict[str, list[CutLigature]] = {}
        for reference in fonts.values():
            font = _resolved(reference)
            full_name = str(font.get("/BaseFont", "")).lstrip("/")
            if full_name not in self._fonts:
                self._fonts[full_name] = _or([], lambda font=font: _cut_ligatures_of(font))  # type: ignore[misc]
            if self._fonts[full_name]:
                found.setdefault(plain_name(full_name), []).extend(self._fonts[full_name])
        return found

    def lines(self, index: int) -> tuple[RawLine, ...]:
        """The page's text as lines without geometry, for files that PDFium refuses. Raises what pypdf raises."""
        text = _sound(self._reader.pages[index].extract_text() or "")
        return tuple(RawLine(text=line) for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _cut_ligatures_of(font: Any) -> list[CutLigature]:
    encoding, to_unicode = _resolved(font.get("/Encoding")), _resolved(font.get("/ToUnicode"))
    differences = _resolved(encoding.get("/Differences")) if hasattr(encoding, "get") else None
    if not differences or to_unicode is None:
        return []
    first = int(_resolved(font.get("/FirstChar", 0)))
    widths = {first + place: float(_resolved(width)) for place, width in enumerate(_resolved(font["/Widths"]))}
    return cut_ligatures([_resolved(item) for item in differences], widths, to_unicode.get_data())


def _link(annotation: Any, page: Any) -> RawLink | None:
    if annotation.get("/Subtype") != "/Link":
        return None
    action = _resolved(annotation.get("/A"))
    url = _resolved(action.get("/URI")) if action else None
    if not url:
        return None
    text = url.decode("utf-8", "replace") if isinstance(url, bytes) else str(url)
    return RawLink(box=_shown(annotation["/Rect"], page), url=_sound(text).strip()[:_MAX_URL_CHARS])


def _shown(rectangle: Any, page: Any) -> Box:
    """A rectangle in the page's own points as fractions of the page as displayed (cropped and rotated)."""
    crop = page.cropbox
    x0, y0, x1, y1 = (float(_resolved(side)) for side in rectangle)
    width, height = float(crop.width) or 1.0, float(crop.height) or 1.0
    left, right = sorted(((x0 - float(crop.left)) / width, (x1 - float(crop.left)) / width))
    top, bottom = sorted(((float(crop.top) - y0) / height, (float(crop.top) - y1) / height))
    sides = {
        0: (left, top, right, bottom),
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }[page.rotation % 360]
    left, top, right, bottom = (round(min(max(side, 0.0), 1.0), 5) for side in sides)
    return Box(left=left, top=top, right=right, bottom=bottom)


def _sound(text: str) -> str:
    """Text that can be written down: broken files yield halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


@contextmanager
def limited() -> Iterator[None]:
    """Pypdf with limits on what it unpacks, and silent: what it says of a broken file helps nobody.

    To be held around every use of a ``SecondReader``.
    """
    level = _QUIET.level
    _QUIET.setLevel(logging.CRITICAL)
    try:
        with apply_configuration(**_LIMITS):
            yield
    finally:
        _QUIET.setLevel(level)


def _or(fallback: _Value, ask: Callable[[], _Value]) -> _Value:
    """What ``ask`` returns, or the fallback when pypdf stumbles: it raises errors of many types."""
    try:
        return ask()
    except (Exception, RecursionError):
        return fallback
