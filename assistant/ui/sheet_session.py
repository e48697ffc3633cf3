"""The answer sheet that one person has open, and the questions of it that are still to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import AnswerSheet, SheetQuestion
from assistant.ui.holding import Holder
from assistant.ui.session import OpenPassage

if TYPE_CHECKING:
    from assistant.api import Assistant

SHEETS: Holder[AnswerSheet, OpenPassage] = Holder("sheet", lambda assistant: assistant.desk.sheets)


def ask(questions: tuple[SheetQuestion, ...]) -> None:
    """Puts these questions one after the other, each in a run of its own."""
    SHEETS.queue(one.id for one in questions)


def answer_next(assistant: Assistant, sheet: AnswerSheet) -> None:
    """Asks the question that waits longest, and keeps its answer."""
    question = next((one for one in sheet.questions if one.id == SHEETS.waiting()[0]), None)
    if question is not None:
        SHEETS.change(assistant, assistant.desk.answered_one(sheet, question))
    SHEETS.done_one()
