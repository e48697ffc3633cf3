"""The desk: what an officer makes with answers. The façade hands it the means to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from assistant.desk.footnote_sources import footnote_sources
from assistant.desk.sheets import Ask, answer_all, answer_one, own_question, questions_in, questions_of
from assistant.desk.shelf import Shelf
from assistant.desk.store.papers import PaperStore
from assistant.domain import AnswerSheet, Document, FootnoteSource, SheetQuestion


class Desk:
    """Answer sheets, made and kept, and what the corpus rests on.

    The database is opened when something is first kept or looked for.
    """

    def __init__(
        self, store_url: str, *, ask: Ask, load: Callable[[str], Document], everything: Callable[[], Sequence[str]]
    ) -> None:
        self._url, self._ask, self._load, self._everything = store_url, ask, load, everything

    def sheet(self, document_id: str) -> AnswerSheet:
        """A fresh sheet with the questions that a document puts to its readers. Raises UnknownDocument."""
        document = self._load(document_id)
        return AnswerSheet(title=document.title.value, document=document.id, questions=questions_of(document))

    def sheet_of_text(self, text: str) -> AnswerSheet:
        """A fresh sheet with the questions of a pasted text: one for each question mark, or for each line."""
        return AnswerSheet(title="Pasted questions", document=None, questions=questions_in(text))

    def answered(self, sheet: AnswerSheet) -> Iterator[AnswerSheet]:
        """The sheet after each of its questions, answered in order. Raises NoSnapshot before the first ingest."""
        return answer_all(sheet, ask=self._ask, load=self._load, everything=self._everything())

    def answered_one(self, sheet: AnswerSheet, question: SheetQuestion) -> AnswerSheet:
        """The sheet with one of its questions answered, anew if it was before."""
        return sheet.answered(
            answer_one(sheet, question, ask=self._ask, load=self._load, everything=self._everything())
        )

    def own_question(self, text: str) -> SheetQuestion:
        """A question in a person's own words, to be put on a sheet."""
        return own_question(text)

    def footnote_sources(self) -> tuple[FootnoteSource, ...]:
        """What the footnotes of the whole corpus rest on. Raises NoSnapshot before the first ingest."""
        return footnote_sources(self._load(id_) for id_ in self._everything())

    @cached_property
    def sheets(self) -> Shelf[AnswerSheet]:
        """The answer sheets that were kept. Raises StoreBroken when the database cannot be opened."""
        return Shelf(self._store, "sheet", AnswerSheet)

    @cached_property
    def _store(self) -> PaperStore:
        return PaperStore(self._url)
