"""Real web pages and Markdown files: words found, words missed, furniture, footnotes.

``pages_labels.json`` was made by reading each page's HTML: for every paragraph, heading, list item
and table row of the article, the hash of its letters and digits and the number of its words. Menus,
share buttons, comments, captions, advertisements and licence lines are not in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.domain import Document, ReadFailure
from assistant.reading import read_file
from assistant.reading.html.article import folded
from assistant.reading.html.furniture import is_site_furniture
from assistant.reading.html.reader import read_html
from assistant.reading.kinds import Kind, kind_of
from assistant.reading.plain.markdown import read_markdown
from assistant.reading.plain.text import read_text
from assistant.reading.raw import LineRole, RawDocument, RawLine

LABELS = json.loads((Path(__file__).parent / "pages_labels.json").read_text())

pytestmark = pytest.mark.shared


def hashed(text: str) -> str:
    return hashlib.sha256(folded(text).encode()).hexdigest()[:12]


def shown_lines(raw: RawDocument | ReadFailure) -> list[RawLine]:
    assert isinstance(raw, RawDocument), raw
    kept = [line for page in raw.pages for line in page.lines]
    return [line for line in kept if line.role not in (LineRole.SITE_FURNITURE, LineRole.HIDDEN)]


def hash_of(line: RawLine, known: Counter[str]) -> str:
    """The line's hash, with its list number taken off where only that is labelled."""
    whole = hashed(line.text)
    unnumbered = hashed(re.sub(r"^\S{1,5} ", "", line.text))
    return unnumbered if line.role is LineRole.ITEM and whole not in known else whole


@pytest.mark.parametrize("name", sorted(LABELS))
def test_words_of_the_article(shared: Path, name: str) -> None:
    words = dict(LABELS[name])
    expected = Counter(label for label, _ in LABELS[name])
    lines = shown_lines(read_html((shared / "documents/pages" / name).read_bytes()))
    found = Counter(hash_of(line, expected) for line in lines)
    right = sum(words[label] * count for label, count in (found & expected).items())
    all_words = sum(len(line.text.split()) for line in lines)
    assert right / sum(words[label] * count for label, count in expected.items()) >= 0.98
    assert right / all_words >= 0.98


@pytest.mark.parametrize("name", sorted(LABELS))
def test_no_furniture_is_left(shared: Path, name: str) -> None:
    lines = shown_lines(read_html((shared / "documents/pages" / name).read_bytes()))
    assert [line.text for line in lines if is_site_furniture(line.text)] == []


def test_every_page_is_read(shared: Path) -> None:
    for path in sorted((shared / "documents/pages").iterdir()):
        document = read_file(path, document_id=path.name)
        assert isinstance(document, Document), (path.name, document)
        assert document.sentences


@pytest.mark.parametrize(("name", "first", "last"), [("implementation", 32, 38), ("solutions_analysis", 21, 27)])
def test_each_note_of_the_markdown_memoranda_is_called_once(shared: Path, name: str, first: int, last: int) -> None:
    (path,) = (shared / "documents/pages").glob(f"omb_*{name}.md")
    lines = shown_lines(read_markdown(path.read_bytes()))
    numbers = [str(number) for number in range(first, last + 1)]
    assert [one.number for line in lines for one in line.calls] == numbers
    notes = [line for line in lines if line.role is LineRole.NOTE]
    assert [(line.note_number, line.note_target) for line in notes] == [(number, f"fn{number}") for number in numbers]
    assert not any("<" in line.text or "↩" in line.text for line in lines)


def test_a_converted_opinion_keeps_its_pages(shared: Path) -> None:
    (path,) = (shared / "documents/pages").glob("cjeu_*.md")
    raw = read_markdown(path.read_bytes())
    assert isinstance(raw, RawDocument)
    assert raw.paged
    assert [page.label for page in raw.pages] == [str(number) for number in range(1, 8)]


def test_every_sentence_of_the_seeds_can_come_out_clean(shared: Path) -> None:
    truth = json.loads((shared / "truth/seeds.json").read_text())
    for key, name in truth["files"].items():
        lines = shown_lines(read_text((shared / "documents/seeds" / name).read_bytes()))
        text = "\n".join(line.text for line in lines)
        missing = [one["clean"] for one in truth["documents"][key]["sentences"].values() if one["clean"] not in text]
        assert missing == []


def test_every_marker_of_the_seed_note_is_lifted_at_its_place(shared: Path) -> None:
    truth = json.loads((shared / "truth/seeds.json").read_text())
    lines = shown_lines(read_text((shared / "documents/seeds" / truth["files"]["D2"]).read_bytes()))
    found = {line.text: [(one.offset, one.number) for one in line.calls] for line in lines}
    for paragraph in truth["documents"]["D2"]["clean_paragraphs"]:
        marks = [(marker["at"], marker["printed"]) for marker in paragraph["markers"]]
        assert not marks or found[paragraph["text"]] == marks


def test_files_that_are_no_pdf_are_told(shared: Path) -> None:
    hostile = shared / "documents/hostile"
    assert "RTF" in getattr(read_file(hostile / "not-a-pdf__actually_an_rtf.pdf", document_id="x"), "reason", "")
    assert "empty" in getattr(read_file(hostile / "not-a-pdf__empty.pdf", document_id="x"), "reason", "")
    for path in (shared / "documents/policy").glob("*.pdf"):
        assert kind_of(path.read_bytes()[: 64 * 1024], path.name) is Kind.PDF
