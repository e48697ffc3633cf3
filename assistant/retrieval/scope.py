"""Filters applied: the documents and chunks of a corpus that a search may find."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.domain import DocumentSummary, Filter, FilterKind
from assistant.indexing.scope import Scope
from assistant.retrieval.facets import Facets, heads_section, iso_date, made_by, not_after, not_before


def scope_of(filters: Sequence[Filter], facets: Facets, documents: Collection[str] = ()) -> Scope:
    """What passes the filters: any one of each kind, all kinds together; only of ``documents`` when any are named.

    A document without a date passes every date filter: that it is too old is not known, and what is hidden
    wrongly does more harm than what is shown in addition.
    """
    if not filters:
        return Scope.of(documents)
    by_kind: dict[FilterKind, list[Filter]] = {}
    for one in filters:
        by_kind.setdefault(one.kind, []).append(one)
    sections = by_kind.pop(FilterKind.SECTION, [])
    kept = frozenset(
        summary.id
        for summary in facets.summaries
        if (not documents or summary.id in documents)
        and all(any(passes(summary, one, facets) for one in group) for group in by_kind.values())
    )
    if not sections:
        return Scope(documents=kept)
    chunks = [
        (id_, document)
        for id_, document, path in facets.headings
        if document in kept and any(heads_section(path, one.value) for one in sections)
    ]
    return Scope(documents=frozenset(document for _, document in chunks), chunks=frozenset(id_ for id_, _ in chunks))


def passes(summary: DocumentSummary, one: Filter, facets: Facets) -> bool:
    """Whether a document passes one filter. A section filter looks at chunks, so every document passes it."""
    stated = iso_date(summary)
    match one.kind:
        case FilterKind.DOCUMENT:
            return summary.id == one.value
        case FilterKind.MARKING:
            return (summary.marking or "").casefold() == one.value.casefold()
        case FilterKind.AUTHOR:
            return made_by(facets, summary, one.value)
        case FilterKind.SINCE:
            return stated is None or not_before(stated, one.value)
        case FilterKind.UNTIL:
            return stated is None or not_after(stated, one.value)
        case FilterKind.SECTION:
            return True
