"""The answer sheet that one person has open: every change is kept at once, and never over somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import AnswerSheet, Kept, Overtaken, SheetQuestion
from assistant.errors import StoreBroken
from assistant.ui.session import OpenPassage

if TYPE_CHECKING:
    from assistant.api import Assistant

_LINK = "sheet"
_HELD, _QUEUE, _PASSAGE, _OVERTAKEN = "held-sheet", "sheet-queue", "sheet-passage", "sheet-overtaken"


def begin(assistant: Assistant, sheet: AnswerSheet) -> None:
    """Keeps a fresh sheet and opens it."""
    _hold(assistant.desk.sheets.put(sheet))


def open_sheet(assistant: Assistant, name: str) -> None:
    """Opens a kept sheet. Raises StoreBroken when there is none."""
    _hold(assistant.desk.sheets.take(name))


def _hold(kept: Kept[AnswerSheet]) -> None:
    leave()
    st.session_state[_HELD] = kept
    st.query_params[_LINK] = kept.id


def held(assistant: Assistant) -> Kept[AnswerSheet] | None:
    """The sheet that the address names, as this session last saw it. Raises StoreBroken when there is none."""
    name = st.query_params.get(_LINK)
    if name is None:
        return None
    kept: Kept[AnswerSheet] | None = st.session_state.get(_HELD)
    if kept is None or kept.id != name:
        open_sheet(assistant, name)
        kept = st.session_state[_HELD]
    return kept


def leave() -> None:
    """Goes back to the list."""
    for name in (_HELD, _QUEUE, _PASSAGE, _OVERTAKEN):
        st.session_state.pop(name, None)
    st.query_params.pop(_LINK, None)


def change(assistant: Assistant, sheet: AnswerSheet) -> None:
    """Keeps a changed sheet, or notes that it was changed elsewhere in the meantime."""
    kept: Kept[AnswerSheet] = st.session_state[_HELD]
    saved = assistant.desk.sheets.save(kept, sheet)
    if isinstance(saved, Overtaken):
        st.session_state[_OVERTAKEN] = True
        st.session_state.pop(_QUEUE, None)
    else:
        st.session_state[_HELD] = saved


def overtaken() -> bool:
    """Whether the last change was not kept, because another window kept one first."""
    return bool(st.session_state.get(_OVERTAKEN))


def remove(assistant: Assistant, name: str) -> None:
    """Takes a sheet off the list."""
    assistant.desk.sheets.remove(name)


def undo(assistant: Assistant) -> None:
    """Brings back the sheet as it was before the last change, as a new version."""
    kept: Kept[AnswerSheet] = st.session_state[_HELD]
    before = next((one for one in assistant.desk.sheets.history(kept.id) if one.version < kept.version), None)
    if before is not None:
        change(assistant, before.value)


def ask(questions: tuple[SheetQuestion, ...]) -> None:
    """Puts these questions one after the other, each in a run of its own."""
    st.session_state[_QUEUE] = [one.id for one in questions]


def waiting() -> list[str]:
    """The ids of the questions that are still to be asked."""
    queue: list[str] = st.session_state.setdefault(_QUEUE, [])
    return queue


def stop() -> None:
    """Asks nothing more."""
    st.session_state.pop(_QUEUE, None)


def answer_next(assistant: Assistant) -> None:
    """Asks the question that waits longest, and keeps its answer."""
    kept: Kept[AnswerSheet] = st.session_state[_HELD]
    question = next((one for one in kept.value.questions if one.id == waiting()[0]), None)
    if question is not None:
        change(assistant, assistant.desk.answered_one(kept.value, question))
    if waiting():
        waiting().pop(0)


def show_passage(passage: OpenPassage) -> None:
    """Opens a passage beside the sheet."""
    st.session_state[_PASSAGE] = passage


def close_passage() -> None:
    """Closes it."""
    st.session_state.pop(_PASSAGE, None)


def open_passage() -> OpenPassage | None:
    """The passage that is open, if any."""
    passage: OpenPassage | None = st.session_state.get(_PASSAGE)
    return passage


def vanished(assistant: Assistant) -> str:
    """Why the sheet in the address cannot be opened; empty when it can."""
    try:
        held(assistant)
    except StoreBroken as error:
        return str(error)
    return ""
