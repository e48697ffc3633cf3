"""The page *Library*: the documents, one of them when it is chosen, and what comes in and goes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import DocumentSummary, name_warning, seen_name
from assistant.ui import (
    components,
    document_view,
    facets,
    full_text,
    ingest_report,
    intake,
    source_list,
    states,
    theme,
    work,
)
from assistant.ui.components import Payload
from assistant.ui.wording import count, kept_back

if TYPE_CHECKING:
    from assistant.api import Assistant

_COLUMNS: list[Payload] = [
    {"key": "title", "label": "Title", "kind": "open"},
    {"key": "kind", "label": "Kind"},
    {"key": "number", "label": "Number", "kind": "nowrap"},
    {"key": "date", "label": "Date", "kind": "nowrap"},
    {"key": "issuer", "label": "Issuer"},
    {"key": "marking", "label": "Marking", "kind": "marking"},
    {"key": "pages", "label": "Pages", "kind": "number"},
    {"key": "language", "label": "Language"},
]


def show(assistant: Assistant) -> None:
    """Draws the list, or the document that the address names."""
    theme.page_width("84rem")
    chosen = st.query_params.get("document")
    if chosen is not None:
        document_view.show(assistant, chosen)
        return
    if assistant.status().snapshot is None:
        states.ready(assistant)
        return
    _show_list(assistant)


def _show_list(assistant: Assistant) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title("Library", width="stretch")
        if assistant.may_change:
            intake.show_buttons(assistant)
    outcome = work.show(assistant) if assistant.may_change else None
    if outcome:
        ingest_report.show(outcome)
    view = st.segmented_control(
        "Show", list(_VIEWS), default="Documents", required=True, key="library-view", label_visibility="collapsed"
    )
    _VIEWS[view or "Documents"](assistant)


def _show_documents(assistant: Assistant) -> None:
    documents = assistant.documents()
    words = st.text_input(
        "Filter",
        placeholder="Filter by title, number, issuer, kind, date or marking",
        label_visibility="collapsed",
        icon=":material/search:",
        key="library-filter",
        type="search",
        live=True,
    )
    chosen = facets.show(documents)
    found = [document for document in chosen if matches(document, words or "")]
    narrowed = len(found) < len(documents)
    st.caption(
        f"{len(found):,} of {count(len(documents), 'document')}" if narrowed else count(len(documents), "document")
    )
    components.table(
        _COLUMNS,
        [_row(document) for document in found],
        key="documents-table",
        label="Documents",
        empty="No document holds these words in its title, number, issuer, kind, date or marking.",
        on_open=_open,
    )
    _show_refused(assistant)


_VIEWS: dict[str, Callable[[Assistant], None]] = {
    "Documents": _show_documents,
    "Full text": full_text.show,
    "Footnote sources": source_list.show,
}


def matches(document: DocumentSummary, words: str) -> bool:
    """Whether every word stands somewhere in what the list shows of a document, whatever its case."""
    shown = (
        document.id,
        document.title,
        document.kind,
        document.document_number,
        document.date,
        document.issuer,
        document.marking,
        document.language,
    )
    text = " ".join(one for one in shown if one).casefold()
    return all(word in text for word in words.casefold().split())


def _open(document: str) -> None:
    st.query_params["document"] = document


def _row(document: DocumentSummary) -> Payload:
    return {
        "id": document.id,
        "note": " · ".join([seen_name(document.id), *_warnings(document)]),
        "cells": {
            "title": document.title,
            "kind": document.kind,
            "number": document.document_number,
            "date": document.date,
            "issuer": document.issuer,
            "marking": document.marking,
            "pages": document.pages,
            "language": document.language,
        },
    }


def _warnings(document: DocumentSummary) -> list[str]:
    return [*filter(None, [name_warning(document.id)]), *kept_back(document.instructions)]


def _show_refused(assistant: Assistant) -> None:
    refused = assistant.status().refused
    if not refused:
        return
    with st.expander(f"Files that could not be read ({len(refused):,})", icon=":material/block:", key="refused"):
        ingest_report.rows_table(refused, key="refused-rows")
