"""What one person has open: the conversation, the passage beside it, the documents searched."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.domain import Turn

if TYPE_CHECKING:
    from assistant.api import Assistant

_LINK = "conversation"


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """What stands beside the conversation: citation or hit ``number`` of turn ``turn`` (0-based)."""

    turn: int
    kind: Literal["citation", "hit"]
    number: int


def turns() -> list[Turn]:
    """The turns of the open conversation, oldest first."""
    held: list[Turn] = st.session_state.setdefault("turns", [])
    return held


def conversation_id() -> str:
    """The id of the open conversation, made when it has none yet."""
    name: str = st.session_state.setdefault("conversation_id", uuid.uuid4().hex)
    return name


def start_new() -> None:
    """Leaves the open conversation (it stays in the workspace) and begins an empty one."""
    for name in ("turns", "conversation_id", "passage", "question"):
        st.session_state.pop(name, None)
    st.query_params.pop(_LINK, None)


def open_conversation(assistant: Assistant, name: str) -> None:
    """Opens a conversation of the workspace."""
    start_new()
    st.session_state["conversation_id"] = name
    st.session_state["turns"] = list(assistant.conversation(name).turns)
    st.query_params[_LINK] = name


def follow_link(assistant: Assistant) -> bool:
    """Opens the conversation that the address names. False when it names one that is not kept here."""
    name = st.query_params.get(_LINK)
    if name is None:
        if turns():
            st.query_params[_LINK] = conversation_id()
        return True
    if name != st.session_state.get("conversation_id"):
        open_conversation(assistant, name)
        if not turns():
            start_new()
            return False
    return True


def add_turn(assistant: Assistant, turn: Turn) -> None:
    """Puts a turn at the end of the conversation, here and in the workspace."""
    turns().append(turn)
    assistant.keep(conversation_id(), turn)
    st.query_params[_LINK] = conversation_id()


def ask_next(question: str) -> None:
    """The next run of Ask puts this question; the passage that is open makes room for its answer."""
    st.session_state["question"] = question
    close_passage()


def has_question() -> bool:
    """Whether a question waits to be put."""
    return "question" in st.session_state


def take_question() -> str | None:
    """The question to put now, once."""
    question: str | None = st.session_state.pop("question", None)
    return question


def show_passage(passage: OpenPassage) -> None:
    """Opens a passage beside the conversation."""
    st.session_state["passage"] = passage


def close_passage() -> None:
    """Closes the passage."""
    st.session_state.pop("passage", None)


def open_passage() -> OpenPassage | None:
    """The passage that is open, if any."""
    passage: OpenPassage | None = st.session_state.get("passage")
    return passage
