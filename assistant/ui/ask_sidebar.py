"""Beside the conversation: a new one, the documents it searches, the earlier ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import ConversationSummary, DocumentSummary
from assistant.ui import session, writing
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_SHOWN = 20


def show(assistant: Assistant) -> tuple[str, ...]:
    """Draws the sidebar of Ask; gives the ids of the documents to search, none for all."""
    with st.sidebar:
        st.button(
            "New conversation",
            icon=":material/add:",
            key="new-conversation",
            width="stretch",
            on_click=session.start_new,
        )
        documents = _choose_documents(assistant)
        writing.show(assistant)
        _show_history(assistant)
    return documents


def _choose_documents(assistant: Assistant) -> tuple[str, ...]:
    titles = distinct_titles(assistant.documents())
    kept = [name for name in st.session_state.get("documents", []) if name in titles]
    if kept != st.session_state.get("documents", []):
        st.session_state["documents"] = kept
    chosen = st.multiselect(
        "Search in",
        list(titles),
        format_func=lambda name: titles.get(name, name),
        key="documents",
        placeholder="All documents",
        persist_state="session",
    )
    return tuple(chosen)


def distinct_titles(documents: Sequence[DocumentSummary]) -> dict[str, str]:
    """Titles by id; those that several documents bear are followed by their files."""
    often = Counter(document.title for document in documents)
    return {one.id: one.title if often[one.title] == 1 else f"{one.title} ({one.id})" for one in documents}


def _show_history(assistant: Assistant) -> None:
    earlier = assistant.conversations.summaries()
    if not earlier:
        return
    st.caption("Conversations")
    with st.container(key="history", gap=None):
        for conversation in earlier[:_SHOWN]:
            _show_entry(assistant, conversation)
    if len(earlier) > _SHOWN:
        st.caption(f"and {len(earlier) - _SHOWN} older ones in the workspace")


def _show_entry(assistant: Assistant, conversation: ConversationSummary) -> None:
    current = conversation.id == st.session_state.get("conversation_id")
    title = markdown(conversation.title)
    with st.container(horizontal=True, gap=None, wrap=False, vertical_alignment="center"):
        st.button(
            f"**{title}**" if current else title,
            key=f"conversation-{conversation.id}",
            help=markdown(f"{conversation.updated[:10]}, {count(conversation.turns, 'question')}"),
            type="tertiary",
            width="stretch",
            on_click=session.open_conversation,
            args=(assistant, conversation.id),
        )
        st.button(
            ":material/close:",
            key=f"forget-{conversation.id}",
            help="Forget this conversation",
            type="tertiary",
            on_click=_forget,
            args=(assistant, conversation.id),
        )


def _forget(assistant: Assistant, name: str) -> None:
    assistant.conversations.forget(name)
    if name == st.session_state.get("conversation_id"):
        session.start_new()
