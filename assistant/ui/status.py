"""The page *Status*: what answers now, from what, with what, and what is promised."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import IndexStatus
from assistant.ui import components, ingest_report, states, theme
from assistant.ui.components import Payload

if TYPE_CHECKING:
    from assistant.api import Assistant

_PROMISES = (
    (
        "No outbound connection",
        "Reading, searching and answering happen on this computer. Links in footnotes are shown and never fetched.",
    ),
    ("Nothing unproved", "A sentence is shown as an answer only when its words stand on the page it names."),
    ("Nothing lost", "Deleting the index loses nothing that a person made: all of that is in the workspace."),
)


def show(assistant: Assistant) -> None:
    """Draws the page."""
    theme.page_width("62rem")
    status = assistant.status()
    if status.snapshot is None:
        states.ready(assistant)
        return
    st.title("Status")
    states.show_damage(assistant, status)
    left, right = st.columns(2, gap="large")
    versions: list[Payload] = [
        {"label": name, "value": version, "own": True} for name, version in status.versions.items()
    ]
    with left:
        _show_facts("Index", index_facts(status), key="status-index")
    with right:
        _show_facts("Folders", folder_facts(status), key="status-folders")
        _show_facts("Versions", versions, key="status-versions")
    st.subheader("Promises")
    for title, text in _PROMISES:
        st.markdown(f"**{title}.** {text}")
    if status.refused:
        st.subheader("Files that could not be read")
        ingest_report.rows_table(status.refused, key="status-refused")


def _show_facts(title: str, facts: list[Payload], *, key: str) -> None:
    st.subheader(title)
    components.facts(facts, key=key, on_page=lambda _: None)


def index_facts(status: IndexStatus) -> list[Payload]:
    """The snapshot that answers, and its counts."""
    shown = (
        ("Snapshot", status.snapshot),
        ("Published", moment(status.published)),
        ("Documents", f"{status.documents:,}"),
        ("Pages", f"{status.pages:,}"),
        ("Passages", f"{status.chunks:,}"),
        ("Files refused", f"{len(status.refused):,}"),
        ("Size on disk", size(status.size_bytes)),
        ("Embedding model", status.embedder),
        ("Language model", "none: answers are sentences quoted from the documents"),
    )
    return [{"label": label, "value": value, "own": True} for label, value in shown]


def moment(published: str | None) -> str | None:
    """An ISO timestamp for people: "23 November 2026, 08:53 UTC"; as it is where it is not one."""
    try:
        when = datetime.fromisoformat(published or "").astimezone(UTC)
        return f"{when.day} {when:%B %Y, %H:%M} UTC"
    except ValueError:
        return published


def folder_facts(status: IndexStatus) -> list[Payload]:
    """Where things are kept."""
    shown = (("Corpus", status.corpus), ("Index", status.index), ("Workspace", status.workspace))
    return [{"label": label, "value": value, "own": True} for label, value in shown]


def size(size_bytes: int) -> str:
    """A number of bytes for people: "12.3 MB"."""
    amount, unit = float(size_bytes), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
