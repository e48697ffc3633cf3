"""Position packs made from answer sheets: what the answers quote is suggested, and a person takes it or leaves it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answering.citing import cite_span
from assistant.desk.stances import part_for
from assistant.domain import (
    AnswerSheet,
    Citation,
    Document,
    OwnLine,
    PositionLine,
    PositionPack,
    PositionPart,
    PositionPoint,
    Sentence,
    SheetEntry,
    SheetQuestion,
    SourcedLine,
    Span,
    Support,
)
from assistant.domain.marking import in_order
from assistant.errors import UnknownDocument

_SIDES = (PositionPart.ALLIES, PositionPart.OPPONENTS)


def own_line(text: str) -> OwnLine:
    """A line that a person wrote, with an id that no other has."""
    return OwnLine(id=uuid.uuid4().hex[:12], text=" ".join(text.split()))


def quoted_line(sentence: Sentence) -> SourcedLine:
    """A line that a person took from what an answer quotes."""
    return SourcedLine(id=uuid.uuid4().hex[:12], sentence=sentence)


def make_pack(
    sheet: AnswerSheet, *, load: Callable[[str], Document], delegation: str = "", meeting: str = "", date: str = ""
) -> PositionPack:
    """A pack with the sheet's questions, and what its answers suggest for each. The same sheet gives the same pack."""
    note = _loaded(load, sheet.document)
    return PositionPack(
        title=sheet.title,
        delegation=delegation,
        meeting=meeting,
        note=sheet.document,
        date=date,
        points=tuple(_point(question, sheet.entry(question.id), note, delegation) for question in sheet.questions),
        snapshot=sheet.snapshot,
    )


def of_delegation(pack: PositionPack, delegation: str) -> PositionPack:
    """The pack for another delegation; a suggestion that names only that one as its own ally or opponent goes."""
    changed = replace(pack, delegation=delegation)
    for line in pack.sourced:
        point = pack.point_of(line.id)
        part = point.part_of(line.id) if point else None
        if line.suggested and part in _SIDES and part_for(line.text, delegation) is not part:
            changed = changed.without(line.id)
    return changed


def _loaded(load: Callable[[str], Document], document_id: str | None) -> Document | None:
    try:
        return load(document_id) if document_id else None
    except UnknownDocument:
        return None


def _point(question: SheetQuestion, entry: SheetEntry | None, note: Document | None, delegation: str) -> PositionPoint:
    evidence = quoted_sentences(entry.answer.sentences) if entry and entry.answer else ()
    found = [(part_for(one.text, delegation), one) for one in evidence]
    asked = [(PositionPart.QUESTIONS, one) for one in _left_open(entry, note)] if entry and note else []
    parts: dict[PositionPart, tuple[PositionLine, ...]] = {}
    for order, (part, sentence) in enumerate([*found, *asked], start=1):
        if part is not None:
            line = SourcedLine(id=f"{question.id}-{order}", sentence=sentence, suggested=True)
            parts[part] = (*parts.get(part, ()), line)
    return PositionPoint(
        question=question,
        parts=parts,
        evidence=evidence,
        records=entry.records if entry else (),
        markings=in_order(entry.answer.all_markings) if entry and entry.answer else (),
    )


def quoted_sentences(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences of the documents behind those of an answer, verbatim and each once, in order."""
    found: dict[tuple[tuple[str, Span], ...], Sentence] = {}
    for sentence in sentences:
        quoted = [sentence] if sentence.support is Support.QUOTED else [quotation((one,)) for one in sentence.citations]
        for one in quoted:
            alone = replace(one, group="", gap_before=False)
            found.setdefault(tuple((citation.document, citation.span) for citation in one.citations), alone)
    return tuple(found.values())


def quotation(citations: tuple[Citation, ...]) -> Sentence:
    """The words of one sentence of a document, which a page's end may cut into several citations."""
    text = " ".join(one.cited_text for one in citations)
    return Sentence(text=text, support=Support.QUOTED, citations=citations)


def _left_open(entry: SheetEntry, note: Document) -> Iterator[Sentence]:
    """The parts of the note's question that nothing answers, in the note's own words; none for a question of others."""
    place, answer = entry.question.span, entry.answer
    if place is None or answer is None:
        return
    if not answer.sentences:
        yield quotation(cite_span(note, place))
        return
    whole = note.text_of(place)
    for decline in answer.declines:
        at = whole.find(decline.question) if decline.question else -1
        if at >= 0:
            part = Span(page=place.page, start=place.start + at, end=place.start + at + len(decline.question))
            yield quotation(cite_span(note, part))
