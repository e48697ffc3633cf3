"""A document's sentences grouped into chunks: whole sentences, one section, within the embedder's window."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant.domain import Chunk, Document, Footnote, SentenceKind

# How much of the words that a footnote proves stands in its heading.
_PROVED_CHARACTERS = 200


class TokenCounter(Protocol):
    """What chunking needs of an embedder."""

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text."""
        ...


def embedded_text(chunk: Chunk) -> str:
    """What is embedded: the title and the heading path, then the chunk. The stored text stays verbatim."""
    path = " – ".join(heading for heading in (chunk.title, *chunk.headings) if heading)
    return f"{path}\n{chunk.text}" if path else chunk.text


def chunk_document(document: Document, counter: TokenCounter, *, chunk_tokens: int) -> tuple[Chunk, ...]:
    """The chunks of a document, in reading order, each at most ``chunk_tokens`` long with its headings.

    A chunk never crosses a section. A sentence longer than the bound stands alone (the embedder sees
    its beginning, the word search all of it). After the text come the notes, each a chunk of its own.
    """
    texts = [document_sentence(document, index) for index in range(len(document.sentences))]
    counts = counter.token_counts(texts)
    heads = _heading_tokens(document, counter)
    chunks: list[Chunk] = []
    seen: dict[str, int] = {}
    for run in _section_runs(document):
        budget = max(chunk_tokens - heads[document.sentences[run[0]].section], chunk_tokens // 3)
        for group in _windows(run, counts, budget):
            chunk = _chunk(document, group, texts, sum(counts[index] for index in group), order=len(chunks), seen=seen)
            chunks.append(chunk)
    return (*chunks, *_note_chunks(document, counter, first=len(chunks), seen=seen))


def document_sentence(document: Document, index: int) -> str:
    """The words of a sentence; the two halves of one that a page end cuts are joined by a space."""
    return " ".join(document.text_of(span) for span in document.sentences[index].spans)


def _heading_tokens(document: Document, counter: TokenCounter) -> list[int]:
    paths = [" – ".join((document.title.value, *section.headings)) for section in document.sections]
    return counter.token_counts(paths)


def _section_runs(document: Document) -> Iterable[list[int]]:
    """Consecutive sentences of one section; questions are left out: they ask, and never answer."""
    run: list[int] = []
    for index, sentence in enumerate(document.sentences):
        if sentence.kind is SentenceKind.QUESTION:
            continue
        if run and document.sentences[run[-1]].section != sentence.section:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _windows(run: list[int], counts: list[int], budget: int) -> Iterable[list[int]]:
    start = 0
    while start < len(run):
        end, used = start, 0
        while end < len(run) and (end == start or used + counts[run[end]] <= budget):
            used += counts[run[end]]
            end += 1
        yield run[start:end]
        start = end


def _chunk(
    document: Document, group: list[int], texts: list[str], tokens: int, *, order: int, seen: dict[str, int]
) -> Chunk:
    section = document.sentences[group[0]].section
    headings = document.sections[section].headings
    text = " ".join(texts[index] for index in group)
    return Chunk(
        id=_chunk_id(document.id, headings, text, seen),
        document=document.id,
        title=document.title.value,
        section=section,
        headings=headings,
        text=text,
        spans=tuple(span for index in group for span in document.sentences[index].spans),
        sentences=tuple(group),
        order=order,
        tokens=tokens,
    )


def _note_chunks(document: Document, counter: TokenCounter, *, first: int, seen: dict[str, int]) -> Iterable[Chunk]:
    """The footnotes, found by what they say and by the words that they prove, which stand as their last heading.

    No sentence of the text is in them, so a note is found and shown, but never quoted as an answer.
    """
    notes = [note for note in document.footnotes if note.span is not None and document.text_of(note.span).strip()]
    counts = counter.token_counts([document.text_of(note.span) for note in notes if note.span])
    for order, (note, tokens) in enumerate(zip(notes, counts, strict=True), start=first):
        if note.span is None:
            continue
        proves = " … ".join(document.text_of(phrase) for phrase in note.phrases)[:_PROVED_CHARACTERS].strip()
        section = _section_of(document, note)
        label = f"Footnote {note.number}"
        headings = (*document.sections[section].headings, f"{label}: {proves}" if proves else label)
        text = document.text_of(note.span)
        yield Chunk(
            id=_chunk_id(document.id, headings, text, seen),
            document=document.id,
            title=document.title.value,
            section=section,
            headings=headings,
            text=text,
            spans=(note.span,),
            sentences=(),
            order=order,
            tokens=tokens,
        )


def _section_of(document: Document, note: Footnote) -> int:
    """The section in which a note is called; the first one for a note without a call."""
    for call in note.calls:
        for index, section in enumerate(document.sections):
            if any(span.page == call.page and span.start <= call.start <= span.end for span in section.spans):
                return index
    return 0


def _chunk_id(document_id: str, headings: tuple[str, ...], text: str, seen: dict[str, int]) -> str:
    """SHA-256 over document id, headings and text; a passage printed twice is told apart by its count."""
    parts = (document_id, *headings, text)
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else hashlib.sha256(f"{digest}\x1f{seen[digest]}".encode()).hexdigest()
