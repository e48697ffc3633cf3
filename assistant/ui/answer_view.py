"""An answer as the answer component shows it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from assistant.domain import GAP, Answer, AnswerStatus, Citation, Hit, Query, Sentence, Support, Turn, marked_text
from assistant.domain.reference import long_date
from assistant.ui import outcome_view, query_view
from assistant.ui.components import Payload
from assistant.ui.session import OpenPassage
from assistant.ui.why import reasons
from assistant.ui.wording import count, place

_NEAREST = 5


def payload(turn: Turn, *, opened: OpenPassage | None, fresh: str | None, last: bool) -> Payload:
    """A turn for the component.

    ``opened``: the passage of it that is open beside it; ``fresh``: scrolls to a new turn once; ``last``: how its
    question was understood can be corrected.
    """
    answer = turn.answer
    open_now = [opened.kind, opened.number] if opened else None
    shown: Payload = {"question": turn.question, "active": open_now, "fresh": fresh}
    if answer is None:
        return {**_empty(), **shown, "message": "This question was stopped before it was answered.", "again": True}
    hits = [_hit(hit, answer.understood) for hit in answer.hits]
    return {
        **_empty(),
        **shown,
        **outcome_view.payload(answer),
        "understood": query_view.payload(answer, correctable=last),
        "status": answer.status.value,
        "message": answer.message,
        "marking": answer.marking,
        "searched": _searched(answer),
        "groups": groups(answer.sentences),
        "nearest": [] if answer.sentences else hits[:_NEAREST],
        "looked_at": hits if answer.sentences else [],
        "references": [_reference(citation) for citation in answer.citations],
        "facts": _facts(answer),
        "copy": copy_text(answer) if answer.sentences else "",
        "again": answer.status in (AnswerStatus.FAILED, AnswerStatus.INTERRUPTED),
    }


def _empty() -> Payload:
    return {
        "status": "stopped", "message": "", "marking": None, "understood": None, "searched": "", "groups": [],
        "nearest": [], "looked_at": [], "references": [], "facts": [], "copy": "", "again": False, "notes": [],
        **outcome_view.nothing(),
    }  # fmt: skip


def groups(sentences: Iterable[Sentence]) -> list[Payload]:
    """The sentences under their headings, in the order of the answer; a document is named once in a row."""
    found: list[Payload] = []
    named = None
    for group, together in itertools.groupby(sentences, key=lambda sentence: sentence.group):
        same = list(together)
        document, section = _heading(group, same[0])
        shown = [_sentence(sentence) for sentence in same]
        said = {"document": document, "when": _dated(same[0])} if document != named else {"document": "", "when": ""}
        found.append({**said, "section": section, "sentences": shown})
        named = document
    return found


def _dated(sentence: Sentence) -> str:
    """The date of the document that a sentence comes from, as it is written; empty where it bears none."""
    return long_date(sentence.citations[0].date) if sentence.citations else ""


def _heading(group: str, sentence: Sentence) -> tuple[str, str]:
    """A group's heading as document and section, where it begins with the title of what it cites."""
    title = sentence.citations[0].title if sentence.citations else ""
    if title and (group == title or group.startswith(f"{title} · ")):
        return title, group[len(title) :].removeprefix(" · ")
    return group, ""


def _sentence(sentence: Sentence) -> Payload:
    return {
        "text": sentence.text,
        "gap": GAP if sentence.gap_before else "",
        "support": sentence.support.value,
        "warning": _warning(sentence),
        "chips": [
            {"n": one.marker, "label": f"Source {one.marker}: {one.title}, {place(one)}"} for one in sentence.citations
        ],
    }


def _warning(sentence: Sentence) -> str:
    """What a reader must know of a sentence: that it is meant for machines, or not wholly proved; empty otherwise."""
    caution = next((citation.caution for citation in sentence.citations if citation.caution), "")
    if caution:
        return f"({caution.rstrip('.')})"
    if sentence.support is not Support.PARTLY:
        return ""
    return f"(partly proved: {sentence.reason})" if sentence.reason else "(partly proved)"


def _hit(hit: Hit, query: Query | None) -> Payload:
    chunk = hit.chunk
    where = [f"page {chunk.spans[0].page}"] if chunk.spans else []
    return {
        "rank": hit.rank,
        "title": chunk.title,
        "place": " · ".join([*where, *chunk.headings[-1:]]),
        "text": chunk.text,
        "why": reasons(hit, query),
    }


def _reference(citation: Citation) -> Payload:
    parts = [citation.title, citation.date, place(citation)]
    return {"n": citation.marker, "text": ", ".join(part for part in parts if part), "marking": citation.marking}


def _searched(answer: Answer) -> str:
    """How much was searched, where nothing was found."""
    if answer.sentences:
        return ""
    return f"Searched {count(answer.searched_chunks, 'passage')} in {count(answer.searched_documents, 'document')}."


def _facts(answer: Answer) -> list[str]:
    """The small print: sources, time, snapshot, model."""
    documents = len({citation.document for citation in answer.citations})
    sources = f"{count(len(answer.citations), 'citation')} from {count(documents, 'document')}"
    seconds = f"{sum(answer.seconds_s.values()):.2f} s"
    return [
        *([sources] if answer.citations else []),
        seconds,
        f"snapshot {answer.snapshot[:10]}",
        *([answer.model] if answer.model else []),
    ]


def copy_text(answer: Answer) -> str:
    """The answer as plain text with its references, for a mail or a note."""
    lines = [answer.question, ""]
    if answer.marking:
        lines = [f"Marking: {answer.marking}", *lines]
    for title, sentences in itertools.groupby(answer.sentences, key=lambda sentence: sentence.group):
        lines += [*([title] if title else []), " ".join(marked_text(sentence) for sentence in sentences), ""]
    references = [_reference(citation) for citation in answer.citations]
    return "\n".join([*lines, *(f"[{one['n']}] {one['text']}" for one in references)])
