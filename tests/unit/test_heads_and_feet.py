"""What a format's own heads and feet tell of the document."""

from __future__ import annotations

from assistant.domain import Document
from assistant.reading.assembly.assemble import assemble
from assistant.reading.assembly.heads_and_feet import said_around
from assistant.reading.raw import RawDocument, RawLine, RawPage


def test_number_and_marking_are_told() -> None:
    said = [line for _, line in said_around({"running head": "LIMITE", "running foot": "8123/26 ADD 1"})]
    assert [line.marking for line in said] == ["LIMITE", None]
    assert said[1].document_number is not None
    assert said[1].document_number.startswith("8123/26")


def test_other_lines_tell_nothing() -> None:
    said = [line for _, line in said_around({"running head": "Annual report of the working party"})]
    assert [(line.document_number, line.marking) for line in said] == [(None, None)]


def test_a_word_document_is_marked_by_its_header() -> None:
    line = RawLine(text="Customs officers searched forty containers in March.", starts_block=True)
    raw = RawDocument(
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        pages=(RawPage(number=1, lines=(line,)),),
        paged=False,
        hints={"running head": "LIMITE"},
    )
    document = assemble(raw, document_id="a.docx", sha256="0")
    assert isinstance(document, Document)
    assert document.marking is not None
    assert (document.marking.value, document.marking.span) == ("LIMITE", None)
