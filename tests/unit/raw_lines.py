"""Hand-made lines and pages for the tests of the assembly."""

from __future__ import annotations

from assistant.domain import Document, WordBox
from assistant.reading.assembly.assemble import assemble
from assistant.reading.raw import Box, LineRole, RawCall, RawDocument, RawLine, RawPage

PITCH = 0.016


def block(text: str, *, calls: tuple[RawCall, ...] = (), role: LineRole = LineRole.UNKNOWN, **more: object) -> RawLine:
    """A line of a format that knows its blocks."""
    return RawLine(text=text, calls=calls, role=role, starts_block=True, **more)  # type: ignore[arg-type]


def printed(
    text: str,
    top: float,
    *,
    left: float = 0.12,
    right: float | None = None,
    size: float = 11.0,
    calls: tuple[RawCall, ...] = (),
    **more: object,
) -> RawLine:
    """A printed line with a box and a box per word; ``right`` None makes it as wide as its words."""
    width = 0.0075 * size / 11
    words = []
    offset = 0
    for word in text.split():
        start = text.index(word, offset)
        offset = start + len(word)
        x = left + start * width
        words.append(WordBox(start=start, end=offset, left=x, top=top, right=left + offset * width, bottom=top + 0.012))
    edge = left + len(text) * width if right is None else right
    box = Box(left=left, top=top, right=edge, bottom=top + 0.012 * size / 11)
    return RawLine(text=text, calls=calls, words=tuple(words), box=box, size_pt=size, **more)  # type: ignore[arg-type]


def paragraph(lines: list[str], top: float, *, right: float = 0.88) -> list[RawLine]:
    """Printed lines one under the other; all but the last reach the right margin."""
    last = len(lines) - 1
    return [
        printed(text, top + index * PITCH, right=None if index == last else right) for index, text in enumerate(lines)
    ]


def page(number: int, *lines: RawLine, **more: object) -> RawPage:
    """A page of A4 out of lines."""
    return RawPage(number=number, lines=lines, width_pt=595.0, height_pt=842.0, **more)  # type: ignore[arg-type]


def text_document(*lines: RawLine) -> RawDocument:
    """A text without pages."""
    return RawDocument(media_type="text/plain", pages=(RawPage(number=1, lines=lines),), paged=False)


def pdf(*pages: RawPage) -> RawDocument:
    """A document with pages and geometry."""
    return RawDocument(media_type="application/pdf", pages=pages, paged=True)


def read(raw: RawDocument) -> Document:
    """Assemble, and insist on a document."""
    outcome = assemble(raw, document_id="folder/a_note.txt", sha256="0" * 64)
    assert isinstance(outcome, Document), outcome
    return outcome


def sentences(document: Document) -> list[str]:
    """The sentences of a document as text."""
    return [" ".join(document.text_of(span) for span in one.spans) for one in document.sentences]
