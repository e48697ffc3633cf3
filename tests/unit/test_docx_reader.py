"""The Word reader, on small packages written here part by part."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.domain import ReadFailure
from assistant.reading.docx.reader import read_docx
from assistant.reading.raw import LineRole, RawDocument, RawLine

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="House heading"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Lvl"><w:name w:val="Any"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def call(identifier: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def notes_part(notes: dict[int, str], kind: str = "footnote") -> str:
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    written = "".join(
        f'<w:{kind} w:id="{key}"><w:p><w:r><w:{kind}Ref/></w:r>{content}</w:p></w:{kind}>'
        for key, content in notes.items()
    )
    return f"<w:{kind}s {W} {R}>{separator}{written}</w:{kind}s>"


def word_file(
    body: str, *, extra: dict[str, str] | None = None, note_links: str = "", main: str | None = None
) -> bytes:
    """A .docx with this body. ``extra`` maps the name of a part ("footnotes") to its XML."""
    parts = {"styles": STYLES, "numbering": NUMBERING, **(extra or {})}
    relations = "".join(
        f'<Relationship Id="rId{order}" Type="{OFFICE}/{name.rstrip("12")}" Target="{name}.xml"/>'
        for order, name in enumerate(parts, start=1)
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name.rstrip("12")}+xml"/>' for name in parts
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main or f"<w:document {W} {R}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/_rels/footnotes.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{note_links}</Relationships>',
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            archive.writestr(name, xml)
    return package.getvalue()


def lines_of(content: bytes) -> tuple[RawLine, ...]:
    document = read_docx(content)
    assert isinstance(document, RawDocument), document
    return tuple(line for page in document.pages for line in page.lines)


def reason_of(content: bytes) -> str:
    failure = read_docx(content)
    assert isinstance(failure, ReadFailure)
    return failure.reason


def test_footnotes_are_calls_at_their_place_and_notes_at_the_end() -> None:
    body = paragraph(run("Seizures of goods") + call(7) + run(", and fines") + call(3) + run("."))
    content = word_file(body, extra={"footnotes": notes_part({3: run("Second."), 7: run(" First.")})})
    text, first, second = lines_of(content)
    assert text.text == "Seizures of goods, and fines."
    assert [(one.offset, one.number, one.target) for one in text.calls] == [
        (17, "1", "footnote-7"),
        (28, "2", "footnote-3"),
    ]
    assert (first.role, first.note_number, first.note_target, first.text) == (
        LineRole.NOTE,
        "1",
        "footnote-7",
        "First.",
    )
    assert (second.note_number, second.text) == ("2", "Second.")


def test_endnotes_have_their_own_numbers() -> None:
    body = paragraph(run("One") + call(1) + run(" two") + call(1, "endnote") + run("."))
    extra = {"footnotes": notes_part({1: run("Foot.")}), "endnotes": notes_part({1: run("End.")}, "endnote")}
    text, *notes = lines_of(word_file(body, extra=extra))
    assert [one.number for one in text.calls] == ["1", "i"]
    assert [(note.note_number, note.note_target) for note in notes] == [("1", "footnote-1"), ("i", "endnote-1")]


def test_an_author_s_own_mark_is_the_number_and_does_not_count() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    body = paragraph(run("One") + own + run(" two") + call(2) + run("."))
    text, *_ = lines_of(word_file(body, extra={"footnotes": notes_part({1: run("Own."), 2: run("Counted.")})}))
    assert (text.text, [one.number for one in text.calls]) == ("One two.", ["*", "1"])


def test_a_link_in_a_note_gives_its_address_once() -> None:
    links = f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    shown = f'<w:hyperlink r:id="rId9">{run("the report")}</w:hyperlink>'
    same = f'<w:hyperlink r:id="rId9">{run("https://example.org/a")}</w:hyperlink>'
    extra = {"footnotes": notes_part({1: run("See ") + shown + run("."), 2: same})}
    content = word_file(paragraph(run("Text") + call(1) + call(2)), extra=extra, note_links=links)
    _, first, second = lines_of(content)
    assert first.text == "See the report (https://example.org/a)."
    assert second.text == "https://example.org/a"


def test_headings_by_name_by_inheritance_and_by_outline_level() -> None:
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in ("T1", "H1", "Own", "Lvl", "Normal"))
    lines = lines_of(word_file(body))
    assert [line.heading_level for line in lines] == [1, 1, 1, 3, None]
    assert [line.role for line in lines] == [LineRole.HEADING] * 4 + [LineRole.UNKNOWN]


def test_list_labels_are_counted_as_word_counts_them() -> None:
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 1) + listed("d", 1) + listed("e", 1, 1)
    body += listed("f", 2) + listed("g", 3) + listed("h", 3)
    lines = lines_of(word_file(body))
    assert [line.text for line in lines] == ["1. a", "(a) b", "(b) c", "2. d", "(a) e", "f", "1. g", "2. h"]
    assert {line.role for line in lines} == {LineRole.ITEM}


def test_deleted_text_goes_inserted_text_stays_hidden_text_is_marked() -> None:
    body = paragraph(
        run("Kept ")
        + f"<w:del>{run('gone')}<w:r><w:delText>gone too</w:delText></w:r></w:del>"
        + f"<w:ins>{run('added')}</w:ins>"
        + run("secret", "<w:vanish/>")
        + run(" shown", '<w:vanish w:val="0"/>')
    )
    shown, hidden = lines_of(word_file(body))
    assert (shown.text, shown.role) == ("Kept added shown", LineRole.UNKNOWN)
    assert (hidden.text, hidden.role) == ("secret", LineRole.HIDDEN)


def test_white_and_tiny_text_is_hidden_but_not_on_a_dark_ground() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    body = paragraph(run("Seen") + run("white", white) + run("tiny", '<w:sz w:val="2"/>'))
    body += paragraph(run("Shaded", white), '<w:shd w:fill="000000"/>')
    body += f"<w:tbl><w:tr><w:tc>{paragraph(run('Head', white))}</w:tc><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>"
    found = [(line.text, line.role) for line in lines_of(word_file(body))]
    assert found == [
        ("Seen", LineRole.UNKNOWN),
        ("whitetiny", LineRole.HIDDEN),
        ("Shaded", LineRole.UNKNOWN),
        ("Head | Cell", LineRole.TABLE_ROW),
    ]


def test_a_table_of_contents_is_no_text() -> None:
    (entry, text) = lines_of(word_file(paragraph("I. Ports 3", '<w:pStyle w:val="TOC1"/>') + paragraph("Text")))
    assert (entry.role, text.role) == (LineRole.SITE_FURNITURE, LineRole.UNKNOWN)


def test_the_printed_title_comes_before_the_properties() -> None:
    document = read_docx(word_file(paragraph("Ports under strain", '<w:pStyle w:val="T1"/>')))
    assert isinstance(document, RawDocument)
    assert document.hints["title"] == "Ports under strain"


def test_a_table_gives_a_line_a_row() -> None:
    rows = [["Region", "Cases"], ["North", "12"]]
    table = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    lines = lines_of(word_file(f"<w:tbl>{table}</w:tbl>"))
    assert [(line.text, line.role) for line in lines] == [
        ("Region | Cases", LineRole.TABLE_ROW),
        ("North | 12", LineRole.TABLE_ROW),
    ]


def test_fields_tabs_and_breaks() -> None:
    field = "<w:r><w:instrText> REF _x </w:instrText></w:r>" + run("Annex 2")
    body = paragraph(run("From:") + "<w:r><w:tab/></w:r>" + run("Presidency")) + paragraph(run("See ") + field)
    body += paragraph(
        run("co") + "<w:r><w:noBreakHyphen/></w:r>" + run("operation") + "<w:r><w:br/></w:r>" + run("here")
    )
    assert [line.text for line in lines_of(word_file(body))] == ["From: Presidency", "See Annex 2", "co-operation here"]


def test_page_breaks_make_pages_that_are_not_printed_ones() -> None:
    body = paragraph(run("One") + call(1)) + paragraph('<w:r><w:br w:type="page"/></w:r>' + run("Two"))
    document = read_docx(word_file(body, extra={"footnotes": notes_part({1: run("Note.")})}))
    assert isinstance(document, RawDocument)
    assert [[line.text for line in page.lines] for page in document.pages] == [["One", "Note."], ["Two"]]
    assert not document.paged


def test_raised_digits_typed_by_hand_are_calls_and_exponents_are_not() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("goods") + run("1", raised) + run(", 40 km") + run("2", raised) + run("."))
    (line,) = lines_of(word_file(body))
    assert line.text == "goods, 40 km²."
    assert [(one.offset, one.number) for one in line.calls] == [(5, "1")]


def test_headers_and_properties_are_hints() -> None:
    header = f"<w:hdr {W}>{paragraph('LIMITE')}</w:hdr>"
    footer = f"<w:ftr {W}>{paragraph('TEST 12/26')}</w:ftr>"
    document = read_docx(word_file(paragraph("Text"), extra={"header1": header, "footer1": footer}))
    assert isinstance(document, RawDocument)
    assert document.hints["running head"] == "LIMITE"
    assert document.hints["running foot"] == "TEST 12/26"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 not a zip", "damaged"),
        (word_file(""), "no text"),
        (word_file("", main="<broken"), "damaged"),
        (
            word_file(
                "", main=f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {W}><w:body><w:p>&a;</w:p></w:body></w:document>'
            ),
            "entities",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    assert words in reason_of(content)
