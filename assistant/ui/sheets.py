"""The page *Answer sheets*: the notes that put questions, the sheets that were kept, or the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import AnswerSheet, DocumentSummary, Kept
from assistant.ui import components, sheet_session, sheet_view, states, theme
from assistant.ui.components import Payload
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_NOTES: list[Payload] = [
    {"key": "title", "label": "Title", "kind": "open"},
    {"key": "number", "label": "Number", "kind": "nowrap"},
    {"key": "date", "label": "Date", "kind": "nowrap"},
    {"key": "marking", "label": "Marking", "kind": "marking"},
    {"key": "questions", "label": "Questions", "kind": "number"},
]
_SHEETS: list[Payload] = [
    {"key": "title", "label": "Title", "kind": "open"},
    {"key": "answered", "label": "Answered", "kind": "nowrap"},
    {"key": "updated", "label": "Last change (UTC)", "kind": "nowrap"},
]


def show(assistant: Assistant) -> None:
    """Draws the list, or the sheet that the address names."""
    status = states.ready(assistant)
    if status is None:
        return
    problem = sheet_session.vanished(assistant)
    kept = None if problem else sheet_session.held(assistant)
    if kept is not None:
        sheet_view.show(assistant, kept, snapshot=status.snapshot)
        return
    theme.page_width("72rem")
    st.title("Answer sheets")
    if problem:
        st.warning(markdown(problem))
    st.markdown(
        "Choose a note: its own questions are answered one by one, and each answer tells apart what the note says, "
        "what official texts say, and what others say."
    )
    _show_notes(assistant)
    _show_paste(assistant)
    _show_kept(assistant)


def _show_notes(assistant: Assistant) -> None:
    notes = [document for document in assistant.documents() if document.questions]
    st.subheader("Documents that put questions")
    components.table(
        _NOTES,
        [_note_row(note) for note in notes],
        key="notes-table",
        label="Documents that put questions",
        empty="No document of the library puts questions. Add a note in the Library, or paste questions below.",
        on_open=lambda name: sheet_session.begin(assistant, assistant.desk.sheet(name)),
    )


def _note_row(note: DocumentSummary) -> Payload:
    return {
        "id": note.id,
        "note": note.id,
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
    sheet_session.begin(assistant, assistant.desk.sheet_of_text(st.session_state["pasted"]))


def _show_kept(assistant: Assistant) -> None:
    st.subheader("Kept sheets")
    words = st.text_input(
        "Search",
        placeholder="Search the questions and answers of kept sheets",
        label_visibility="collapsed",
        icon=":material/search:",
        key="sheet-words",
        type="search",
        live=True,
    )
    kept = assistant.desk.sheets.everything(words or "")
    opens: Callable[[str], None] = partial(sheet_session.open_sheet, assistant)
    components.table(
        _SHEETS,
        [_kept_row(one) for one in kept],
        key="sheets-table",
        label="Kept sheets",
        empty="No kept sheet holds these words." if words else "No sheet has been made yet.",
        on_open=opens,
    )


def _kept_row(kept: Kept[AnswerSheet]) -> Payload:
    sheet = kept.value
    return {
        "id": kept.id,
        "note": sheet.document or count(len(sheet.questions), "question"),
        "cells": {
            "title": sheet.title,
            "answered": f"{sheet.count_answered} of {len(sheet.questions)}",
            "updated": kept.updated[:16].replace("T", " "),
        },
    }
