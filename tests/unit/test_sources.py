"""Footnotes that name a document of the corpus lead to it."""

from __future__ import annotations

from assistant.domain import DocumentSummary, Footnote, FootnoteLink, SourceStatus
from assistant.indexing.sources import CalledDocuments
from tests.makers import make_document


def summary(id_: str, *, title: str = "Note", number: str | None = None) -> DocumentSummary:
    return DocumentSummary(
        id=id_, title=title, media_type="text/plain", pages=1, chunks=1, issuer=None, document_number=number, kind=None,
        date=None, marking=None, language=None, footnotes=0, questions=0, refused_pages=0, size_bytes=1,
    )  # fmt: skip


def resolved(text: str, *summaries: DocumentSummary) -> Footnote:
    note = Footnote(
        page=1, number="1", text=text, urls=(), span=None, calls=(), phrases=(), link=FootnoteLink.PRINTED, reason="",
        source=SourceStatus.NOT_IN_CORPUS,
    )  # fmt: skip
    document = make_document("mine.txt", {"": ["One sentence stands here."]}, footnotes=(note,))
    return CalledDocuments(summaries).with_sources(document).footnotes[0]


def test_a_document_is_known_by_its_number() -> None:
    note = resolved("See document EX 104/26, paragraph 2.", summary("press.txt", number="EX 104/26"))
    assert (note.source, note.source_document) == (SourceStatus.IN_CORPUS, "press.txt")


def test_the_longest_name_wins() -> None:
    note = resolved(
        "EX 101/26 REV 1, p. 3", summary("a.pdf", number="EX 101/26"), summary("b.pdf", number="EX 101/26 REV 1")
    )
    assert note.source_document == "b.pdf"


def test_a_part_of_a_number_is_not_the_number() -> None:
    assert resolved("See EX 1104/26.", summary("a.pdf", number="104/26")).source is SourceStatus.NOT_IN_CORPUS


def test_a_document_is_known_by_a_long_title_only() -> None:
    long = summary("a.pdf", title="Partners in crime and customs")
    assert resolved("Renard, ‘Partners in Crime and Customs’, 2014.", long).source_document == "a.pdf"
    assert resolved("A note on this.", summary("b.pdf", title="A note")).source_document is None


def test_a_document_does_not_cite_itself() -> None:
    assert resolved("EX 104/26", summary("mine.txt", number="EX 104/26")).source_document is None
