"""An answer as a file: made when it is asked for, and not before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Answer, ExportKind, file_name

if TYPE_CHECKING:
    from assistant.api import Assistant

_OFFERED = {ExportKind.WORD: "Word", ExportKind.MARKDOWN: "Markdown"}


def show(assistant: Assistant, answer: Answer, *, key: str) -> None:
    """Two quiet buttons. ``key`` is the turn's own."""
    with st.container(horizontal=True, gap="small", key=f"downloads-{key}"):
        for kind, label in _OFFERED.items():
            st.download_button(
                label,
                data=partial(assistant.export, answer, kind),
                file_name=file_name(answer.question, kind),
                mime=kind.media_type,
                key=f"download-{kind}-{key}",
                help=f"Download this answer with its footnotes as a {label} file",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
