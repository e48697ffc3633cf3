"""The app's own elements: small scripts that build their content with ``textContent`` alone.

They are Streamlit components of the second kind: inline, in a shadow root, without a frame. Each
function mounts one and hands what the person chose to a callback, before the next run.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
_ROOT = '<div class="root"></div>'

Payload = dict[str, Any]
"""What a component is given: plain values that JSON can carry."""


def _read(*names: str) -> str:
    return "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names)


def _component(name: str, *parts: str) -> Callable[..., Any]:
    """Registers assets/NAME.js with the shared parts before it, and the styles of each that has any."""
    styles = [f"{part}.css" for part in ("base", *parts, name) if (_ASSETS / f"{part}.css").is_file()]
    scripts = [f"{part}.js" for part in ("dom", *parts, name)]
    component = st.components.v2.component(f"rapporteur_{name}", html=_ROOT, css=_read(*styles), js=_read(*scripts))

    def mount(*, key: str, data: Payload | None = None, **callbacks: Any) -> Any:
        # In a list: of a dictionary Streamlit asks whether a table is in it, and for that first imports pandas.
        return component(data=[data], key=key, **callbacks)

    return mount


_answer = _component("answer", "why", "understood", "hits", "outcome", "notes")
_position = _component("position", "stale")
_stalelist = _component("stalelist", "stale")
_download = _component("download")
_listlink = _component("listlink")
_heading = _component("heading")
_passage = _component("passage", "notes", "why")
_page = _component("page")
_table = _component("table")
_list = _component("list", "entries")
_mentions = _component("mentions", "entries")
_grid = _component("grid")
_disagreements = _component("disagreements")
_facts = _component("facts")
_sources = _component("sources")
_notelist = _component("notelist", "notes")


def _chosen(key: str, event: str, act: Callable[[Any], None]) -> Callable[[], None]:
    """A callback that hands the event's value to ``act``; Streamlit itself passes none."""

    def call() -> None:
        value = st.session_state[key].get(event)
        if value is not None:
            act(value)

    return call


def answer(
    payload: Payload,
    *,
    key: str,
    on_chip: Callable[[int], None],
    on_hit: Callable[[int], None],
    on_evidence: Callable[[int], None],
    on_suggest: Callable[[str], None],
    on_again: Callable[[bool], None],
    on_reword: Callable[[str], None],
    on_unfilter: Callable[[int], None],
) -> None:
    """A question and its answer (see ``answer_view.payload``)."""
    _answer(
        data=payload,
        key=key,
        on_chip_change=_chosen(key, "chip", on_chip),
        on_hit_change=_chosen(key, "hit", on_hit),
        on_evidence_change=_chosen(key, "evidence", on_evidence),
        on_suggest_change=_chosen(key, "suggest", on_suggest),
        on_again_change=_chosen(key, "again", on_again),
        on_reword_change=_chosen(key, "reword", on_reword),
        on_unfilter_change=_chosen(key, "unfilter", on_unfilter),
    )


def position(payload: Payload, *, key: str, on: dict[str, Callable[[Any], None]]) -> None:
    """A question of a position pack (see ``pack_payload.point_payload``).

    ``on`` has what to do when a person chooses "chip" (its number), "accept" (ids of lines), "edit" (id, text), "add"
    (part, text), "quote" (quote, part), "move" (id, step), "put" (id, part), "drop" (id) or "prove" (id).
    """
    _position(data=payload, key=key, **{f"on_{event}_change": _chosen(key, event, act) for event, act in on.items()})


def stale(rows: list[Payload], *, key: str) -> None:
    """Cited passages that are out of date, each beside what stands in its place (see ``stale_view``)."""
    _stalelist(data={"stale": rows}, key=key)


def mentions(
    payload: Payload,
    *,
    key: str,
    on_choose: Callable[[str], None],
    on_look: Callable[[str], None],
    on_clear: Callable[[bool], None],
) -> None:
    """Every mention of some words (see ``mentions_view.payload``)."""
    _mentions(
        data=payload,
        key=key,
        on_choose_change=_chosen(key, "choose", on_choose),
        on_look_change=_chosen(key, "look", on_look),
        on_clear_change=_chosen(key, "clear", on_clear),
    )


