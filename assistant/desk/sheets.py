"""Answer sheets: the questions of a note, each asked of the note itself and of everything else."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

from assistant.desk.strands import strand_of
from assistant.domain import (
    Answer,
    AnswerSheet,
    AnswerStatus,
    CitedFootnote,
    Document,
    Hit,
    Query,
    Sentence,
    SheetEntry,
    SheetQuestion,
    Strand,
)
from assistant.domain.marking import in_order
from assistant.errors import AssistantError

_NUMBERING = re.compile(r"^\(?\d+[.)]\s*")


class Ask(Protocol):
    """Asks a question of some documents, none for all: ``Assistant.ask``."""

    def __call__(self, question: str, *, documents: Collection[str], query: Query | None = None) -> Answer:
        """The answer; ``query`` says how the question is to be understood, where that is known."""
        ...


def questions_of(document: Document) -> tuple[SheetQuestion, ...]:
    """The questions that a document puts to its readers, as the reader found them."""
    return tuple(
        SheetQuestion(id=f"{order}", text=one.text, number=one.number, span=one.span)
        for order, one in enumerate(document.questions, start=1)
    )


def own_question(text: str) -> SheetQuestion:
    """A question that a person added or edited, with an id that no other has."""
    return SheetQuestion(id=uuid.uuid4().hex[:12], text=" ".join(text.split()))


def questions_in(text: str) -> tuple[SheetQuestion, ...]:
    """The questions of a pasted text: one for each question mark, or for each line that ends without one."""
    lines = (line.strip(" \t-–•*") for line in text.replace("?", "?\n").splitlines())
    asked = (_NUMBERING.sub("", line) for line in lines)
    return tuple(own_question(line) for line in asked if any(letter.isalpha() for letter in line))


def answer_all(
    sheet: AnswerSheet, *, ask: Ask, load: Callable[[str], Document], everything: Sequence[str]
) -> Iterator[AnswerSheet]:
    """The sheet after each of its questions, answered in order. One that fails does not stop the rest."""
    for question in sheet.questions:
        sheet = sheet.answered(answer_one(sheet, question, ask=ask, load=load, everything=everything))
        yield sheet


def answer_one(
    sheet: AnswerSheet,
    question: SheetQuestion,
    *,
    ask: Ask,
    load: Callable[[str], Document],
    everything: Sequence[str],
) -> SheetEntry:
    """One question asked of the note itself, if there is one, and of the rest of the corpus (``everything``)."""
    note = sheet.document
    rest = [id_ for id_ in everything if id_ != note]
    try:
        answers = _asked(question.text, [those for those in ([note] if note else [], rest) if those], ask)
    except AssistantError as error:
        return SheetEntry(question=question, failure=str(error))
    return _together(question, answers, lambda id_: strand_of(load(id_), note))


def _asked(question: str, scopes: Sequence[Sequence[str]], ask: Ask) -> list[Answer]:
    """The answers from each of some sets of documents, side by side: one answer alone leaves a core idle at times."""
    if len(scopes) < 2:
        return [ask(question, documents=documents) for documents in scopes]
    with ThreadPoolExecutor(len(scopes), thread_name_prefix="sheet") as side_by_side:
        return list(side_by_side.map(lambda documents: ask(question, documents=documents), scopes))


def _together(question: SheetQuestion, answers: Sequence[Answer], strand: Callable[[str], Strand]) -> SheetEntry:
    """The answers as one: sentences strand by strand, markers counted anew; declined only where all declined."""
    found = [(strand(one.citations[0].document), one) for answer in answers for one in answer.sentences]
    found.sort(key=lambda pair: list(Strand).index(pair[0]))  # stable: the order within a strand stays
    sentences = numbered([sentence for _, sentence in found])
    declined = [{decline.question for decline in answer.declines} for answer in answers]
    unanswered = set.intersection(*declined) if declined else set()
    first = answers[0]
    answer = replace(
        first,
        question=question.text,
        sentences=sentences,
        status=_status(answers, bool(unanswered)),
        hits=_ranked(hit for one in answers for hit in one.hits),
        declines=tuple(one for one in answers[-1].declines if one.question in unanswered),
        withheld=tuple(sentence for one in answers for sentence in one.withheld),
        markings=in_order(frozenset(one for answer in answers for one in answer.all_markings)),
        fallback=next((one.fallback for one in answers if one.fallback), ""),
        seconds_s=_summed([one.seconds_s for one in answers]),
        searched_documents=sum(one.searched_documents for one in answers),
        searched_chunks=sum(one.searched_chunks for one in answers),
        id=None,
    )
    return SheetEntry(
        question=question,
        answer=answer,
        strands=tuple(its for its, _ in found),
        sources=_sources(sentence for its, sentence in found if its is Strand.NOTE),
        records=tuple(one.id for one in answers if one.id),
    )


def numbered(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with their markers counted from 1 and their places in the text of the whole."""
    numbered, marker, position = [], 0, 0
    for sentence in sentences:
        citations = []
        shift = position - sentence.citations[0].start_index
        for citation in sentence.citations:
            marker += 1
            moved = (citation.start_index + shift, citation.end_index + shift)
            citations.append(replace(citation, marker=marker, start_index=moved[0], end_index=moved[1]))
        numbered.append(replace(sentence, citations=tuple(citations), group=sentence.group or _place(sentence)))
        position += len(sentence.text) + sum(len(f"[{one.marker}]") for one in citations) + 2
    return tuple(numbered)


def _place(sentence: Sentence) -> str:
    """The heading of a sentence that stood alone in its answer, and has others beside it now."""
    first = sentence.citations[0]
    return " · ".join((first.title, *first.headings))


def _ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits of several answers, each once, ranked anew in the order in which they come."""
    found = {hit.chunk.id: hit for hit in reversed(list(hits))}
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(reversed(found.values()), start=1))


def _status(answers: Sequence[Answer], unanswered: bool) -> AnswerStatus:
    if any(answer.sentences for answer in answers):
        return AnswerStatus.PARTLY if unanswered else AnswerStatus.ANSWERED
    declined = [answer.status for answer in answers]
    return AnswerStatus.DECLINED if AnswerStatus.DECLINED in declined else declined[0]


def _sources(sentences: Iterable[Sentence]) -> tuple[CitedFootnote, ...]:
    found = {note.number: note for one in sentences for citation in one.citations for note in citation.footnotes}
    return tuple(found.values())


def _summed(laps: Sequence[dict[str, float]]) -> dict[str, float]:
    return {stage: round(sum(one.get(stage, 0.0) for one in laps), 4) for stage in laps[0]}
