"""What one person has open: the conversation, the passage beside it, the documents searched."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.domain import Mentions, Query, Sentence, Turn
from assistant.domain.marking import Markings

if TYPE_CHECKING:
    from assistant.api import Assistant

_LINK = "conversation"


@dataclass(frozen=True, slots=True)
class OpenPassage:
    """What stands beside the conversation: passage ``number`` of turn ``turn`` (0-based), or a mention.

    A turn's passages are its citations, its hits, and as "evidence" the sentences that show why it has no answer.
    The mentions that are on the screen are numbered from 1 and belong to no turn.
    """

    turn: int
    kind: Literal["citation", "hit", "evidence", "mention"]
    number: int


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to be put, and how it is to be understood when a person has corrected that."""

    question: str
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class LookUp:
    """Words that were looked up in some documents (none named: all), and what ``snapshot`` holds of them."""

    words: str
    documents: tuple[str, ...]
    snapshot: str | None
    found: Mentions


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
    for name in ("turns", "conversation_id", "passage", "question", "look-up"):
        st.session_state.pop(name, None)
    st.query_params.pop(_LINK, None)


def open_conversation(assistant: Assistant, name: str) -> None:
    """Opens a conversation of the workspace."""
    start_new()
    st.session_state["conversation_id"] = name
    st.session_state["turns"] = list(assistant.conversations.conversation(name).turns)
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


def keeper(assistant: Assistant) -> Callable[[Turn], None]:
    """What puts a turn at the end of the conversation that is open now, here and in the workspace.

    It needs nothing of Streamlit any more, so it also keeps the turn of a run that is being stopped.
    """
    held, name = turns(), conversation_id()

    def keep(turn: Turn) -> None:
        held.append(turn)
        assistant.conversations.keep(name, turn)

    return keep


def drafter(assistant: Assistant, question: str) -> Callable[[Sequence[Sentence], Markings], None]:
    """What keeps the sentences on the screen while the answer to a question is written, in case the program ends."""
    name, snapshot = conversation_id(), assistant.status().snapshot or ""
    model = assistant.settings.model or None

    def draft(sentences: Sequence[Sentence], markings: Markings) -> None:
        assistant.conversations.draft(name, question, sentences, snapshot=snapshot, model=model, markings=markings)

    return draft


def ask_next(question: str, query: Query | None = None) -> None:
    """The next run of Ask puts this question; what is open beside the answers makes room for the new one."""
    st.session_state["question"] = Asking(question, query)
    forget_look_up()
    close_passage()


def has_question() -> bool:
    """Whether a question waits to be put."""
    return "question" in st.session_state


def take_question() -> Asking | None:
    """The question to put now, once."""
    asking: Asking | None = st.session_state.pop("question", None)
    return asking


def show_look_up(look_up: LookUp) -> None:
    """Puts the mentions of some words on the screen."""
    st.session_state["look-up"] = look_up


def look_up() -> LookUp | None:
    """The words that are looked up, until the next question."""
    held: LookUp | None = st.session_state.get("look-up")
    return held


def forget_look_up() -> None:
    """Takes the mentions off the screen, and the passage of one that is open."""
    st.session_state.pop("look-up", None)
    opened = open_passage()
    if opened and opened.kind == "mention":
        close_passage()


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
