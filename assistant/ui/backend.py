"""The one façade that all sessions share. Nothing of one person is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Document

if TYPE_CHECKING:
    from assistant.api import Assistant


@st.cache_resource(show_spinner="Opening the documents…")
def held_assistant() -> Assistant:
    """The façade, opened once in the life of the server. Raises AssistantError."""
    from assistant.api import Assistant

    assistant = Assistant.open()
    assistant.warm_up()
    return assistant


def document(assistant: Assistant, name: str) -> Document:
    """A document of the snapshot that answers now. Raises UnknownDocument."""
    return _document(assistant, assistant.status().snapshot, name)


@st.cache_resource(show_spinner=False, max_entries=8)
def _document(_assistant: Assistant, snapshot: str | None, name: str) -> Document:
    """Kept, because a long document takes a fifth of a second to load and every click asks for it again."""
    return _assistant.document(name)


@st.cache_data(show_spinner=False, max_entries=64)
def page_picture(_assistant: Assistant, document: str, sha256: str, page: int) -> bytes | None:
    """A page as a PNG, drawn once per file content. None where there is nothing to draw."""
    return _assistant.page_picture(document, page)
