"""An answer, an answer sheet, a position pack or a comparison as a file: made when it is asked for, and not before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Answer, AnswerSheet, Comparison, ExportKind, PositionPack, file_name

if TYPE_CHECKING:
    from assistant.api import Assistant

_OFFERED = {ExportKind.WORD: "Word", ExportKind.MARKDOWN: "Markdown"}


def show(assistant: Assistant, what: Answer | AnswerSheet | PositionPack | Comparison, *, key: str) -> None:
    """A quiet button for each kind of file. ``key`` is that of what is offered."""
    offered = {**_OFFERED, ExportKind.CSV: "CSV"} if isinstance(what, Comparison) else _OFFERED
    title = what.question if isinstance(what, Answer) else what.title
    with st.container(horizontal=True, gap="small", key=f"downloads-{key}"):
        for kind, label in offered.items():
            st.download_button(
                label,
                data=partial(assistant.export, what, kind),
                file_name=file_name(title, kind),
                mime=kind.media_type,
                key=f"download-{kind}-{key}",
                help=f"Download this with its references as a {label} file",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
