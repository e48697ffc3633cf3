"""The grid of a comparison: documents or sections down, questions across, and how to change the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Comparison, GridCell, GridColumn, GridRow
from assistant.domain.marking import highest
from assistant.ui import compare_session, components
from assistant.ui.compare_session import COMPARISONS, Opened
from assistant.ui.components import Payload
from assistant.ui.wording import place

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant, comparison: Comparison) -> None:
    """Draws the grid, and below it the form for one more question."""
    waiting = COMPARISONS.waiting()
    components.grid(
        payload(comparison, waiting=waiting, opened=COMPARISONS.open_passage()),
        key="comparison-grid",
        on_cell=lambda name: _open(comparison, name),
        on_again=lambda name: _again(comparison, name),
        on_drop=lambda name: COMPARISONS.change(assistant, comparison.without_column(name)),
    )
    form = st.form("add-column", clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input("Add a question or a theme", key="added-column")
        if st.form_submit_button("Add") and text.strip():
            column = assistant.desk.own_column(text)
            COMPARISONS.change(assistant, comparison.with_column(column))
            if not COMPARISONS.overtaken():
                COMPARISONS.queue((*waiting, *((row.id, column.id) for row in comparison.rows)))
            st.rerun()


def payload(comparison: Comparison, *, waiting: list[tuple[str, str]], opened: Opened | None) -> Payload:
    """The comparison for the grid component."""
    here = [opened.row, opened.column, opened.number] if opened and opened.column else None
    return {
        "label": comparison.title,
        "rows_are": "Section" if any(row.section for row in comparison.rows) else "Document",
        "columns": [{"id": column.id, "text": column.text} for column in comparison.columns],
        "rows": [_row(comparison, row, waiting) for row in comparison.rows],
        "active": here,
        "marking": highest(cell.answer.marking for cell in comparison.cells if cell.answer),
    }


def _row(comparison: Comparison, row: GridRow, waiting: list[tuple[str, str]]) -> Payload:
    return {
        "id": row.id,
        "label": row.label,
        "note": "" if row.section else (row.date or "no date"),
        "date": row.date or "",
        "cells": [_cell(comparison.cell(row.id, column.id), row, column, waiting) for column in comparison.columns],
    }


def _cell(cell: GridCell | None, row: GridRow, column: GridColumn, waiting: list[tuple[str, str]]) -> Payload:
    shown: Payload = {"row": row.id, "column": column.id, "sentences": [], "blank": "", "state": "empty"}
    if waiting[:1] == [(row.id, column.id)]:
        return {**shown, "state": "filling"}
    if cell is None:
        return {**shown, "state": "waiting" if (row.id, column.id) in waiting else "empty"}
    if cell.answer is None:
        return {**shown, "state": "failed", "blank": cell.failure}
    sentences = [
        {
            "text": one.text,
            "support": one.support.value,
            "chips": [{"n": each.marker, "label": f"Source {each.marker}: {place(each)}"} for each in one.citations],
        }
        for one in cell.answer.sentences
    ]
    return {
        **shown,
        "state": "answered" if sentences else "blank",
        "sentences": sentences,
        "blank": cell.blank,
        "opens": bool(sentences or cell.answer.hits),
    }


def _open(comparison: Comparison, name: Payload) -> None:
    compare_session.open_cell(comparison.cell(name["row"], name["column"]), int(name["number"]))


def _again(comparison: Comparison, name: Payload) -> None:
    place = (name["row"], name["column"])
    if place in comparison.places:
        COMPARISONS.queue((place,))
