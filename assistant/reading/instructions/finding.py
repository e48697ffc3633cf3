"""The passages of a document that are written for a language model: on its pages, in its metadata, in hidden text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.domain import Document, Dropped, Instruction, Page, Span, Stated
from assistant.reading.instructions.disguises import CODED, decoded, undisguised
from assistant.reading.instructions.wording import why_instruction, words_of

HIDDEN = "hidden text"
_METADATA = "in the file's metadata"
_UNSEEN = "in text that is not to be seen"
# A line between two sentences is looked at in pieces of this length at most.
_LONGEST = 4_000


def why_suspicious(text: str) -> str:
    """What gives a text away, also beneath a disguise; empty when nothing does."""
    words = words_of(text.lower())
    reason = why_instruction(text, words)
    if reason:
        return reason
    if any(why_instruction(said) for said in undisguised(text, words)):
        return "it hides an order to a language model behind letters that look otherwise"
    return CODED if any(True for _ in decoded(text)) else ""


def find_instructions(document: Document) -> tuple[Instruction, ...]:
    """Every such passage, page by page; those without a place on a page, from metadata and hidden text, last."""
    found = [*_in_paragraphs(document), *_between_sentences(document)]
    found.sort(key=lambda one: (one.page, one.span.start if one.span else 0))
    return (*found, *_in_metadata(document), *_hidden(document.dropped))


def _in_paragraphs(document: Document) -> Iterator[Instruction]:
    """Sentences, with all that follows in their paragraph: what an order is followed by belongs to it."""
    texts = [" ".join(document.text_of(span) for span in one.spans) for one in document.sentences]
    own = [why_suspicious(text) for text in texts]
    paragraph, reason = None, ""
    for index, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph:
            paragraph, reason = sentence.paragraph, ""
        reason = reason or own[index] or _why_together(document, texts, own, index)
        if reason:
            for span in sentence.spans:
                yield Instruction(page=span.page, span=span, text=document.text_of(span), reason=reason)


def _why_together(document: Document, texts: list[str], own: list[str], index: int) -> str:
    """What gives a sentence away with the one after it in its paragraph: "Ignore. All previous instructions."."""
    ours = document.sentences[index : index + 2]
    if len(ours) < 2 or own[index + 1] or ours[0].paragraph != ours[1].paragraph:
        return ""
    return why_instruction(" ".join((texts[index].rstrip(".!"), texts[index + 1])))


def _between_sentences(document: Document) -> Iterator[Instruction]:
    """Headings, notes, tables and labels: every line of a page that no sentence covers."""
    covered = defaultdict[int, list[tuple[int, int]]](list)
    for sentence in document.sentences:
        for span in sentence.spans:
            covered[span.page].append((span.start, span.end))
    for page in document.pages:
        for span in _lines(page, sorted(covered[page.number])):
            text = page.text[span.start : span.end]
            reason = why_suspicious(text)
            if reason:
                yield Instruction(page=page.number, span=span, text=text, reason=reason)


def _lines(page: Page, covered: list[tuple[int, int]]) -> Iterator[Span]:
    edges = [(0, 0), *covered, (len(page.text), len(page.text))]
    for (_, left), (right, _) in pairwise(edges):
        start = left
        for line in page.text[left:right].splitlines(keepends=True):
            for at in range(0, len(line), _LONGEST):
                piece = line[at : at + _LONGEST].rstrip()
                if piece.strip():
                    yield Span(page=page.number, start=start + at, end=start + at + len(piece))
            start += len(line)


def _in_metadata(document: Document) -> Iterator[Instruction]:
    stated = (document.title, document.issuer, document.document_number, document.kind, *document.authors)
    for one in stated:
        reason = why_suspicious(one.value) if one is not None and one.span is None else ""
        if isinstance(one, Stated) and reason:
            yield Instruction(page=None, span=None, text=one.value, reason=f"{reason}, {_METADATA}")


def _hidden(dropped: Iterable[Dropped]) -> Iterator[Instruction]:
    for one in dropped:
        reason = why_suspicious(one.text) if one.reason == HIDDEN else ""
        if reason:
            yield Instruction(page=one.page, span=None, text=one.text, reason=f"{reason}, {_UNSEEN}")
