"""What was kept of one kind: the list to choose from, and what every open one has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.domain import AnswerSheet, Kept
from assistant.ui import components
from assistant.ui.components import Payload
from assistant.ui.escape import markdown
from assistant.ui.holding import Holder
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

UPDATED: Payload = {"key": "updated", "label": "Last change (UTC)", "kind": "nowrap"}
TITLE: Payload = {"key": "title", "label": "Title", "kind": "open"}
SHEET_COLUMNS: list[Payload] = [TITLE, {"key": "answered", "label": "Answered", "kind": "nowrap"}, UPDATED]


def introduction(title: str, problem: str, text: str) -> None:
    """The head of the page; ``problem`` says why what the address names cannot be opened."""
    st.title(title)
    if problem:
        st.warning(markdown(problem))
    st.markdown(text)


def table(
    assistant: Assistant,
    holder: Holder[Any, Any],
    columns: list[Payload],
    row: Callable[[Kept[Any]], Payload],
    *,
    noun: str,
    looks_in: str,
) -> None:
    """What is kept, the one changed last first, with a box to search it. ``noun`` is what one is called."""
    words = st.text_input(
        "Search",
        placeholder=f"Search {looks_in}",
        label_visibility="collapsed",
        icon=":material/search:",
        key=f"{holder.name}-words",
        type="search",
        live=True,
    )
    components.table(
        columns,
        [row(one) for one in holder.shelf(assistant).everything(words or "")],
        key=f"{holder.name}s-table",
        label=f"Kept {noun}s",
        empty=f"No kept {noun} holds these words." if words else f"No {noun} has been made yet.",
        on_open=partial(holder.open, assistant),
    )


def updated(kept: Kept[Any]) -> str:
    """When it was last changed, to the minute."""
    return kept.updated[:16].replace("T", " ")


def sheet_row(kept: Kept[AnswerSheet]) -> Payload:
    """An answer sheet as a row."""
    sheet = kept.value
    return {
        "id": kept.id,
        "note": sheet.document or count(len(sheet.questions), "question"),
        "cells": {
            "title": sheet.title,
            "answered": f"{sheet.count_answered} of {len(sheet.questions)}",
            "updated": updated(kept),
        },
    }


def bar(
    assistant: Assistant, holder: Holder[Any, Any], kept: Kept[Any], *, noun: str, more: Sequence[Callable[[], None]]
) -> None:
    """The buttons above an open one: back to the list, ``more`` of its own, undo, remove."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        button(f"All {noun}s", "arrow_back", holder.leave, key="back")
        st.space("stretch")
        for draw in more:
            draw()
        button("Undo", "undo", partial(holder.undo, assistant), disabled=not holder.can_undo())
        button("Remove", "delete", partial(holder.remove, assistant, kept.id), key=f"remove-{noun}")


def button(label: str, icon: str, act: Callable[[], None], *, key: str = "", disabled: bool = False) -> None:
    """A quiet button with an icon; ``key`` is the label's where none is given."""
    name = key or label.lower()
    st.button(label, icon=f":material/{icon}:", type="tertiary", key=name, disabled=disabled, on_click=act)


def notice(assistant: Assistant, holder: Holder[Any, Any], kept: Kept[Any], *, noun: str) -> None:
    """What a person can do whose last change was not kept, because another window kept one first."""
    if not holder.overtaken():
        return
    st.warning(
        f"This {noun} was changed in another window, so your last change is not kept. What you see here is yours. Keep "
        "it as a copy, or show what is kept: then your change is gone."
    )
    with st.container(horizontal=True, gap="small"):
        st.button("Keep mine as a copy", key="keep-copy", on_click=holder.keep_copy, args=(assistant,))
        st.button("Show what is kept", key="reload", on_click=holder.open, args=(assistant, kept.id))
