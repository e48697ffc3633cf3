"""The page *Answer sheets*: the notes that put questions, the sheets that were kept, or the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import DocumentSummary, seen_name
from assistant.ui import components, kept_list, sheet_view, states, theme
from assistant.ui.components import Payload
from assistant.ui.sheet_session import SHEETS

if TYPE_CHECKING:
    from assistant.api import Assistant

_NOTES: list[Payload] = [
    kept_list.TITLE,
    {"key": "number", "label": "Number", "kind": "nowrap"},
    {"key": "date", "label": "Date", "kind": "nowrap"},
    {"key": "marking", "label": "Marking", "kind": "marking"},
    {"key": "questions", "label": "Questions", "kind": "number"},
]


def show(assistant: Assistant) -> None:
    """Draws the list, or the sheet that the address names."""
    status = states.ready(assistant)
    if status is None:
        return
    problem = SHEETS.vanished(assistant)
    kept = None if problem else SHEETS.held(assistant)
    if kept is not None:
        sheet_view.show(assistant, kept, snapshot=status.snapshot)
        return
    theme.page_width("72rem")
    kept_list.introduction(
        "Answer sheets",
        problem,
        "Choose a note: its own questions are answered one by one, and each answer tells apart what the note says, "
        "what official texts say, and what others say.",
    )
    _show_notes(assistant)
    _show_paste(assistant)
    st.subheader("Kept sheets")
    kept_list.table(
        assistant,
        SHEETS,
        kept_list.SHEET_COLUMNS,
        kept_list.sheet_row,
        noun="sheet",
        looks_in="the questions and answers of kept sheets",
    )


def _show_notes(assistant: Assistant) -> None:
    notes = [document for document in assistant.documents() if document.questions]
    st.subheader("Documents that put questions")
    components.table(
        _NOTES,
        [_note_row(note) for note in notes],
        key="notes-table",
        label="Documents that put questions",
        empty="No document of the library puts questions. Add a note in the Library, or paste questions below.",
        on_open=lambda name: SHEETS.begin(assistant, assistant.desk.sheet(name)),
    )


def _note_row(note: DocumentSummary) -> Payload:
    return {
        "id": note.id,
        "note": seen_name(note.id),
        "cells": {
            "title": note.title,
            "number": note.document_number,
            "date": note.date,
            "marking": note.marking,
            "questions": note.questions,
        },
    }


def _show_paste(assistant: Assistant) -> None:
    with st.expander("Paste questions instead", icon=":material/content_paste:", key="paste"):
        text = st.text_area("One question for each line, or for each question mark", key="pasted")
        st.button(
            "Make a sheet",
            key="make-sheet",
            disabled=not any(letter.isalpha() for letter in text or ""),
            on_click=_begin_pasted,
            args=(assistant,),
        )


def _begin_pasted(assistant: Assistant) -> None:
    SHEETS.begin(assistant, assistant.desk.sheet_of_text(st.session_state["pasted"]))
