"""The published snapshot as the façade holds it: open, with the documents last looked at."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock

from assistant.domain import Document
from assistant.errors import UnknownDocument
from assistant.indexing.snapshot import Snapshot
from assistant.indexing.sources import CalledDocuments

_KEPT_DOCUMENTS = 64


class OpenSnapshot:
    """A snapshot with a small cache of its documents, safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.snapshot = Snapshot(folder)
        self._finalizer = weakref.finalize(self, self.snapshot.close)
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()

    def close(self) -> None:
        """Let go of its files now, rather than when nobody holds it any more."""
        self._finalizer()

    def document(self, document_id: str) -> Document:
        """A document without its page geometry. Raises UnknownDocument."""
        with self._lock:
            if document_id in self._documents:
                self._documents.move_to_end(document_id)
                return self._documents[document_id]
        document = self.snapshot.texts.document(document_id)
        if document is None:
            raise UnknownDocument(f"There is no document '{document_id}'. 'python -m assistant status' lists them.")
        document = self._called.with_sources(document)
        with self._lock:
            self._documents[document_id] = document
            while len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        return document

    @cached_property
    def _called(self) -> CalledDocuments:
        return CalledDocuments(self.snapshot.summaries)

    def questions(self, limit: int) -> tuple[str, ...]:
        """The first questions that the documents put to their readers, each once."""
        found: dict[str, None] = {}
        for summary in self.snapshot.summaries:
            if summary.questions and len(found) < limit:
                found.update(dict.fromkeys(question.text for question in self.document(summary.id).questions))
        return tuple(found)[:limit]

    def document_with_layouts(self, document_id: str) -> Document:
        """A document with its page geometry. Raises UnknownDocument."""
        document = self.document(document_id)
        return replace(document, layouts=self.snapshot.texts.layouts(document_id))
