"""The head and foot of every page: the marking in both, how the paper was made, the page's number."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _BaseHeaderFooter
from docx.text.paragraph import Paragraph

from assistant.desk.export.word.house_style import MARKING, SMALL
from assistant.domain.paper import DRAFTED


def write_heads_and_feet(document: Document, marking: str | None) -> None:
    """Puts the marking at the very top and bottom of every kind of page, and the foot's own lines; what a template
    has in its heads and feet stays."""
    for section in document.sections:
        for head in _heads(document, section):
            if marking:
                _first(head).insert_paragraph_before(marking, style=MARKING)
            _drop_empty_end(head)
        for foot in _feet(document, section):
            line = _line(foot, section)
            line.add_run(f"{DRAFTED}\t")
            if not any("PAGE" in (one.text or "") for one in foot._element.iter(qn("w:instrText"))):
                _number_pages(line)
            if marking:
                foot.add_paragraph(marking, style=MARKING)


def _heads(document: Document, section: Section) -> Iterator[_BaseHeaderFooter]:
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header


def _feet(document: Document, section: Section) -> Iterator[_BaseHeaderFooter]:
    yield section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_footer


def _first(part: _BaseHeaderFooter) -> Paragraph:
    """The first paragraph; a part that was only linked to another gets its own by being asked for it."""
    return part.paragraphs[0] if part.paragraphs else part.add_paragraph()


def _drop_empty_end(part: _BaseHeaderFooter) -> None:
    """An empty paragraph behind the marking would only push the text down."""
    if len(part.paragraphs) > 1 and not len(part.paragraphs[-1].runs):
        element = part.paragraphs[-1]._p
        if element.getprevious() is not None and element.getprevious().tag == qn("w:p"):
            element.getparent().remove(element)


def _line(foot: _BaseHeaderFooter, section: Section) -> Paragraph:
    """A paragraph of small print with a stop at the right margin; the first one where it is empty."""
    first = _first(foot)
    line = first if not len(first._p.xpath("./w:r | ./w:fldSimple | ./w:hyperlink | ./w:sdt")) else foot.add_paragraph()
    line.style = SMALL
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    return line


def _number_pages(paragraph: Paragraph) -> None:
    """ "Page 1 of 3", counted by the word processor."""
    paragraph.add_run("Page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    field, run, text = (OxmlElement(name) for name in ("w:fldSimple", "w:r", "w:t"))
    field.set(qn("w:instr"), instruction)
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
