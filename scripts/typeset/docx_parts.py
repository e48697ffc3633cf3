"""The parts of a Word document that do not depend on what it says: content types, styles, lists, settings."""

from __future__ import annotations

from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}"'

SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def core_properties(*, title: str, author: str) -> str:
    """The part that holds the title and the author."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _style(
    name: str, shown: str, *, spacing: tuple[int, int], run: str = "", paragraph: str = "", outline: str = ""
) -> str:
    """A paragraph style; ``spacing`` is the room before and after in twentieths of a point."""
    before, after = spacing
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{paragraph}<w:spacing w:before="{before}" w:after="{after}"/>{outline}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


_LABEL_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="9A5B2B"/>' for side in ("top", "left", "bottom", "right")
)
_STYLES = "".join(
    [
        f'{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="23"/><w:lang w:val="en-GB"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
        _style("Title", "Title", spacing=(240, 240), run='<w:b/><w:sz w:val="30"/>'),
        _style(
            "Heading1",
            "heading 1",
            spacing=(320, 80),
            run="<w:b/>",
            paragraph="<w:keepNext/>",
            outline='<w:outlineLvl w:val="0"/>',
        ),
        _style("BodyText", "Body Text", spacing=(0, 160)),
        _style("Label", "Label", spacing=(0, 240), run="<w:i/>", paragraph=f"<w:pBdr>{_LABEL_BOX}</w:pBdr>"),
        _style("DocumentHead", "Document Head", spacing=(0, 40), run="<w:b/>"),
        _style("ListBullet", "List Bullet", spacing=(0, 80), paragraph=_list(1)),
        _style("ListNumber", "List Number", spacing=(0, 80), paragraph=_list(2)),
        _style("TableHeading", "Table Heading", spacing=(40, 40), run='<w:b/><w:sz w:val="20"/>'),
        _style("TableText", "Table Text", spacing=(40, 40), run='<w:sz w:val="20"/>'),
        _style("FootnoteText", "footnote text", spacing=(0, 40), run='<w:sz w:val="18"/>'),
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>',
    ]
)


def _numbering(number: int, form: str, text: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="567" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'


def _relationship(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_WORD_PARTS = ("styles", "numbering", "settings", "footnotes")

FIXED_PARTS = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    f"{_override('document', 'document.main')}{''.join(_override(part, part) for part in _WORD_PARTS)}</Types>",
    "_rels/.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f"{_relationship(1, 'officeDocument', 'word/document.xml')}"
    f'<Relationship Id="rId2" Type="{_CORE}" Target="docProps/core.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(_relationship(number, part, f"{part}.xml") for number, part in enumerate(_WORD_PARTS, start=1))
    + "</Relationships>",
    "word/styles.xml": _STYLES,
    "word/numbering.xml": f"{XML}<w:numbering {NAMESPACES}>"
    f"{_numbering(1, 'bullet', '–')}{_numbering(2, 'decimal', '%1.')}"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>',
    "word/settings.xml": f'{XML}<w:settings {NAMESPACES}><w:footnotePr><w:footnote w:id="-1"/>'
    '<w:footnote w:id="0"/></w:footnotePr></w:settings>',
}
