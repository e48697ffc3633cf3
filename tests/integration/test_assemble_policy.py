"""Real policy documents: footnotes against their geometry, furniture against labels, and what must always hold.

The labels (page, and a hash of the line) were set by looking at every line that is first or last on
its page in ten documents; none of their text is here.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest

from assistant.domain import Document, FootnoteLink, ReadFailure
from assistant.reading import read_file

pytestmark = [pytest.mark.shared, pytest.mark.slow]

LABELS: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "furniture_labels.json").read_text(encoding="utf-8")
)
REPORTED_NOTES = 0.95
MOST_FURNITURE_WORDS = 0.005


@cache
def _read(path: Path) -> Document | ReadFailure:
    return read_file(path, document_id=path.name)


def _document(shared: Path, name: str) -> Document:
    outcome = _read(shared / "documents" / name)
    assert isinstance(outcome, Document), outcome
    return outcome


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


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


@pytest.mark.parametrize("name", sorted(LABELS))
def test_furniture_is_what_the_labels_say(shared: Path, name: str) -> None:
    document = _document(shared, name)
    labelled = {(int(page), label) for page, labels in LABELS[name].items() for label in labels}
    dropped = {
        (item.page, _hash(item.text)): len(item.text.split())
        for item in document.dropped
        if item.reason.startswith("running")
    }
    words = sum(len(page.text.split()) for page in document.pages)
    assert labelled <= set(dropped)
    assert sum(count for key, count in dropped.items() if key not in labelled) <= MOST_FURNITURE_WORDS * words


@pytest.mark.parametrize("name", sorted(LABELS))
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
