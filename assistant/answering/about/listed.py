"""A list of documents as an answer: the title of each, cited to the line on which it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.about.listing import Listing
from assistant.answering.about.stating import quoted, sentences
from assistant.answering.composing import Asked, Draft
from assistant.domain import Decline, DeclineReason, DocumentSummary
from assistant.retrieval.query import content_words, match_expression
from assistant.retrieval.stems import stem

# Passages with the words of a topic that are looked at for their documents.
_MOST_PASSAGES = 10_000


def listed(wanted: Listing, within: Sequence[DocumentSummary], asked: Asked) -> Draft | None:
    """The titles of the documents that a list asks for; a decline when there is none.

    None when nothing is known of the topic, so that passages may be looked for.
    """
    kept = [one for one in within if wanted.keeps(one)]
    if wanted.topic:
        kept = _on_topic(wanted, kept, asked)
        if not kept:
            return None
    if not kept:
        question = asked.query.standalone
        decline = Decline(reason=DeclineReason.NOTHING_FOUND, question=question, suggestion=wanted.unknown)
        return Draft(declines=(decline,))
    documents = [asked.load(one.id) for one in kept]
    return Draft(sentences=sentences([quoted(one, one.title, "The title") for one in documents], grouped=False))


def _on_topic(wanted: Listing, kept: Sequence[DocumentSummary], asked: Asked) -> list[DocumentSummary]:
    """Those with the words of the topic in their titles; where no title has, those with all of them in one passage."""
    titled = [one for one in kept if wanted.topic <= _stems(one.title)]
    if titled:
        return titled
    together = " AND ".join(f"({expression})" for expression in map(match_expression, content_words(wanted.words)))
    chunks = [id_ for id_, _ in asked.snapshot.texts.best(together, limit=_MOST_PASSAGES)]
    holding = {document for document, _ in asked.snapshot.texts.places_of(chunks).values()}
    return [one for one in kept if one.id in holding]


def _stems(text: str) -> set[str]:
    return {stem(part) for word in content_words(text) for part in (word, *word.split("-"))}
