"""Real policy documents: footnotes against their geometry, and what must always hold."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from assistant.domain import Document, FootnoteLink, ReadFailure
from assistant.reading import read_file

pytestmark = [pytest.mark.shared, pytest.mark.slow]

LAID_OUT_DIFFERENTLY = (
    "policy/beuc_2012_039_data_protection_position.pdf",
    "policy/ca1_calvary_chapel_v_mills.pdf",
    "policy/cjeu_ag_opinion_C-663-18_kanavape_EN.pdf",
    "policy/cocir_position_paper_2012.pdf",
    "policy/council_5847-06_handling_LIMITE.pdf",
    "policy/icdp_paper_eu_data_protection.pdf",
    "policy/oj_directive_2014-40_tobacco_EN.pdf",
    "policy/scotus_2012_slip_opinion.pdf",
    "policy/un_single_convention_1961_ES.pdf",
    "policy/us_HR1904_healthy_forests_act.pdf",
)
REPORTED_NOTES = 0.95


@cache
def _read(path: Path) -> Document | ReadFailure:
    return read_file(path, document_id=path.name)


def _document(shared: Path, name: str) -> Document:
    outcome = _read(shared / "documents" / name)
    assert isinstance(outcome, Document), outcome
    return outcome


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


@pytest.mark.timeout(600)
def test_notes_are_joined_with_their_calls(shared: Path) -> None:
    truth = json.loads((shared / "truth" / "footnote_geometry.json").read_text(encoding="utf-8"))["documents"]
    joined = expected = 0
    for name, entry in truth.items():
        if entry["remark"] == "fractions":
            continue
        footnotes = _document(shared, f"policy/{name}").footnotes
        for note in entry["notes"]:
            expected += 1
            joined += any(
                footnote.number == note["number"]
                and _bare(footnote.text).startswith(_bare(note["text_start"])[:30])
                and footnote.link is FootnoteLink.PRINTED
                for footnote in footnotes
                if footnote.page == note["page"]
            )
    assert joined >= REPORTED_NOTES * expected


@pytest.mark.parametrize("name", LAID_OUT_DIFFERENTLY)
def test_spans_lie_on_their_pages_and_sentences_do_not_overlap(shared: Path, name: str) -> None:
    document = _document(shared, name)
    ends = {page.number: 0 for page in document.pages}
    for sentence in sorted(document.sentences, key=lambda one: (one.spans[0].page, one.spans[0].start)):
        for span in sentence.spans:
            assert ends[span.page] <= span.start < span.end <= len(document.page(span.page).text)
            ends[span.page] = span.end
    for layout in document.layouts:
        text = document.page(layout.page).text
        assert all(0 <= box.start <= box.end <= len(text) for box in layout.words)
        assert all(not re.search(r"\s", text[box.start : box.end]) for box in layout.words)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("policy/bits_of_freedom_amendments_broken_tounicode.pdf", "broken text layer"),
        ("policy/us_position_paper_2013_scan_no_text.pdf", "OCR"),
    ],
)
def test_unreadable_documents_are_refused_with_the_reason(shared: Path, name: str, reason: str) -> None:
    outcome = _read(shared / "documents" / name)
    assert isinstance(outcome, ReadFailure)
    assert reason in outcome.reason


@pytest.mark.parametrize(
    ("name", "number", "date", "marking"),
    [
        ("policy/council_5847-06_handling_LIMITE.pdf", "5847/06", "2006-03-16", "LIMITE"),
        ("policy/oj_directive_2014-40_tobacco_EN.pdf", "2014/40/EU", "2014-04-03", None),
        ("policy/cjeu_ag_opinion_C-663-18_kanavape_EN.pdf", "C-663/18", "2020-05-14", None),
        ("policy/ca1_calvary_chapel_v_mills.pdf", "No. 20-1507", None, None),
        ("policy/feam_statement_2012.pdf", None, None, None),
    ],
)
def test_documents_say_of_themselves_what_is_printed(
    shared: Path, name: str, number: str | None, date: str | None, marking: str | None
) -> None:
    document = _document(shared, name)
    said = (document.document_number, document.date, document.marking)
    assert tuple(one.value if one else None for one in said) == (number, date, marking)


def test_an_act_has_its_articles_under_their_chapters(shared: Path) -> None:
    sections = _document(shared, "policy/oj_directive_2014-40_tobacco_EN.pdf").sections
    articles = [int(section.number.split()[1]) for section in sections if (section.number or "").startswith("Article")]
    assert articles == list(range(1, 34))
    by_number = {section.number: section.headings for section in sections}
    assert [heading.split()[0] for heading in by_number["Article 15"]] == ["TITLE", "CHAPTER", "Article"]
