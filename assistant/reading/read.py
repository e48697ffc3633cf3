"""The front door of reading: a file in, a Document or a sentence that says why not, and never an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from assistant.domain import Document, ReadFailure
from assistant.reading.kinds import Kind, Refused, kind_of
from assistant.reading.raw import RawDocument

LARGEST_FILE_BYTES = 100 * 1024 * 1024
_SNIFFED_BYTES = 64 * 1024


def read_file(
    path: Path,
    *,
    document_id: str,
    password: str | None = None,
    ocr: Callable[[int], None] | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> Document | ReadFailure:
    """Read one file of any kind. ``document_id`` is its path below the corpus; ``password`` opens encrypted PDFs.

    ``ocr`` allows reading pages without a text layer from their pictures, where that is installed; since
    it takes seconds a page, it is called with their number before the work begins. ``on_page`` is told the
    page of a PDF that is being read and the number of pages.

    Bad input is an expected outcome: whatever a file holds, the answer is a ``Document`` or a
    ``ReadFailure`` whose reason is a sentence for a person.
    """
    try:
        outcome = _read(path, document_id, password, ocr, on_page)
    except ImportError:
        raise  # a library is missing: that is no fault of the file's
    except OSError as error:
        outcome = ReadFailure(path="", reason=f"The file could not be opened: {error.strerror or error}.")
    except Exception as error:  # A file is hostile until proven otherwise; a library may raise anything on it.
        outcome = ReadFailure(path="", reason=f"The file is damaged and could not be read ({type(error).__name__}).")
    return replace(outcome, path=document_id) if isinstance(outcome, ReadFailure) else outcome


def _read(
    path: Path,
    document_id: str,
    password: str | None,
    ocr: Callable[[int], None] | None,
    on_page: Callable[[int, int], None] | None,
) -> Document | ReadFailure:
    size_bytes = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_SNIFFED_BYTES)
        if size_bytes > LARGEST_FILE_BYTES and b"%PDF-" not in head:
            limit = LARGEST_FILE_BYTES // 1024**2
            return ReadFailure(path="", reason=f"The file is larger than {limit} MB. Split it and add the parts.")
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    content = head if b"%PDF-" in head else path.read_bytes()
    kind = kind_of(content, path.name)
    if isinstance(kind, Refused):
        return ReadFailure(path="", reason=kind.reason)
    raw = _read_pdf(path, password, on_page) if kind is Kind.PDF else _reader(kind)(content)
    if isinstance(raw, ReadFailure):
        return raw
    from assistant.reading.assembly.assemble import assemble

    outcome = assemble(raw, document_id=document_id, sha256=sha256)
    if kind is Kind.PDF and ocr is not None and (seen := _read_from_pictures(raw, outcome, path, password, ocr)):
        return assemble(seen, document_id=document_id, sha256=sha256)
    return outcome


def _read_from_pictures(
    raw: RawDocument, outcome: Document | ReadFailure, path: Path, password: str | None, ocr: Callable[[int], None]
) -> RawDocument | None:
    """The PDF with its unreadable pages read by OCR; None when there are none, or OCR is not installed."""
    from assistant.reading.pdf import ocr as recognition
    from assistant.reading.pdf.reader import EMPTY_PAGE

    empty = {page.number for page in raw.pages if page.refusal == EMPTY_PAGE}
    if isinstance(outcome, ReadFailure):
        unread = {page.number for page in raw.pages} - empty
    else:
        unread = {refusal.page for refusal in outcome.refused_pages} - empty
    if not unread or not recognition.available():
        return None
    ocr(len(unread))
    return recognition.with_ocr(raw, path, unread, password)


def _read_pdf(
    path: Path, password: str | None, on_page: Callable[[int, int], None] | None
) -> RawDocument | ReadFailure:
    from assistant.reading.pdf.reader import read_pdf

    return read_pdf(path, password=password, on_page=on_page)


# Loaded when a file of the kind turns up: some of these libraries take a second to import.
_READERS = {
    Kind.DOCX: ("assistant.reading.docx.reader", "read_docx"),
    Kind.HTML: ("assistant.reading.html.reader", "read_html"),
    Kind.MARKDOWN: ("assistant.reading.plain.markdown", "read_markdown"),
    Kind.TEXT: ("assistant.reading.plain.text", "read_text"),
}


def _reader(kind: Kind) -> Callable[[bytes], RawDocument | ReadFailure]:
    module, function = _READERS[kind]
    reader: Callable[[bytes], RawDocument | ReadFailure] = getattr(import_module(module), function)
    return reader
