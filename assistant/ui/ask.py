"""The page *Ask*: the conversation, and beside it the passage that a sentence comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import IndexStatus, Turn
from assistant.ui import answer_view, ask_sidebar, components, passage, session, states, theme
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant) -> None:
    """Draws the page."""
    status = states.ready(assistant)
    if status is None:
        theme.page_width("46rem")
        return
    if not session.follow_link(assistant):
        st.warning("The conversation in this address is not kept here. A new one begins.")
    documents = ask_sidebar.show(assistant)
    opened = session.open_passage()
    beside_answer = opened is not None and opened.turn < len(session.turns())
    theme.page_width("100rem" if beside_answer else "50rem")
    # The same two columns with or without a passage, so that a half-typed question outlives both.
    talk, beside = st.columns([11, 10], gap="medium")
    with talk:
        conversation, composer = st.container(key="conversation"), st.container(key="composer")
    with composer:
        typed = st.chat_input("Ask the documents a question", key="typed", submit_mode="stop")
    if typed and typed.strip():
        session.ask_next(typed.strip())
    if opened and beside_answer:
        with beside, st.container(key="passage"):
            _show_passage(assistant, opened)
    with conversation:
        _show_conversation(assistant, status, documents)


def _show_passage(assistant: Assistant, opened: session.OpenPassage) -> None:
    answer = session.turns()[opened.turn].answer
    if answer is not None:
        passage.show(assistant, answer, opened)


def _show_conversation(assistant: Assistant, status: IndexStatus, documents: tuple[str, ...]) -> None:
    question = session.take_question()
    for order, turn in enumerate(session.turns()):
        _show_turn(order, turn)
    if question is not None:
        _put(assistant, status, question, documents)
    elif not session.turns():
        _show_welcome(assistant, status)


def _show_turn(order: int, turn: Turn) -> None:
    opened = session.open_passage()
    here = opened is not None and opened.turn == order and opened.kind == "citation"
    last = order == len(session.turns()) - 1
    components.answer(
        answer_view.payload(
            turn,
            active=opened.number if opened and here else None,
            fresh=f"{session.conversation_id()}-{order}" if last else None,
        ),
        key=f"turn-{session.conversation_id()}-{order}",
        on_chip=_opener(order, "citation"),
        on_hit=_opener(order, "hit"),
        on_again=lambda _: session.ask_next(turn.question),
    )


def _opener(order: int, kind: str) -> Callable[[int], None]:
    def act(number: int) -> None:
        session.show_passage(session.OpenPassage(order, "citation" if kind == "citation" else "hit", int(number)))

    return act


def _put(assistant: Assistant, status: IndexStatus, question: str, documents: tuple[str, ...]) -> None:
    """Asks, keeps the turn, and draws the page with it."""
    st.markdown(f"### {markdown(question)}")
    searched = count(len(documents) or status.documents, "document")
    with st.spinner(f"Searching {searched}…", show_time=True):
        answer = assistant.ask(question, tuple(session.turns()), documents=documents)
        # Kept before anything else is drawn: a click in the meantime ends this run at the next element.
        session.add_turn(assistant, Turn(question=question, answer=answer))
    st.rerun()


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
