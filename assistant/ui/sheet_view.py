"""One answer sheet: its questions, the answer to each as it arrives, and the passage beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import (
    AnswerChanges,
    AnswerSheet,
    Kept,
    SheetEntry,
    SheetQuestion,
    Strand,
    Turn,
    changes_in_all,
)
from assistant.ui import (
    answer_view,
    changes_view,
    components,
    downloads,
    footnotes,
    kept_list,
    navigation,
    pack_session,
    passage,
    session,
    sheet_session,
    stale_view,
    theme,
)
from assistant.ui.components import Payload
from assistant.ui.escape import markdown
from assistant.ui.sheet_session import SHEETS
from assistant.ui.wording import count

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant, kept: Kept[AnswerSheet], *, snapshot: str | None) -> None:
    """Draws the sheet; asks the next of the questions that wait, and draws it again."""
    sheet = kept.value
    opened = SHEETS.open_passage()
    numbered = _numbered_passages(sheet, opened)
    theme.page_width("100rem" if opened and numbered else "56rem")
    changes = {one.question.id: one for one in assistant.desk.sheet_changes(sheet)}
    _show_head(assistant, kept, snapshot=snapshot, changed=changes_in_all(tuple(changes.values())))
    talk, beside = st.columns([11, 10], gap="medium")
    if opened and numbered:
        with beside, st.container(key="passage"):
            passage.show(
                assistant,
                numbered,
                opened,
                on_step=SHEETS.show_passage,
                on_close=SHEETS.close_passage,
            )
    with talk, st.container(key="entries", gap="large"):
        for order, question in enumerate(sheet.questions):
            changed = None if question.id in SHEETS.waiting() else changes.get(question.id)
            _show_question(assistant, sheet, order, question, snapshot=snapshot, changed=changed)
        _show_adding(assistant, sheet)
    if SHEETS.waiting():
        sheet_session.answer_next(assistant, sheet)
        st.rerun()


def _numbered_passages(sheet: AnswerSheet, opened: session.OpenPassage | None) -> list[tuple[int, passage.Passage]]:
    if opened is None or opened.turn >= len(sheet.questions):
        return []
    entry = sheet.entry(sheet.questions[opened.turn].id)
    return passage.of_answer(entry.answer, opened.kind) if entry and entry.answer else []


def _show_head(assistant: Assistant, kept: Kept[AnswerSheet], *, snapshot: str | None, changed: str) -> None:
    sheet = kept.value
    kept_list.bar(assistant, SHEETS, kept, noun="sheet", more=())
    st.title(markdown(sheet.title))
    kept_list.notice(assistant, SHEETS, kept, noun="sheet")
    left = [one for one in sheet.questions if not (entry := sheet.entry(one.id)) or entry.answer is None]
    older = [one.question for one in sheet.entries if one.answer and one.answer.snapshot != snapshot]
    with st.container(horizontal=True, vertical_alignment="center"):
        if SHEETS.waiting():
            st.button("Stop", icon=":material/stop:", key="stop-sheet", on_click=SHEETS.stop)
        elif sheet.questions:
            st.button(
                "Answer all" if left else "Run again on the new documents" if older else "Answer all again",
                type="primary" if left or older else "secondary",
                key="answer-all",
                on_click=sheet_session.ask,
                args=(tuple(left) or tuple(older) or sheet.questions,),
            )
        if sheet.count_answered and not SHEETS.waiting():
            st.button(
                "Make a position pack",
                icon=":material/record_voice_over:",
                key="make-pack",
                on_click=_leave_for_pack,
                args=(assistant, sheet),
            )
            downloads.show(assistant, sheet, key=f"sheet-{kept.id}")
        st.caption(f"{sheet.count_answered} of {count(len(sheet.questions), 'question')} answered · kept")
    if changed and not SHEETS.waiting():
        st.info(changed, icon=":material/compare_arrows:")


def _leave_for_pack(assistant: Assistant, sheet: AnswerSheet) -> None:
    navigation.leave_for("positions", pack=pack_session.keep_from(assistant, sheet))


def _show_question(
    assistant: Assistant,
    sheet: AnswerSheet,
    order: int,
    question: SheetQuestion,
    *,
    snapshot: str | None,
    changed: AnswerChanges | None,
) -> None:
    entry = sheet.entry(question.id)
    asked_now = SHEETS.waiting()[:1] == [question.id]
    with st.container(key=f"question-{order}"):
        if entry and entry.answer and not asked_now:
            _show_answer(entry, order, is_new=order == len(sheet.entries) - 1)
            if stale := stale_view.by_citation(assistant, entry.answer.citations):
                components.stale([stale_view.row(one) for one in stale.values()], key=f"stale-{question.id}")
            if entry.answer.snapshot != snapshot:
                st.caption("The documents have changed since this answer. Ask again to see what they say now.")
            if changed:
                _show_changes(changed, order)
        else:
            st.markdown(f"### {_numbered(question)}")
            if asked_now:
                st.caption("Being answered…")
            elif entry and entry.failure:
                st.error(markdown(entry.failure), icon=":material/error:")
        _show_controls(assistant, sheet, order, question)


def _show_changes(changed: AnswerChanges, order: int) -> None:
    summary, rows = changed.summary, changes_view.rows(changed)
    if not rows:
        st.caption(markdown(summary))
        return
    with st.expander(markdown(summary), icon=":material/compare_arrows:", key=f"changed-{order}"):
        components.stale(rows, key=f"changes-{order}")


def _numbered(question: SheetQuestion) -> str:
    return markdown(f"{question.number}. {question.text}" if question.number else question.text)


def _show_answer(entry: SheetEntry, order: int, *, is_new: bool) -> None:
    opened = SHEETS.open_passage()
    here = opened if opened and opened.turn == order else None
    components.answer(
        entry_payload(entry, opened=here),
        key=f"entry-{entry.question.id}",
        on_chip=lambda number: _open(order, "citation", number),
        on_hit=lambda number: _open(order, "hit", number),
        on_evidence=lambda number: _open(order, "evidence", number),
        on_suggest=lambda text: _ask_elsewhere(str(text)),
        on_again=lambda _: sheet_session.ask((entry.question,)),
        on_reword=lambda _: None,
        on_unfilter=lambda _: None,
    )


def entry_payload(entry: SheetEntry, *, opened: session.OpenPassage | None) -> Payload:
    """An entry for the answer component: its sentences strand by strand, and what the note's footnotes rest on."""
    question = entry.question
    text = f"{question.number}. {question.text}" if question.number else question.text
    shown = answer_view.payload(Turn(question=text, answer=entry.answer), opened=opened, fresh=None, last=False)
    groups = [
        {**group, "strand": "" if order else strand.value, **({"document": ""} if strand is Strand.NOTE else {})}
        for strand in Strand
        for order, group in enumerate(answer_view.groups(entry.of(strand)))
    ]
    return {**shown, "understood": None, "groups": groups, "notes": footnotes.cited(entry.sources)}


