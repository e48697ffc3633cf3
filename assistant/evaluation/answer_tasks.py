"""Judged questions that come with their passages: whether they can be answered from them, and by which sentences.

Two shapes of JSON lines are known. CLAPNQ: ``question``, ``title``, ``sentences``, ``answerable``, ``selected_idx``.
MTRAG: ``question``, ``history``, ``contexts`` (each with ``_id`` and ``text``), ``answerability``.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Document, Page, Section, SourceSentence, Span, Stated, Turn
from assistant.errors import SettingsError
from assistant.evaluation.judged import Passage, turns_of

# Answerability that is scored; a question that is not fully specified asks for another question, not for an answer.
_ANSWERABLE = {"ANSWERABLE": True, "PARTIAL": True, "UNANSWERABLE": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTask:
    """A judged question. ``gold`` has the indexes of the evidence sentences of each reference answer, where known.

    ``sentences`` are given where the set cuts its passage itself; ``passages`` where it does not.
    """

    id: str
    question: str
    turns: tuple[Turn, ...]
    answerable: bool
    title: str = ""
    sentences: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    gold: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSet:
    """The scored tasks of a file. ``name`` is that of its folder."""

    name: str
    file: Path
    tasks: tuple[AnswerTask, ...]

    @property
    def has_gold(self) -> bool:
        """Whether evidence sentences are known."""
        return any(task.gold for task in self.tasks)

    def pool(self) -> tuple[Passage, ...]:
        """Every passage that any task of the set brings, once."""
        return tuple({one.id: one for task in self.tasks for one in task.passages}.values())


def load_answer_set(file: Path) -> AnswerSet:
    """The tasks of a file of either shape. Raises SettingsError when it has neither, or is not there."""
    if not file.is_file():
        raise SettingsError(f"There is no file {file}. Name a file of judged questions, such as clapnq/dev_half.jsonl.")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    try:
        tasks = [task for row in rows if (task := _task(row)) is not None]
    except (KeyError, TypeError) as error:
        raise SettingsError(f"{file} is in none of the known shapes (CLAPNQ, MTRAG): {error!r} is missing.") from error
    return AnswerSet(name=file.resolve().parent.name, file=file, tasks=tuple(tasks))


def _task(row: Mapping[str, Any]) -> AnswerTask | None:
    if "sentences" in row:
        return AnswerTask(
            id=str(row["_id"]),
            question=row["question"],
            turns=(),
            answerable=bool(row["answerable"]),
            title=row["title"],
            sentences=tuple(unicodedata.normalize("NFC", text) for text in row["sentences"]),
            gold=tuple(frozenset(one) for one in row["selected_idx"] if one),
        )
    answerable = _ANSWERABLE.get(str(row["answerability"]).upper())
    if answerable is None:
        return None
    return AnswerTask(
        id=str(row["_id"]),
        question=row["question"].strip(),
        turns=turns_of(row["history"]),
        answerable=answerable,
        passages=tuple(_passage(one) for one in row["contexts"]),
    )


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(
        id=str(row["_id"]), document=str(row["_id"]), title=str(row.get("title") or ""), text=str(row["text"])
    )


def document_of_sentences(task: AnswerTask) -> Document:
    """The passage of a task as a document of one page and one paragraph, cut as the set cuts it."""
    text, sentences = _joined(task.sentences)
    return Document(
        id=task.id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        title=Stated(value=task.title, span=None, source="judged set"),
        pages=(Page(number=1, label=None, text=text),),
        sections=(Section(number=None, headings=(), spans=(Span(page=1, start=0, end=len(text)),)),),
        sentences=sentences,
    )


def _joined(texts: Sequence[str]) -> tuple[str, tuple[SourceSentence, ...]]:
    joined, found = "", []
    for text in texts:
        span = Span(page=1, start=len(joined), end=len(joined) + len(text))
        found.append(SourceSentence(spans=(span,), section=0, paragraph=0))
        joined += f"{text} "
    return joined, tuple(found)
