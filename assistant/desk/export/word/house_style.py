"""The styles of a Word file: those of a template that a person gives, or the house's own, set in code.

A template must bring the styles of ``REQUIRED``, all of them Word's own. The others of this module are the program's;
a template may define them too, under these names, and is given a plain form of each that it lacks.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from lxml.etree import XMLSyntaxError

from assistant.desk.export.word.footnotes import CALL_STYLE, TEXT_STYLE
from assistant.errors import ExportFailed

TITLE, BULLET, TABLE = "Title", "List Bullet", "Table Grid"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
REQUIRED = (TITLE, *HEADINGS, BULLET, TABLE, TEXT_STYLE, CALL_STYLE)
KIND, FACT, CELL, SMALL, MARKING, OWN = "Paper Kind", "Paper Fact", "Table Text", "Small Print", "Marking", "Own Line"

_FONT = "Times New Roman"  # its free twin, Liberation Serif, has the same widths: a page breaks alike everywhere
_BLACK, _GREY, _OWN = RGBColor(0, 0, 0), RGBColor(0x55, 0x55, 0x55), RGBColor(0x1F, 0x4E, 0x79)
_OBSOLETE = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def open_house_style(template: Path | None) -> Document:
    """An empty document with the styles of the template, or the house's own. Raises ExportFailed."""
    document = docx.Document() if template is None else _opened(template)
    if template is None:
        _make_house_style(document)
    missing = [name for name in REQUIRED if name not in document.styles]
    if missing:
        names = ", ".join(f"'{name}'" for name in missing)
        raise ExportFailed(
            f"The template {template} has no style {names}. Open it in Word, apply each of them to some text once, and "
            "save it: Word stores a built-in style only then."
        )
    _empty(document)
    _drop_stale_parts(document)
    _add_own_styles(document)
    return document


def _opened(template: Path) -> Document:
    try:
        return docx.Document(str(template))
    except PackageNotFoundError as error:
        raise ExportFailed(f"The template {template} is not there, or is no Word document (.docx).") from error
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, XMLSyntaxError) as error:
        raise ExportFailed(
            f"The template {template} cannot be opened. Open it in Word and save it as a Word document (.docx)."
        ) from error


def _empty(document: Document) -> None:
    """Takes a template's text out. The heads and feet of its first pages stay, since the last section keeps them."""
    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = sections[-1]
    held: dict[tuple[str, str | None], object] = {}
    for section in sections:
        for one in section.findall(qn("w:headerReference")) + section.findall(qn("w:footerReference")):
            held[one.tag, one.get(qn("w:type"))] = one
    for child in list(body):
        if child is not last:
            body.remove(child)
    for order, one in enumerate(held.values()):
        last.insert(order, one)


def _drop_stale_parts(document: Document) -> None:
    """Takes out the picture of the template's first page, and the copy of its styles that Word 2010 kept."""
    for relationships in (document.part.rels, document.part.package.rels):
        for name, one in list(relationships.items()):
            if one.reltype in (_OBSOLETE, RELATIONSHIP_TYPE.THUMBNAIL):
                del relationships[name]


def _make_house_style(document: Document) -> None:
    styles, section = document.styles, document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _name_font(defaults)
    defaults.find(qn("w:lang")).set(qn("w:val"), "en-GB")
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Word 2013 and later; with less it opens the file in its old ways
    _shape(styles["Normal"], size=11, after=6, line=1.12)
    _shape(styles[TITLE], size=17, bold=True, before=2, after=8, line=1.05, next_=True)
    for name, size, before in zip(HEADINGS, (13, 11.5, 11), (16, 10, 8), strict=True):
        _shape(styles[name], size=size, bold=True, before=before, after=3, next_=True)
    styles[HEADINGS[2]].font.italic = True
    _shape(styles[BULLET], size=11, after=4, line=1.12)
    text = styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(qn("w:styleId"), "FootnoteText")
    _shape(text, size=9, after=2)
    text.paragraph_format.left_indent, text.paragraph_format.first_line_indent = Cm(0.4), Cm(-0.4)
    call = styles.add_style(CALL_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    call.element.set(qn("w:styleId"), "FootnoteReference")
    call.font.superscript = True


def _add_own_styles(document: Document) -> None:
    kind = _own_style(document, KIND, size=9.5, colour=_GREY, bold=True)
    if kind:
        kind.font.all_caps = True
    fact = _own_style(document, FACT, size=10, after=1)
    if fact:
        fact.paragraph_format.left_indent, fact.paragraph_format.first_line_indent = Cm(3), Cm(-3)
        fact.paragraph_format.tab_stops.add_tab_stop(Cm(3))
    _own_style(document, CELL, size=9.5, after=2)
    _own_style(document, SMALL, size=8.5, after=1, colour=_GREY)
    marking = _own_style(document, MARKING, size=11, bold=True)
    if marking:
        marking.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if OWN not in document.styles:
        own = document.styles.add_style(OWN, WD_STYLE_TYPE.CHARACTER)
        own.font.italic, own.font.color.rgb = True, _OWN


def _own_style(
    document: Document, name: str, *, size: float, after: float = 0, colour: RGBColor = _BLACK, bold: bool = False
) -> ParagraphStyle | None:
    """The program's own style, made; None where the template brings it."""
    if name in document.styles:
        return None
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size, style.font.color.rgb, style.font.bold = Pt(size), colour, bold
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(after)
    style.paragraph_format.line_spacing = 1.0
    return style


def _shape(
    style: BaseStyle,
    *,
    size: float,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    next_: bool = False,
) -> None:
    """Gives a paragraph style its look anew. ``next_``: it stays on the page of what follows it."""
    assert isinstance(style, ParagraphStyle)
    for old in style.element.findall(qn("w:rPr")):
        style.element.remove(old)
    _name_font(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, _BLACK
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    form.keep_with_next = next_


def _name_font(properties: BaseOxmlElement) -> None:
    """Names the house's font for every script; a theme's font, which would win over the name, is taken out."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    properties.insert(0, fonts)
