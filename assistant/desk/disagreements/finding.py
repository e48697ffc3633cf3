"""All disagreements of some documents. The same documents give the same result in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.answering.citing import cite_span
from assistant.desk.disagreements.causes import dated, likely_cause
from assistant.desk.disagreements.differing import differences
from assistant.desk.disagreements.pairing import Pair, pairs
from assistant.desk.disagreements.statements import Statement, statements_of
from assistant.domain import Citation, Disagreement, Disagreements, Document

# Two statements speak of the same thing when the shorter one has at least this share of its words in the other.
SAME_MATTER = 0.5


def find_disagreements(documents: Iterable[Document], *, snapshot: str) -> Disagreements:
    """What the documents disagree on, by the documents' dates and ids, then in reading order."""
    by_id = {document.id: document for document in documents}
    ordered = sorted(by_id.values(), key=_age)
    statements = [statement for document in ordered for statement in statements_of(document)]
    found = [_disagreement(pair, by_id) for pair in pairs(statements, least=SAME_MATTER) if differences(pair)]
    return Disagreements(found=tuple(found), documents=len(ordered), compared=len(statements), snapshot=snapshot)


def _age(document: Document) -> tuple[date, str]:
    """Documents from the oldest to the youngest, those without a date last."""
    return (dated(document) or date.max, document.id)


def _disagreement(pair: Pair, documents: dict[str, Document]) -> Disagreement:
    first, second = documents[pair.one.document], documents[pair.other.document]
    cause, why = likely_cause(pair.one, first, pair.other, second)
    return Disagreement(
        one=_cited(first, pair.one),
        other=_cited(second, pair.other),
        differences=differences(pair),
        cause=cause,
        why=why,
    )


def _cited(document: Document, statement: Statement) -> tuple[Citation, ...]:
    spans = document.sentences[statement.index].spans
    cited = (citation for span in spans for citation in cite_span(document, span))
    return tuple(replace(citation, marker=number) for number, citation in enumerate(cited, start=1))
