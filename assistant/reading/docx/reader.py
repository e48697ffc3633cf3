"""Word documents: paragraphs, lists, tables, and the footnotes and endnotes parts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import docx  # noqa: TID251
from docx.document import Document as WordDocument  # noqa: TID251
from lxml.etree import _Element

from assistant.domain import ReadFailure
from assistant.reading.docx.numbering import Numbering
from assistant.reading.docx.paragraph import NoteNumbers, Paragraph, paragraph_of, w
from assistant.reading.docx.parts import NOTE_KINDS, Parts, declares_entities
from assistant.reading.docx.styles import Styles
from assistant.reading.kinds import Kind, Refused, kind_of
from assistant.reading.markers import lift
from assistant.reading.plain.decoding import clean
from assistant.reading.raw import LineRole, RawDocument, RawLine, RawPage

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_DAMAGED = "The Word file is damaged and cannot be opened. Open it in Word, save it under a new name and add that."
_LONGEST_CELL = 600
_CONTAINERS = frozenset(w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body"))


def read_docx(content: bytes) -> RawDocument | ReadFailure:
    """Read a Word document. Deleted text is left out, inserted text kept, hidden text marked as such.

    Explicit page breaks make pages; these are not the printed pages, so the document is not
    ``paged``. The path of a failure is left to the caller.
    """
    kind = kind_of(content, "")
    if kind is not Kind.DOCX:
        return ReadFailure(path="", reason=kind.reason if isinstance(kind, Refused) else _DAMAGED)
    if declares_entities(content):
        return ReadFailure(path="", reason="The Word file declares XML entities, so it was not opened.")
    try:
        document = docx.Document(io.BytesIO(content))
        parts = Parts(document.part)
        reader = _Reader(document.element.body, parts)
        pages = reader.pages()
        hints = _hints(document, parts, reader.title)
    except Exception as error:  # A damaged package makes python-docx and lxml raise a dozen types.
        return ReadFailure(path="", reason=f"{_DAMAGED} ({type(error).__name__})")
    if not any(page.lines for page in pages):
        return ReadFailure(path="", reason="The Word file holds no text.")
    return RawDocument(media_type=MEDIA_TYPE, pages=pages, paged=False, hints=hints)


def _hints(document: WordDocument, parts: Parts, title: str | None) -> dict[str, str]:
    """What the file's properties claim, and the text of its headers and footers. The printed title comes first."""
    properties = document.core_properties
    hints = {
        "title": title or properties.title,
        "author": properties.author,
        "language": properties.language,
        "running head": parts.running("header"),
        "running foot": parts.running("footer"),
    }
    return {name: clean(str(value)).strip() for name, value in hints.items() if value and str(value).strip()}


class _Reader:
    """Walks one document. It keeps the note numbers, list counters and pages as they grow."""

    def __init__(self, body: _Element, parts: Parts) -> None:
        self._body = body
        self._styles = Styles(parts.root("styles"))
        self._styles.mark_hidden(body)
        self._numbering = Numbering(parts.root("numbering"))
        self._notes = NoteNumbers(styles=parts.note_styles(body))
        self._note_texts = {kind: parts.notes(kind) for kind in NOTE_KINDS}
        self._addresses = {kind: parts.addresses(f"{kind}s") for kind in NOTE_KINDS}
        self._pages: list[list[RawLine]] = [[]]
        self.title: str | None = None

    def pages(self) -> tuple[RawPage, ...]:
        """The pages, with the notes that are called on each at its end."""
        called = 0
        note_pages: list[tuple[int, tuple[str, str]]] = []
        for element in self._elements(self._body):
            self._element(element)
            for key in [*self._notes.numbers][called:]:
                note_pages.append((len(self._pages) - 1, key))
            called = len(self._notes.numbers)
        for page, (kind, identifier) in note_pages:
            self._pages[page] += self._note(kind, identifier)
        filled = [lines for lines in self._pages if lines]
        return tuple(RawPage(number=number, lines=tuple(lines)) for number, lines in enumerate(filled, start=1))

    def _elements(self, container: _Element) -> Iterator[_Element]:
        for element in container:
            if element.tag in _CONTAINERS:
                yield from self._elements(element)
            elif element.tag in (w("p"), w("tbl")):
                yield element

    def _element(self, element: _Element) -> None:
        if element.tag == w("tbl"):
            self._table(element)
            return
        properties = element.find(w("pPr"))
        if properties is not None and properties.find(w("pageBreakBefore")) is not None:
            self._pages.append([])
        paragraph = paragraph_of(element, self._notes)
        line = self._line_of(element, paragraph)
        self._add(line, self._label(element) + paragraph.text)
        if self.title is None and self._styles.is_title(element):
            self.title = lift(clean(paragraph.text))[0] or None
        self._add(replace(line, role=LineRole.HIDDEN), "".join(paragraph.hidden))
        for box in paragraph.boxes:
            for inner in self._elements(box):
                self._element(inner)

    def _line_of(self, element: _Element, paragraph: Paragraph) -> RawLine:
        length = max(len(paragraph.text.strip()), 1)
        line = RawLine(
            text="",
            starts_block=True,
            bold=paragraph.bold_characters >= length * 0.9,
            italic=paragraph.italic_characters >= length * 0.9,
        )
        if self._styles.is_contents(element):
            return replace(line, role=LineRole.SITE_FURNITURE)
        level = self._styles.heading_level(element)
        if level is not None:
            return replace(line, role=LineRole.HEADING, heading_level=level)
        return replace(line, role=LineRole.ITEM) if self._styles.numbering(element) else line

    def _label(self, element: _Element) -> str:
        numbering = self._styles.numbering(element)
        label = self._numbering.next_label(*numbering) if numbering else ""
        return f"{label} " if label else ""

    def _add(self, line: RawLine, marked: str) -> None:
        for order, part in enumerate(marked.split("\f")):
            if order:
                self._pages.append([])
            text, calls = lift(clean(re.sub(r":\s*\t\s*", ": ", part)))
            if text:
                self._pages[-1].append(replace(line, text=text, calls=calls))

    def _table(self, table: _Element) -> None:
        rows = [*table.iterchildren(w("tr"))]
        is_box = max((sum(1 for _ in row.iterchildren(w("tc"))) for row in rows), default=0) <= 1
        for row in rows:
            cells = [cell for cell in row.iter(w("tc")) if cell.getparent() in (row, *row.iter(w("sdtContent")))]
            texts = [self._cell(cell) for cell in cells]
            if is_box or any(len(text) > _LONGEST_CELL for text in texts):
                for cell in cells:
                    for element in self._elements(cell):
                        self._element(element)
            else:
                line = RawLine(text="", role=LineRole.TABLE_ROW, starts_block=True)
                self._add(line, " | ".join(text for text in texts if text))

    def _cell(self, cell: _Element) -> str:
        paragraphs = (paragraph_of(element, self._notes).text.replace("\f", " ") for element in cell.iter(w("p")))
        return " ".join(" ".join(paragraphs).split())

    def _note(self, kind: str, identifier: str) -> Iterator[RawLine]:
        note = self._note_texts[kind].get(identifier)
        if note is None:
            return
        paragraphs = (paragraph_of(element, NoteNumbers(), self._addresses[kind]) for element in note.iter(w("p")))
        words = " ".join(paragraph.text for paragraph in paragraphs)
        text, _ = lift(clean(words.replace("\f", " ")))
        if text:
            yield RawLine(
                text=text,
                role=LineRole.NOTE,
                starts_block=True,
                note_number=self._notes.numbers[kind, identifier],
                note_target=f"{kind}-{identifier}",
            )
