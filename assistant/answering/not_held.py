"""Questions whose answer would stand in a document that the corpus names but does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.answering.candidates import Candidate
from assistant.answering.citing import cite_span
from assistant.domain import Citation, Document, Footnote, Hit, SourceStatus, Span
from assistant.retrieval.query import content_words
from assistant.retrieval.stems import stem

_ASKS_FOR_ATTACHMENT = re.compile(
    r"\b(attach(?:ed|ment|ments)?|annex(?:es)?|appendi(?:x|ces)|enclos(?:ed|ure|ures))\b", re.I
)
_WRITING = (
    r"article|report|study|paper|assessment|agreement|regulation|directive|decision|communication|strategy|note|survey|"
    r"statement|release|letter|judgment|evaluation|review|story|press release|website|document|source"
)
_VERBS = r"(?:say|state|find|conclude|report|contain|write|recommend|show|provide|require)\b"
# "What does the 2025 Customs Threat Assessment say …", "according to the Guardian article". Where two of the verbs
# follow each other, the first is a noun: "what does the report say".
_SAYS = re.compile(
    rf"\bwhat (?:does|did|do) (?:the |this |that |an? )?(?P<a>[^?]{{3,90}}?) {_VERBS}(?! {_VERBS})|"
    rf"\b(?:in|according to|contents? of|findings? of|conclusions? of) "
    rf"(?:the |that )?(?P<b>[^?,]{{0,80}}?\b(?:{_WRITING})\b)",
    re.IGNORECASE,
)
_SHORT = 2  # letters of words that name nothing
_IS_WRITING = re.compile(rf"\b(?:{_WRITING})s?\b", re.IGNORECASE)
# "The white paper" names a kind of writing and no single one.
_KINDS = "white green working discussion position policy background briefing information research explanatory"
_GENERIC = {stem(word) for word in (*_WRITING.replace("|", " ").split(), *_KINDS.split())}


def not_held(
    question: str, hits: Iterable[Hit], load: Callable[[str], Document], found: Iterable[Candidate]
) -> tuple[Citation, ...]:
    """The line that names the document which the question needs and the corpus lacks; empty when there is none."""
    documents = {hit.chunk.document: load(hit.chunk.document) for hit in hits}
    if _ASKS_FOR_ATTACHMENT.search(question):
        lines = [(one, span) for one in documents.values() for span in one.attachments_missing]
        if lines:
            return cite_span(*_closest(question, lines))
    named = _named_writing(question)
    if not named or _names_held(question, documents.values()):
        return ()
    for document in documents.values():
        for relation in document.relations:
            if relation.span and _same(named, relation.target) and not _held(relation.target, documents.values()):
                return cite_span(document, relation.span)
    for document in documents.values():
        for note in document.footnotes:
            if note.span and _elsewhere(note) and named <= _stems(f"{note.text} {_hosts(note)}"):
                return cite_span(document, note.span)
    return _mentioned(named, found, documents.values())


def _names_held(question: str, documents: Iterable[Document]) -> bool:
    """Whether the question names one of these documents by its number or its title."""
    asked = question.casefold()
    return any(
        name.value.casefold() in asked
        for document in documents
        for name in (document.document_number, document.title)
        if name and name.value
    )


def _mentioned(named: set[str], found: Iterable[Candidate], held: Iterable[Document]) -> tuple[Citation, ...]:
    """The first sentence that names the writing, unless a document of the corpus goes by that name."""
    if len(named) < 2 or any(named <= _stems(document.title.value) for document in held):
        return ()
    for one in found:
        if named <= _stems(one.text) and _IS_WRITING.search(one.text):
            span = one.document.sentences[one.sentence].spans[0]
            return cite_span(one.document, span)
    return ()


def _named_writing(question: str) -> set[str]:
    """The stems of what names a piece of writing whose content is asked for; empty where none is asked for."""
    match = _SAYS.search(question)
    name = (match["a"] or match["b"] or "") if match else ""
    if not name or not _IS_WRITING.search(name):
        return set()
    stems = _stems(name)
    return stems if stems - _GENERIC else set()


def _stems(text: str) -> set[str]:
    found = (*content_words(text), *re.findall(r"\w+", text.lower()))
    return {stem(part) for word in found for part in word.split("-") if len(part) > _SHORT}


def _hosts(note: Footnote) -> str:
    return " ".join(re.sub(r"\W+", " ", url.value) for url in note.urls)


def _elsewhere(note: Footnote) -> bool:
    return note.source in (SourceStatus.LINK_ONLY, SourceStatus.NOT_IN_CORPUS)


def _same(named: set[str], target: str) -> bool:
    stems = _stems(target)
    return bool(stems) and stems <= named


def _held(target: str, documents: Iterable[Document]) -> bool:
    return any(
        target in (one.id, one.title.value, one.document_number.value if one.document_number else None)
        for one in documents
    )


def _closest(question: str, lines: list[tuple[Document, Span]]) -> tuple[Document, Span]:
    """The line that shares most words with the question; the first of equals."""
    asked = _stems(question)
    return max(lines, key=lambda line: len(asked & _stems(line[0].text_of(line[1]))))
