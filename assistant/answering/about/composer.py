"""Answers questions about documents themselves; leaves every other question to those who read what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.about.listed import listed
from assistant.answering.about.listing import listing
from assistant.answering.about.meant import documents_meant
from assistant.answering.about.telling import Read, told
from assistant.answering.about.topics import AboutQuestion, about_questions, bare_topic, bared
from assistant.answering.composing import Asked, Draft
from assistant.domain import DocumentSummary
from assistant.retrieval.facets import Facets
from assistant.retrieval.naming import named_documents
from assistant.retrieval.parts import SECOND_QUESTION, question_parts

# "And the reports?" names this many at most.
MOST_NAMED = 5
_TWO_THINGS = re.compile(
    r"(?:what|which) (?:is|are|was|were) the (?P<one>[\w ]+?) and (?:the )?(?P<other>[\w ]+?) of (?P<ref>.+)",
    re.IGNORECASE,
)


class AboutComposer:
    """Answers from what documents say of themselves, each thing cited to its line."""

    def compose(self, asked: Asked) -> Draft | None:
        """What the documents say of themselves, or that they do not say it; None for any other question."""
        facets = Facets.of(asked.snapshot.texts)
        within = [one for one in facets.summaries if asked.documents is None or one.id in asked.documents]
        if not within or asked.query.standalone.startswith("What is the source of:"):
            return None
        for text in _readings(asked):
            wanted = listing(bared(text), facets)
            if wanted is not None:
                return listed(wanted, within, asked)
            read = _read_parts(text, asked, facets, within)
            if read:
                return told(read, asked)
        read = _read_elliptic(asked, facets, within)
        return told(read, asked) if read else None


def _readings(asked: Asked) -> list[str]:
    """The question as typed, unless a person has reworded it since; and without the words of its filters."""
    query = asked.query
    typed = set(query.question.lower().replace("?", " ").split())
    kept = set(query.asked.lower().replace("?", " ").split()) <= typed
    return list(dict.fromkeys([*([query.question] if kept else []), query.asked]))


def _read_parts(text: str, asked: Asked, facets: Facets, within: Sequence[DocumentSummary]) -> list[Read]:
    """Every part of a question, when all of them are about documents; a later "when?" is about the same ones."""
    found: list[Read] = []
    for part in _parts(text):
        one = _read(part, asked, facets, within)
        topic = bare_topic(part) if found and one is None else None
        if topic:
            one = AboutQuestion(topic=topic, reference=found[-1][0].reference), found[-1][1]
        elif one is None and found and (again := _same_documents(part)):
            one = again, found[-1][1]
        if one is None:
            return []
        found.append(one)
    return found


def _parts(text: str) -> list[str]:
    return [single for part in question_parts(text) for single in _split(part)]


def _split(part: str) -> list[str]:
    """ "Who wrote it and when?" has a second question that is a single word; "the date and number of" asks twice."""
    words = bared(part)
    joined = _TWO_THINGS.fullmatch(words)
    if joined:
        return [f"what is the {joined[thing]} of {joined['ref']}" for thing in ("one", "other")]
    halves = [half.strip(" ,") for half in SECOND_QUESTION.split(words)]
    if all(bare_topic(half) or any(about_questions(half)) for half in halves):
        return halves
    return [part]


def _same_documents(part: str) -> AboutQuestion | None:
    """A later part that says "it": of the documents that the part before it is about."""
    readings = list(about_questions(part))
    return next((one for one in readings if one.reference.lower() in ("", "it", "they")), None)


def _read(text: str, asked: Asked, facets: Facets, within: Sequence[DocumentSummary]) -> Read | None:
    """What a text asks about which documents."""
    for one in about_questions(text):
        documents = documents_meant(one, asked.query, facets, within)
        if documents:
            return one, documents
    return None


def _read_elliptic(asked: Asked, facets: Facets, within: Sequence[DocumentSummary]) -> list[Read]:
    """A follow-up that leaves out what is asked or of which document: "and when?", "and the Council note?"."""
    query = asked.query
    before = query.standalone.removesuffix(query.asked.strip())
    if before == query.standalone:
        return []
    earlier = next((one for part in question_parts(before) for one in about_questions(part)), None)
    if earlier is None:
        return []
    topic = bare_topic(query.asked)
    if topic:
        one = AboutQuestion(topic=topic, reference="they")
        documents = documents_meant(one, query, facets, within)
        return [(one, documents)] if documents else []
    named = named_documents(bared(query.asked).removeprefix("what about ").removeprefix("of "), facets, within)
    return [(earlier, named)] if 0 < len(named) <= MOST_NAMED else []
