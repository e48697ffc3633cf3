"""The position pack that one person has open: every change is kept at once, and never over somebody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import AnswerSheet, Kept, Overtaken, PositionPack
from assistant.errors import StoreBroken
from assistant.ui.session import OpenPassage

if TYPE_CHECKING:
    from assistant.api import Assistant

LINK = "pack"
_HELD, _PASSAGE, _OVERTAKEN, _UNDONE, _ROUND = (
    "held-pack",
    "pack-passage",
    "pack-overtaken",
    "pack-undone",
    "pack-round",
)


def begin(assistant: Assistant, sheet: AnswerSheet) -> str:
    """Keeps a fresh pack made from a sheet, and gives its id."""
    return assistant.desk.packs.put(assistant.desk.pack(sheet, delegation=assistant.settings.delegation)).id


def open_pack(assistant: Assistant, name: str) -> None:
    """Opens a kept pack. Raises StoreBroken when there is none."""
    _hold(assistant.desk.packs.take(name))


def _hold(kept: Kept[PositionPack]) -> None:
    leave()
    st.session_state[_HELD] = kept
    st.query_params[LINK] = kept.id


def held(assistant: Assistant) -> Kept[PositionPack] | None:
    """The pack that the address names, as this session last saw it. Raises StoreBroken when there is none."""
    name = st.query_params.get(LINK)
    if name is None:
        return None
    kept: Kept[PositionPack] | None = st.session_state.get(_HELD)
    if kept is None or kept.id != name:
        open_pack(assistant, name)
        kept = st.session_state[_HELD]
    return kept


def vanished(assistant: Assistant) -> str:
    """Why the pack in the address cannot be opened; empty when it can."""
    try:
        held(assistant)
    except StoreBroken as error:
        return str(error)
    return ""


def leave() -> None:
    """Goes back to the list."""
    for name in (_HELD, _PASSAGE, _OVERTAKEN, _UNDONE):
        st.session_state.pop(name, None)
    st.session_state[_ROUND] = opened_round() + 1
    st.query_params.pop(LINK, None)


def opened_round() -> int:
    """Counts how often the fields were filled anew, so that they show what is kept and not what was typed before."""
    count: int = st.session_state.get(_ROUND, 0)
    return count


def change(assistant: Assistant, pack: PositionPack) -> None:
    """Keeps a changed pack. Where another window kept one first, the change stays here, and the person is told."""
    kept: Kept[PositionPack] = st.session_state[_HELD]
    if pack == kept.value:
        return
    saved = assistant.desk.packs.save(kept, pack)
    st.session_state[_HELD] = replace(kept, value=pack) if isinstance(saved, Overtaken) else saved
    st.session_state[_OVERTAKEN] = isinstance(saved, Overtaken)
    st.session_state.pop(_UNDONE, None)


def overtaken() -> bool:
    """Whether the last change was not kept, because another window kept one first."""
    return bool(st.session_state.get(_OVERTAKEN))


def keep_copy(assistant: Assistant) -> None:
    """Keeps the pack as it is on this screen under a name of its own, and opens that."""
    kept: Kept[PositionPack] = st.session_state[_HELD]
    _hold(assistant.desk.packs.put(replace(kept.value, title=f"{kept.value.title} (copy)")))


def remove(assistant: Assistant, name: str) -> None:
    """Takes a pack off the list, and goes back there."""
    assistant.desk.packs.remove(name)
    leave()


def versions(assistant: Assistant) -> tuple[Kept[PositionPack], ...]:
    """Every version of the open pack, the newest first."""
    return assistant.desk.packs.history(st.session_state[_HELD].id)


def bring_back(assistant: Assistant, version: int) -> None:
    """Makes an earlier version the newest one. Nothing in between is lost."""
    before = next((one for one in versions(assistant) if one.version == version), None)
    if before is not None:
        change(assistant, before.value)
        st.session_state[_UNDONE] = version
        st.session_state[_ROUND] = opened_round() + 1


def can_undo() -> bool:
    """Whether there is an earlier version to go back to."""
    return _current_version() > 1


def undo(assistant: Assistant) -> None:
    """Goes one version further back each time it is asked, until something is changed."""
    bring_back(assistant, _current_version() - 1)


def _current_version() -> int:
    """The version whose words are on the screen: the newest, or the one that was brought back."""
    kept: Kept[PositionPack] = st.session_state[_HELD]
    version: int = st.session_state.get(_UNDONE, kept.version)
    return version


def show_passage(passage: OpenPassage) -> None:
    """Opens a passage beside the pack."""
    st.session_state[_PASSAGE] = passage


def close_passage() -> None:
    """Closes it."""
    st.session_state.pop(_PASSAGE, None)


def open_passage() -> OpenPassage | None:
    """The passage that is open, if any."""
    passage: OpenPassage | None = st.session_state.get(_PASSAGE)
    return passage
