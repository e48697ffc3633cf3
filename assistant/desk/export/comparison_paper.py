"""A comparison as a paper: the grid as a table, then where the documents disagree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.desk.export.papers import Documents, all_citations, make_paper, run_of
from assistant.domain import Citation, Comparison, Contrast, ContrastKind, Disagreement, GridCell, Sentence, Support
from assistant.domain.paper import Block, Fact, Grid, Heading, Paper, Paragraph, Remark, Run
from assistant.domain.reference import long_date


def paper_of_comparison(comparison: Comparison, documents: Documents, *, made: datetime) -> Paper:
    """The grid and the disagreements of a comparison. ``made`` is aware and UTC."""
    answers = [cell.answer for cell in comparison.cells if cell.answer]
    return make_paper(
        title=comparison.title,
        kind="Comparison",
        facts=(Fact(label="Date", value=long_date(made.date().isoformat())),),
        blocks=tuple(_blocks(comparison, documents)),
        documents=documents,
        answers=answers,
        records=tuple(answer.id for answer in answers if answer.id),
        made=made,
    )


def comparison_citations(comparison: Comparison) -> Iterator[Citation]:
    """Everything that a comparison cites."""
    for cell in comparison.cells:
        if cell.answer:
            yield from all_citations(cell.answer)
    for one in comparison.disagreements.found if comparison.disagreements else ():
        yield from (*one.one, *one.other)


def _blocks(comparison: Comparison, documents: Documents) -> Iterator[Block]:
    first = "Section" if any(row.section for row in comparison.rows) else "Document"
    yield Grid(
        columns=(first, *(column.text for column in comparison.columns)),
        rows=tuple(
            (
                (Remark(text=f"{row.label} ({long_date(row.date)})" if row.date and not row.section else row.label),),
                *(_runs(comparison.cell(row.id, column.id), documents) for column in comparison.columns),
            )
            for row in comparison.rows
        ),
    )
    found = comparison.disagreements
    if found is None:
        return
    yield Heading(text="Where the documents disagree")
    if not found.found:
        said = f"No disagreement found in {found.compared:,} sentences of {found.documents:,} documents."
        yield Paragraph(runs=(Remark(text=said),))
    for one in found.found:
        yield from _disagreement(one, documents)


def _runs(cell: GridCell | None, documents: Documents) -> tuple[Run, ...]:
    if cell is None:
        return (Remark(text="Not asked yet."),)
    if cell.answer is None or not cell.answer.sentences:
        return (Remark(text=cell.blank),)
    return tuple(run_of(sentence, documents) for sentence in cell.answer.sentences)


def _disagreement(one: Disagreement, documents: Documents) -> Iterator[Block]:
    yield Heading(text="; ".join(difference_text(each) for each in one.differences), level=2)
    for side in (one.one, one.other):
        when = long_date(side[0].date) or "no date"
        yield Paragraph(
            runs=(Remark(text=f"{side[0].title} ({when}):"), run_of(quotation(side), documents)), bullet=True
        )
    yield Paragraph(runs=(Remark(text=f"Likely cause: {one.cause.value}. {one.why}"),))


def quotation(citations: tuple[Citation, ...]) -> Sentence:
    """A whole sentence of a document as a quotation."""
    text = " ".join(citation.cited_text for citation in citations)
    return Sentence(text=text, support=Support.QUOTED, citations=citations)


def difference_text(one: Contrast) -> str:
    """What differs, in a few words: "64 or 79 containers"."""
    if one.kind is ContrastKind.VERDICT:
        return "One says what the other denies"
    return f"{one.one} or {one.other} {one.of}".strip()
