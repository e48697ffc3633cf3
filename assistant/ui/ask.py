"""The page *Ask*: the conversation, and beside it the passage that a sentence comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import IndexStatus
from assistant.ui import ask_sidebar, conversation, mentions_view, passage, session, states, theme
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_ANSWER, _MENTIONS = "Answer", "Every mention"
_INVITATIONS = {_ANSWER: "Ask the documents a question", _MENTIONS: "Words to look up in the documents"}


def show(assistant: Assistant) -> None:
    """Draws the page."""
    status = states.ready(assistant)
    if status is None:
        theme.page_width("46rem")
        return
    if not session.follow_link(assistant):
        st.warning("The conversation in this address is not kept here. A new one begins.")
    documents = ask_sidebar.show(assistant)
    mentions_view.refresh(assistant, status)
    # The same two columns with or without a passage, so that a half-typed question outlives both.
    talk, beside = st.columns([11, 10], gap="medium")
    with talk:
        talking, composer = st.container(key="conversation"), st.container(key="composer")
    with composer:
        _take_typed(assistant, documents)
    opened = session.open_passage()
    numbered = _numbered_passages(opened)
    theme.page_width("100rem" if opened and numbered else "50rem")
    if opened and numbered:
        with beside, st.container(key="passage"):
            passage.show(assistant, numbered, opened)
    with talking:
        _show_conversation(assistant, status, documents)


def _take_typed(assistant: Assistant, documents: tuple[str, ...]) -> None:
    """The question box: what is typed is asked, or every mention of it looked up."""
    mode = st.segmented_control(
        "What is typed is",
        list(_INVITATIONS),
        default=_ANSWER,
        required=True,
        key="mode",
        label_visibility="collapsed",
    )
    looks_up = mode == _MENTIONS
    invitation = _INVITATIONS[_MENTIONS if looks_up else _ANSWER]
    typed = (st.chat_input(invitation, key="typed", submit_mode="stop") or "").strip()
    if typed and looks_up:
        mentions_view.look_up(assistant, typed, documents)
    elif typed:
        session.ask_next(typed)


def _numbered_passages(opened: session.OpenPassage | None) -> list[tuple[int, passage.Passage]]:
    """The passages among which one is open; none when it is open no longer."""
    if opened is None:
        return []
    if opened.kind == "mention":
        held = session.look_up()
        return mentions_view.passages(held) if held else []
    turns = session.turns()
    answer = turns[opened.turn].answer if opened.turn < len(turns) else None
    return passage.of_answer(answer, opened.kind) if answer else []


def _show_conversation(assistant: Assistant, status: IndexStatus, documents: tuple[str, ...]) -> None:
    asking, held = session.take_question(), session.look_up()
    conversation.show_turns(assistant)
    if asking is not None:
        conversation.put(assistant, asking, documents, searched=len(documents) or status.documents)
    elif held is not None:
        mentions_view.show(assistant, held)
    elif not session.turns():
        _show_welcome(assistant, status)


def _show_welcome(assistant: Assistant, status: IndexStatus) -> None:
    with st.container(key="welcome"):
        st.title("What do the documents say?")
        st.markdown(
            "Ask in your own words. The answer is made of sentences quoted from "
            f"{count(status.documents, 'document')}, and every one opens the page it stands on."
        )
        suggestions = assistant.suggestions(limit=4)
        if suggestions:
            st.caption("Questions that the documents themselves put")
            _show_suggestions(suggestions)


def _show_suggestions(questions: tuple[str, ...]) -> None:
    with st.container(key="suggestions"):
        for order, question in enumerate(questions):
            st.button(
                markdown(question),
                key=f"suggestion-{order}",
                width="stretch",
                on_click=session.ask_next,
                args=(question,),
            )
