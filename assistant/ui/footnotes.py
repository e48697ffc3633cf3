"""Footnotes as the components show them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import CitedFootnote, Document, FootnoteLink, Url
from assistant.ui.components import Payload
from assistant.ui.escape import safe_url

_LINK_LABELS = {
    FootnoteLink.PRINTED: "printed",
    FootnoteLink.INFERRED: "inferred",
    FootnoteLink.UNRESOLVED: "not resolved",
}


def cited(notes: Sequence[CitedFootnote]) -> list[Payload]:
    """The footnotes called inside a cited passage."""
    return [
        {**_shared(f"cited-{order}", note.number, note.text, note.urls, note.link, note.reason), "phrase": note.phrase}
        for order, note in enumerate(notes)
    ]


def of_document(document: Document) -> list[Payload]:
    """Every footnote of a document, with the page it is called on."""
    labels = {page.number: page.label or str(page.number) for page in document.pages}
    return [
        {
            **_shared(f"note-{order}", note.number, note.text, note.urls, note.link, note.reason),
            "phrase": " … ".join(document.text_of(span) for span in note.phrases),
            "page": note.page,
            "page_label": labels.get(note.page, str(note.page)),
            "source": note.source.value if note.source else None,
            "held": note.source_document,
        }
        for order, note in enumerate(document.footnotes)
    ]


def called_in(document: Document, page: int, start: int, end: int) -> list[Payload]:
    """The footnotes whose calls stand in a stretch of one page."""
    every = of_document(document)
    return [
        every[order]
        for order, note in enumerate(document.footnotes)
        if any(call.page == page and start < call.start <= end for call in note.calls)
    ]


def _shared(key: str, number: str, text: str, urls: Sequence[Url], link: FootnoteLink, reason: str) -> Payload:
    return {
        "key": key,
        "number": number,
        "text": text,
        "bare": _is_bare(text, urls),
        "urls": [
            {"value": url.value, "safe": safe_url(url.value) is not None, "doubtful": url.doubtful} for url in urls
        ],
        "link": link.value,
        "link_label": _LINK_LABELS[link],
        "reason": reason,
    }


def _is_bare(text: str, urls: Sequence[Url]) -> bool:
    """Whether a note holds nothing but its addresses, which are shown anyway."""
    for url in urls:
        text = text.replace(url.value, "")
    return bool(urls) and not any(character.isalnum() for character in text)
