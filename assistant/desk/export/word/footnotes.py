"""Real Word footnotes, which python-docx does not know.

A footnote is a paragraph in a part of its own (``word/footnotes.xml``) and a call in the text that names its id. The
part also holds the two separators that Word draws above the notes, and the settings name those two (ISO/IEC 29500-1,
17.11). A template's own footnotes go with its text; what else it brings stays.
"""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

CALL_STYLE, TEXT_STYLE = "footnote reference", "footnote text"

_SEPARATOR_IDS = (-1, 0)
_PART = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>'
)
# What may stand behind footnotePr in the settings part, in the order of the schema (CT_Settings).
_BEHIND_FOOTNOTE_SETTINGS = tuple(
    "w:endnotePr w:compat w:docVars w:rsids m:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping "
    "w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions w:readModeInkLockDown "
    "w:smartTagType w:shapeDefaults w:doNotEmbedSmartTags w:decimalSymbol w:listSeparator".split()
)


class Footnotes:
    """The footnotes of one document, numbered in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = _new_part(document)
        _declare_separators(document)
        # A template's styles have ids of their own ("Funotentext"), so they are looked up by name.
        self._call_style = document.styles[CALL_STYLE].style_id
        self._last = 0

    def add(self, paragraph: Paragraph) -> Paragraph:
        """Puts the next call at the end of a paragraph; gives the paragraph of its note, to be written into."""
        self._last += 1
        paragraph._p.append(self._run(_numbered("w:footnoteReference", self._last)))
        note = _numbered("w:footnote", self._last)
        written = OxmlElement("w:p")
        note.append(written)
        self._notes.append(note)
        own = Paragraph(written, self._document._body)
        own.style = self._document.styles[TEXT_STYLE]
        written.append(self._run(OxmlElement("w:footnoteRef")))
        own.add_run(" ")
        return own

    def part_calls(self, paragraph: Paragraph) -> None:
        """Puts a raised comma between two calls, so that 1 and 2 do not read as 12."""
        text = OxmlElement("w:t")
        text.text = ","
        paragraph._p.append(self._run(text))

    def _run(self, content: BaseOxmlElement) -> BaseOxmlElement:
        run, properties, style = (OxmlElement(name) for name in ("w:r", "w:rPr", "w:rStyle"))
        style.set(qn("w:val"), self._call_style)
        properties.append(style)
        run.append(properties)
        run.append(content)
        return run


def _numbered(name: str, number: int) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:id"), str(number))
    return element


def _new_part(document: Document) -> BaseOxmlElement:
    """The root of a footnotes part with the separators alone, in the place of one that a template had."""
    part = document.part
    for name in [name for name, one in part.rels.items() if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES]:
        del part.rels[name]
    root = parse_xml(_PART)
    own = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, part.package)
    part.relate_to(own, RELATIONSHIP_TYPE.FOOTNOTES)
    return root


def _declare_separators(document: Document) -> None:
    settings = document.settings.element
    for old in settings.findall(qn("w:footnotePr")):
        settings.remove(old)
    declared = OxmlElement("w:footnotePr")
    for number in _SEPARATOR_IDS:
        declared.append(_numbered("w:footnote", number))
    settings.insert_element_before(declared, *_BEHIND_FOOTNOTE_SETTINGS)