def _open(order: int, kind: str, number: int) -> None:
    SHEETS.show_passage(session.OpenPassage(order, kind, int(number)))  # type: ignore[arg-type]


def _ask_elsewhere(question: str) -> None:
    """A suggested question is asked on the page *Ask*: it is none of the note's."""
    session.start_new()
    session.ask_next(question)
    navigation.leave_for("ask")


def _follow_up(assistant: Assistant, entry: SheetEntry) -> None:
    """A conversation that begins with this question and its answer, so that the next one may say "and Canada?"."""
    session.start_new()
    session.keeper(assistant)(Turn(question=entry.question.text, answer=entry.answer))
    navigation.leave_for("ask")


def _show_controls(assistant: Assistant, sheet: AnswerSheet, order: int, question: SheetQuestion) -> None:
    name = question.id
    with st.container(horizontal=True, gap="small", key=f"controls-{order}"):
        answered = sheet.entry(name) is not None
        st.button(
            "Ask again" if answered else "Ask",
            key=f"ask-{name}",
            type="tertiary",
            icon=":material/refresh:" if answered else ":material/play_arrow:",
            on_click=sheet_session.ask,
            args=((question,),),
        )
        if (entry := sheet.entry(name)) and entry.answer:
            st.button(
                "Follow up",
                key=f"follow-{name}",
                type="tertiary",
                icon=":material/forum:",
                help="Go on from this answer in a conversation on the page Ask",
                on_click=_follow_up,
                args=(assistant, entry),
            )
        if question.span is not None and sheet.document is not None:
            st.button(
                f"Page {question.span.page}",
                key=f"place-{name}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=_leave_for_page,
                args=(sheet.document, question.span.page),
            )
        with st.popover("Edit", type="tertiary", icon=":material/edit:", key=f"edit-{name}"):
            _show_editing(assistant, sheet, order, question)


def _leave_for_page(document: str, page: int) -> None:
    navigation.leave_for("library", document=document, page=str(page))


def _show_editing(assistant: Assistant, sheet: AnswerSheet, order: int, question: SheetQuestion) -> None:
    name = question.id
    st.text_area("The question", value=question.text, key=f"wording-{name}")
    with st.container(horizontal=True, gap="small"):
        st.button("Keep this wording", key=f"reword-{name}", on_click=_reword, args=(assistant, sheet, name))
        for label, icon, step in (("Up", "arrow_upward", -1), ("Down", "arrow_downward", 1)):
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"{label.lower()}-{name}",
                disabled=not 0 <= order + step < len(sheet.questions),
                on_click=lambda step=step: SHEETS.change(assistant, sheet.moved(name, step)),
            )
        st.button(
            "Take off the sheet",
            icon=":material/delete:",
            key=f"drop-{name}",
            on_click=lambda: SHEETS.change(assistant, sheet.without(name)),
        )


def _reword(assistant: Assistant, sheet: AnswerSheet, name: str) -> None:
    wording = " ".join(st.session_state[f"wording-{name}"].split())
    if wording:
        SHEETS.change(assistant, sheet.reworded(name, assistant.desk.own_question(wording)))


def _show_adding(assistant: Assistant, sheet: AnswerSheet) -> None:
    form = st.form("add-question", clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input("Add a question of your own", key="added")
        if st.form_submit_button("Add") and text.strip():
            SHEETS.change(assistant, sheet.with_question(assistant.desk.own_question(text)))
            st.rerun()
