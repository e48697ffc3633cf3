"""The grid of a comparison: every document, or every section of one, asked the same questions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.desk.sheets import Ask, numbered
from assistant.domain import (
    Answer,
    Comparison,
    Document,
    Filter,
    FilterKind,
    GridCell,
    GridColumn,
    GridRow,
    Query,
    Sentence,
)
from assistant.errors import AssistantError
from assistant.retrieval.calibration import speaks_to_it

Understand = Callable[[str], Query]

# The most sentences of a cell: a grid is read across, and the whole answer is one click away.
CELL_SENTENCES = 2
# A document without headings is one section.
_WHOLE = ""


def rows_of_documents(documents: Sequence[Document]) -> tuple[GridRow, ...]:
    """A row for each document."""
    return tuple(_row(document, _WHOLE) for document in documents)


def rows_of_sections(document: Document) -> tuple[GridRow, ...]:
    """A row for each outermost heading of a document; one for the whole where it has none, or a single one."""
    heads = dict.fromkeys(section.headings[0] for section in document.sections if section.headings)
    if len(heads) == 1:  # the title alone: what lies below it are the sections
        heads = dict.fromkeys(section.headings[1] for section in document.sections if len(section.headings) > 1)
    return tuple(_row(document, head) for head in heads) or (_row(document, _WHOLE),)


def _row(document: Document, section: str) -> GridRow:
    return GridRow(
        document=document.id,
        title=document.title.value,
        section=section,
        date=document.date.value if document.date else None,
    )


def own_column(text: str) -> GridColumn:
    """A question or theme, with an id that no other has."""
    return GridColumn(id=uuid.uuid4().hex[:12], text=" ".join(text.split()))


def comparison_title(rows: Sequence[GridRow]) -> str:
    """What a list shows of a comparison."""
    documents = list(dict.fromkeys(row.title for row in rows))
    if len(documents) == 1:
        return f"{documents[0]}, section by section" if rows[0].section else documents[0]
    others = "one other" if len(documents) == 2 else f"{len(documents) - 1} others"
    return f"{documents[0]} and {others}"


def fill(comparison: Comparison, *, ask: Ask, understand: Understand) -> Iterator[Comparison]:
    """The comparison after each of its cells. One that fails does not stop the rest."""
    for row, column in comparison.places:
        comparison = fill_one(comparison, row, column, ask=ask, understand=understand)
        yield comparison


def fill_one(comparison: Comparison, row: str, column: str, *, ask: Ask, understand: Understand) -> Comparison:
    """The comparison with one of its cells filled. Raises KeyError for a row or column that it has not."""
    rows = {one.id: one for one in comparison.rows}
    columns = {one.id: one for one in comparison.columns}
    return comparison.filled(_cell(rows[row], columns[column], ask=ask, understand=understand))


def _cell(row: GridRow, column: GridColumn, *, ask: Ask, understand: Understand) -> GridCell:
    try:
        query = understand(column.text)
        if row.section:
            narrowing = Filter(kind=FilterKind.SECTION, value=row.section, label=f"in “{row.section}”")
            query = replace(query, filters=(*query.filters, narrowing))
        answer = ask(column.text, documents=(row.document,), query=query)
    except AssistantError as error:
        return GridCell(row=row.id, column=column.id, failure=str(error))
    judged = [hit for hit in answer.hits if hit.rerank_score is not None]
    return GridCell(
        row=row.id,
        column=column.id,
        answer=shortened(answer),
        evidence=tuple(hit for hit in judged if speaks_to_it(hit.rerank_score or 0.0)),
        read=len(judged),
    )


def shortened(answer: Answer) -> Answer:
    """The answer with the sentences of its best passages only, in the order in which they are read."""
    if len(answer.sentences) <= CELL_SENTENCES:
        return answer
    ranks = [_rank(answer, sentence) for sentence in answer.sentences]
    best = sorted(sorted(range(len(ranks)), key=lambda at: (ranks[at], at))[:CELL_SENTENCES])
    kept = numbered([replace(answer.sentences[at], group="") for at in best])
    return replace(answer, sentences=tuple(replace(one, group="", gap_before=False) for one in kept))


def _rank(answer: Answer, sentence: Sentence) -> int:
    """The rank of the passage that a sentence is cited from."""
    span = sentence.citations[0].span
    ranks = [
        hit.rank
        for hit in answer.hits
        if any(part.page == span.page and part.start <= span.start < part.end for part in hit.chunk.spans)
    ]
    return min(ranks, default=len(answer.hits) + 1)
