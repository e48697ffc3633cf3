"""The passage beside the conversation: its page, the words around it, its footnotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.domain import Answer, Citation, Document, Hit, Query, Span, TextMatch, caution
from assistant.domain.reference import long_date
from assistant.errors import UnknownDocument
from assistant.ui import backend, components, footnotes, navigation, outcome_view, page_view, session, uses_view
from assistant.ui.address import passage_name
from assistant.ui.components import Payload
from assistant.ui.copied import passage_text
from assistant.ui.why import reasons
from assistant.ui.wording import around

if TYPE_CHECKING:
    from assistant.api import Assistant

_VIEW_HEIGHT = "clamp(260px, 46vh, 640px)"
_NOUNS = {"citation": "Source", "hit": "Passage", "evidence": "Evidence", "mention": "Mention"}
_STEPS: tuple[tuple[str, Literal["left", "right"], int], ...] = (("Previous", "left", -1), ("Next", "right", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What the panel shows of a citation, a hit or a mention: the quoted words and where they stand.

    ``around`` are the words before and after a mention; of other passages they are the neighbouring sentences.
    """

    document: str
    title: str
    label: str
    headings: tuple[str, ...]
    quoted: str
    spans: tuple[Span, ...]
    date: str | None = None
    marking: str | None = None
    ocr: bool = False
    notes: tuple[Payload, ...] = ()
    warning: str = ""
    why: tuple[Payload, ...] = ()
    around: tuple[str, str] | None = None


def of_answer(answer: Answer, kind: str) -> list[tuple[int, Passage]]:
    """The passages of an answer that can be walked through, numbered.

    Its citations, the sentences that show why it declined, or the hits it looked at.
    """
    if kind == "citation":
        return [(one.marker, of_citation(one)) for one in answer.citations]
    if kind == "evidence":
        return [(number, of_citation(one)) for number, one in enumerate(outcome_view.evidence(answer), start=1)]
    return [(hit.rank, of_hit(hit, answer.understood)) for hit in answer.hits if hit.chunk.spans]


def of_citation(citation: Citation) -> Passage:
    """The passage of a citation."""
    return Passage(
        document=citation.document,
        title=citation.title,
        label=citation.page_label or str(citation.page),
        headings=citation.headings,
        quoted=citation.cited_text,
        spans=(citation.span,),
        date=citation.date,
        marking=citation.marking,
        ocr=citation.ocr,
        notes=tuple(footnotes.cited(citation.footnotes)),
    )


def of_hit(hit: Hit, query: Query | None) -> Passage:
    """The passage of a chunk that was found."""
    chunk = hit.chunk
    return Passage(
        document=chunk.document,
        title=chunk.title,
        label=str(chunk.spans[0].page),
        headings=chunk.headings,
        quoted=chunk.text,
        spans=chunk.spans,
        why=tuple(reasons(hit, query)),
    )


def of_mention(match: TextMatch, title: str) -> Passage:
    """The passage of a mention."""
    return Passage(
        document=match.document,
        title=title,
        label=str(match.span.page),
        headings=(),
        quoted=match.matched,
        spans=(match.span,),
        around=around(match.before, match.after),
    )


def checked(passage: Passage, document: Document) -> Passage:
    """The passage as it stands in the document today: moved with its words, or with a warning that it changed."""
    own = replace(
        passage,
        date=passage.date or (document.date.value if document.date else None),
        marking=passage.marking or (document.marking.value if document.marking else None),
        ocr=any(span.page in document.ocr_pages for span in passage.spans),
        warning=caution(next(filter(None, map(document.instruction_at, passage.spans)), "")),
    )
    if all(_holds(document, span) for span in own.spans) and (
        own.around is not None  # found in this very index, and its words may go on on the next page
        or _quoted(document, own.spans) == own.quoted
    ):
        return own
    for page in document.pages:
        start = page.text.find(own.quoted)
        if start >= 0:
            span = Span(page=page.number, start=start, end=start + len(own.quoted))
            return replace(
                own,
                spans=(span,),
                label=page.label or str(page.number),
                warning="The document has changed since this answer; the words now stand here.",
            )
    return replace(
        own, spans=(), warning="The document has changed since this answer, and these words are no longer in it."
    )


def _holds(document: Document, span: Span) -> bool:
    return any(page.number == span.page and span.end <= len(page.text) for page in document.pages)


def _quoted(document: Document, spans: tuple[Span, ...]) -> str:
    return " ".join(document.text_of(span) for span in spans)


def context_payload(passage: Passage, document: Document) -> Payload:
    """The passage with what stands before and after it in its section, its footnotes, and why it was found."""
    before, after = passage.around or _neighbours(passage, document)
    notes = list(passage.notes)
    if not notes:
        notes = [
            note for span in passage.spans for note in footnotes.called_in(document, span.page, span.start, span.end)
        ]
    held = {(note.number, note.text): note.source_document for note in document.footnotes}
    notes = [{**note, "held": held.get((note["number"], note["text"]))} for note in notes]
    return {**_context(passage, before, after, notes), "copy": passage_text(passage, notes, document)}


