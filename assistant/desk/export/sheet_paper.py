"""An answer sheet as a paper: each question with what the note says, what that rests on, and what others say."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime

from assistant.desk.export.papers import (
    Documents,
    all_citations,
    answer_blocks,
    declined_blocks,
    make_paper,
    named_in_full,
    run_of,
)
from assistant.domain import AnswerSheet, Citation, SheetEntry, Strand
from assistant.domain.paper import Block, Fact, Heading, Paper, Paragraph, Remark
from assistant.domain.reference import long_date, source_of


def paper_of_sheet(sheet: AnswerSheet, documents: Documents, *, made: datetime) -> Paper:
    """The questions of a sheet in order, those that were not asked too. ``made`` is aware and UTC."""
    note = documents.get(sheet.document or "")
    facts = [Fact(label="Date", value=long_date(made.date().isoformat()))]
    if note and note.document_number:
        facts.append(Fact(label="Questions of", value=note.document_number.value))
    answers = [entry.answer for entry in sheet.entries if entry.answer]
    return make_paper(
        title=sheet.title,
        kind="Answer sheet",
        facts=tuple(facts),
        blocks=tuple(_blocks(sheet, documents)),
        documents=documents,
        answers=answers,
        records=tuple(record for entry in sheet.entries for record in entry.records),
        made=made,
    )


def _blocks(sheet: AnswerSheet, documents: Documents) -> Iterator[Block]:
    for order, question in enumerate(sheet.questions, start=1):
        number = (question.number or str(order)).rstrip(".")
        yield Heading(text=f"{number}. {question.text}")
        entry = sheet.entry(question.id)
        if entry is None:
            yield Paragraph(runs=(Remark(text="This question has not been asked yet."),))
        elif entry.answer is None:
            yield Paragraph(runs=(Remark(text=entry.failure),))
        elif not entry.answer.sentences:
            yield from answer_blocks(entry.answer, documents, level=2)
        else:
            yield from _strands(entry, documents)
            yield from declined_blocks(entry.answer, documents, level=2, title="What is not covered")


def _strands(entry: SheetEntry, documents: Documents) -> Iterator[Block]:
    """The sentences strand by strand, a paragraph for each section, those of others under the names of their documents;
    behind the note's own, what it rests on.
    """
    for strand in Strand:
        sentences = entry.of(strand)
        if sentences:
            yield Heading(text=strand.value, level=2)
        for _, said in itertools.groupby(sentences, key=lambda one: [each.document for each in one.citations][:1]):
            of_document = list(said)
            if strand is not Strand.NOTE and (first := of_document[0]).citations:
                yield Heading(text=named_in_full(first.citations[0].title, first, documents), level=3)
            for _, together in itertools.groupby(of_document, key=lambda one: one.group):
                yield Paragraph(runs=tuple(run_of(sentence, documents) for sentence in together))
        if strand is Strand.NOTE and entry.sources:
            yield Heading(text="What its footnoted sources are", level=2)
            yield from (Paragraph(runs=(Remark(text=source_of(one).words),), bullet=True) for one in entry.sources)


def sheet_citations(sheet: AnswerSheet) -> Iterator[Citation]:
    """Everything that the answers of a sheet cite."""
    for entry in sheet.entries:
        if entry.answer:
            yield from all_citations(entry.answer)
