"""One position pack: what it is for, its questions with their lists, and the passage beside them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.domain import Kept, PositionPack, PositionPart
from assistant.domain.marking import highest
from assistant.ui import components, downloads, kept_list, pack_payload, passage, stale_view, theme
from assistant.ui.escape import markdown
from assistant.ui.pack_session import PACKS
from assistant.ui.session import OpenPassage
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant, kept: Kept[PositionPack]) -> None:
    """Draws the pack."""
    pack = kept.value
    opened = PACKS.open_passage()
    numbered = pack_payload.passages(pack)
    beside_it = opened if opened and opened.number <= len(numbered) else None
    theme.page_width("100rem" if beside_it else "60rem")
    _show_bar(assistant, kept)
    kept_list.notice(assistant, PACKS, kept, noun="pack")
    st.title(markdown(pack.title))
    talk, beside = st.columns([11, 10], gap="medium")
    if beside_it:
        with beside, st.container(key="passage"):
            passage.show(
                assistant,
                numbered,
                beside_it,
                on_step=PACKS.show_passage,
                on_close=PACKS.close_passage,
            )
    with talk, st.container(key="entries", gap="large"):
        _show_facts(assistant, kept)
        _show_points(assistant, pack, beside_it)


def _show_bar(assistant: Assistant, kept: Kept[PositionPack]) -> None:
    def rename() -> None:
        with st.popover("Rename", type="tertiary", icon=":material/edit:", key="rename"):
            _show_fact(assistant, kept.value, "title", "Title")

    def history() -> None:
        with st.popover("History", type="tertiary", icon=":material/history:", key="history"):
            _show_history(assistant)

    def duplicate() -> None:
        kept_list.button("Duplicate", "content_copy", partial(PACKS.keep_copy, assistant))

    kept_list.bar(assistant, PACKS, kept, noun="pack", more=(rename, history, duplicate))


def _show_history(assistant: Assistant) -> None:
    st.caption("Every change is kept. Bringing an earlier version back loses none of the later ones.")
    for one in PACKS.versions(assistant)[:30]:
        st.button(
            f"Version {one.version} · {one.updated[:16].replace('T', ' ')} UTC · {count(len(one.value.lines), 'line')}",
            key=f"version-{one.version}",
            type="tertiary",
            on_click=PACKS.bring_back,
            args=(assistant, one.version),
        )


def _show_facts(assistant: Assistant, kept: Kept[PositionPack]) -> None:
    pack, around = kept.value, PACKS.round()
    with st.container(key="pack-facts", gap="small"):
        columns = st.columns([4, 4, 3, 3], gap="small")
        for column, name in zip(columns, ("delegation", "meeting", "marking"), strict=False):
            with column:
                _show_fact(assistant, pack, name, name.capitalize())
        columns[3].date_input(
            "Date",
            value=datetime.date.fromisoformat(pack.date) if pack.date else None,
            format="DD/MM/YYYY",
            key=f"date-{around}",
            on_change=_keep_fact,
            args=(assistant, "date", f"date-{around}"),
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            _show_standing(pack)
            st.space("stretch")
            downloads.show(assistant, pack, key=f"pack-{kept.id}")
        _show_marking(pack)


def _show_fact(assistant: Assistant, pack: PositionPack, name: str, label: str) -> None:
    key = f"{name}-{PACKS.round()}"
    st.text_input(
        label,
        value=getattr(pack, name),
        placeholder=highest(pack.all_markings) if name == "marking" else None,
        key=key,
        on_change=_keep_fact,
        args=(assistant, name, key),
    )


def _show_standing(pack: PositionPack) -> None:
    own = len(pack.lines) - len(pack.sourced)
    said = [count(len(pack.sourced) - pack.count_suggested, "sourced line"), count(own, "own line")]
    if pack.count_suggested:
        said.append(f"{count(pack.count_suggested, 'suggestion')} to accept or dismiss")
    st.caption(" · ".join([*said, "kept"]), width="content")


def _show_marking(pack: PositionPack) -> None:
    """Says so where files carry a higher marking than the pack's own."""
    cited = highest(pack.all_markings)
    if cited and highest((pack.marking, cited)) != (pack.marking or None):
        st.caption(f"It was made of texts marked **{markdown(cited)}**: files made of it carry that marking.")


def _keep_fact(assistant: Assistant, name: str, key: str) -> None:
    kept = PACKS.held(assistant)
    if kept is None:
        return
    given = st.session_state[key]
    value = given.isoformat() if isinstance(given, datetime.date) else " ".join(str(given or "").split())
    if name == "title" and not value:
        return
    changed = replace(kept.value, **{name: value})  # type: ignore[arg-type]
    PACKS.change(assistant, assistant.desk.of_delegation(kept.value, value) if name == "delegation" else changed)


def _show_points(assistant: Assistant, pack: PositionPack, opened: OpenPassage | None) -> None:
    stale = stale_view.by_citation(assistant, pack.citations)
    if stale:
        st.warning(
            f"{count(len(stale), 'citation')} {'is' if len(stale) == 1 else 'are'} out of date: the documents have "
            "changed since. Each is marked below, with the two texts side by side."
        )
    markers = pack_payload.first_markers(pack)
    for order, point in enumerate(pack.points):
        components.position(
            pack_payload.point_payload(point, order, markers=markers, stale=stale, opened=opened),
            key=f"point-{point.question.id}",
            on=_actions(assistant, pack, point.question.id),
        )


def _actions(assistant: Assistant, pack: PositionPack, question: str) -> dict[str, Callable[[Any], None]]:
    """What a person can do with the lines of one question. What a browser sends is checked by what it is put to."""
    desk, keep = assistant.desk, partial(PACKS.change, assistant)
    parts = PositionPart.__members__
    return {
        "chip": lambda number: PACKS.show_passage(OpenPassage(0, "citation", int(number))),
        "accept": lambda names: keep(pack.with_accepted(frozenset(map(str, names)))),
        "edit": lambda sent: keep(desk.reworded(pack, str(sent["id"]), str(sent["text"]))),
        "add": lambda sent: keep(pack.with_line(question, parts[sent["part"]], desk.own_line(str(sent["text"])))),
        "move": lambda sent: keep(pack.moved(str(sent["id"]), int(sent["step"]))),
        "put": lambda sent: keep(pack.put_in(str(sent["id"]), parts[sent["part"]])),
        "quote": lambda sent: keep(desk.with_quote(pack, question, int(sent["quote"]), parts[sent["part"]])),
        "drop": lambda name: keep(pack.without(str(name))),
        "prove": lambda name: keep(desk.proved(pack, str(name))),
    }