def _context(passage: Passage, before: str, after: str, notes: list[Payload]) -> Payload:
    return {
        "before": before,
        "cited": passage.quoted,
        "after": after,
        "gap": "" if passage.around else " ",
        "notes": notes,
        "why": list(passage.why),
        "copy": "",
    }


def _neighbours(passage: Passage, document: Document) -> tuple[str, str]:
    """One sentence before and one after the passage, where its section has them."""
    inside = [
        order
        for order, sentence in enumerate(document.sentences)
        if any(_overlap(span, own) for span in sentence.spans for own in passage.spans)
    ]
    if not inside:
        return "", ""
    section = document.sentences[inside[0]].section
    return tuple(
        _quoted(document, document.sentences[order].spans)
        if 0 <= order < len(document.sentences) and document.sentences[order].section == section
        else ""
        for order in (inside[0] - 1, inside[-1] + 1)
    )  # type: ignore[return-value]


def _overlap(one: Span, other: Span) -> bool:
    return one.page == other.page and one.start < other.end and other.start < one.end


def show(
    assistant: Assistant,
    numbered: Sequence[tuple[int, Passage]],
    opened: session.OpenPassage,
    *,
    on_step: Callable[[session.OpenPassage], None] = session.show_passage,
    on_close: Callable[[], None] = session.close_passage,
) -> None:
    """Draws the panel for the passage that is open, one of these."""
    _steps([number for number, _ in numbered], opened, on_step, on_close)
    passage = next((one for number, one in numbered if number == opened.number), None)
    if passage is None:
        st.info("This passage is not part of the conversation any more.")
        return
    try:
        document = backend.document(assistant, passage.document)
    except UnknownDocument:
        _show_vanished(passage)
        return
    passage = checked(passage, document)
    _show_heading(passage)
    if passage.spans:
        _show_page(assistant, passage, document)
    components.passage(context_payload(passage, document), key="passage-context", on_open=navigation.open_document)
    if passage.spans:
        st.caption("**Cited in**")
        uses = assistant.desk.cited_in(document, passage.spans, assistant.conversations)
        uses_view.show(assistant, uses, key="cited-in")
    if passage.spans and st.button(
        "Open in the Library", icon=":material/menu_book:", type="tertiary", key="open-in-library"
    ):
        span = passage.spans[0]
        name = passage_name(document, span)
        navigation.go_to("library", document=passage.document, page=str(span.page), passage=name)


def _steps(
    numbers: list[int],
    opened: session.OpenPassage,
    on_step: Callable[[session.OpenPassage], None],
    on_close: Callable[[], None],
) -> None:
    """Which passage this is, the ones before and after it, and the way out."""
    at = numbers.index(opened.number) if opened.number in numbers else 0
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{_NOUNS[opened.kind]} {opened.number}** of {len(numbers)}", width="stretch")
        for label, side, step in _STEPS:
            there = at + step
            st.button(
                label,
                icon=f":material/chevron_{side}:",
                icon_position=side,
                key=f"passage-{label.lower()}",
                type="tertiary",
                disabled=not 0 <= there < len(numbers),
                on_click=on_step,
                args=(replace(opened, number=numbers[there % len(numbers)] if numbers else 0),),
            )
        st.button("Close", key="passage-close", type="tertiary", shortcut="Esc", on_click=on_close)


def _show_heading(passage: Passage) -> None:
    components.heading(
        {
            "title": passage.title,
            "facts": _facts(passage),
            "marking": passage.marking,
            "path": " › ".join(passage.headings),
            "warning": passage.warning,
            "target": f"{passage.document}|{passage.quoted}",
        },
        key="passage-heading",
    )


def _facts(passage: Passage) -> list[str]:
    facts = [f"page {passage.label}"]
    if passage.date:
        facts.append(long_date(passage.date))
    if passage.ocr:
        facts.append("read by OCR: compare with the picture")
    return facts


def _show_page(assistant: Assistant, passage: Passage, document: Document) -> None:
    page = passage.spans[0].page
    marks = [page_view.Mark(span=span, kind="cited") for span in passage.spans]
    picture = backend.page_picture(assistant, document.id, document.sha256, page)
    target = f"{document.id}|{passage.spans}"
    components.page(
        page_view.payload(document, page, marks, picture=picture, height=_VIEW_HEIGHT, target=target),
        key="passage-page",
    )


def _show_vanished(passage: Passage) -> None:
    warning = "This document is no longer in the corpus. These are the words as they were quoted."
    _show_heading(replace(passage, warning=warning))
    components.passage(
        _context(passage, "", "", list(passage.notes)), key="passage-context", on_open=navigation.open_document
    )
