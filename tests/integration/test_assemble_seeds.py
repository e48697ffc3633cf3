"""The owner's two texts, read whole: every sentence, footnote, section and question, and each known hazard.

What is expected stands in the truth file beside the documents, so that none of their text is here.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.domain import Document, FootnoteLink, SentenceKind, SourceStatus
from assistant.reading import read_file

pytestmark = pytest.mark.shared

Truth = dict[str, Any]


@pytest.fixture(scope="module")
def truth(shared: Path) -> Truth:
    loaded: Truth = json.loads((shared / "truth" / "seeds.json").read_text(encoding="utf-8"))
    return loaded


def _read(shared: Path, truth: Truth, name: str) -> Document:
    file = truth["documents"][name]["file"]
    outcome = read_file(shared / "documents" / "seeds" / file, document_id=file)
    assert isinstance(outcome, Document)
    return outcome


@pytest.fixture(scope="module")
def blog(shared: Path, truth: Truth) -> Document:
    return _read(shared, truth, "D1")


@pytest.fixture(scope="module")
def note(shared: Path, truth: Truth) -> Document:
    return _read(shared, truth, "D2")


def _sentences(document: Document) -> list[str]:
    return [" ".join(document.text_of(span) for span in sentence.spans) for sentence in document.sentences]


def _whole_text(document: Document) -> str:
    return "\n".join(page.text for page in document.pages)


def _expected_notes(truth: Truth) -> list[Truth]:
    notes: list[Truth] = truth["documents"]["D2"]["footnotes"]
    return notes


@pytest.mark.parametrize("name", ["D1", "D2"])
def test_every_sentence_is_found_whole_and_clean(shared: Path, truth: Truth, name: str) -> None:
    expected = [sentence["clean"] for sentence in truth["documents"][name]["sentences"].values()]
    assert _sentences(_read(shared, truth, name)) == expected


def test_every_sentence_stands_on_its_page(note: Document, truth: Truth) -> None:
    expected = [sentence["page"] for sentence in truth["documents"]["D2"]["sentences"].values()]
    assert [sentence.spans[0].page for sentence in note.sentences] == expected


def test_every_call_is_joined_to_its_note(note: Document, truth: Truth) -> None:
    joined = {
        (call.page, footnote.number): (footnote.urls[0].value, footnote.link)
        for footnote in note.footnotes
        for call in footnote.calls
    }
    for expected in _expected_notes(truth):
        number = re.match(r"\d+", str(expected["number_on_page"]))
        assert number is not None
        url, link = joined.pop((expected["page"], number.group()))
        assert url == expected["url"]
        printed = expected["number_printed_before_note"]
        assert link is (FootnoteLink.PRINTED if printed else FootnoteLink.INFERRED)
    assert not joined


def test_every_section_has_its_heading(note: Document, truth: Truth) -> None:
    expected = [section["heading"] for section in truth["documents"]["D2"]["sections"]]
    assert [section.headings[-1] if section.headings else None for section in note.sections] == expected


def test_h01_footers_end_pages_and_leave_the_text(note: Document) -> None:
    assert len(note.pages) == 4
    assert [page.label for page in note.pages] == [None, "2", None, None]
    assert "JAI.1" not in _whole_text(note)
    assert [dropped.page for dropped in note.dropped if dropped.reason == "running foot"] == [1, 2, 3, 4]


def test_h02_the_header_block_is_metadata_and_no_sentence(note: Document, truth: Truth) -> None:
    expected = truth["documents"]["D2"]
    assert note.document_number is not None
    assert note.document_number.value == expected["document_number"]
    assert [code.value for code in note.subject_codes] == expected["subject_codes"]
    assert not any(code in sentence for code in expected["subject_codes"][:8] for sentence in _sentences(note))


def test_h03_labels_give_title_and_issuer(note: Document, truth: Truth) -> None:
    assert note.title.value == truth["documents"]["D2"]["title"]
    assert note.title.span is not None
    assert note.text_of(note.title.span) == note.title.value
    assert note.issuer is not None
    assert note.issuer.value == "Presidency"


def test_h04_levels_come_from_the_numbering(note: Document) -> None:
    numbered = [section for section in note.sections if section.number]
    assert [section.number for section in numbered] == ["I", "II", "III"]
    assert all(len(section.headings) == 1 for section in note.sections if section.headings)
    assert not any(heading in {"LIMITE", "NOTE"} for section in note.sections for heading in section.headings)
    assert note.kind is not None
    assert note.kind.value == "NOTE"


def test_h05_the_same_number_on_three_pages_is_three_notes(note: Document) -> None:
    ones = [footnote for footnote in note.footnotes if footnote.number == "1"]
    assert [footnote.page for footnote in ones] == [2, 3, 4]
    assert len({footnote.text for footnote in ones}) == 3


def test_h06_unnumbered_notes_are_counted_from_the_printed_ones(note: Document) -> None:
    third = [footnote.number for footnote in note.footnotes if footnote.page == 3]
    assert third == ["1", "2", "3", "4", "5", "6"]
    counted = [footnote for footnote in note.footnotes if footnote.page == 3 and footnote.number != "6"]
    assert all("note 6" in footnote.reason for footnote in counted)


def test_h07_notes_after_the_footer_belong_to_the_page_above(note: Document) -> None:
    spans = {footnote.span.page for footnote in note.footnotes if footnote.span}
    assert spans == {2, 3, 4}
    assert all(footnote.span.page == footnote.page for footnote in note.footnotes if footnote.span)


def test_h08_the_torn_address_is_whole_and_its_tail_is_no_text(note: Document, truth: Truth) -> None:
    torn = next(expected for expected in _expected_notes(truth) if expected["id"] == "p4-2")
    footnote = next(f for f in note.footnotes if f.page == 4 and f.number == "2")
    assert footnote.text == torn["url"]
    tail = torn["url"].rsplit("-eu-", 1)[1]
    assert not any(tail in sentence for sentence in _sentences(note))


def test_h09_two_notes_on_one_line_are_two(note: Document) -> None:
    last = [footnote for footnote in note.footnotes if footnote.page == 4 and footnote.number in {"1", "2"}]
    assert len(last) == 2
    assert all(len(footnote.urls) == 1 for footnote in last)


def test_h10_an_address_with_a_blank_is_kept_and_doubted(note: Document, truth: Truth) -> None:
    expected = next(expected for expected in _expected_notes(truth) if expected["id"] == "p4-1")
    url = next(f for f in note.footnotes if f.page == 4 and f.number == "1").urls[0]
    assert url.value == expected["url"]
    assert url.doubtful is not None


def test_h11_no_piece_of_a_cut_escape_is_left(note: Document) -> None:
    assert not re.search(r"[<>]|&lt|&gt|&amp", _whole_text(note))


def test_h12_the_same_address_twice_is_one(note: Document) -> None:
    sixth = next(f for f in note.footnotes if f.page == 3 and f.number == "6")
    assert len(sixth.urls) == 1
    assert sixth.text == sixth.urls[0].value


def test_h13_the_wrong_number_is_only_inferred(note: Document) -> None:
    eleven = next(footnote for footnote in note.footnotes if footnote.number == "11")
    first = next(footnote for footnote in note.footnotes if footnote.page == 4 and footnote.number == "1")
    assert eleven.link is FootnoteLink.INFERRED
    assert eleven.text == first.text
    assert "No note 11" in eleven.reason
    assert "laundering1" not in _whole_text(note)


def test_h14_a_call_supports_the_phrase_before_it(note: Document, truth: Truth) -> None:
    for expected in _expected_notes(truth):
        number = re.sub(r"\D", "", str(expected["number_on_page"]))
        footnote = next(f for f in note.footnotes if f.page == expected["page"] and f.number == number)
        phrase = note.text_of(footnote.phrases[0])
        assert expected["anchor_words_before_marker"].endswith(phrase[-20:])
        assert phrase.count(",") == 0
    phrases = {note.text_of(phrase) for footnote in note.footnotes for phrase in footnote.phrases}
    assert not any(word in phrase for phrase in phrases for word in ("tobacco", "VAT fraud", "luxury"))


def test_h15_markers_inside_punctuation_leave_clean_words(note: Document) -> None:
    text = _whole_text(note)
    assert "fentanyl)," in text
    assert re.search(r"Russia\.", text)
    assert not re.search(r"[a-z)]\d", re.sub(r"https?://\S+", "", text))


def test_h16_repeated_openings_stand_under_different_headings(note: Document) -> None:
    opening = "Areas for improvement may"
    sections = [sentence.section for sentence in note.sentences if note.text_of(sentence.spans[0]).startswith(opening)]
    assert len(sections) == len(set(sections)) == 3


def test_h17_a_phrase_in_two_sections_is_found_in_both(note: Document) -> None:
    phrase = "undermining sanctions imposed on Russia"
    sections = {s.section for s in note.sentences if phrase in note.text_of(s.spans[0])}
    assert [note.sections[section].number for section in sorted(sections)] == ["I", "III"]


def test_h18_a_page_end_does_not_close_a_section(note: Document) -> None:
    pages = {section.number: [span.page for span in section.spans] for section in note.sections if section.number}
    assert pages == {"I": [1, 2], "II": [2, 3], "III": [3, 4]}


def test_h19_three_questions_the_second_in_two_parts(note: Document, truth: Truth) -> None:
    expected = truth["documents"]["D2"]["discussion_questions"]
    assert [(q.number, q.text) for q in note.questions] == [(str(q["n"]), q["text"]) for q in expected]
    assert [len(question.parts) for question in note.questions] == [1, 2, 1]
    asked = [sentence for sentence in note.sentences if sentence.kind is SentenceKind.QUESTION]
    assert len(asked) == 4


def test_h20_the_missing_attachment_is_reported(note: Document, truth: Truth) -> None:
    verbatim = truth["documents"]["D2"]["attachments"]["verbatim"]
    assert [note.text_of(span) for span in note.attachments_missing] == [verbatim]


def test_h21_lost_hyphens_and_stray_blanks_are_shown_as_printed(note: Document) -> None:
    assert "ecommerce-based" in _whole_text(note)
    assert "EU- Latin America" in note.title.value


def test_h22_only_what_the_document_defines_is_an_abbreviation(note: Document) -> None:
    defined = {abbreviation.short: abbreviation.long for abbreviation in note.abbreviations}
    assert defined == {"LAC": "Latin America and the Caribbean", "OCGs": "organised crime groups"}


def test_h23_no_letterhead_is_invented(note: Document) -> None:
    assert note.issuer is not None
    assert note.issuer.span is not None
    assert note.text_of(note.issuer.span) == "Presidency"


def test_h24_the_marking_is_kept_and_is_no_heading(note: Document) -> None:
    assert note.marking is not None
    assert note.marking.value == "LIMITE"
    assert note.marking.span is not None


def test_h25_nothing_is_lost_at_the_end_of_the_file(note: Document) -> None:
    assert note.pages[-1].text.endswith("warn/")


def test_h26_typography_is_left_as_printed(note: Document, blog: Document) -> None:
    assert "EU's" in _whole_text(note)
    assert "EU’s" in _whole_text(blog)
    assert blog.authors[0].value.startswith("Thomas Renard")


def test_h27_blog_furniture_is_dropped(blog: Document, truth: Truth) -> None:
    dropped = {item.text for item in blog.dropped if item.reason == "site furniture"}
    assert dropped == set(truth["documents"]["D1"]["furniture"])
    assert not any(line in _whole_text(blog) for line in dropped)


def test_h28_title_and_author_come_from_the_first_lines_and_the_date_is_unknown(blog: Document, truth: Truth) -> None:
    expected = truth["documents"]["D1"]
    assert blog.title.value == expected["title"]
    assert [author.value for author in blog.authors] == [expected["author"]]
    assert blog.issuer is not None
    assert blog.issuer.value == expected["publisher_as_stated"]
    assert (blog.date, blog.document_number, blog.marking) == (None, None, None)


def test_h29_paragraphs_on_either_side_of_a_gap_are_separate(blog: Document) -> None:
    assert len({sentence.paragraph for sentence in blog.sentences}) == 4


def test_h30_long_lines_are_split_into_their_sentences(blog: Document, truth: Truth) -> None:
    counts = [len(paragraph["sentences"]) for paragraph in truth["documents"]["D1"]["clean_paragraphs"]]
    found = [sentence.paragraph for sentence in blog.sentences]
    assert [found.count(paragraph) for paragraph in sorted(set(found))] == counts


def test_h31_no_mojibake_is_made(blog: Document, note: Document) -> None:
    assert not re.search(r"â€|Ã.|\ufffd", _whole_text(blog) + _whole_text(note))


def test_h32_words_are_quoted_as_printed(blog: Document, note: Document) -> None:
    assert "US Secret Services" in _whole_text(blog)
    assert "tobacco smuggling" in _whole_text(note)


def test_notes_that_are_only_links_say_so(note: Document) -> None:
    assert {footnote.source for footnote in note.footnotes} == {SourceStatus.LINK_ONLY}
