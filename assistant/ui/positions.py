"""The page *Positions*: the packs that were kept and the sheets to make one from, or the pack that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import AnswerSheet, Kept, PositionPack
from assistant.domain.reference import long_date
from assistant.ui import components, pack_session, pack_view, states, theme
from assistant.ui.components import Payload
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_PACKS: list[Payload] = [
    {"key": "title", "label": "Title", "kind": "open"},
    {"key": "delegation", "label": "Delegation"},
    {"key": "meeting", "label": "Meeting"},
    {"key": "date", "label": "Date", "kind": "nowrap"},
    {"key": "updated", "label": "Last change (UTC)", "kind": "nowrap"},
]
_SHEETS: list[Payload] = [
    {"key": "title", "label": "Title", "kind": "open"},
    {"key": "answered", "label": "Answered", "kind": "nowrap"},
    {"key": "updated", "label": "Last change (UTC)", "kind": "nowrap"},
]


def show(assistant: Assistant) -> None:
    """Draws the list, or the pack that the address names."""
    if states.ready(assistant) is None:
        return
    problem = pack_session.vanished(assistant)
    kept = None if problem else pack_session.held(assistant)
    if kept is not None:
        pack_view.show(assistant, kept)
        return
    theme.page_width("72rem")
    st.title("Positions")
    if problem:
        st.warning(markdown(problem))
    st.markdown(
        "A position pack says for each question of a note what your delegation will say, and what that rests on. Lines "
        "with a source open it; lines of your own say that they are."
    )
    _show_kept(assistant)
    _show_sheets(assistant)


def _show_kept(assistant: Assistant) -> None:
    words = st.text_input(
        "Search",
        placeholder="Search the lines, questions, delegations and meetings of kept packs",
        label_visibility="collapsed",
        icon=":material/search:",
        key="pack-words",
        type="search",
        live=True,
    )
    components.table(
        _PACKS,
        [_pack_row(one) for one in assistant.desk.packs.everything(words or "")],
        key="packs-table",
        label="Kept packs",
        empty="No kept pack holds these words." if words else "No position pack has been made yet.",
        on_open=partial(pack_session.open_pack, assistant),
    )


def _pack_row(kept: Kept[PositionPack]) -> Payload:
    pack = kept.value
    return {
        "id": kept.id,
        "note": pack.note or count(len(pack.points), "question"),
        "cells": {
            "title": pack.title,
            "delegation": pack.delegation or None,
            "meeting": pack.meeting or None,
            "date": long_date(pack.date) or None,
            "updated": kept.updated[:16].replace("T", " "),
        },
        "sort": {"date": pack.date},
    }


def _show_sheets(assistant: Assistant) -> None:
    st.subheader("Make one from an answer sheet")
    components.table(
        _SHEETS,
        [_sheet_row(one) for one in assistant.desk.sheets.everything() if one.value.entries],
        key="pack-sheets-table",
        label="Answer sheets",
        empty="No answer sheet has an answer yet. Choose a note on the page Answer sheets, and answer its questions.",
        on_open=partial(_begin, assistant),
    )


def _begin(assistant: Assistant, sheet_id: str) -> None:
    name = pack_session.begin(assistant, assistant.desk.sheets.take(sheet_id).value)
    pack_session.open_pack(assistant, name)


def _sheet_row(kept: Kept[AnswerSheet]) -> Payload:
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
