"""One document of the Library: its pages on the right, what was understood of it on the left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.domain import Document, Span, name_warning, seen_name
from assistant.errors import UnknownDocument
from assistant.ui import backend, components, document_panels, intake, page_view, understood
from assistant.ui.escape import markdown
from assistant.ui.page_view import Mark
from assistant.ui.wording import count, kept_back

if TYPE_CHECKING:
    from assistant.api import Assistant

_PANELS: dict[str, Callable[[Assistant, Document], None]] = {
    "About": document_panels.about,
    "Contents": document_panels.contents,
    "Find": document_panels.find,
    "Questions": document_panels.questions,
    "Footnotes": document_panels.footnote_list,
    "Cited in": document_panels.cited_in,
    "Understood": understood.show,
}
_VIEW_HEIGHT = "calc(100vh - 14.5rem)"
_LEGEND = ":red[■] call :green[■] note :violet[■] question"


def show(assistant: Assistant, name: str) -> None:
    """Draws the document with this id, or says that there is none."""
    try:
        document = backend.document(assistant, name)
    except UnknownDocument:
        st.title("No such document")
        st.warning("The address names a document that is not in the library. It may have been removed or renamed.")
        st.button("All documents", icon=":material/arrow_back:", key="back", on_click=_leave)
        return
    _show_head(assistant, document)
    left, right = st.columns([11, 12], gap="medium")
    with left:
        panel = st.segmented_control(
            "Show", list(_PANELS), default="About", required=True, key="panel", label_visibility="collapsed"
        )
        _PANELS[panel or "About"](assistant, document)
    with right, st.container(key="viewer", gap="small"):
        _show_page(assistant, document, understanding=panel == "Understood")


def _leave() -> None:
    st.query_params.clear()
    document_panels.forget_target()


def _show_head(assistant: Assistant, document: Document) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("All documents", icon=":material/arrow_back:", type="tertiary", key="back", on_click=_leave)
        st.space("stretch")
        if assistant.may_change:
            st.button(
                "Remove",
                icon=":material/delete:",
                type="tertiary",
                key="remove",
                on_click=intake.ask_removal,
                args=(document.id,),
            )
    if intake.removal_asked(document.id):
        intake.show_removal(assistant, document.id, document.title.value)
    stated = (document.kind, document.document_number, document.date)
    components.heading(
        {
            "title": document.title.value,
            "facts": [*(one.value for one in stated if one), count(len(document.pages), "page")],
            "marking": document.marking.value if document.marking else None,
            "path": seen_name(document.id),
            "warning": " ".join(
                filter(None, [name_warning(document.id), *kept_back(len(document.instructions), where="Understood")])
            ),
        },
        key="document-heading",
    )


def _show_page(assistant: Assistant, document: Document, *, understanding: bool) -> None:
    page = document_panels.current_page(document)
    _show_steps(document, page, legend=understanding)
    picture = backend.page_picture(assistant, document.id, document.sha256, page)
    span: Span | None = document_panels.target(document, page)
    marks = understood.marks(document) if understanding else []
    marks += [Mark(span=span, kind="match")] if span else []
    if picture is None and document.layouts:
        st.caption("The file has changed or gone since it was read, so its picture cannot be drawn; this is its text.")
    target = f"{document.id}|{page}|{span}"
    components.page(
        page_view.payload(document, page, marks, picture=picture, height=_VIEW_HEIGHT, target=target),
        key="document-page",
    )


def _show_steps(document: Document, page: int, *, legend: bool) -> None:
    numbers = [one.number for one in document.pages]
    at = numbers.index(page)
    label = document.page(page).label
    printed = f" · printed “{label}”" if label and label != str(page) else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _step("Previous", "left", numbers[at - 1] if at else None)
        st.caption(markdown(f"Page {page} of {numbers[-1]}{printed}"), width="content")
        _step("Next", "right", numbers[at + 1] if at + 1 < len(numbers) else None)
        if legend:
            st.caption(_LEGEND, width="stretch", text_alignment="right")


def _step(label: str, side: Literal["left", "right"], page: int | None) -> None:
    st.button(
        label,
        icon=f":material/chevron_{side}:",
        icon_position=side,
        key=f"page-{label.lower()}",
        type="tertiary",
        disabled=page is None,
        on_click=document_panels.go_to_page,
        args=(page or 1,),
    )
