"""What stands at the end of every paper: the documents that it cites, and how it came about."""

from __future__ import annotations

from assistant.domain.paper import DRAFTED, Paper
from assistant.domain.reference import CitedDocument, long_date


def document_lines(paper: Paper) -> list[str]:
    """The cited documents, each in one line: title, number, kind, issuer, date, marking, file."""
    return [_line(document) for document in paper.documents]


def _line(document: CitedDocument) -> str:
    parts = (document.title, document.number, document.kind, document.issuer, long_date(document.date))
    marking = f" [{document.marking}]" if document.marking else ""
    return f"{', '.join(part for part in parts if part)}{marking} ({document.id})"


def small_print(paper: Paper) -> list[str]:
    """How the paper was made, from which snapshot of the corpus, and the ids of the records of its answers."""
    made = f"Made on {long_date(paper.made.date().isoformat())}, {paper.made:%H:%M} UTC"
    from_ = f"{made}, from snapshot {paper.snapshot} of the documents." if paper.snapshot else f"{made}."
    records = [f"Records: {', '.join(paper.record_ids)}."] if paper.record_ids else []
    return [DRAFTED, from_, *records]
