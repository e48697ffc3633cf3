"""Where the documents of a comparison disagree: both statements quoted and dated, with the likely cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Citation, Comparison, Contrast, ContrastKind, Disagreement
from assistant.domain.reference import long_date
from assistant.ui import compare_session, components, passage
from assistant.ui.compare_session import COMPARISONS, Opened
from assistant.ui.components import Payload
from assistant.ui.wording import count, place

if TYPE_CHECKING:
    from assistant.api import Assistant


def show(assistant: Assistant, comparison: Comparison) -> None:
    """Draws what was found, or offers to look."""
    st.caption(
        "Compared sentence by sentence: figures, dates, and whether something is said to be so. A pair is shown only "
        "where both sentences clearly speak of the same thing, so some disagreements are not found."
    )
    several = len(comparison.documents) > 1
    found = comparison.disagreements
    if not several:
        st.info("Disagreements are looked for between documents. This comparison has one document only.")
        return
    looked = found is not None
    if st.button(
        "Look again" if looked else "Look for disagreements",
        type="secondary" if looked else "primary",
        icon=":material/compare_arrows:",
        key="look-for-disagreements",
    ):
        with st.spinner("Comparing the documents sentence by sentence…"):
            compare_session.look_for_disagreements(assistant, comparison)
        st.rerun()
    if found is None:
        return
    read = f"{count(found.compared, 'sentence')} of {count(found.documents, 'document')} compared."
    if not found.found:
        st.success(f"No disagreement found. {read}")
        return
    st.markdown(f"**{count(len(found.found), 'disagreement')}** found. {read}")
    components.disagreements(
        [payload(order, one) for order, one in enumerate(found.found)],
        key="disagreements",
        on_passage=lambda name: COMPARISONS.show_passage(
            Opened("evidence", str(name["disagreement"]), "", int(name["number"]))
        ),
    )


def payload(order: int, one: Disagreement) -> Payload:
    """A disagreement for the component: both sides, with the words that differ marked."""
    return {
        "id": order,
        "about": _about(one),
        "differences": [_difference(each) for each in one.differences],
        "cause": one.cause.value,
        "why": one.why,
        "sides": [
            _side(one.one, [each.one for each in one.differences], number=1),
            _side(one.other, [each.other for each in one.differences], number=1 + len(one.one)),
        ],
    }


def _about(one: Disagreement) -> str:
    kinds = dict.fromkeys(each.kind for each in one.differences)
    names = {ContrastKind.FIGURE: "Figures", ContrastKind.DATE: "Dates", ContrastKind.VERDICT: "One denies it"}
    return ", ".join(names[kind] for kind in kinds)


def _difference(one: Contrast) -> str:
    if one.kind is ContrastKind.VERDICT:
        return "the one says what the other denies"
    return " ".join(part for part in (f"{one.one} or {one.other}", one.of) if part)


def _side(citations: tuple[Citation, ...], written: list[str], *, number: int) -> Payload:
    first = citations[0]
    text = " ".join(citation.cited_text for citation in citations)
    return {
        "title": first.title,
        "date": long_date(first.date) or "no date",
        "place": place(first),
        "marking": first.marking,
        "segments": marked(text, written),
        "number": number,
    }


def marked(text: str, written: list[str]) -> list[Payload]:
    """The text in segments, those that were found to differ with a mark; each is looked for behind the last."""
    segments: list[Payload] = []
    at = 0
    for words in written:
        start = text.find(words, at)
        if start < 0 or words == text:
            continue
        segments += [{"text": text[at:start]}, {"text": words, "mark": "match"}]
        at = start + len(words)
    return [segment for segment in (*segments, {"text": text[at:]}) if segment["text"]]


def passages(comparison: Comparison, order: str) -> list[tuple[int, passage.Passage]]:
    """The statements of one disagreement, numbered."""
    found = comparison.disagreements.found if comparison.disagreements else ()
    if not order.isdigit() or int(order) >= len(found):
        return []
    one = found[int(order)]
    return [(number, passage.of_citation(each)) for number, each in enumerate((*one.one, *one.other), start=1)]
