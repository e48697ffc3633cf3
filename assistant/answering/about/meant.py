"""Which documents a question about documents means."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.about.topics import AboutQuestion, Topic
from assistant.domain import DocumentSummary, FilterKind, Query
from assistant.retrieval.facets import Facets
from assistant.retrieval.naming import is_bare_noun, is_plural_pronoun, is_pronoun, named_documents

# A question about more documents than this means none of them in particular.
MOST = 5
# What can be asked of "the document" without naming one, after an answer that cites it: nothing else has such a thing.
_ONLY_DOCUMENTS_HAVE = frozenset(
    [Topic.AUTHOR, Topic.ISSUER, Topic.MARKING, Topic.PAGES, Topic.ADDRESSEE, Topic.QUESTIONS, Topic.FOOTNOTE]
)


def documents_meant(
    asked: AboutQuestion, query: Query, facets: Facets, within: Sequence[DocumentSummary]
) -> list[DocumentSummary]:
    """The documents of ``within`` that a question means; none when that cannot be told."""
    focus = [one for id_ in query.in_focus for one in within if one.id == id_]
    words = asked.reference
    if not words:
        asking = [one for one in within if one.questions] if asked.topic is Topic.QUESTIONS else []
        if not focus and 0 < len(asking) <= MOST:
            return asking
        narrowed = any(one.kind is FilterKind.DOCUMENT for one in query.filters)
        alone = narrowed or len(within) == 1 or asked.topic is Topic.FOOTNOTE
        if alone or asked.topic in _ONLY_DOCUMENTS_HAVE:
            return _one(focus, within, alone=alone)
        return []
    if is_pronoun(words):
        return _one(focus, within, alone=len(within) == 1)
    if is_plural_pronoun(words):
        return focus[:MOST]
    found = named_documents(words, facets, within)
    if is_bare_noun(words):
        pointed = [one for one in focus if one in found] or focus[: 0 if found else 1]
        found = pointed[:1] or found
    return found if len(found) <= MOST else []


def _one(focus: Sequence[DocumentSummary], within: Sequence[DocumentSummary], *, alone: bool) -> list[DocumentSummary]:
    """The document spoken of last; else, where the question is asked of few, those."""
    if focus:
        return list(focus[:1])
    return list(within) if alone and len(within) <= MOST else []
