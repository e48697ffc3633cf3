"""Full-text search over the Library: every place where some words stand, by document, narrowed by facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Mentions, TextMatch, seen_name
from assistant.ui import components, facets
from assistant.ui.components import Payload
from assistant.ui.document_panels import go_to_span
from assistant.ui.wording import around, count

if TYPE_CHECKING:
    from assistant.api import Assistant

# More are not listed of one document: it has a search of its own.
_LISTED = 20


def show(assistant: Assistant) -> None:
    """Draws the search box, the facets and what was found."""
    words = st.text_input(
        "Words",
        placeholder="Words that stand next to each other in the documents",
        label_visibility="collapsed",
        icon=":material/search:",
        key="full-text-words",
        type="search",
    )
    kept = facets.show(assistant.documents())
    if not words or not words.strip():
        st.caption("Every place where the words stand is listed here, by document. The order of the words counts.")
        return
    if not kept:
        st.caption("No document passes these filters.")
        return
    found = assistant.mentions(words.strip(), documents=[one.id for one in kept])
    st.caption(_summary(found))
    matches = [match for one in found.documents for match in one.matches[:_LISTED]]
    markings = {one.document: one.marking for one in found.documents}
    components.choices(
        [_item(match, order, markings[match.document]) for order, match in enumerate(matches)],
        key="full-text-matches",
        label="Places found",
        empty=_near(found),
        on_choose=lambda order: _open(assistant, matches[int(order)]),
    )


def _summary(found: Mentions) -> str:
    summary = (
        f"{count(found.total, 'place')} in {len(found.documents):,} of {count(found.searched_documents, 'document')}"
    )
    cut = any(len(one.matches) > _LISTED for one in found.documents)
    return f"{summary}; the first {_LISTED} of each are listed" if cut else summary


def _near(found: Mentions) -> str:
    near = f" Words of the documents that look like it: {', '.join(found.near)}." if found.near else ""
    return f"No document holds these words next to each other.{near}"


def _item(match: TextMatch, order: int, marking: str | None) -> Payload:
    before, after = around(match.before, match.after)
    return {
        "id": str(order),
        "segments": [
            {"text": before, "mark": None},
            {"text": match.matched, "mark": "match"},
            {"text": after, "mark": None},
        ],
        "meta": f"{seen_name(match.document)}, p. {match.span.page}" + (f", {marking}" if marking else ""),
    }


def _open(assistant: Assistant, match: TextMatch) -> None:
    st.query_params["document"] = match.document
    go_to_span(assistant.document(match.document), match.span)
