"""Narrowing a list of documents by what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.domain import DocumentSummary

_NOT_STATED = "not stated"
_FACETS: dict[str, Callable[[DocumentSummary], str | None]] = {
    "Issuer": lambda one: one.issuer,
    "Kind": lambda one: one.kind,
    "Year": lambda one: one.date[:4] if one.date and one.date[:4].isdecimal() else None,
    "Marking": lambda one: one.marking,
    "Language": lambda one: one.language,
}


def show(documents: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Draws a choice for each facet that tells documents apart; gives those that pass all of them."""
    kept = list(documents)
    with st.container(horizontal=True, gap="small", key="facets"):
        for label, of in _FACETS.items():
            values = _values(documents, of)
            if len(values) < 2:
                continue
            chosen = st.multiselect(
                label, values, key=f"facet-{label.lower()}", placeholder=label, label_visibility="collapsed", width=190
            )
            if chosen:
                kept = [one for one in kept if (of(one) or _NOT_STATED) in chosen]
    return kept


def _values(documents: Sequence[DocumentSummary], of: Callable[[DocumentSummary], str | None]) -> list[str]:
    """The values that occur, sorted; what is not stated comes last."""
    found = {of(one) or _NOT_STATED for one in documents}
    return sorted(found, key=lambda value: (value == _NOT_STATED, value.casefold()))
