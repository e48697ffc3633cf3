"""Which footnotes refer to documents that are in the corpus themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain import Document, DocumentSummary, Footnote, SourceStatus

# A shorter title ("Note", "Customs policy") stands in too many notes by chance.
_TITLE_WORDS = 4


def with_sources(document: Document, summaries: Iterable[DocumentSummary]) -> Document:
    """The document with every note that names another document of the corpus, by number or title, leading to it.

    Of several that are named, the longest name wins: "EX 101/26 REV 1" before "EX 101/26".
    """
    named = [
        (name, summary.id)
        for summary in summaries
        if summary.id != document.id
        for name in (_plain(summary.document_number or ""), _title(summary))
        if name
    ]
    named.sort(key=lambda pair: (-len(pair[0]), pair[1]))
    if not named or not document.footnotes:
        return document
    return replace(document, footnotes=tuple(_resolved(note, named) for note in document.footnotes))


def _resolved(note: Footnote, named: list[tuple[str, str]]) -> Footnote:
    text = f" {_plain(note.text)} "
    for name, id_ in named:
        if f" {name} " in text:
            return replace(note, source=SourceStatus.IN_CORPUS, source_document=id_)
    return note


def _title(summary: DocumentSummary) -> str:
    title = _plain(summary.title)
    return title if len(title.split()) >= _TITLE_WORDS else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w/]+", text.lower()))
