"""Sources of footnotes: the same one under several notes, what names none, what is counted first."""

from __future__ import annotations

from dataclasses import replace

from assistant.desk.footnote_sources import footnote_sources
from assistant.domain import Document, Footnote, FootnoteLink, Span, Stated, Url
from tests.fakes import blog_document


def _note(number: str, text: str, *urls: str, **more: object) -> Footnote:
    note = Footnote(
        page=1,
        number=number,
        text=text,
        urls=tuple(Url(value=url) for url in urls),
        span=None,
        calls=(Span(page=1, start=5, end=5),),
        phrases=(Span(page=1, start=0, end=7),),
        link=FootnoteLink.PRINTED,
        reason="",
    )
    return replace(note, **more)  # type: ignore[arg-type]


def _document(name: str, *notes: Footnote) -> Document:
    return replace(blog_document(), id=name, title=Stated(value=name, span=None), footnotes=notes)


def test_the_same_address_is_the_same_source_however_it_is_written() -> None:
    one = _document("a.md", _note("1", "Report on seals, p. 4.", "https://www.example.org/seals/"))
    two = _document("b.md", _note("7", "See the report.", "http://example.org/seals"), _note("8", "Another."))
    first, second = footnote_sources([one, two])
    assert first.documents == ("a.md", "b.md")
    assert first.text == "Report on seals, p. 4."
    assert [(use.document, use.number, use.phrase) for use in first.uses] == [
        ("a.md", "1", "Customs"),
        ("b.md", "7", "Customs"),
    ]
    assert second.text == "Another."


def test_notes_without_an_address_are_known_by_their_words() -> None:
    one = _document("a.md", _note("1", "Council Decision 2001/87."), _note("2", "Council decision, 2001/87"))
    (found,) = footnote_sources([one])
    assert len(found.uses) == 2


def test_a_doubtful_address_joins_nothing() -> None:
    doubtful = (Url(value="https://example.org/x", doubtful="cut at the line end"),)
    one = _document("a.md", _note("1", "First.", urls=doubtful), _note("2", "Second.", urls=doubtful))
    assert len(footnote_sources([one])) == 2


def test_a_note_that_refers_back_names_no_source() -> None:
    assert footnote_sources([_document("a.md", _note("1", "Ibid., p. 3."), _note("2", ""))]) == ()


def test_a_source_that_the_corpus_holds_is_named() -> None:
    (found,) = footnote_sources([_document("a.md", _note("1", "EX 101/26.", source_document="note.pdf"))])
    assert found.held_as == "note.pdf"
