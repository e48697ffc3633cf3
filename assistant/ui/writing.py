"""How a person wants an answer written, where a language model writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Length, Register, Style
from assistant.ui.escape import markdown

if TYPE_CHECKING:
    from assistant.api import Assistant

_LANGUAGES = ("English", "French", "German", "Spanish", "Italian", "Dutch", "Polish", "Portuguese")
_USUAL = Style()


def has_model(assistant: Assistant) -> bool:
    """Whether a language model is configured."""
    return assistant.settings.model != "none"


def show(assistant: Assistant) -> None:
    """Draws the choices in the sidebar; nothing where every answer is quoted."""
    if not has_model(assistant):
        return
    with st.expander("How it is written", key="writing"):
        st.selectbox("Form", list(Register), format_func=lambda one: one.value.capitalize(), key="style-register")
        st.selectbox(
            "Length",
            list(Length),
            index=list(Length).index(_USUAL.length),
            format_func=lambda one: one.value.capitalize(),
            key="style-length",
        )
        st.selectbox("Language", _LANGUAGES, accept_new_options=True, key="style-language")
        if st.session_state.get("style-language", _USUAL.language) != _USUAL.language:
            st.caption("Sentences are checked against documents in another language, so many may be withheld.")
        st.caption(f"Written by {markdown(assistant.settings.model)}, checked sentence by sentence.")


def style() -> Style:
    """What was chosen."""
    held = st.session_state
    return Style(
        language=held.get("style-language") or _USUAL.language,
        length=held.get("style-length", _USUAL.length),
        register=held.get("style-register", _USUAL.register),
    )
