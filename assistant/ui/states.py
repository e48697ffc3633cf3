"""What stands in place of a page when there is nothing to show on it: no index, no document, a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import IndexStatus
from assistant.errors import AssistantError, NoSnapshot, SnapshotBroken
from assistant.ui import ingest_report, work
from assistant.ui.escape import markdown

if TYPE_CHECKING:
    from assistant.api import Assistant


def ready(assistant: Assistant) -> IndexStatus | None:
    """The index when questions can be put to it; otherwise None, and the page says what to do."""
    status = assistant.status()
    if status.snapshot is None:
        _offer_index(assistant, status)
        return None
    show_damage(assistant, status)
    if status.documents == 0:
        st.title("No documents yet")
        st.markdown(
            "The index is built, but there is no document in it. Add some in the **Library**, "
            "or put them in this folder and bring the index up to date."
        )
        st.code(status.corpus, language=None)
        _build_button(assistant, "Bring up to date")
        return None
    return status


def show_damage(assistant: Assistant, status: IndexStatus) -> None:
    """Says that another snapshot answers than the published one, while that is damaged, and offers the remedy."""
    if status.damage:
        st.warning(markdown(status.damage), icon=":material/warning:")
        _build_button(assistant, "Build the index anew")


def _offer_index(assistant: Assistant, status: IndexStatus) -> None:
    if status.damage:
        st.title("The index is damaged")
        st.error(markdown(status.damage), icon=":material/error:")
    else:
        st.title("The index is not built yet")
    st.markdown(
        "The documents have to be read once before questions can be put to them. They are read from this folder:"
    )
    st.code(status.corpus, language=None)
    _build_button(assistant, "Build the index")


def _build_button(assistant: Assistant, label: str) -> None:
    if not assistant.may_change:
        st.caption("An administrator can do that: you may not change the documents.")
        return
    outcome = work.show(assistant)
    if outcome:
        ingest_report.show(outcome)
    st.button(
        label,
        type="primary",
        key="build-index",
        disabled=work.shared_work(assistant).running,
        on_click=work.bring_up_to_date,
        args=(assistant,),
    )


def show_fault(error: AssistantError, assistant: Assistant | None) -> None:
    """Says what is broken and what to do; offers to build the index where that is the remedy."""
    st.title("Something is not working")
    st.error(markdown(str(error)), icon=":material/error:")
    if assistant is not None and isinstance(error, NoSnapshot | SnapshotBroken):
        _build_button(assistant, "Build the index")
