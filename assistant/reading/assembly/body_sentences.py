"""The sentences of a document's body with their places, kinds, and the phrases that its footnote calls support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import SentenceKind, SourceSentence, Span
from assistant.reading.assembly.blocks import Block, BlockKind, Paragraph
from assistant.reading.assembly.footnotes import Call
from assistant.reading.assembly.paragraphs import opening_mark_end
from assistant.reading.assembly.phrases import phrase_of
from assistant.reading.assembly.sentences import split_sentences

_KINDS = {BlockKind.ITEM: SentenceKind.ITEM, BlockKind.TABLE: SentenceKind.TABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySentences:
    """The sentences of the body, and the calls in them with their phrases."""

    sentences: tuple[SourceSentence, ...]
    calls: tuple[Call, ...]


def body_sentences(paragraphs: Sequence[Paragraph], question_paragraphs: frozenset[int]) -> BodySentences:
    """Split every paragraph. ``question_paragraphs`` are the indexes of those that put a question for discussion."""
    sentences: list[SourceSentence] = []
    calls: list[Call] = []
    for paragraph in paragraphs:
        text = paragraph.text
        whole = paragraph.kind is BlockKind.TABLE
        begin = opening_mark_end(text)
        ranges = [(0, len(text))] if whole else [(begin + a, begin + b) for a, b in split_sentences(text[begin:])]
        kind = (
            SentenceKind.QUESTION
            if paragraph.index in question_paragraphs
            else _KINDS.get(paragraph.kind, SentenceKind.PROSE)
        )
        for start, end in ranges:
            spans = paragraph.spans(start, end)
            if spans and any(char.isalnum() for char in text[start:end]):
                sentences.append(
                    SourceSentence(spans=spans, section=paragraph.section, paragraph=paragraph.index, kind=kind)
                )
        calls += _calls(paragraph, ranges)
    return BodySentences(sentences=tuple(sentences), calls=tuple(calls))


def outside_calls(blocks: Sequence[Block]) -> tuple[Call, ...]:
    """The calls in headings and in the header block: each supports the words before it there."""
    found: list[Call] = []
    for block in blocks:
        before = 0
        for call in sorted(block.calls, key=lambda call: call.offset):
            place = block.span(call.offset, call.offset)
            phrase = block.span(min(before, call.offset), call.offset)
            found.append(Call(number=call.number, target=call.target, place=place, phrase=phrase))
            before = call.offset
    return tuple(found)


def _calls(paragraph: Paragraph, ranges: Sequence[tuple[int, int]]) -> list[Call]:
    """The calls of a paragraph; one that stands behind a full stop belongs to the sentence that this ended."""
    found: list[Call] = []
    text, offset = paragraph.text, 0
    before: tuple[int, int] | None = None
    for block in paragraph.blocks:
        for call in sorted(block.calls, key=lambda call: call.offset):
            at = offset + call.offset
            index = _sentence_of(ranges, at)
            start, end = ranges[index] if ranges else (0, len(text))
            previous = before[1] if before and before[0] == index and before[1] < at else None
            low, high = phrase_of(text[start:end], at - start, previous - start if previous is not None else None)
            phrase = paragraph.spans(start + low, start + high)
            place = block.span(call.offset, call.offset)
            found.append(Call(number=call.number, target=call.target, place=place, phrase=_phrase(phrase, place)))
            before = (index, at)
        offset += len(block.text) + 1
    return found


def _sentence_of(ranges: Sequence[tuple[int, int]], at: int) -> int:
    for index, (start, end) in enumerate(ranges):
        if at <= end or index + 1 == len(ranges) or at < ranges[index + 1][0]:
            return index if at > start or index == 0 else index - 1
    return 0


def _phrase(spans: Sequence[Span], place: Span) -> Span:
    """One span: a phrase that a page end cuts keeps the piece beside its call."""
    on_page = [span for span in spans if span.page == place.page]
    return on_page[-1] if on_page else place
