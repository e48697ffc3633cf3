"""The pictures of the pages of indexed documents."""

from __future__ import annotations

from pathlib import Path

from assistant.domain import Document
from assistant.indexing.corpus_files import corpus_file


def page_picture(corpus: Path, document: Document, page: int, width_px: int) -> bytes | None:
    """A PDF page as PNG; None for other kinds, and when the file is no longer the one that was indexed."""
    from assistant.reading.drawing import page_picture

    path = corpus / document.id
    if document.media_type != "application/pdf" or not path.is_file():
        return None
    if corpus_file(path, corpus).sha256 != document.sha256:
        return None
    return page_picture(path, page, width_px=width_px)
