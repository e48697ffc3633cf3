"""The conversation: its turns, the question that is being put, and how a person corrects what was understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import AnswerStatus, Turn
from assistant.ui import answer_view, components, downloads, query_view, session, writing
from assistant.ui.arriving import Arriving
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant


def show_turns(assistant: Assistant) -> None:
    """Draws every turn, oldest first."""
    for order, turn in enumerate(session.turns()):
        _show_turn(assistant, order, turn)


def _show_turn(assistant: Assistant, order: int, turn: Turn) -> None:
    opened = session.open_passage()
    here = opened if opened and opened.turn == order else None
    last = order == len(session.turns()) - 1
    components.answer(
        answer_view.payload(
            turn,
            opened=here,
            fresh=f"{session.conversation_id()}-{order}" if last else None,
            last=last,
        ),
        key=f"turn-{session.conversation_id()}-{order}",
        on_chip=lambda number: session.show_passage(session.OpenPassage(order, "citation", int(number))),
        on_hit=lambda number: session.show_passage(session.OpenPassage(order, "hit", int(number))),
        on_evidence=lambda number: session.show_passage(session.OpenPassage(order, "evidence", int(number))),
        on_suggest=lambda question: session.ask_next(str(question)),
        on_again=lambda _: session.ask_next(turn.question, turn.answer.understood if turn.answer else None),
        on_reword=_reworder(assistant, turn),
        on_unfilter=_unfilterer(turn),
    )
    if turn.answer and turn.answer.sentences and turn.answer.status is not AnswerStatus.INTERRUPTED:
        downloads.show(assistant, turn.answer, key=f"{session.conversation_id()}-{order}")


def _reworder(assistant: Assistant, turn: Turn) -> Callable[[str], None]:
    """Asks the question again as a person has reworded what is searched for."""

    def act(wording: str) -> None:
        query = turn.answer.understood if turn.answer else None
        if query and str(wording).strip():
            session.ask_next(turn.question, assistant.rephrase(query, " ".join(str(wording).split())))

    return act


def _unfilterer(turn: Turn) -> Callable[[int], None]:
    """Asks the question again without one of its filters."""

    def act(number: int) -> None:
        query = turn.answer.understood if turn.answer else None
        rest = query_view.without_chip(query, int(number)) if query else None
        if rest:
            session.ask_next(turn.question, rest)

    return act


def put(assistant: Assistant, asking: session.Asking, documents: tuple[str, ...], *, searched: int) -> None:
    """Asks, keeps the turn, and draws the page with it. ``searched``: in how many documents.

    What is on the screen is on the disk first, so that a program that is killed loses nothing that was shown.
    """
    turns, keep = tuple(session.turns()), session.keeper(assistant)
    draft = session.drafter(assistant, asking.question)
    draft((), frozenset())
    st.markdown(f"### {markdown(asking.question)}")
    if writing.has_model(assistant):
        arriving = Arriving(searched=searched, draft=draft)
        answer = assistant.ask(
            asking.question,
            turns,
            documents=documents,
            query=asking.query,
            style=writing.style(),
            on_sentence=arriving.show,
            stopped=arriving.stopped,
        )
    else:
        with st.spinner(f"Searching {count(searched, 'document')}…", show_time=True):
            answer = assistant.ask(asking.question, turns, documents=documents, query=asking.query)
    # Kept before anything else is drawn: a click in the meantime ends this run at the next element.
    keep(Turn(question=asking.question, answer=answer))
    st.rerun()
