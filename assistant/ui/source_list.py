"""What the corpus rests on: the sources that its footnotes name, and who cites them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import FootnoteSource
from assistant.ui import components
from assistant.ui.components import Payload
from assistant.ui.document_panels import go_to_page
from assistant.ui.escape import safe_url
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant) -> None:
    """Draws the sources, the most cited first."""
    found = _sources(assistant, assistant.status().snapshot)
    words = st.text_input(
        "Filter sources",
        placeholder="Filter by the words of a note, its address, or the document that cites it",
        label_visibility="collapsed",
        icon=":material/search:",
        key="source-filter",
        type="search",
        live=True,
    )
    shared_only = st.toggle("Only those that several documents cite", key="source-shared")
    kept = [one for one in found if matches(one, words or "") and (len(one.documents) > 1 or not shared_only)]
    notes = sum(len(one.uses) for one in kept)
    st.caption(f"{count(len(kept), 'source')} named by {count(notes, 'footnote')}")
    components.sources(
        [_row(one, order) for order, one in enumerate(kept)],
        key="footnote-sources",
        empty="No footnote of the library names such a source.",
        on_open=_open,
    )


@st.cache_resource(show_spinner="Gathering the footnotes…", max_entries=2)
def _sources(_assistant: Assistant, snapshot: str | None) -> tuple[FootnoteSource, ...]:
    """Gathered once for each snapshot: every document has to be looked at."""
    return _assistant.desk.footnote_sources()


def matches(source: FootnoteSource, words: str) -> bool:
    """Whether every word stands in what is shown of a source, whatever its case."""
    shown = [source.text, *(url.value for url in source.urls), *(use.title for use in source.uses)]
    text = " ".join(shown).casefold()
    return all(word in text for word in words.casefold().split())


def _row(source: FootnoteSource, order: int) -> Payload:
    return {
        "key": str(order),
        "text": source.text,
        "urls": [
            {"value": url.value, "safe": safe_url(url.value) is not None, "doubtful": url.doubtful}
            for url in source.urls
        ],
        "held": source.held_as,
        "summary": f"{count(len(source.uses), 'footnote')} in {count(len(source.documents), 'document')}",
        "uses": [
            {
                "target": f"{use.page}|{use.document}",
                "place": f"{use.title}, note {use.number}, page {use.page}",
                "phrase": use.phrase,
            }
            for use in source.uses
        ],
    }


def _open(target: str) -> None:
    page, _, document = target.partition("|")
    st.query_params["document"] = document
    go_to_page(int(page))
