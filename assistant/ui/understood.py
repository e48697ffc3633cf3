"""What was understood of a document, so that a person can see in a minute whether to trust it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Document, FootnoteLink
from assistant.ui import components, document_panels, footnotes, navigation
from assistant.ui.components import Payload
from assistant.ui.page_view import Mark
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant


def marks(document: Document) -> list[Mark]:
    """The calls, notes and questions, to be marked on the pages."""
    calls = [
        Mark(span=call, kind="call", title=f"Call of note {note.number}")
        for note in document.footnotes
        for call in note.calls
    ]
    notes = [Mark(span=note.span, kind="note", title=f"Note {note.number}") for note in document.footnotes if note.span]
    asked = [Mark(span=one.span, kind="question", title=f"Question {one.number}") for one in document.questions]
    return [*calls, *notes, *asked]


def counts(document: Document) -> str:
    """One line of figures: pages, sections, sentences, footnotes by link, questions."""
    links = Counter(note.link for note in document.footnotes)
    sure = ", ".join(f"{links[link]} {link.value}" for link in FootnoteLink if links[link])
    figures = [
        count(len(document.pages), "page"),
        count(len(document.sections), "section"),
        count(len(document.sentences), "sentence"),
        count(len(document.footnotes), "footnote") + (f" ({sure})" if sure else ""),
        count(len(document.questions), "question"),
    ]
    if document.ocr_pages:
        figures.append(f"{count(len(document.ocr_pages), 'page')} read by OCR")
    return " · ".join(figures)


def show(assistant: Assistant, document: Document) -> None:
    """Everything that was understood, and everything that was left out."""
    st.caption(counts(document))
    with st.expander("What it says of itself", key="understood-facts"):
        components.facts(
            document_panels.stated_facts(document), key="understood-facts-list", on_page=document_panels.go_to_page
        )
    with st.expander(f"Contents ({len(document_panels.outline(document)):,})", key="understood-contents"):
        document_panels.contents(assistant, document)
    with st.expander(f"Footnotes ({len(document.footnotes):,})", key="understood-footnotes"):
        components.notes(
            footnotes.of_document(document),
            key="understood-notes",
            on_page=document_panels.go_to_page,
            on_open=navigation.open_document,
        )
    with st.expander(f"Questions ({len(document.questions):,})", key="understood-questions"):
        document_panels.questions(assistant, document)
    if document.instructions:
        with st.expander(f"Kept from language models ({len(document.instructions):,})", key="kept-back", expanded=True):
            _pages_list(
                [(one.page, one.text, one.reason) for one in document.instructions],
                key="kept-back-list",
                label="Kept from language models",
                empty="",
            )
    with st.expander(f"Left out of the text ({len(document.dropped):,})", key="understood-dropped", expanded=True):
        _pages_list(
            [(one.page, one.text, one.reason) for one in document.dropped],
            key="dropped",
            label="Left out",
            empty="Nothing was left out: no running heads or feet, no hidden text, no site furniture.",
        )
    with st.expander(f"Pages refused ({len(document.refused_pages):,})", key="understood-refused", expanded=True):
        _pages_list(
            [(one.page, one.reason, "") for one in document.refused_pages],
            key="refused-pages",
            label="Pages refused",
            empty="Every page could be read.",
        )


def _pages_list(rows: Sequence[tuple[int | None, str, str]], *, key: str, label: str, empty: str) -> None:
    """Rows of page (None for what is on none), text and reason; choosing one turns to its page."""
    items: list[Payload] = [
        {
            "id": f"{order}-{page or 1}",
            "lead": f"p. {page}" if page else "",
            "segments": [{"text": text, "mark": None}],
            "meta": reason,
        }
        for order, (page, text, reason) in enumerate(rows)
    ]
    components.choices(
        items,
        key=key,
        label=label,
        empty=empty,
        on_choose=lambda chosen: document_panels.go_to_page(int(chosen.rpartition("-")[2])),
    )
