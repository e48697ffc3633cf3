"""How much each document says on each theme, and when the documents were written; a table behind each picture."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.domain import Comparison, DocumentSummary
from assistant.domain.reference import long_date, shortened
from assistant.ui import charts, components
from assistant.ui.compare_session import COMPARISONS, Opened
from assistant.ui.components import Payload
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant

_NAME, _THEME = 46, 40


def show(assistant: Assistant, comparison: Comparison) -> None:
    """Draws the heat map and the timeline."""
    st.subheader("Evidence")
    most = max((cell.read for cell in comparison.cells), default=0)
    st.caption(
        f"Counted: of the {most or 'ten'} passages of a document nearest to a theme, those that “may answer” it, each "
        "judged as if it were the first one found. Choose a cell to read them; one that is missing is not filled yet."
    )
    rows = evidence_rows(comparison)
    if rows:
        _show_heat_map(comparison, rows)
        _show_evidence_table(comparison, rows)
    else:
        st.info("Nothing has been counted yet. Fill the grid first.")
    st.subheader("Timeline")
    _show_timeline([one for one in assistant.documents() if one.id in comparison.documents])


def evidence_rows(comparison: Comparison) -> list[Payload]:
    """A record for each cell that could be asked: its names, how many passages speak to the theme, and their place."""
    names, themes = _names(comparison), _themes(comparison)
    cells = [cell for cell in comparison.cells if cell.answer is not None]
    most = max((len(cell.evidence) for cell in cells), default=0)
    return [
        {
            "row": cell.row,
            "column": cell.column,
            "document": names[cell.row],
            "theme": themes[cell.column],
            "passages": len(cell.evidence),
            "said": f"{len(cell.evidence)} of the {count(cell.read, 'nearest passage')}",
            "ink": charts.ink(len(cell.evidence), most),
        }
        for cell in cells
    ]


def _names(comparison: Comparison) -> dict[str, str]:
    """A short name for each row; two that would be cut to the same words are told apart by their dates."""
    return _distinct({row.id: (shortened(row.label, _NAME), row.date) for row in comparison.rows})


def _themes(comparison: Comparison) -> dict[str, str]:
    return _distinct({column.id: (shortened(column.text, _THEME), None) for column in comparison.columns})


def _distinct(names: dict[str, tuple[str, str | None]]) -> dict[str, str]:
    """Names without two alike: what is alike gets its date, and a number where that does not tell them apart."""
    several = Counter(name for name, _ in names.values())
    dated = {id_: f"{name} · {day}" if several[name] > 1 and day else name for id_, (name, day) in names.items()}
    taken: Counter[str] = Counter()
    told = {}
    for id_, name in dated.items():
        taken[name] += 1
        told[id_] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return told


def _show_heat_map(comparison: Comparison, rows: list[Payload]) -> None:
    chart = charts.heat_map(
        rows,
        down="Section" if comparison.rows[0].section else "Document",
        documents=list(_names(comparison).values()),
        themes=list(_themes(comparison).values()),
    )
    event: Any = st.altair_chart(
        chart, width="stretch", key="evidence-map", on_select="rerun", selection_mode=charts.SELECTED
    )
    _follow(comparison, event)


def _follow(comparison: Comparison, event: Any) -> None:
    """Opens the passages of the field that was clicked, once."""
    picked = (event.get("selection") or {}).get(charts.SELECTED) if event else None
    first = picked[0] if picked else None
    if first == st.session_state.get("evidence-picked"):
        return
    st.session_state["evidence-picked"] = first
    if first and _open(comparison, str(first.get("row")), str(first.get("column"))):
        st.rerun()


def _open(comparison: Comparison, row: str, column: str) -> bool:
    cell = comparison.cell(row, column)
    if cell is None or not cell.evidence:
        return False
    COMPARISONS.show_passage(Opened("evidence", row, column, 1))
    return True


def _show_evidence_table(comparison: Comparison, rows: list[Payload]) -> None:
    with st.expander("The same as a table", icon=":material/table_rows:", key="evidence-table-fold"):
        columns: list[Payload] = [
            {"key": "document", "label": "Section" if comparison.rows[0].section else "Document", "kind": "open"},
            {"key": "theme", "label": "Theme", "kind": ""},
            {"key": "passages", "label": "Passages", "kind": "number"},
        ]
        shown = [{"id": str(order), "cells": row} for order, row in enumerate(rows)]
        components.table(
            columns,
            shown,
            key="evidence-table",
            label="Evidence by document and theme",
            empty="Nothing has been counted yet.",
            on_open=lambda order: _open_row(comparison, rows, order),
        )


def _open_row(comparison: Comparison, rows: list[Payload], order: str) -> None:
    row = rows[int(order)]
    _open(comparison, row["row"], row["column"])


def _show_timeline(documents: list[DocumentSummary]) -> None:
    dated = sorted((one for one in documents if _is_day(one.date)), key=lambda one: (str(one.date), one.id))
    names = _distinct({one.id: (shortened(one.document_number or one.title, _NAME), one.date) for one in dated})
    rows = [{"document": names[one.id], "date": one.date, "when": long_date(one.date)} for one in dated]
    if rows:
        st.altair_chart(charts.timeline(rows), width="stretch", key="timeline")
    undated = [one.title for one in documents if not _is_day(one.date)]
    if undated:
        st.caption(f"{count(len(undated), 'document')} without a full date: not on the timeline.")
    columns: list[Payload] = [
        {"key": "title", "label": "Title", "kind": "wide"},
        {"key": "number", "label": "Number", "kind": "nowrap"},
        {"key": "date", "label": "Date", "kind": "nowrap"},
    ]
    with st.expander("The same as a table", icon=":material/table_rows:", key="timeline-table-fold"):
        components.table(
            columns,
            [
                {"id": one.id, "cells": {"title": one.title, "number": one.document_number, "date": one.date}}
                for one in (*dated, *(one for one in documents if not _is_day(one.date)))
            ],
            key="timeline-table",
            label="The dates of the documents",
            empty="There is no document.",
            on_open=None,
        )


def _is_day(stated: str | None) -> bool:
    try:
        date.fromisoformat(stated or "")
    except ValueError:
        return False
    return True
