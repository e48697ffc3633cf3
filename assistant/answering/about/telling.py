"""What documents say of themselves becomes a draft; what one does not say becomes a decline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.about.facts import facts
from assistant.answering.about.stating import Statement, evidence, first_line, line_of, sentences
from assistant.answering.about.topics import AboutQuestion, Topic
from assistant.answering.composing import Asked, Draft
from assistant.domain import Decline, DeclineReason, Document, DocumentSummary

# What is asked, and of which documents.
Read = tuple[AboutQuestion, list[DocumentSummary]]

_WORTH_ASKING = (Topic.TITLE, Topic.AUTHOR, Topic.ISSUER, Topic.DATE, Topic.NUMBER)
# Of several documents that may be meant by "footnote 5", or by a number, those without one were not.
_OF_ANY = frozenset([Topic.FOOTNOTE, Topic.RELATIONS, Topic.CHANGED_BY])


def told(read: Sequence[Read], asked: Asked) -> Draft | None:
    """What the documents say, and a decline for each thing that one does not say.

    None when all that is missing may stand in the text of another document.
    """
    statements: list[Statement] = []
    declines: list[Decline] = []
    for one, summaries in read:
        lacking: list[Decline] = []
        for summary in summaries:
            document = asked.load(summary.id)
            said = list(_changed_by(document, asked)) if one.topic is Topic.CHANGED_BY else facts(document, one)
            statements += said
            if not said:
                lacking.append(_not_said(one, document, asked))
        if one.topic not in _OF_ANY or len(lacking) == len(summaries):
            declines += lacking
    if not statements and all(one.topic is Topic.CODES for one, _ in read):
        return None
    several = len({summary.id for _, summaries in read for summary in summaries}) > 1
    return Draft(sentences=sentences(statements, grouped=several), declines=tuple(declines))


def _not_said(asked: AboutQuestion, document: Document, of: Asked) -> Decline:
    if asked.topic is Topic.FOOTNOTE:
        said = f"has no footnote {asked.number}" + (f" on page {asked.page}" if asked.page else "")
    else:
        said = f"does not state {asked.topic.value}"
    return Decline(
        reason=DeclineReason.NOT_SAID,
        question=of.query.standalone,
        suggestion=f"“{document.title.value}” {said}. {_instead(asked, document)}".rstrip(),
        evidence=evidence(document),
    )


def _instead(asked: AboutQuestion, document: Document) -> str:
    if asked.topic is Topic.FOOTNOTE:
        numbers = list(dict.fromkeys(note.number for note in document.footnotes))
        return f"Its footnotes have the numbers {', '.join(numbers)}." if numbers else "It has no footnotes."
    stated = [topic.value for topic in _WORTH_ASKING if facts(document, AboutQuestion(topic=topic, reference=""))]
    listed = " and ".join([", ".join(stated[:-1]), stated[-1]] if len(stated) > 1 else stated)
    return f"It does state {listed}." if stated else ""


def _changed_by(document: Document, asked: Asked) -> Iterator[Statement]:
    """The places where other documents say that they change or replace this one.

    A revision carries the number of what it revises, so a document with a relation to that number is no original.
    """
    number = document.document_number.value if document.document_number else None
    if number is None or any(one.target == number for one in document.relations):
        return
    for id_ in asked.snapshot.texts.related_to(number):
        other = asked.load(id_)
        for relation in other.relations:
            if relation.target == number:
                span = line_of(other, relation.span) if relation.span else first_line(other)
                yield Statement(document=other, span=span)
