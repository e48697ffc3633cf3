"""A PDF file → ``RawDocument``: PDFium for the text and its geometry, pypdf for what PDFium does not tell."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.domain import ReadFailure
from assistant.reading.pdf_glyphs import PDFIUM_LOCK, PageGlyphs, PdfiumFile
from assistant.reading.pdf_lines import page_lines, raw_line
from assistant.reading.pdf_pieces import frames
from assistant.reading.raw import RawDocument, RawLine, RawPage

MEDIA_TYPE = "application/pdf"
NO_TEXT_LAYER = "This page has no text layer (a scan); it needs OCR."


def read_pdf(path: Path, *, password: str | None = None) -> RawDocument | ReadFailure:
    """Read a PDF into lines in reading order. What cannot be read is a ``ReadFailure`` or a page's ``refusal``."""
    with PDFIUM_LOCK, PdfiumFile(path, password) as file:
        pages = tuple(_page(file, index) for index in range(len(file)))
    return RawDocument(media_type=MEDIA_TYPE, pages=pages, paged=True)


def _page(file: PdfiumFile, index: int) -> RawPage:
    glyphs = file.glyphs(index)
    lines = _lines(glyphs)
    return RawPage(
        number=index + 1,
        lines=lines,
        width_pt=glyphs.width_pt,
        height_pt=glyphs.height_pt,
        refusal=None if lines else NO_TEXT_LAYER,
    )


def _lines(glyphs: PageGlyphs) -> tuple[RawLine, ...]:
    hidden = np.zeros(len(glyphs.codes), np.bool_)
    lines = [line for frame in frames(glyphs, hidden) for line in page_lines(frame)]
    return tuple(found for line in lines if (found := raw_line(line)) is not None)
