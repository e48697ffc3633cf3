"""What a document says of itself on each topic; nothing where it does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answering.about.outline import contents
from assistant.answering.about.stating import Statement, first_line, line_of, quoted, sentence_of
from assistant.answering.about.topics import AboutQuestion, Topic
from assistant.answering.citing import cited_footnote
from assistant.domain import Document, Footnote, SentenceKind, Span, Stated

_ADDRESSED = re.compile(r"(?:^|(?<=\s))(?:To|Cc|An|À|Para)[ \t]?:[ \t]*(?P<value>\S)", re.MULTILINE)
_ITSELF = (
    r"(?:this|the (?:present|aim of this|purpose of this|objective of this|goal of this)) (?:\w+ )?"
    r"(?:paper|note|report|article|briefing|document|study|digest|brief|opinion|proposal|communication|record)"
)
_AIM = re.compile(
    rf"\b{_ITSELF}\b.{{0,60}}?\b(?:is to|are to|focus\w*|examin\w+|describ\w+|aims?|sets? out|assess\w*|analys\w+|"
    r"explor\w+|presents?|discuss\w*|looks? at|reviews?|summari\w+|gives?|proposes?|compares?|explains?|reports?)\b",
    re.IGNORECASE,
)
_MOST_AIMS = 2
_LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "nl": "Dutch"}


def facts(document: Document, asked: AboutQuestion) -> list[Statement]:
    """What the document says on what is asked; empty when it does not say."""
    if asked.topic is Topic.FOOTNOTE:
        return list(_footnotes(document, asked))
    return list(_TOLD[asked.topic](document))


def _all(document: Document, values: tuple[Stated | None, ...], subject: str) -> Iterator[Statement]:
    yield from (quoted(document, value, subject) for value in values if value)


def _author(document: Document) -> Iterator[Statement]:
    """The authors; where none is named, the body that issued it stands for what it wrote."""
    yield from _all(document, document.authors or (document.issuer,), "The author")


def _issuer(document: Document) -> Iterator[Statement]:
    yield from _all(document, (document.issuer,), "The issuer")


def _addressee(document: Document) -> Iterator[Statement]:
    """The lines of the header block that say to whom it goes."""
    page = document.pages[0]
    starts = [part.start for sentence in document.sentences for part in sentence.spans if part.page == page.number]
    for match in _ADDRESSED.finditer(page.text, 0, min(starts, default=len(page.text))):
        value = Span(page=page.number, start=match.start("value"), end=match.start("value") + 1)
        yield Statement(document=document, span=line_of(document, value))


def _date(document: Document) -> Iterator[Statement]:
    yield from _all(document, (document.date,), "The date")


def _number(document: Document) -> Iterator[Statement]:
    yield from _all(document, (document.document_number,), "The number")


def _kind(document: Document) -> Iterator[Statement]:
    yield from _all(document, (document.kind,), "The kind of document")


def _marking(document: Document) -> Iterator[Statement]:
    yield from _all(document, (document.marking,), "The marking")


def _language(document: Document) -> Iterator[Statement]:
    stated = document.language
    if stated and stated.span is None:
        stated = replace(stated, value=_LANGUAGES.get(stated.value, stated.value))
    yield from _all(document, (stated,), "The language")


def _title(document: Document) -> Iterator[Statement]:
    yield from _all(document, (document.title,), "The title")


def _pages(document: Document) -> Iterator[Statement]:
    count = len(document.pages)
    counted = f"It has {count} page{'s' * (count != 1)} (counted in the file, not stated in it)."
    yield Statement(document=document, span=first_line(document), text=counted)


def _subject(document: Document) -> Iterator[Statement]:
    """The title, and the sentences in which the document says what it sets out to do."""
    yield from _title(document)
    aims = 0
    for sentence in document.sentences:
        whole = len(sentence.spans) == 1 and sentence.kind is SentenceKind.PROSE
        if whole and aims < _MOST_AIMS and _AIM.search(document.text_of(sentence.spans[0])):
            aims += 1
            yield Statement(document=document, span=sentence.spans[0])


def _questions(document: Document) -> Iterator[Statement]:
    yield from (Statement(document=document, span=question.span) for question in document.questions)


def _sources(document: Document) -> Iterator[Statement]:
    seen: set[Span] = set()
    for note in document.footnotes:
        if note.span is not None and note.span not in seen:
            seen.add(note.span)
            yield _note(document, note, note.span)


def _footnotes(document: Document, asked: AboutQuestion) -> Iterator[Statement]:
    for note in document.footnotes:
        if note.number == asked.number and asked.page in (None, note.page):
            if note.span is not None:
                yield _note(document, note, note.span)
            elif note.calls:
                yield Statement(document=document, span=line_of(document, note.calls[0]))


def _note(document: Document, note: Footnote, span: Span) -> Statement:
    return Statement(document=document, span=span, footnote=cited_footnote(document, note, 0))


def _attachments(document: Document) -> Iterator[Statement]:
    yield from (Statement(document=document, span=span) for span in document.attachments_missing)


def _relations(document: Document) -> Iterator[Statement]:
    for relation in document.relations:
        if relation.span is not None:
            span = sentence_of(document, relation.span) or line_of(document, relation.span)
            yield Statement(document=document, span=span)


def _codes(document: Document) -> Iterator[Statement]:
    """Each line of subject codes once, however many codes stand on it."""
    spans = dict.fromkeys(line_of(document, code.span) for code in document.subject_codes if code.span)
    yield from (Statement(document=document, span=span) for span in spans)


_TOLD: dict[Topic, Callable[[Document], Iterator[Statement]]] = {
    Topic.AUTHOR: _author,
    Topic.ISSUER: _issuer,
    Topic.ADDRESSEE: _addressee,
    Topic.DATE: _date,
    Topic.NUMBER: _number,
    Topic.KIND: _kind,
    Topic.MARKING: _marking,
    Topic.LANGUAGE: _language,
    Topic.PAGES: _pages,
    Topic.TITLE: _title,
    Topic.SUBJECT: _subject,
    Topic.QUESTIONS: _questions,
    Topic.SOURCES: _sources,
    Topic.ATTACHMENTS: _attachments,
    Topic.RELATIONS: _relations,
    Topic.SECTIONS: contents,
    Topic.CODES: _codes,
}
