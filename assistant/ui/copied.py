"""A passage as it is copied: its words in quotation marks, with its reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import CitedDocument, CitedSource, Document, FootnoteLink, Reference
from assistant.ui.components import Payload

if TYPE_CHECKING:
    from assistant.ui.passage import Passage


def passage_text(passage: Passage, notes: list[Payload], document: Document) -> str:
    """The passage for a mail or a note; empty where its words stand in the document no more."""
    if not passage.spans:
        return ""
    page = passage.spans[0].page
    sources = tuple(
        CitedSource(number=note["number"], text=note["text"], inferred=note["link"] != FootnoteLink.PRINTED)
        for note in notes
        if note["text"]
    )
    return Reference(
        document=CitedDocument.of(document),
        page=page,
        page_label=document.page(page).label,
        headings=passage.headings,
        quote=" ".join(passage.quoted.split()),
        sources=sources,
    ).text
