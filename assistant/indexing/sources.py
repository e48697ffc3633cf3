"""Which footnotes refer to documents that are in the corpus themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain import Document, DocumentSummary, Footnote, SourceStatus

# A shorter title ("Note", "Customs policy") stands in too many notes by chance.
_TITLE_WORDS = 4


class CalledDocuments:
    """The documents of a corpus by what they are called: their numbers, and their titles where these are long."""

    def __init__(self, summaries: Iterable[DocumentSummary]) -> None:
        self._ids: dict[str, list[str]] = {}
        for summary in summaries:
            for name in {_plain(summary.document_number or ""), _title(summary)} - {""}:
                self._ids.setdefault(name, []).append(summary.id)
        # A note is looked through for stretches of these lengths, whose number does not grow with the corpus.
        self._lengths = sorted({name.count(" ") + 1 for name in self._ids})

    def with_sources(self, document: Document) -> Document:
        """The document with every note that names another one of the corpus leading to it.

        Of several that are named, the longest name wins: "EX 101/26 REV 1" before "EX 101/26".
        """
        if not document.footnotes:
            return document
        return replace(document, footnotes=tuple(self._resolved(note, document.id) for note in document.footnotes))

    def _resolved(self, note: Footnote, within: str) -> Footnote:
        words = _plain(note.text).split()
        stretches = {
            " ".join(words[start : start + length])
            for length in self._lengths
            for start in range(len(words) - length + 1)
        }
        named = [(-len(name), id_) for name in stretches for id_ in self._ids.get(name, ()) if id_ != within]
        if not named:
            return note
        return replace(note, source=SourceStatus.IN_CORPUS, source_document=min(named)[1])


def _title(summary: DocumentSummary) -> str:
    title = _plain(summary.title)
    return title if len(title.split()) >= _TITLE_WORDS else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w/]+", text.lower()))
