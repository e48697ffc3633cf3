"""What a document says of itself as sentences of an answer, cited to the very line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.citing import cite_span
from assistant.domain import Citation, CitedFootnote, Document, Sentence, Span, Stated, Support

# A longer line is a paragraph: then only the sentence, or the words themselves, are cited.
_LONGEST_LINE = 400
_LABEL = re.compile(r"(?:^|(?<=\s))(?:From|To|Cc|Subject|Date|Title|Authors?)\s?:\s", re.MULTILINE)
# More sentences than this are counted and cited together in a last one.
_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing to say of a document and the piece of it that shows it.

    Without ``text`` the piece itself is what is said. ``footnote`` is the note that it is, if it is one.
    """

    document: Document
    span: Span
    text: str = ""
    footnote: CitedFootnote | None = None


def quoted(document: Document, stated: Stated, subject: str) -> Statement:
    """A stated value: its line where it stands on a page, else the value in words that say where it was read.

    ``subject`` begins that sentence: "The marking".
    """
    if stated.span is not None:
        return Statement(document=document, span=line_of(document, stated.span))
    read_from = "told from its text" if stated.source == "text" else f"read from the {stated.source}, not from the text"
    return Statement(
        document=document,
        span=_foot(document, stated) or first_line(document),
        text=f"{subject} is {stated.value} ({read_from}).",
    )


def line_of(document: Document, span: Span) -> Span:
    """The line or lines that a span stands in; of a paragraph only the sentence.

    Of a line with several labels ("From: … To: …") only what belongs to the label of the span.
    """
    text = document.page(span.page).text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    labels = [match.start() for match in _LABEL.finditer(text, start, end)]
    start = max((at for at in labels if at <= span.start), default=start)
    end = min((at for at in labels if at >= span.end), default=end)
    if end - start <= _LONGEST_LINE:
        return _trimmed(document, Span(page=span.page, start=start, end=end))
    return sentence_of(document, span) or span


def sentence_of(document: Document, span: Span) -> Span | None:
    """The part of a sentence, on this page, that holds a span."""
    parts = (part for sentence in document.sentences for part in sentence.spans if part.page == span.page)
    return next((part for part in parts if part.start <= span.start and span.end <= part.end), None)


def first_line(document: Document) -> Span:
    """The first line of a document: its title where that is printed, else whatever comes first."""
    if document.title.span is not None:
        return line_of(document, document.title.span)
    for page in document.pages:
        stripped = page.text.strip()
        if stripped:
            start = page.text.index(stripped)
            end = page.text.find("\n", start)
            end = len(page.text) if end < 0 else min(end, start + _LONGEST_LINE)
            return _trimmed(document, Span(page=page.number, start=start, end=end))
    return Span(page=document.pages[0].number, start=0, end=0)


def sentences(statements: Sequence[Statement], *, grouped: bool) -> tuple[Sentence, ...]:
    """The statements as sentences with their citations, markers counted from 1; under their documents' titles.

    Of very many, the last sentence counts and cites those that are not shown.
    """
    found: list[Sentence] = []
    position = 0
    for marker, said in enumerate(statements[:_MOST], start=1):
        citation = _citation(said, marker, position)
        text = said.text or " ".join(citation.cited_text.split())
        found.append(
            Sentence(
                text=text,
                support=Support.SUPPORTED if said.text else Support.QUOTED,
                citations=(replace(citation, end_index=position + len(text)),),
                group=said.document.title.value if grouped else "",
            )
        )
        position += len(text) + len(f" [{marker}] ")
    return (*found, *_rest(statements[_MOST:], position))


def _rest(statements: Sequence[Statement], position: int) -> tuple[Sentence, ...]:
    if not statements:
        return ()
    text = f"{len(statements)} more are not shown here, but each can be opened."
    cited = (_citation(said, marker, position) for marker, said in enumerate(statements, start=_MOST + 1))
    citations = tuple(replace(citation, end_index=position + len(text)) for citation in cited)
    return (Sentence(text=text, support=Support.SUPPORTED, citations=citations),)


def _citation(said: Statement, marker: int, position: int) -> Citation:
    (citation,) = cite_span(said.document, said.span)
    footnotes = (said.footnote,) if said.footnote else citation.footnotes
    return replace(citation, marker=marker, start_index=position, footnotes=footnotes)


def evidence(document: Document) -> tuple[Citation, ...]:
    """The first line of a document, as what shows which document it is."""
    return cite_span(document, first_line(document))


def _foot(document: Document, stated: Stated) -> Span | None:
    """The first line of the page whose running head or foot holds a value."""
    page = next((one.page for one in document.dropped if stated.value in one.text), None)
    text = next((one.text for one in document.pages if one.number == page), "")
    if page is None or not text.strip():
        return None
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return _trimmed(document, Span(page=page, start=start, end=len(text) if end < 0 else end))


def _trimmed(document: Document, span: Span) -> Span:
    text = document.text_of(span)
    start = span.start + len(text) - len(text.lstrip())
    return replace(span, start=start, end=start + len(text.strip()))
