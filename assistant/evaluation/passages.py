"""The passages of a judged set as documents: every passage a page and a section, chunked as documents are."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain import Chunk, Document, Page, Section, SourceSentence, Span, Stated
from assistant.evaluation.judged import Passage
from assistant.indexing.chunks import TokenCounter, chunk_document
from assistant.reading.assembly.sentences import split_sentences


def passage_chunks(
    document_id: str, passages: Sequence[Passage], counter: TokenCounter, *, chunk_tokens: int
) -> tuple[Document, list[tuple[Chunk, Passage]]]:
    """A document whose pages and sections are its passages, and its chunks, each with the passage it is cut from.

    Every passage is chunked under its own title, by the rules for documents.
    """
    document = _document(document_id, passages)
    chunks: list[tuple[Chunk, Passage]] = []
    first_sentence = 0
    for index, passage in enumerate(passages):
        alone = _document(document_id, [passage])
        for chunk in chunk_document(alone, counter, chunk_tokens=chunk_tokens):
            moved = replace(
                chunk,
                # Two passages of one document may have the same words.
                id=hashlib.sha256(f"{passage.id}\x1f{chunk.id}".encode()).hexdigest(),
                section=index,
                spans=tuple(replace(span, page=index + 1) for span in chunk.spans),
                sentences=tuple(first_sentence + sentence for sentence in chunk.sentences),
                order=len(chunks),
            )
            chunks.append((moved, passage))
        first_sentence += len(alone.sentences)
    return document, chunks


def _document(document_id: str, passages: Sequence[Passage]) -> Document:
    texts = [unicodedata.normalize("NFC", passage.text) for passage in passages]
    pages = tuple(Page(number=number, label=None, text=text) for number, text in enumerate(texts, start=1))
    return Document(
        id=document_id,
        sha256=hashlib.sha256("\x1f".join(texts).encode()).hexdigest(),
        media_type="text/plain",
        title=Stated(value=passages[0].title, span=None, source="judged set"),
        pages=pages,
        sections=tuple(
            Section(number=None, headings=(), spans=(Span(page=page.number, start=0, end=len(page.text)),))
            for page in pages
        ),
        sentences=tuple(_sentences(pages)),
    )


def _sentences(pages: Sequence[Page]) -> Iterator[SourceSentence]:
    """The sentences of the pages; every line is a paragraph."""
    paragraph = 0
    for section, page in enumerate(pages):
        begin = 0
        for line in page.text.splitlines(keepends=True):
            for start, end in split_sentences(line):
                span = Span(page=page.number, start=begin + start, end=begin + end)
                yield SourceSentence(spans=(span,), section=section, paragraph=paragraph)
            begin += len(line)
            paragraph += 1
