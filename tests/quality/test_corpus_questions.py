"""Sixty judged questions over the shipped corpus: a guard against regressions of retrieval (README.md)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.domain import Document, Hit, Turn

# A little under what was measured on 24 November 2026 with bge-small and the cross-encoder, default settings:
# all 0.900, 0.950 and 0.738; follow-ups 0.850, 0.950 and 0.702. One question is 0.017 of all, 0.05 of the follow-ups.
LEAST_IN_5, LEAST_IN_10, LEAST_MRR = 0.86, 0.91, 0.70
LEAST_FOLLOW_UPS_IN_5, LEAST_FOLLOW_UPS_IN_10, LEAST_FOLLOW_UPS_MRR = 0.80, 0.90, 0.67

DEPTH = 10
FOLLOW_UP = "follow-up"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # the corpus is ingested and the models run


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words of a passage that answers, and the document in which they stand."""

    document: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A judged question; ``every`` asks for all of its answers to be found, else one of them is enough."""

    id: str
    question: str
    history: tuple[str, ...]
    answers: tuple[Answer, ...]
    kind: str
    every: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a set of questions reached: shares found in the top 5 and 10, and the mean reciprocal rank."""

    questions: int
    in_5: float
    in_10: float
    mrr: float

    def __str__(self) -> str:
        return f"{self.questions:3} questions  top 5 {self.in_5:.3f}  top 10 {self.in_10:.3f}  MRR {self.mrr:.3f}"


def _question(line: str) -> Question:
    row = json.loads(line)
    return Question(
        id=row["id"],
        question=row["question"],
        history=tuple(row["history"]),
        answers=tuple(Answer(**answer) for answer in row["answers"]),
        kind=row["kind"],
        every=row.get("every", False),
    )


QUESTIONS = [
    _question(line) for line in (Path(__file__).parent / "corpus_questions.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def ranks(assistant: Assistant) -> dict[str, int | None]:
    """The rank at which each question, by its id, is answered; None where the top 10 do not answer it."""
    documents = {summary.id: assistant.document(summary.id) for summary in assistant.documents()}
    return {question.id: _rank(question, _search(assistant, question), documents) for question in QUESTIONS}


def _search(assistant: Assistant, question: Question) -> Sequence[Hit]:
    turns = [Turn(question=earlier) for earlier in question.history]
    return assistant.search(question.question, turns=turns, limit=DEPTH)


def _rank(question: Question, hits: Sequence[Hit], documents: dict[str, Document]) -> int | None:
    """The rank of the first hit that answers; with ``every``, of the hit that completes the answer."""
    shown = [(hit.chunk.document, _shown(hit, documents[hit.chunk.document])) for hit in hits[:DEPTH]]
    found = [_first(answer, shown) for answer in question.answers]
    known = [rank for rank in found if rank is not None]
    if question.every:
        return max(known) if len(known) == len(found) else None
    return min(known, default=None)


def _first(answer: Answer, shown: Iterable[tuple[str, str]]) -> int | None:
    wanted = _even(answer.words)
    ranked = enumerate(shown, start=1)
    return next((rank for rank, (document, text) in ranked if document == answer.document and wanted in text), None)


def _shown(hit: Hit, document: Document) -> str:
    """What a reader of a hit sees: the words of the chunk, and the notes that it calls."""
    notes = [
        note.text
        for note in document.footnotes
        if any(
            span.page == call.page and span.start <= call.start <= span.end
            for call in note.calls
            for span in hit.chunk.spans
        )
    ]
    return _even("\n".join([hit.chunk.text, *notes]))


@cache
def _even(text: str) -> str:
    """Without the differences that do not matter: case, the kind of apostrophe, the width of white space."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("’", "'").split())


def _figures(questions: Sequence[Question], ranks: dict[str, int | None]) -> Figures:
    found = [rank for question in questions if (rank := ranks[question.id]) is not None]
    return Figures(
        questions=len(questions),
        in_5=sum(rank <= 5 for rank in found) / len(questions),
        in_10=len(found) / len(questions),
        mrr=sum(1 / rank for rank in found) / len(questions),
    )


def _report(ranks: dict[str, int | None]) -> str:
    """The figures of each kind, and the questions that the top 5 do not answer, one a line."""
    kinds = sorted({question.kind for question in QUESTIONS})
    lines = [f"{kind:12}{_figures([q for q in QUESTIONS if q.kind == kind], ranks)}" for kind in kinds]
    missed = [q for q in QUESTIONS if (rank := ranks[q.id]) is None or rank > 5]
    return "\n".join(
        [
            f"{'all':12}{_figures(QUESTIONS, ranks)}",
            *lines,
            "not in the top 5:",
            *(f"{q.id} (rank {ranks[q.id] or 'over 10'}): {' / '.join([*q.history, q.question])}" for q in missed),
        ]
    )


def test_the_set_holds_sixty_questions_of_which_twenty_are_follow_ups() -> None:
    assert len(QUESTIONS) == len({question.id for question in QUESTIONS}) == 60
    assert [q.kind == FOLLOW_UP for q in QUESTIONS] == [bool(q.history) for q in QUESTIONS]
    assert sum(question.kind == FOLLOW_UP for question in QUESTIONS) == 20
    assert all(question.answers for question in QUESTIONS)


def test_the_words_of_every_answer_stand_in_its_document(assistant: Assistant) -> None:
    texts: dict[str, str] = {}
    for summary in assistant.documents():
        document = assistant.document(summary.id)
        parts = [page.text for page in document.pages] + [note.text for note in document.footnotes]
        texts[summary.id] = _even("\n".join(parts))
    missing = [
        f"{question.id}: {answer.words!r} is not in {answer.document}"
        for question in QUESTIONS
        for answer in question.answers
        if _even(answer.words) not in texts[answer.document]
    ]
    assert not missing, "\n".join(missing)


def test_passages_that_answer_are_found(ranks: dict[str, int | None]) -> None:
    report = _report(ranks)
    print(report)
    figures = _figures(QUESTIONS, ranks)
    assert figures.in_5 >= LEAST_IN_5, report
    assert figures.in_10 >= LEAST_IN_10, report
    assert figures.mrr >= LEAST_MRR, report


def test_passages_that_answer_follow_ups_are_found(ranks: dict[str, int | None]) -> None:
    report = _report(ranks)
    figures = _figures([question for question in QUESTIONS if question.kind == FOLLOW_UP], ranks)
    assert figures.in_5 >= LEAST_FOLLOW_UPS_IN_5, report
    assert figures.in_10 >= LEAST_FOLLOW_UPS_IN_10, report
    assert figures.mrr >= LEAST_FOLLOW_UPS_MRR, report
