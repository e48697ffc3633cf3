"""The page *Positions*: the packs that were kept and the sheets to make one from, or the pack that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Kept, PositionPack
from assistant.domain.reference import long_date
from assistant.ui import components, kept_list, pack_session, pack_view, states, theme
from assistant.ui.components import Payload
from assistant.ui.pack_session import PACKS
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_PACKS: list[Payload] = [
    kept_list.TITLE,
    {"key": "delegation", "label": "Delegation"},
    {"key": "meeting", "label": "Meeting"},
    {"key": "date", "label": "Date", "kind": "nowrap"},
    kept_list.UPDATED,
]


def show(assistant: Assistant) -> None:
    """Draws the list, or the pack that the address names."""
    if states.ready(assistant) is None:
        return
    problem = PACKS.vanished(assistant)
    kept = None if problem else PACKS.held(assistant)
    if kept is not None:
        pack_view.show(assistant, kept)
        return
    theme.page_width("72rem")
    kept_list.introduction(
        "Positions",
        problem,
        "A position pack says for each question of a note what your delegation will say, and what that rests on. Lines "
        "with a source open it; lines of your own say that they are.",
    )
    kept_list.table(
        assistant,
        PACKS,
        _PACKS,
        _pack_row,
        noun="position pack",
        looks_in="the lines, questions, delegations and meetings of kept packs",
    )
    _show_sheets(assistant)


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
            "updated": kept_list.updated(kept),
        },
        "sort": {"date": pack.date},
    }


def _show_sheets(assistant: Assistant) -> None:
    st.subheader("Make one from an answer sheet")
    components.table(
        kept_list.SHEET_COLUMNS,
        [kept_list.sheet_row(one) for one in assistant.desk.sheets.everything() if one.value.entries],
        key="pack-sheets-table",
        label="Answer sheets",
        empty="No answer sheet has an answer yet. Choose a note on the page Answer sheets, and answer its questions.",
        on_open=partial(_begin, assistant),
    )


def _begin(assistant: Assistant, sheet_id: str) -> None:
    PACKS.open(assistant, pack_session.keep_from(assistant, assistant.desk.sheets.take(sheet_id).value))
