"""An answer sheet as a paper: each question with what the note says, what that rests on, and what others say.

Where a question was asked of earlier documents too, what changed since follows its answer. Those sentences are the
program's remarks and have no footnotes: what is new has its footnotes in the answer, and what an earlier snapshot said
is not checked against the pages of this one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant.desk.answer_changes import sheet_changes
from assistant.desk.export.papers import (
    Documents,
    all_citations,
    answer_blocks,
    declined_blocks,
    make_paper,
    named_in_full,
    run_of,
)
from assistant.domain import AnswerChanges, AnswerSheet, Citation, Sentence, SheetEntry, Strand, changes_in_all
from assistant.domain.paper import Block, Fact, Heading, Paper, Paragraph, Remark
from assistant.domain.reference import long_date, source_of


def paper_of_sheet(sheet: AnswerSheet, documents: Documents, *, made: datetime) -> Paper:
    """The questions of a sheet in order, those that were not asked too. ``made`` is aware and UTC."""
    note = documents.get(sheet.document or "")
    facts = [Fact(label="Date", value=long_date(made.date().isoformat()))]
    if note and note.document_number:
        facts.append(Fact(label="Questions of", value=note.document_number.value))
    changes = {one.question.id: one for one in sheet_changes(sheet)}
    if changes:
        facts.append(Fact(label="Changes", value=changes_in_all(tuple(changes.values()))))
    answers = [entry.answer for entry in sheet.entries if entry.answer]
    return make_paper(
        title=sheet.title,
        kind="Answer sheet",
        facts=tuple(facts),
        blocks=tuple(_blocks(sheet, documents, changes)),
        documents=documents,
        answers=answers,
        records=tuple(record for entry in sheet.entries for record in entry.records),
        markings=frozenset().union(*(one.then.all_markings for one in changes.values())),
        made=made,
    )


def _blocks(sheet: AnswerSheet, documents: Documents, changes: Mapping[str, AnswerChanges]) -> Iterator[Block]:
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
        if question.id in changes:
            yield from _changed(changes[question.id])


def _changed(changes: AnswerChanges) -> Iterator[Block]:
    """What changed since an earlier snapshot answered: a line, and every sentence that is not the same any more."""
    yield Heading(text="What changed since it was last asked", level=2)
    yield Paragraph(runs=(Remark(text=changes.summary),))
    for then, now in changes.reworded:
        yield _item("In other words. Before:", then, "Now:", now)
    for then in changes.gone:
        yield _item("Gone:", then)
    for now in changes.new:
        yield _item("New:", now)


def _item(*said: str | Sentence) -> Paragraph:
    """An item of words and quoted sentences, each of these with its place."""
    words = (one if isinstance(one, str) else f"“{' '.join(one.text.split())}” ({_place(one)})" for one in said)
    return Paragraph(runs=(Remark(text=" ".join(words)),), bullet=True)


def _place(sentence: Sentence) -> str:
    places = (f"{one.title}, page {one.page_label or one.page}" for one in sentence.citations)
    return "; ".join(places) or "no source"


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
