"""From answers to papers: the pieces of which answers, sheets and positions are put together."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from assistant.domain import Answer, Citation, Document, Sentence, Support
from assistant.domain.marking import Markings, highest, in_order
from assistant.domain.paper import Block, Fact, Heading, OwnText, Paper, Paragraph, Remark, Run, Sourced, references
from assistant.domain.reference import long_date, reference
from assistant.errors import UnknownDocument

Documents = Mapping[str, Document]
"""The cited documents as they stand now, by id; one that is gone is not in it."""

_PASSED = frozenset({Support.QUOTED, Support.SUPPORTED, Support.PARTLY})


def documents_named(ids: Iterable[str], load: Callable[[str], Document]) -> dict[str, Document]:
    """The documents with these ids, each loaded once; those that are gone are left out."""
    found: dict[str, Document] = {}
    for name in dict.fromkeys(ids):
        try:
            found[name] = load(name)
        except UnknownDocument:
            continue
    return found


def all_citations(answer: Answer) -> tuple[Citation, ...]:
    """Everything that a paper of the answer cites: its sentences' citations, and what shows why a part has none."""
    return (*answer.citations, *(citation for decline in answer.declines for citation in decline.evidence))


def run_of(sentence: Sentence, documents: Documents) -> Run:
    """A sentence with a reference for each citation; one that the gate did not let pass is a person's own text."""
    if sentence.support not in _PASSED or not sentence.citations:
        return OwnText(text=sentence.text)
    partly = sentence.support is Support.PARTLY
    return Sourced(
        text=sentence.text,
        references=tuple(reference(citation, documents.get(citation.document)) for citation in sentence.citations),
        verbatim=sentence.support is Support.QUOTED,
        reservation=(f"partly proved: {sentence.reason}" if sentence.reason else "partly proved") if partly else "",
        gap_before=sentence.gap_before,
    )


def answer_blocks(answer: Answer, documents: Documents, *, level: int = 1) -> tuple[Block, ...]:
    """An answer as blocks whose outermost headings have this level: its sentences by document and section, what
    got no answer and why, and, where nothing was found, what was searched. Sentences that were withheld are not in it.
    """
    blocks = [*_groups(answer, documents, level), *declined_blocks(answer, documents, level=level)]
    if not any(isinstance(run, Sourced) for block in blocks if isinstance(block, Paragraph) for run in block.runs):
        searched = f"Searched {answer.searched_chunks:,} passages in {answer.searched_documents:,} documents."
        message = [] if answer.declines else [Remark(text=answer.message)]
        blocks.insert(0, Paragraph(runs=(*message, Remark(text=searched))))
    return tuple(blocks)


def _groups(answer: Answer, documents: Documents, level: int) -> Iterator[Block]:
    """The sentences under the headings of their places; a document is named once in a row."""
    named = None
    shown = (sentence for sentence in answer.sentences if sentence.support in _PASSED)
    for group, together in itertools.groupby(shown, key=lambda sentence: sentence.group):
        sentences = list(together)
        title, section = heading_of(group, sentences[0])
        if title and title != named:
            yield Heading(text=named_in_full(title, sentences[0], documents), level=level)
            named = title
        if section:
            yield Heading(text=section, level=level + 1)
        yield Paragraph(runs=tuple(run_of(sentence, documents) for sentence in sentences))


def named_in_full(title: str, sentence: Sentence, documents: Documents) -> str:
    """A document's title with its number and date, where it bears any, so that a reader knows who says it and when."""
    if not sentence.citations or sentence.citations[0].title != title:
        return title
    document = documents.get(sentence.citations[0].document)
    number = document.document_number.value if document and document.document_number else ""
    facts = ", ".join(fact for fact in (number, long_date(sentence.citations[0].date)) if fact)
    return f"{title} ({facts})" if facts else title


def heading_of(group: str, sentence: Sentence) -> tuple[str, str]:
    """A sentence's group as document and section, where it begins with the title of what the sentence cites."""
    title = sentence.citations[0].title if sentence.citations else ""
    if title and (group == title or group.startswith(f"{title} · ")):
        return title, group[len(title) :].removeprefix(" · ")
    return group, ""


def declined_blocks(
    answer: Answer, documents: Documents, *, level: int, title: str = "Not answered"
) -> Iterator[Block]:
    """What got no answer and why, under a heading; nothing where all of the question was answered."""
    if answer.declines:
        yield Heading(text=title, level=level)
    for decline in answer.declines:
        asked = [Remark(text=f"{decline.question} —")] if decline.question else []
        evidence = (run_of(_quotation(citation), documents) for citation in decline.evidence)
        runs = (*asked, Remark(text=decline.reason.message), *evidence)
        yield Paragraph(runs=runs, bullet=len(answer.declines) > 1)


def _quotation(citation: Citation) -> Sentence:
    return Sentence(text=citation.cited_text, support=Support.QUOTED, citations=(citation,))


def paper_of_answer(answer: Answer, documents: Documents, *, made: datetime) -> Paper:
    """One answer as a paper. ``made`` is aware and UTC."""
    return make_paper(
        title=answer.question,
        kind="Answer",
        facts=tuple(_facts(answer, made)),
        blocks=answer_blocks(answer, documents),
        documents=documents,
        answers=(answer,),
        made=made,
    )


def make_paper(
    *,
    title: str,
    kind: str,
    facts: tuple[Fact, ...],
    blocks: tuple[Block, ...],
    documents: Documents,
    answers: Sequence[Answer],
    made: datetime,
    records: tuple[str, ...] = (),
    markings: Markings = frozenset(),
    snapshot: str = "",
) -> Paper:
    """A paper made of blocks, with the highest marking among all that went into it: ``documents``, ``answers`` with
    what was looked at for them, and ``markings``, its own.

    ``answers`` are those that went into it; their snapshot is named in it (or ``snapshot``, where it holds none), and
    their records with ``records``.
    """
    cited = tuple(references(blocks))
    stated = (document.marking for document in documents.values())
    everything = markings.union(
        (one.value if one else None for one in stated),
        (one.document.marking for one in cited),
        *(answer.all_markings for answer in answers),
    )
    return Paper(
        title=title,
        kind=kind,
        facts=facts,
        blocks=blocks,
        marking=highest(everything),
        markings=in_order(everything),
        record_ids=tuple(dict.fromkeys((*(answer.id for answer in answers if answer.id), *records))),
        snapshot=", ".join(dict.fromkeys(answer.snapshot for answer in answers)) or snapshot,
        made=made,
        documents=tuple({one.document.id: one.document for one in cited}.values()),
    )


def _facts(answer: Answer, made: datetime) -> Iterator[Fact]:
    yield Fact(label="Date", value=long_date(made.date().isoformat()))
    if answer.query and answer.query != answer.question:
        yield Fact(label="Searched for", value=answer.query)
    if answer.understood and answer.understood.filters:
        yield Fact(label="Limited to", value="; ".join(one.label for one in answer.understood.filters))
    if answer.sentences:
        yield Fact(label="Wording", value=_wording(answer))
    if answer.fallback:
        yield Fact(label="Note", value=answer.fallback)


def _wording(answer: Answer) -> str:
    if all(sentence.support is Support.QUOTED for sentence in answer.sentences):
        return "Quoted word for word from the documents in the footnotes"
    return f"Written by {answer.model or 'a language model'}; each sentence was checked against its footnotes"
