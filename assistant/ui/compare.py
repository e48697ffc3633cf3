"""The page *Compare*: documents to choose and questions to put to them, the comparisons that were kept, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Comparison, DocumentSummary, Kept
from assistant.ui import compare_session, compare_view, kept_list, states, theme
from assistant.ui.compare_session import COMPARISONS
from assistant.ui.components import Payload
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_KEPT: list[Payload] = [
    kept_list.TITLE,
    {"key": "columns", "label": "Questions", "kind": "number"},
    {"key": "filled", "label": "Cells", "kind": "nowrap"},
    kept_list.UPDATED,
]
_LONGEST = 80


def show(assistant: Assistant) -> None:
    """Draws the list, or the comparison that the address names."""
    status = states.ready(assistant)
    if status is None:
        return
    problem = COMPARISONS.vanished(assistant)
    kept = None if problem else COMPARISONS.held(assistant)
    if kept is not None:
        compare_view.show(assistant, kept, snapshot=status.snapshot)
        return
    theme.page_width("72rem")
    kept_list.introduction(
        "Compare",
        problem,
        "Put the same questions to several documents and read the answers side by side, see how much each document "
        "says on a theme, and where two documents disagree. Choose one document alone to compare its sections.",
    )
    _show_new(assistant)
    st.subheader("Kept comparisons")
    kept_list.table(
        assistant,
        COMPARISONS,
        _KEPT,
        _kept_row,
        noun="comparison",
        looks_in="the documents, questions and cells of kept comparisons",
    )


def _show_new(assistant: Assistant) -> None:
    summaries = {one.id: one for one in assistant.documents()}
    with st.container(border=True, key="new-comparison"):
        chosen = st.multiselect(
            "Documents",
            list(summaries),
            format_func=lambda name: _named(summaries[name]),
            placeholder="Choose two or more, or one for its sections",
            key="compared-documents",
        )
        questions = st.text_area(
            "Questions or themes, one for each line",
            placeholder="How much cocaine was stopped?\nliaison officers",
            key="compared-questions",
        )
        asked = [line.strip() for line in (questions or "").splitlines() if any(map(str.isalpha, line))]
        cells = len(chosen) * len(asked) if len(chosen) > 1 else 0
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Compare",
                type="primary",
                key="make-comparison",
                disabled=not chosen or not asked,
                on_click=_begin,
                args=(assistant, tuple(chosen), tuple(asked)),
            )
            if cells:
                st.caption(f"{count(cells, 'cell')}, filled one after the other")


def _named(summary: DocumentSummary) -> str:
    """A document as a choice: its number, title and date; Streamlit shows such a label as plain text."""
    title = summary.title if len(summary.title) <= _LONGEST else f"{summary.title[:_LONGEST].rstrip()}…"
    return " · ".join(part for part in (summary.document_number, title, summary.date) if part)


def _begin(assistant: Assistant, documents: tuple[str, ...], questions: tuple[str, ...]) -> None:
    compare_session.begin(assistant, assistant.desk.comparison(documents, questions))


def _kept_row(kept: Kept[Comparison]) -> Payload:
    comparison = kept.value
    return {
        "id": kept.id,
        "note": "; ".join(column.text for column in comparison.columns),
        "cells": {
            "title": comparison.title,
            "columns": len(comparison.columns),
            "filled": f"{len(comparison.cells)} of {len(comparison.places)}",
            "updated": kept_list.updated(kept),
        },
    }
