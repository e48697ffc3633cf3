"""What stands beside the pages of a document: what it says of itself, its contents, questions and footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.domain import Document, Section, Span, Stated, seen_name
from assistant.ui import components, footnotes, navigation, session, uses_view
from assistant.ui.address import passage_name, passage_named
from assistant.ui.components import Payload
from assistant.ui.wording import around, count

if TYPE_CHECKING:
    from assistant.api import Assistant

_PASSAGE = "passage"
_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "text/html": "web page",
    "text/markdown": "Markdown",
    "text/plain": "plain text",
}


def go_to_page(page: int) -> None:
    """Turns to a page."""
    forget_target()
    st.query_params["page"] = str(page)


def go_to_span(document: Document, span: Span) -> None:
    """Turns to the page of a span and marks it there; the address says so, and can be sent to others."""
    st.query_params["page"] = str(span.page)
    st.query_params[_PASSAGE] = passage_name(document, span)


def target(document: Document, page: int) -> Span | None:
    """The span of a page that is marked, while its words are still the same."""
    return passage_named(document, page, st.query_params.get(_PASSAGE, ""))


def forget_target() -> None:
    """Nothing is marked any more."""
    st.query_params.pop(_PASSAGE, None)


def current_page(document: Document) -> int:
    """The page that the address names, or the first one."""
    numbers = [page.number for page in document.pages]
    wanted = st.query_params.get("page", "")
    return int(wanted) if wanted.isdecimal() and int(wanted) in numbers else numbers[0]


def about(assistant: Assistant, document: Document) -> None:
    """What the document says of itself, each value with its page."""
    components.facts(stated_facts(document), key="facts", on_page=go_to_page)


def stated_facts(document: Document) -> list[Payload]:
    """The document's own statements; what it does not state has the value None."""
    single = (
        ("Title", document.title),
        ("Issuer", document.issuer),
        ("Kind", document.kind),
        ("Number", document.document_number),
        ("Date", document.date),
        ("Marking", document.marking),
        ("Language", document.language),
    )
    several = (("Authors", document.authors), ("Subject codes", document.subject_codes))
    return [
        *(_fact(label, value) for label, value in single),
        *(_fact(label, value) for label, values in several for value in values or (None,)),
        *(
            {"label": one.kind.capitalize(), "value": one.target, "page": _page_of(one.span)}
            for one in document.relations
        ),
        *({"label": one.short, "value": one.long, "page": one.span.page} for one in document.abbreviations),
        *(
            {"label": "Missing attachment", "value": document.text_of(span), "page": span.page}
            for span in document.attachments_missing
        ),
        {"label": "File", "value": seen_name(document.id), "own": True},
        {"label": "Type", "value": _TYPES.get(document.media_type, document.media_type), "own": True},
    ]


def _fact(label: str, stated: Stated | None) -> Payload:
    if stated is None:
        return {"label": label, "value": None}
    return {
        "label": label,
        "value": stated.value,
        "page": _page_of(stated.span),
        "source": "" if stated.span else f"from the {stated.source}",
        "marking": label == "Marking",
    }


def _page_of(span: Span | None) -> int | None:
    return span.page if span else None


def contents(assistant: Assistant, document: Document) -> None:
    """The outline, from the sections that were found."""
    entries = outline(document)
    components.choices(
        [
            {
                "id": str(order),
                "segments": [{"text": section.headings[-1], "mark": None}],
                "depth": len(section.headings) - 1,
                "meta": _page_label(document, section.spans[0].page),
                "own": True,
            }
            for order, section in enumerate(entries)
        ],
        key="outline",
        label="Contents",
        empty="No headings were found in this document.",
        on_choose=lambda order: go_to_page(entries[int(order)].spans[0].page),
    )


def outline(document: Document) -> list[Section]:
    """The sections that have a heading, each heading path once."""
    entries: list[Section] = []
    for section in document.sections:
        if section.headings and section.spans and (not entries or entries[-1].headings != section.headings):
            entries.append(section)
    return entries


def _page_label(document: Document, page: int) -> str:
    return f"p. {document.page(page).label or page}"


def find(assistant: Assistant, document: Document) -> None:
    """Full-text search inside the document."""
    words = st.text_input(
        "Find in this document", key="find-words", icon=":material/search:", placeholder="Words to find"
    )
    if not words or not words.strip():
        st.caption("Every place where the words stand is listed here, with its page.")
        return
    found = assistant.find_in(document.id, words.strip())
    st.caption(count(len(found), "place"))
    marked = target(document, current_page(document))
    components.choices(
        [
            {
                "id": str(order),
                "segments": [
                    {"text": before, "mark": None},
                    {"text": match.matched, "mark": "match"},
                    {"text": after, "mark": None},
                ],
                "meta": _page_label(document, match.span.page),
                "active": match.span == marked,
            }
            for order, match in enumerate(found)
            for before, after in [around(match.before, match.after)]
        ],
        key="matches",
        label="Places found",
        empty="The document does not hold these words.",
        on_choose=lambda order: go_to_span(document, found[int(order)].span),
    )


def questions(assistant: Assistant, document: Document) -> None:
    """The questions that the document puts to its readers; one click asks them."""
    items: list[Payload] = [
        {
            "id": str(order),
            "lead": question.number,
            "segments": [{"text": question.text, "mark": None}],
            "meta": _page_label(document, question.span.page),
            "action": "Ask this",
        }
        for order, question in enumerate(document.questions)
    ]
    components.choices(
        items,
        key="questions",
        label="Discussion questions",
        empty="No discussion questions were found in this document.",
        on_choose=lambda order: go_to_span(document, document.questions[int(order)].span),
        on_act=lambda order: session.ask_next(document.questions[int(order)].text),
    )
    if session.has_question():
        navigation.go_to("ask")


def footnote_list(assistant: Assistant, document: Document) -> None:
    """The footnotes with the phrase that each supports, and how sure the join is."""
    components.notes(
        footnotes.of_document(document),
        key="footnotes",
        on_page=go_to_page,
        on_open=navigation.open_document,
    )


def cited_in(assistant: Assistant, document: Document) -> None:
    """The passages that something kept cites, each with what cites it."""
    used = assistant.desk.used_passages(document, assistant.conversations)
    if not used:
        st.caption("No kept answer, sheet, pack or comparison cites this document yet.")
        return
    st.caption(f"{count(len(used), 'passage')} cited. Choose one to see it on its page, and where it is used.")
    marked = target(document, current_page(document))
    if chosen := next((one for one in used if one.span == marked), None):
        st.caption("**The marked passage is cited in**")
        uses_view.show(assistant, chosen.uses, key="cited-in")
        st.caption("**Every cited passage**")
    components.choices(
        [
            {
                "id": str(order),
                "segments": [{"text": one.text, "mark": None}],
                "meta": f"{_page_label(document, one.span.page)} · {count(len(one.uses), 'use')}",
                "active": one.span == marked,
            }
            for order, one in enumerate(used)
        ],
        key="used-passages",
        label="Cited passages",
        empty="",
        on_choose=lambda order: go_to_span(document, used[int(order)].span),
    )
