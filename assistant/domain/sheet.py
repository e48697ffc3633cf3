"""Answer sheets: a note's discussion questions with an answer to each, told apart by whose words they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from assistant.domain.answer import Answer, CitedFootnote, Sentence
from assistant.domain.document import Span


class Strand(StrEnum):
    """Whose words a cited sentence is, seen from the note whose questions are answered. The value is its heading."""

    NOTE = "What the note itself says"
    OFFICIAL = "What official texts say"
    OPINION = "What think tanks and articles say"
    OTHERS = "What third parties say"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetQuestion:
    """A question of a sheet. ``span`` is where the note puts it; None for one that a person added or edited."""

    id: str
    text: str
    number: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """A question with its answer. The answer's sentences come strand by strand; ``strands`` has one for each.

    ``sources`` are the footnotes called in the note's own sentences: what these rest on. ``failure`` says why the
    question could not be asked at all; ``answer`` is None then. ``records`` are the ids of the answers' records.
    ``earlier`` is the last answer that another snapshot gave, without what was looked at for it.
    """

    question: SheetQuestion
    answer: Answer | None = None
    strands: tuple[Strand, ...] = ()
    sources: tuple[CitedFootnote, ...] = ()
    records: tuple[str, ...] = ()
    failure: str = ""
    earlier: Answer | None = None

    def followed_by(self, later: SheetEntry) -> SheetEntry:
        """The entry that takes this one's place, and remembers what another snapshot answered."""
        then, now = self.answer, later.answer
        if then is None or (now is not None and now.snapshot == then.snapshot):
            return replace(later, earlier=self.earlier)
        return replace(later, earlier=replace(then, hits=(), withheld=()))

    def of(self, strand: Strand) -> tuple[Sentence, ...]:
        """The sentences of one strand, in order."""
        if self.answer is None:
            return ()
        return tuple(one for one, its in zip(self.answer.sentences, self.strands, strict=True) if its is strand)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """The questions of a note, or of a pasted text, and the answers given so far.

    ``document`` is the note's id, None for a pasted text. ``entries`` are in the order of ``questions``, and only
    for those that were asked. ``snapshot`` is that of the last answer.
    """

    title: str
    document: str | None
    questions: tuple[SheetQuestion, ...]
    entries: tuple[SheetEntry, ...] = ()
    snapshot: str | None = None

    @property
    def words(self) -> str:
        """What a search for this sheet looks in: its questions and the sentences of its answers."""
        said = [one.text for entry in self.entries if entry.answer for one in entry.answer.sentences]
        return "\n".join([*(one.text for one in self.questions), *said])

    @property
    def count_answered(self) -> int:
        """How many of the questions could be asked, whatever came of it."""
        return sum(one.answer is not None for one in self.entries)

    def entry(self, question_id: str) -> SheetEntry | None:
        """The answer to one of the questions, or None while it has not been asked."""
        return next((one for one in self.entries if one.question.id == question_id), None)

    def answered(self, entry: SheetEntry) -> AnswerSheet:
        """The sheet with this answer in its place; what an earlier snapshot answered stays beside it."""
        if before := self.entry(entry.question.id):
            entry = before.followed_by(entry)
        by_id = {one.question.id: one for one in self.entries} | {entry.question.id: entry}
        entries = tuple(by_id[one.id] for one in self.questions if one.id in by_id)
        snapshot = entry.answer.snapshot if entry.answer else self.snapshot
        return replace(self, entries=entries, snapshot=snapshot)

    def with_question(self, question: SheetQuestion) -> AnswerSheet:
        """The sheet with one more question at its end."""
        return replace(self, questions=(*self.questions, question))

    def without(self, question_id: str) -> AnswerSheet:
        """The sheet without a question and its answer."""
        return replace(
            self,
            questions=tuple(one for one in self.questions if one.id != question_id),
            entries=tuple(one for one in self.entries if one.question.id != question_id),
        )

    def reworded(self, question_id: str, new: SheetQuestion) -> AnswerSheet:
        """The sheet with another question in the place of one, whose answer goes: it answered something else."""
        questions = tuple(new if one.id == question_id else one for one in self.questions)
        return replace(self, questions=questions, entries=self.without(question_id).entries)

    def moved(self, question_id: str, step: int) -> AnswerSheet:
        """The sheet with a question ``step`` places further down (up where negative), as far as there is room."""
        questions = list(self.questions)
        at = next(order for order, one in enumerate(questions) if one.id == question_id)
        questions.insert(min(len(questions) - 1, max(0, at + step)), questions.pop(at))
        by_id = {one.question.id: one for one in self.entries}
        entries = tuple(by_id[one.id] for one in questions if one.id in by_id)
        return replace(self, questions=tuple(questions), entries=entries)


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[T]):
    """Something that a person made, as the workspace keeps it: its id, version (from 1) and last change (ISO, UTC)."""

    id: str
    version: int
    updated: str
    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken(Generic[T]):
    """A save that was refused because another came first; ``current`` is what is kept now. Nothing was overwritten."""

    current: Kept[T]
