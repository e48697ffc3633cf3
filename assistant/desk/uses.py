"""Which of the answers, sheets, packs and comparisons that are kept cite a passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from assistant.desk.conversations import Conversations
from assistant.domain import (
    AnswerSheet,
    Comparison,
    Document,
    Kept,
    PositionPack,
    Span,
    Use,
    UsedPassage,
    UseKind,
)


def uses_in_conversations(conversations: Conversations) -> Iterator[Use]:
    """Every citation of every answer in the conversations."""
    for summary in conversations.summaries():
        for order, turn in enumerate(conversations.conversation(summary.id).turns):
            for citation in turn.answer.citations if turn.answer else ():
                yield Use(
                    kind=UseKind.ANSWER,
                    id=summary.id,
                    title=summary.title,
                    question=turn.question,
                    citation=citation,
                    number=citation.marker,
                    place=(str(order),),
                )


def uses_in_sheets(sheets: Iterable[Kept[AnswerSheet]]) -> Iterator[Use]:
    """Every citation of every answer on the sheets."""
    for kept in sheets:
        orders = {question.id: order for order, question in enumerate(kept.value.questions)}
        for entry in kept.value.entries:
            for citation in entry.answer.citations if entry.answer else ():
                yield Use(
                    kind=UseKind.SHEET,
                    id=kept.id,
                    title=kept.value.title,
                    question=entry.question.text,
                    citation=citation,
                    number=citation.marker,
                    place=(str(orders[entry.question.id]),),
                )


def uses_in_packs(packs: Iterable[Kept[PositionPack]]) -> Iterator[Use]:
    """Every citation of every line in the packs, counted through each pack as its page counts them."""
    for kept in packs:
        numbers = count(1)
        for line in kept.value.sourced:
            point = kept.value.point_of(line.id)
            for citation in line.sentence.citations:
                yield Use(
                    kind=UseKind.PACK,
                    id=kept.id,
                    title=kept.value.title,
                    question=point.question.text if point else "",
                    citation=citation,
                    number=next(numbers),
                )


def uses_in_comparisons(comparisons: Iterable[Kept[Comparison]]) -> Iterator[Use]:
    """Every citation of every cell of the comparisons."""
    for kept in comparisons:
        asked = {column.id: column.text for column in kept.value.columns}
        for cell in kept.value.cells:
            for citation in cell.answer.citations if cell.answer else ():
                yield Use(
                    kind=UseKind.COMPARISON,
                    id=kept.id,
                    title=kept.value.title,
                    question=asked.get(cell.column, ""),
                    citation=citation,
                    number=citation.marker,
                    place=(cell.row, cell.column),
                )


def uses_of(uses: Iterable[Use], document: Document, spans: Sequence[Span]) -> tuple[Use, ...]:
    """Those of some uses that cite a passage of a document, each question of each kept thing once."""
    found: dict[tuple[str, str], Use] = {}
    for use in uses:
        where = _stands_at(use, document)
        if where is not None and any(_overlap(where, span) for span in spans):
            found.setdefault((use.id, use.question), use)
    return tuple(found.values())


def used_passages(uses: Iterable[Use], document: Document) -> tuple[UsedPassage, ...]:
    """Every passage of a document that something kept cites, in reading order."""
    by_place: dict[tuple[int, int, int], list[Use]] = {}
    for use in uses:
        if (span := _stands_at(use, document)) is not None:
            by_place.setdefault((span.page, span.start, span.end), []).append(use)
    return tuple(
        UsedPassage(
            text=document.text_of(span := Span(page=page, start=start, end=end)),
            span=span,
            uses=uses_of(found, document, [span]),
        )
        for (page, start, end), found in sorted(by_place.items())
    )


def _stands_at(use: Use, document: Document) -> Span | None:
    """Where the cited words stand in the document now; None where they do not, or it is another document."""
    citation = use.citation
    if citation.document != document.id:
        return None
    for page in sorted(document.pages, key=lambda page: page.number != citation.span.page):
        own = page.text[citation.span.start : citation.span.end] if page.number == citation.span.page else ""
        if own == citation.cited_text:
            return citation.span
        start = page.text.find(citation.cited_text)
        if start >= 0:
            return Span(page=page.number, start=start, end=start + len(citation.cited_text))
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.page == other.page and one.start < other.end and other.start < one.end
