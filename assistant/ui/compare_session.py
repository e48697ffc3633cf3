"""The comparison that one person has open: every change is kept at once, and never over somebody else's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.domain import Comparison, GridCell, Kept, Overtaken
from assistant.errors import StoreBroken

if TYPE_CHECKING:
    from assistant.api import Assistant

_LINK = "comparison"
_HELD, _QUEUE, _OPENED, _OVERTAKEN = "held-comparison", "comparison-queue", "comparison-opened", "comparison-overtaken"


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands beside the comparison: passage ``number`` (from 1) of the cell ``row``, ``column``, or of
    disagreement ``row``."""

    kind: Literal["citation", "hit", "evidence"]
    row: str
    column: str
    number: int


def begin(assistant: Assistant, comparison: Comparison) -> None:
    """Keeps a fresh comparison, opens it, and has every cell of it filled."""
    _hold(assistant.desk.comparisons.put(comparison))
    fill(comparison.places)


def open_comparison(assistant: Assistant, name: str) -> None:
    """Opens a kept comparison. Raises StoreBroken when there is none."""
    _hold(assistant.desk.comparisons.take(name))


def _hold(kept: Kept[Comparison]) -> None:
    leave()
    st.session_state[_HELD] = kept
    st.query_params[_LINK] = kept.id


def held(assistant: Assistant) -> Kept[Comparison] | None:
    """The comparison that the address names, as this session last saw it. Raises StoreBroken when there is none."""
    name = st.query_params.get(_LINK)
    if name is None:
        return None
    kept: Kept[Comparison] | None = st.session_state.get(_HELD)
    if kept is None or kept.id != name:
        open_comparison(assistant, name)
        kept = st.session_state[_HELD]
    return kept


def vanished(assistant: Assistant) -> str:
    """Why the comparison in the address cannot be opened; empty when it can."""
    try:
        held(assistant)
    except StoreBroken as error:
        return str(error)
    return ""


def leave() -> None:
    """Goes back to the list."""
    for name in (_HELD, _QUEUE, _OPENED, _OVERTAKEN):
        st.session_state.pop(name, None)
    st.query_params.pop(_LINK, None)


def remove(assistant: Assistant, name: str) -> None:
    """Takes a comparison off the list, and goes back to it."""
    assistant.desk.comparisons.remove(name)
    leave()


def change(assistant: Assistant, comparison: Comparison) -> None:
    """Keeps a changed comparison, or notes that it was changed elsewhere in the meantime."""
    kept: Kept[Comparison] = st.session_state[_HELD]
    saved = assistant.desk.comparisons.save(kept, comparison)
    if isinstance(saved, Overtaken):
        st.session_state[_OVERTAKEN] = True
        st.session_state.pop(_QUEUE, None)
    else:
        st.session_state[_HELD] = saved


def overtaken() -> bool:
    """Whether the last change was not kept, because another window kept one first."""
    return bool(st.session_state.get(_OVERTAKEN))


def fill(places: tuple[tuple[str, str], ...]) -> None:
    """Has these cells filled one after the other, each in a run of its own."""
    st.session_state[_QUEUE] = list(places)


def waiting() -> list[tuple[str, str]]:
    """The row and column of the cells that are still to be filled."""
    queue: list[tuple[str, str]] = st.session_state.setdefault(_QUEUE, [])
    return queue


def stop() -> None:
    """Fills no more cells."""
    st.session_state.pop(_QUEUE, None)


def fill_next(assistant: Assistant) -> None:
    """Fills the cell that waits longest, and keeps it."""
    kept: Kept[Comparison] = st.session_state[_HELD]
    place = waiting()[0]
    if place in kept.value.places:
        change(assistant, assistant.desk.compared_one(kept.value, *place))
    if waiting():
        waiting().pop(0)


def look_for_disagreements(assistant: Assistant) -> None:
    """Compares the documents sentence by sentence, and keeps what was found."""
    kept: Kept[Comparison] = st.session_state[_HELD]
    found = assistant.desk.disagreements(kept.value.documents)
    change(assistant, replace(kept.value, disagreements=found))


def show(opened: Opened) -> None:
    """Opens a passage beside the comparison."""
    st.session_state[_OPENED] = opened


def close() -> None:
    """Closes it."""
    st.session_state.pop(_OPENED, None)


def opened() -> Opened | None:
    """The passage that is open, if any."""
    found: Opened | None = st.session_state.get(_OPENED)
    return found


def open_cell(cell: GridCell | None, number: int = 1) -> None:
    """Opens a passage of a cell: one that its answer cites, else one of those that came nearest."""
    if cell is None or cell.answer is None:
        return
    kind: Literal["citation", "hit"] = "citation" if cell.answer.citations else "hit"
    show(Opened(kind, cell.row, cell.column, number))
