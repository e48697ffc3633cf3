"""A PDF file → ``RawDocument``: PDFium for the text and its geometry, pypdf for what PDFium does not tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from assistant.domain import ReadFailure
from assistant.reading.pdf.glyphs import PDFIUM_LOCK, PageGlyphs, PdfiumFile
from assistant.reading.pdf.hidden import hidden_glyphs
from assistant.reading.pdf.ligatures import with_ligatures
from assistant.reading.pdf.lines import body_size, page_lines, raw_line
from assistant.reading.pdf.notes import Rule, with_notes
from assistant.reading.pdf.pieces import Frame, frames
from assistant.reading.pdf.second import SecondReader, limited
from assistant.reading.pdf.tables import table_rows
from assistant.reading.raw import LineRole, RawDocument, RawLine, RawPage

OnPage = Callable[[int, int], None]

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 10_000
NO_TEXT_LAYER = "This page has no text layer (a scan); it needs OCR."
EMPTY_PAGE = "This page is empty."
DAMAGED_PAGE = "This page is damaged and could not be read."
_PAGES_ASKED_TWICE = 20
_BODY_SHARE = 0.97


def read_pdf(path: Path, *, password: str | None = None, on_page: OnPage | None = None) -> RawDocument | ReadFailure:
    """Read a PDF into lines in reading order. What cannot be read is a ``ReadFailure`` or a page's ``refusal``.

    ``on_page`` is told the page that was read and the number of pages.
    """
    with limited():
        second = _second_reader(path, password)
        try:
            with PDFIUM_LOCK:
                return _read(path, password, second, on_page or (lambda page, pages: None))
        finally:
            if second is not None:
                second.close()


def _read(path: Path, password: str | None, second: SecondReader | None, on_page: OnPage) -> RawDocument | ReadFailure:
    first = _first_reader(path, password, second)
    if first is None and second is not None and second.needs_password:
        return _failure(path, _locked(password))
    count = len(first) if first is not None else 0
    count = count or (second.page_count() if second is not None else 0)
    if not count:
        return _failure(path, "The file is damaged: no page could be found in it.")
    if count > MAX_PAGES:
        return _failure(path, f"The file has {count} pages; at most {MAX_PAGES} are read. Split it and add the parts.")
    if first is None:
        pages = tuple(_second_page(second, index) for index in range(count))
    else:
        with first:
            pages = tuple(_page(first, second, index, on_page) for index in range(count))
    if all(page.refusal == DAMAGED_PAGE for page in pages):
        return _failure(path, "The file is damaged: none of its pages could be read.")
    return _document(_asked_twice(pages, second), second)


def _failure(path: Path, reason: str) -> ReadFailure:
    return ReadFailure(path=str(path), reason=reason)


def _locked(password: str | None) -> str:
    if password is None:
        return "The file is encrypted. Give its password with --password."
    return "The file is encrypted and the password given does not open it. Give its password with --password."


def _second_reader(path: Path, password: str | None) -> SecondReader | None:
    try:
        return SecondReader(path, password)
    except (Exception, RecursionError):
        return None


def _first_reader(path: Path, password: str | None, second: SecondReader | None) -> PdfiumFile | None:
    """The file open in PDFium, after pypdf undid an encryption that PDFium cannot; None when PDFium refuses it."""
    for word in {password, password or "", None}:
        try:
            return PdfiumFile(path, word)
        except Exception:  # noqa: S112 - PDFium's refusals are many, and the next try is the answer to each
            continue
    plain = second.decrypted() if second is not None and second.encrypted and not second.needs_password else None
    try:
        return PdfiumFile(plain) if plain else None
    except Exception:
        return None


def _page(first: PdfiumFile, second: SecondReader | None, index: int, on_page: OnPage) -> RawPage:
    on_page(index + 1, len(first))
    try:
        glyphs = first.glyphs(index)
        cut = second.cut_ligatures(index) if second is not None else {}
        page = _read_page(with_ligatures(glyphs, cut) if cut else glyphs, index)
    except Exception:
        return _second_page(second, index)
    return replace(page, links=second.links(index)) if second is not None and page.lines else page


def _read_page(glyphs: PageGlyphs, index: int) -> RawPage:
    hidden, ocr = hidden_glyphs(glyphs)
    found = [line for frame in frames(glyphs, hidden, ocr=ocr) for line in _frame_lines(frame)]
    lines = tuple(with_notes(found, _rules(glyphs)))
    return RawPage(
        number=index + 1,
        lines=lines,
        width_pt=glyphs.width_pt,
        height_pt=glyphs.height_pt,
        refusal=_refusal(lines, glyphs),
        ocr=ocr,
    )


def _refusal(lines: tuple[RawLine, ...], glyphs: PageGlyphs) -> str | None:
    if any(line.role is not LineRole.HIDDEN for line in lines):
        return None
    return NO_TEXT_LAYER if glyphs.painted else EMPTY_PAGE


def _rules(glyphs: PageGlyphs) -> list[Rule]:
    width, height = glyphs.width_pt, glyphs.height_pt
    return [
        (item.left / width, (item.top + item.bottom) / 2 / height, item.right / width)
        for item in glyphs.painted
        if item.rule
    ]


def _frame_lines(frame: Frame) -> Iterator[RawLine]:
    lines = page_lines(frame)
    rows, size = table_rows(lines), body_size(lines)
    for index, line in enumerate(lines):
        before = lines[index - 1] if index and lines[index - 1].size > _BODY_SHARE * size else None
        found = raw_line(line, before)
        if found is not None:
            in_table = index in rows and found.role is LineRole.UNKNOWN
            yield replace(found, role=LineRole.TABLE_ROW) if in_table else found


def _second_page(second: SecondReader | None, index: int) -> RawPage:
    """The page by pypdf: lines without geometry, or a refusal."""
    try:
        lines = second.lines(index) if second is not None else ()
    except (Exception, RecursionError):
        return RawPage(number=index + 1, lines=(), refusal=DAMAGED_PAGE)
    return RawPage(number=index + 1, lines=lines, refusal=None if lines else DAMAGED_PAGE)


def _asked_twice(pages: tuple[RawPage, ...], second: SecondReader | None) -> tuple[RawPage, ...]:
    """Where PDFium found no text on any page, pypdf may find some: the first pages tell."""
    if second is None or any(page.lines for page in pages):
        return pages
    if not any(_second_page(second, page.number - 1).lines for page in pages[:_PAGES_ASKED_TWICE]):
        return pages
    return tuple(replace(_second_page(second, page.number - 1), refusal=None) for page in pages)


def _document(pages: tuple[RawPage, ...], second: SecondReader | None) -> RawDocument:
    if second is None:
        return RawDocument(media_type=MEDIA_TYPE, pages=pages, paged=True)
    labels = second.labels()
    if len(labels) == len(pages):
        pages = tuple(replace(page, label=label or None) for page, label in zip(pages, labels, strict=True))
    return RawDocument(media_type=MEDIA_TYPE, pages=pages, paged=True, outline=second.outline(), hints=second.hints())
