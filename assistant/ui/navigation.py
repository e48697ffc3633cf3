"""The pages of the app, and how to get from one to another."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import Page

from assistant.ui import components

_PAGES, _DESTINATION = "pages", "leave-for"


def run(shows: dict[str, Callable[[], None]]) -> None:
    """Draws the page that the address names. ``shows`` has one for each of its pages."""
    pages = {
        "ask": st.Page(shows["ask"], title="Ask", icon=":material/forum:", url_path="ask", default=True),
        "sheets": st.Page(shows["sheets"], title="Answer sheets", icon=":material/checklist:", url_path="sheets"),
        "positions": st.Page(
            shows["positions"], title="Positions", icon=":material/record_voice_over:", url_path="positions"
        ),
        "compare": st.Page(shows["compare"], title="Compare", icon=":material/table_chart:", url_path="compare"),
        "library": st.Page(shows["library"], title="Library", icon=":material/menu_book:", url_path="library"),
        "status": st.Page(shows["status"], title="Status", icon=":material/monitor_heart:", url_path="status"),
    }
    st.session_state[_PAGES] = pages
    current = st.navigation(list(pages.values()))
    if destination := st.session_state.pop(_DESTINATION, None):
        name, parameters = destination
        go_to(name, **parameters)
    if current is pages["ask"] and "document" in st.query_params:
        names = ("document", "page", "passage")
        go_to("library", **{name: st.query_params[name] for name in names if name in st.query_params})
    if current is not pages["ask"] and len(st.query_params):
        with st.container(key="list-link"):
            components.list_link(key="to-list", on_list=lambda _: st.query_params.clear())
    current.run()


def leave_for(name: str, **parameters: str) -> None:
    """Has the next run leave for another page: callbacks cannot switch pages themselves."""
    st.session_state[_DESTINATION] = (name, parameters)


def open_document(name: str) -> None:
    """Has the next run open a document in the Library."""
    leave_for("library", document=name)


def go_to(name: str, **parameters: str) -> None:
    """Leaves for another page, with these parameters in its address."""
    page: Page = st.session_state[_PAGES][name]
    st.switch_page(page, query_params=parameters)
