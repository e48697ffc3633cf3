"""What an ingest did, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from assistant.domain import IngestOutcome, IngestReport, IngestRow, seen_name
from assistant.ui import components, work
from assistant.ui.components import Payload
from assistant.ui.escape import markdown
from assistant.ui.wording import count

_COLUMNS: list[Payload] = [
    {"key": "file", "label": "File", "kind": "open"},
    {"key": "outcome", "label": "Outcome", "kind": "badge"},
    {"key": "pages", "label": "Pages", "kind": "number"},
    {"key": "chunks", "label": "Passages", "kind": "number"},
]


def show(outcome: work.Outcome) -> None:
    """Draws how a piece of work ended, with a button that takes it off the page."""
    with st.container(border=True, key="outcome"):
        if outcome.report is None:
            st.error(markdown(outcome.failure or ""), icon=":material/error:")
        else:
            st.markdown(f"**{markdown(outcome.title)}: done.** {summary(outcome.report)}")
            telling = [row for row in outcome.report.rows if row.outcome is not IngestOutcome.UNCHANGED or row.reason]
            if telling:
                rows_table(telling, key="outcome-rows")
        st.button("Dismiss", key="dismiss-outcome", type="tertiary", on_click=work.dismiss)


def summary(report: IngestReport) -> str:
    """The report in one line: "2 added, 1 refused · 14 passages embedded · 1.2 s"."""
    counts = Counter(row.outcome for row in report.rows)
    said = [f"{counts[outcome]:,} {outcome.value}" for outcome in IngestOutcome if counts[outcome]]
    work_done = f"{count(report.embedded_chunks, 'passage')} embedded · {report.seconds_s:.1f} s"
    return f"{', '.join(said) or 'Nothing to do'} · {work_done}"


def rows_table(rows: Sequence[IngestRow], *, key: str) -> None:
    """A table of files with their outcome and, where there is one, the reason."""
    components.table(
        _COLUMNS,
        [
            {
                "id": row.path,
                "note": row.reason,
                "cells": {
                    "file": seen_name(row.path),
                    "outcome": row.outcome.value,
                    "pages": row.pages,
                    "chunks": row.chunks,
                },
            }
            for row in rows
        ],
        key=key,
        label="Files",
        empty="No file.",
        on_open=None,
    )
