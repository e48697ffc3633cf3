from assistant.domain import Document, FootnoteLink, ReadFailure, SentenceKind
from assistant.reading.assembly.assemble import assemble
from assistant.reading.raw import Box, LineRole, OutlineEntry, RawCall, RawDocument, RawLine, RawLink, RawPage
from tests.unit.raw_lines import PITCH, block, page, paragraph, pdf, printed, read, sentences, text_document

TITLE = printed("Small parcels in ports", 0.06, size=18)
FIRST = ["The ports were opened in the spring and the parcels that came in were counted", "by hand in every port."]
CUT = "In the autumn the board met again and found that most of the rules were being followed by"


def test_a_sentence_that_a_page_end_cuts_has_two_spans() -> None:
    one = page(1, TITLE, *paragraph(FIRST, 0.3), printed(CUT, 0.8, right=0.88))
    two = page(2, printed("all of the ports of the coast.", 0.1), printed("Nothing else was found.", 0.1 + 3 * PITCH))
    document = read(pdf(one, two))
    cut = next(sentence for sentence in document.sentences if len(sentence.spans) == 2)
    assert [span.page for span in cut.spans] == [1, 2]
    assert f"{CUT} all of the ports of the coast." in sentences(document)


def test_a_pdf_note_is_joined_and_its_link_is_used() -> None:
    called = printed("by hand in every port.", 0.3 + PITCH, calls=(RawCall(offset=21, number="1"),))
    note = printed("See https://example.org/a-very-", 0.9, size=8, role=LineRole.NOTE, note_number="1")
    link = RawLink(box=Box(left=0.12, top=0.9, right=0.4, bottom=0.909), url="https://example.org/a-very-long-way")
    lines = (TITLE, *paragraph(FIRST, 0.3)[:1], called, *paragraph(FIRST, 0.5), note)
    document = read(pdf(page(1, *lines, links=(link,))))
    (footnote,) = document.footnotes
    assert footnote.link is FootnoteLink.PRINTED
    assert [url.value for url in footnote.urls] == ["https://example.org/a-very-long-way"]
    assert document.pages[0].text.endswith("1 See https://example.org/a-very-")
    assert "See https" not in " ".join(sentences(document))
    call = footnote.calls[0]
    assert document.pages[0].text[: call.start].endswith("in every port")


def test_a_call_in_a_heading_is_kept() -> None:
    heading = block("II. Ports of the coast", calls=(RawCall(offset=22, number="1"),))
    note = block("Not all of them.", role=LineRole.NOTE, note_number="1")
    document = read(text_document(block("Small parcels"), block(" ".join(FIRST)), heading, block(CUT + " all."), note))
    assert document.text_of(document.footnotes[0].phrases[0]) == "II. Ports of the coast"


def test_word_boxes_follow_their_words_into_the_page_text() -> None:
    document = read(pdf(page(1, TITLE, *paragraph(FIRST, 0.3))))
    text = document.pages[0].text
    words = [text[box.start : box.end] for box in document.layouts[0].words]
    assert words == text.split()


def test_an_unusable_page_keeps_its_number_and_says_why() -> None:
    good = [page(n, TITLE, *paragraph(FIRST * 4, 0.3)) for n in (1, 3)]
    document = read(pdf(good[0], page(2), good[1]))
    assert [one.text == "" for one in document.pages] == [False, True, False]
    assert [refusal.page for refusal in document.refused_pages] == [2]
    assert "OCR" in document.refused_pages[0].reason


def test_a_document_without_a_usable_page_is_a_failure_with_a_reason() -> None:
    outcome = assemble(pdf(page(1), page(2)), document_id="scan.pdf", sha256="0")
    assert isinstance(outcome, ReadFailure)
    assert outcome.path == "scan.pdf"
    assert "OCR" in outcome.reason


def test_a_readers_refusal_is_passed_on() -> None:
    outcome = assemble(pdf(page(1, refusal="The page could not be drawn.")), document_id="a.pdf", sha256="0")
    assert isinstance(outcome, ReadFailure)
    assert outcome.reason == "The page could not be drawn."


def test_bookmarks_tell_headings() -> None:
    lines = [TITLE, *paragraph(FIRST, 0.2), printed("Counting by hand", 0.4), *paragraph(FIRST, 0.43)]
    raw = RawDocument(
        media_type="application/pdf",
        pages=(page(1, *lines),),
        paged=True,
        outline=(OutlineEntry(title="Counting by hand", level=1, page=1),),
    )
    assert [section.headings for section in read(raw).sections] == [(), ("Counting by hand",)]


def test_rows_of_a_table_are_sentences_of_their_own() -> None:
    rows = [block("Port | 2019 | 2020", role=LineRole.TABLE_ROW), block("Ghent | 1 | 2", role=LineRole.TABLE_ROW)]
    document = read(text_document(block("Small parcels"), block(" ".join(FIRST)), *rows))
    assert [one.kind for one in document.sentences] == [SentenceKind.PROSE, SentenceKind.TABLE, SentenceKind.TABLE]


def test_an_item_without_a_stop_is_one_sentence_without_its_bullet() -> None:
    lines = (block("Small parcels"), block(" ".join(FIRST)), block("• ports of the coast", role=LineRole.ITEM))
    document = read(text_document(*lines))
    assert sentences(document)[-1] == "ports of the coast"
    assert document.sentences[-1].kind is SentenceKind.ITEM


def test_the_same_lines_give_the_same_document() -> None:
    raw = text_document(block("Small parcels"), block(" ".join(FIRST)))
    assert read(raw) == read(raw)


def test_every_span_lies_in_its_page() -> None:
    one = page(1, TITLE, *paragraph(FIRST, 0.3), printed(CUT, 0.8, right=0.88))
    two = page(2, printed("all of the ports of the coast.", 0.1), printed("12", 0.95))
    document = read(pdf(one, two))
    spans = [span for sentence in document.sentences for span in sentence.spans]
    spans += [span for section in document.sections for span in section.spans]
    assert all(0 <= span.start < span.end <= len(document.page(span.page).text) for span in spans)


def test_a_text_of_one_line_is_a_document() -> None:
    outcome = assemble(
        RawDocument(
            media_type="text/plain", pages=(RawPage(number=1, lines=(RawLine(text=" ".join(FIRST)),)),), paged=False
        ),
        document_id="a.txt",
        sha256="0",
    )
    assert isinstance(outcome, Document)
    assert sentences(outcome) == [" ".join(FIRST)]
