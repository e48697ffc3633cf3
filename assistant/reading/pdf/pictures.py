"""A page of a PDF as a picture."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium  # noqa: TID251

from assistant.reading.pdf.glyphs import PDFIUM_LOCK

_MOST_PIXELS = 40_000_000


def page_picture(path: Path, page: int, *, width_px: int = 1400, password: str | None = None) -> bytes | None:
    """The page with this 1-based number as PNG, ``width_px`` wide; None when it cannot be drawn."""
    try:
        with PDFIUM_LOCK:
            return _drawn(path, page - 1, width_px, password)
    except Exception:  # A broken page has no picture; its text, if any, is shown without.
        return None


def _drawn(path: Path, index: int, width_px: int, password: str | None) -> bytes | None:
    document = pdfium.PdfDocument(path, password=password)
    try:
        if not 0 <= index < len(document):
            return None
        page = document[index]
        width, height = page.get_size()
        scale = width_px / width
        if width_px * height * scale > _MOST_PIXELS:
            return None
        image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    finally:
        document.close()
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=1)
    return png.getvalue()
