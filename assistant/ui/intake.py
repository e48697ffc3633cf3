"""What comes into the corpus and what goes out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.ui import work
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_REMOVING = "removing"
_KINDS = ["pdf", "html", "htm", "md", "txt", "docx"]


def show_buttons(assistant: Assistant) -> None:
    """The two ways in: files from this computer, or files put into the folder by hand."""
    busy = work.shared_work(assistant).running
    with st.popover("Add files", icon=":material/upload:", type="primary", disabled=busy, key="add-files"):
        _show_uploader(assistant)
    st.button(
        "Bring up to date",
        icon=":material/sync:",
        key="bring-up-to-date",
        disabled=busy,
        help="Reads the files that were put into the corpus folder, changed or taken away by hand",
        on_click=work.bring_up_to_date,
        args=(assistant,),
    )


def _show_uploader(assistant: Assistant) -> None:
    # A new key empties the box once its files are on their way.
    batch = st.session_state.setdefault("upload-batch", 0)
    uploaded = st.file_uploader(
        "PDF, HTML, Markdown, text or Word files", type=_KINDS, accept_multiple_files=True, key=f"upload-{batch}"
    )
    st.caption("They are copied into the corpus folder and read on this computer. Nothing leaves it.")
    st.button(
        f"Add {count(len(uploaded), 'file')}" if uploaded else "Add",
        type="primary",
        disabled=not uploaded,
        key="add-uploaded",
        on_click=_add,
        args=(assistant, [(one.name, one.getvalue()) for one in uploaded]),
    )


def _add(assistant: Assistant, files: list[tuple[str, bytes]]) -> None:
    st.session_state["upload-batch"] += 1
    work.begin(assistant, "Adding files", lambda tell: assistant.add(files, progress=tell))


def ask_removal(document: str) -> None:
    """Asks, on the next run, whether to take this document out of the corpus."""
    st.session_state[_REMOVING] = document


def _let_be() -> None:
    st.session_state.pop(_REMOVING, None)


def _remove(assistant: Assistant, document: str) -> None:
    _let_be()
    st.query_params.clear()
    work.begin(assistant, "Removing a document", lambda tell: assistant.remove(document, progress=tell))


def removal_asked(document: str) -> bool:
    """Whether the removal of this document waits for a yes or no."""
    return bool(st.session_state.get(_REMOVING) == document)


@st.dialog("Remove this document?", icon=":material/delete:", on_dismiss=_let_be)
def show_removal(assistant: Assistant, document: str, title: str) -> None:
    """Asks before a document is taken out of the corpus."""
    if not removal_asked(document):
        st.rerun()
    st.markdown(f"**{markdown(title)}**")
    st.markdown(
        "Its file moves from the corpus to `workspace/removed`, and answers no longer draw on it. "
        "Put the file back into the corpus folder to undo this."
    )
    with st.container(horizontal=True):
        st.button("Remove", type="primary", key="remove-confirmed", on_click=_remove, args=(assistant, document))
        st.button("Keep it", key="remove-refused", on_click=_let_be)
