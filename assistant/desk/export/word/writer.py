"""A paper as a Word file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml import OxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.desk.export.clean import clean
from assistant.desk.export.closing import document_lines, small_print
from assistant.desk.export.word.footnotes import Footnotes
from assistant.desk.export.word.head_and_foot import write_heads_and_feet
from assistant.desk.export.word.house_style import (
    BULLET,
    CELL,
    FACT,
    HEADINGS,
    KIND,
    OWN,
    SMALL,
    TABLE,
    TITLE,
    open_house_style,
)
from assistant.domain.answer import GAP
from assistant.domain.paper import DRAFTED, OWN_LINE, Fact, Grid, Heading, OwnText, Paper, Paragraph, Run, Sourced
from assistant.domain.reference import Reference, shortened

_PROGRAM = "Rapporteur"
_LONGEST_PROPERTY = 250  # the format allows 255
_MOST_UPRIGHT_COLUMNS = 4


def word_file(paper: Paper, template: Path | None = None) -> bytes:
    """The paper as a .docx in the house's style or a template's. Raises ExportFailed when the template is unusable."""
    document = open_house_style(template)
    if template is None and any(len(grid.columns) > _MOST_UPRIGHT_COLUMNS for grid in paper.grids):
        _turn(document)
    writer = _Writer(document)
    writer.write(paper)
    write_heads_and_feet(document, clean(paper.marking) if paper.marking else None)
    _describe(document, paper)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


class _Writer:
    """Puts a paper's blocks into a document, one after the other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = Footnotes(document)

    def write(self, paper: Paper) -> None:
        self._document.add_paragraph(clean(paper.kind), style=KIND)
        self._document.add_paragraph(clean(paper.title), style=TITLE)
        for fact in paper.facts:
            self._fact(fact)
        for block in paper.blocks:
            if isinstance(block, Heading):
                level = min(max(block.level, 1), len(HEADINGS))
                self._document.add_paragraph(clean(block.text), style=HEADINGS[level - 1])
            elif isinstance(block, Paragraph):
                paragraph = self._document.add_paragraph(style=BULLET if block.bullet else None)
                self._runs(paragraph, block.runs)
            else:
                self._grid(block)
        self._end(paper)

    def _fact(self, fact: Fact) -> None:
        paragraph = self._document.add_paragraph(style=FACT)
        paragraph.add_run(clean(fact.label)).bold = True
        paragraph.add_run(f"\t{clean(fact.value)}")

    def _runs(self, paragraph: WordParagraph, runs: Sequence[Run]) -> None:
        for order, run in enumerate(runs):
            if order:
                paragraph.add_run(" ")
            if isinstance(run, Sourced):
                self._sourced(paragraph, run)
            elif isinstance(run, OwnText):
                paragraph.add_run(f"{clean(run.text)} [{OWN_LINE}]", style=OWN)
            else:
                paragraph.add_run(clean(run.text))

    def _sourced(self, paragraph: WordParagraph, run: Sourced) -> None:
        text = clean(run.text)
        paragraph.add_run(f"{GAP if run.gap_before else ''}{f'“{text}”' if run.verbatim else text}")
        for order, reference in enumerate(run.references):
            if order:
                self._notes.part_calls(paragraph)
            _write_note(self._notes.add(paragraph), reference)
        if run.reservation:
            paragraph.add_run(f" ({clean(run.reservation)})").italic = True

    def _grid(self, grid: Grid) -> None:
        table = self._document.add_table(rows=1 + len(grid.rows), cols=len(grid.columns), style=TABLE)
        for cell, title in zip(table.rows[0].cells, grid.columns, strict=True):
            cell.paragraphs[0].style = CELL
            cell.paragraphs[0].add_run(clean(title)).bold = True
        _mark_row(table.rows[0], "w:tblHeader")
        for row, cells in zip(table.rows[1:], grid.rows, strict=True):
            _mark_row(row, "w:cantSplit")
            for cell, runs in zip(row.cells, cells, strict=True):
                cell.paragraphs[0].style = CELL
                self._runs(cell.paragraphs[0], runs)
        self._document.add_paragraph(style=SMALL)

    def _end(self, paper: Paper) -> None:
        """The cited documents, and how the paper came about."""
        lines = document_lines(paper)
        if lines:
            self._document.add_paragraph("Documents cited", style=HEADINGS[0])
        for line in lines:
            self._document.add_paragraph(clean(line), style=BULLET)
        for order, line in enumerate(small_print(paper)):
            paragraph = self._document.add_paragraph(clean(line), style=SMALL)
            if order == 0:
                paragraph.paragraph_format.space_before = 180_000  # 14 points, in English metric units


def _write_note(note: WordParagraph, reference: Reference) -> None:
    """Title in italics, number, date, page, section, the quotation, and what that rests on."""
    note.add_run(clean(reference.title)).italic = True
    note.add_run(f", {clean(reference.place)}: “{clean(reference.quote)}”{clean(reference.ending)}")
    for warning in reference.warnings:
        note.add_run(f" {clean(warning)}").bold = True


def _mark_row(row: _Row, name: str) -> None:
    """Sets a property of a row: ``w:tblHeader`` (repeated on each page) or ``w:cantSplit`` (on one page)."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _turn(document: Document) -> None:
    """Lays the page on its side, for a wide table."""
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _describe(document: Document, paper: Paper) -> None:
    """What the file says of itself."""
    own = document.core_properties
    made = paper.made.astimezone(UTC).replace(tzinfo=None)
    own.title = _property(paper.title)
    own.category = _property(paper.kind)
    own.subject = _property(paper.marking or "")
    own.keywords = _property(", ".join(paper.record_ids))
    own.comments = DRAFTED
    own.author = own.last_modified_by = _PROGRAM
    own.created = own.modified = made
    own.language = "en-GB"
    own.revision = 1


def _property(text: str) -> str:
    return shortened(clean(text), _LONGEST_PROPERTY)
