"""An answer, an answer sheet or a position pack as a file: made when it is asked for, and not before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Answer, AnswerSheet, ExportKind, PositionPack, file_name

if TYPE_CHECKING:
    from assistant.api import Assistant

_OFFERED = {ExportKind.WORD: "Word", ExportKind.MARKDOWN: "Markdown"}


def show(assistant: Assistant, what: Answer | AnswerSheet | PositionPack, *, key: str) -> None:
    """Two quiet buttons. ``key`` is that of what is offered."""
    title = what.question if isinstance(what, Answer) else what.title
    with st.container(horizontal=True, gap="small", key=f"downloads-{key}"):
        for kind, label in _OFFERED.items():
            st.download_button(
                label,
                data=partial(assistant.export, what, kind),
                file_name=file_name(title, kind),
                mime=kind.media_type,
                key=f"download-{kind}-{key}",
                help=f"Download this with its footnotes as a {label} file",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
