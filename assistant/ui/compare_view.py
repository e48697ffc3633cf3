"""One comparison: its grid, its coverage and timeline, its disagreements, and the passage beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.domain import Comparison, Kept
from assistant.ui import (
    compare_disagreements,
    compare_grid,
    compare_session,
    downloads,
    kept_list,
    passage,
    session,
    theme,
)
from assistant.ui.compare_session import COMPARISONS, Opened
from assistant.ui.escape import markdown
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_TABS = ("Grid", "Coverage and timeline", "Disagreements")


def show(assistant: Assistant, kept: Kept[Comparison], *, snapshot: str | None) -> None:
    """Draws the comparison; fills the next of the cells that wait, and draws it again."""
    comparison = kept.value
    opened = COMPARISONS.open_passage()
    numbered = _passages(comparison, opened)
    theme.page_width("110rem" if opened and numbered else "90rem")
    _show_head(assistant, kept, snapshot)
    talk, beside = st.columns([12, 10], gap="medium") if opened and numbered else (st.container(), None)
    if opened and numbered and beside is not None:
        with beside, st.container(key="passage"):
            _show_passage(assistant, opened, numbered)
    with talk, st.container(key="compared"):
        tab = st.segmented_control("View", _TABS, default=_TABS[0], key="compare-tab", label_visibility="collapsed")
        _view(tab)(assistant, comparison)
    if COMPARISONS.waiting():
        compare_session.fill_next(assistant, comparison)
        st.rerun()


def _view(tab: str | None) -> Callable[[Assistant, Comparison], None]:
    if tab == _TABS[1]:
        from assistant.ui import compare_coverage  # here, since Altair takes half a second that no other view needs

        return compare_coverage.show
    return compare_disagreements.show if tab == _TABS[2] else compare_grid.show


def _show_head(assistant: Assistant, kept: Kept[Comparison], snapshot: str | None) -> None:
    comparison = kept.value
    kept_list.bar(assistant, COMPARISONS, kept, noun="comparison", more=())
    st.title(markdown(comparison.title))
    kept_list.notice(assistant, COMPARISONS, kept, noun="comparison")
    _show_progress(assistant, comparison)
    if comparison.cells and comparison.snapshot not in (None, snapshot):
        st.caption("The documents have changed since this comparison. Run it again to see what they say now.")


def _show_progress(assistant: Assistant, comparison: Comparison) -> None:
    waiting = COMPARISONS.waiting()
    places = comparison.places
    left = tuple(place for place in places if (cell := comparison.cell(*place)) is None or cell.answer is None)
    with st.container(horizontal=True, vertical_alignment="center"):
        if waiting:
            st.button("Stop", icon=":material/stop:", key="stop-comparison", on_click=COMPARISONS.stop)
        elif places:
            st.button(
                "Fill the grid" if left else "Run again",
                type="primary" if left else "secondary",
                icon=":material/play_arrow:" if left else ":material/refresh:",
                key="fill-grid",
                on_click=COMPARISONS.queue,
                args=(left or places,),
            )
        st.caption(f"{len(places) - len(left)} of {count(len(places), 'cell')} filled · kept")
        st.space("stretch")
        if comparison.cells and not waiting:
            downloads.show(assistant, comparison, key="comparison")
    if waiting and places:
        st.progress(1 - len(waiting) / max(len(places), len(waiting)))


def _passages(comparison: Comparison, opened: Opened | None) -> list[tuple[int, passage.Passage]]:
    """The passages that can be walked through beside the comparison, numbered."""
    if opened is None:
        return []
    if opened.kind == "evidence" and not opened.column:
        return compare_disagreements.passages(comparison, opened.row)
    cell = comparison.cell(opened.row, opened.column)
    if cell is None or cell.answer is None:
        return []
    if opened.kind == "evidence":
        return [
            (number, passage.of_hit(hit, cell.answer.understood)) for number, hit in enumerate(cell.evidence, start=1)
        ]
    return passage.of_answer(cell.answer, opened.kind)


def _show_passage(assistant: Assistant, opened: Opened, numbered: list[tuple[int, passage.Passage]]) -> None:
    kind: Literal["citation", "hit", "evidence"] = opened.kind
    passage.show(
        assistant,
        numbered,
        session.OpenPassage(0, kind, opened.number),
        on_step=lambda step: COMPARISONS.show_passage(Opened(opened.kind, opened.row, opened.column, step.number)),
        on_close=COMPARISONS.close_passage,
    )
