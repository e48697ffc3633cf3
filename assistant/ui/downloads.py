"""An answer, an answer sheet, a position pack or a comparison as a file: made when it is asked for, and not before.

Streamlit can have a file made on a click too (``st.download_button`` with a function), but from what the page showed
before the click: whoever types and then clicks at once gets a file without the last change, or an error. Here the click
starts a run like any other, after every change before it, and the file is made of what that run shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Answer, AnswerSheet, Comparison, ExportKind, PositionPack, file_name
from assistant.errors import ExportFailed
from assistant.ui import components

if TYPE_CHECKING:
    from assistant.api import Assistant

_OFFERED = {ExportKind.WORD: "Word", ExportKind.MARKDOWN: "Markdown"}
_WANTED = "download-wanted"


def show(assistant: Assistant, what: Answer | AnswerSheet | PositionPack | Comparison, *, key: str) -> None:
    """A quiet button for each kind of file. ``key`` is that of what is offered."""
    offered = {**_OFFERED, ExportKind.CSV: "CSV"} if isinstance(what, Comparison) else _OFFERED
    with st.container(horizontal=True, gap="small", width="content", key=f"downloads-{key}"):
        for kind, label in offered.items():
            st.button(
                label,
                key=f"download-{kind}-{key}",
                help=f"Download this with its references as a {label} file",
                on_click=_want,
                args=(key, kind),
                type="tertiary",
                icon=":material/download:",
            )
    wanted = st.session_state.get(_WANTED)
    if wanted and wanted[0] == key:
        del st.session_state[_WANTED]
        _hand_over(assistant, what, wanted[1], key=key)


def _want(key: str, kind: ExportKind) -> None:
    st.session_state[_WANTED] = (key, kind)


def _hand_over(
    assistant: Assistant, what: Answer | AnswerSheet | PositionPack | Comparison, kind: ExportKind, *, key: str
) -> None:
    try:
        content = assistant.export(what, kind)
    except ExportFailed as fault:
        st.error(str(fault))
        return
    title = what.question if isinstance(what, Answer) else what.title
    components.download(content, file_name(title, kind), kind.media_type, key=f"file-{key}")