def download(content: bytes, name: str, media_type: str, *, key: str) -> None:
    """Has the browser save a file under ``name``; shows nothing."""
    encoded = base64.b64encode(content).decode()
    _download(data={"content": encoded, "name": name, "type": media_type, "made": uuid.uuid4().hex}, key=key)


def list_link(*, key: str, on_list: Callable[[bool], None]) -> None:
    """Has the link of the open page in the navigation lead back to the page's list; shows nothing."""
    _listlink(key=key, on_list_change=_chosen(key, "list", on_list))


def heading(payload: Payload, *, key: str) -> None:
    """A document's title, facts, marking, path and warning; a new target shows its column from the top."""
    _heading(data={"path": "", "warning": "", "marking": None, "facts": [], "target": "", **payload}, key=key)


def passage(payload: Payload, *, key: str, on_open: Callable[[str], None]) -> None:
    """A passage between its neighbours, and its footnotes (see ``passage.context_payload``); opens a held source."""
    _passage(data=payload, key=key, on_open_change=_chosen(key, "open", on_open))


def page(payload: Payload, *, key: str) -> None:
    """A page as a picture or as text, with marks (see ``page_view.payload``)."""
    _page(data=payload, key=key)


def table(
    columns: list[Payload],
    rows: list[Payload],
    *,
    key: str,
    label: str,
    empty: str,
    on_open: Callable[[str], None] | None,
) -> None:
    """A sortable table. Columns: key, label, kind; rows: id, cells, optional note and sort values."""
    payload = {"columns": columns, "rows": rows, "label": label, "empty": empty, "opens": on_open is not None}
    _table(data=payload, key=key, on_open_change=_chosen(key, "open", on_open or (lambda _: None)))


def choices(
    items: list[Payload],
    *,
    key: str,
    label: str,
    empty: str,
    on_choose: Callable[[str], None],
    on_act: Callable[[str], None] | None = None,
) -> None:
    """A list to choose from. Items: id, segments, optional lead, meta, depth, active, action, own."""
    _list(
        data={"items": items, "label": label, "empty": empty},
        key=key,
        on_choose_change=_chosen(key, "choose", on_choose),
        on_act_change=_chosen(key, "act", on_act or (lambda _: None)),
    )


def facts(rows: list[Payload], *, key: str, on_page: Callable[[int], None]) -> None:
    """Labels and values; a value of None reads "not stated". Rows: label, value, page, source, marking, own."""
    _facts(data={"facts": rows}, key=key, on_page_change=_chosen(key, "page", on_page))


def notes(rows: list[Payload], *, key: str, on_page: Callable[[int], None], on_open: Callable[[str], None]) -> None:
    """Footnotes (see ``footnotes``), each with a button to its page, and to its source where the library has it."""
    _notelist(
        data={"notes": rows},
        key=key,
        on_page_change=_chosen(key, "page", on_page),
        on_open_change=_chosen(key, "open", on_open),
    )


def sources(rows: list[Payload], *, key: str, empty: str, on_open: Callable[[str], None]) -> None:
    """Footnote sources (see ``source_list``), each with the notes that name it; opens "PAGE|DOCUMENT"."""
    _sources(data={"sources": rows, "empty": empty}, key=key, on_open_change=_chosen(key, "open", on_open))


def grid(
    payload: Payload,
    *,
    key: str,
    on_cell: Callable[[Payload], None],
    on_again: Callable[[Payload], None],
    on_drop: Callable[[str], None],
) -> None:
    """The grid of a comparison (see ``compare_grid.payload``)."""
    _grid(
        data=payload,
        key=key,
        on_cell_change=_chosen(key, "cell", on_cell),
        on_again_change=_chosen(key, "again", on_again),
        on_drop_change=_chosen(key, "drop", on_drop),
    )


def disagreements(items: list[Payload], *, key: str, on_passage: Callable[[Payload], None]) -> None:
    """Pairs of statements that disagree (see ``compare_disagreements.payload``)."""
    _disagreements(data={"items": items}, key=key, on_passage_change=_chosen(key, "passage", on_passage))
