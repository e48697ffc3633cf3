"""An answer as the answer component shows it."""

from __future__ import annotations

import itertools

from assistant.domain import Answer, AnswerStatus, Citation, Hit, Sentence, Support, Turn, marked_text
from assistant.ui.components import Payload
from assistant.ui.marking import highest
from assistant.ui.wording import count

_NEAREST = 5
_WARNINGS = {Support.PARTLY: "(partly supported)", Support.UNSUPPORTED: "(not supported)"}


def payload(turn: Turn, *, active: int | None, fresh: str | None) -> Payload:
    """A turn for the component. ``active``: the marker whose passage is open; ``fresh``: scrolls to a new turn once."""
    answer = turn.answer
    shown: Payload = {"question": turn.question, "active": active, "fresh": fresh}
    if answer is None:
        return {**_empty(), **shown, "message": "This question was stopped before it was answered.", "again": True}
    return {
        **_empty(),
        **shown,
        "status": answer.status.value,
        "message": answer.status.message,
        "marking": highest(citation.marking for citation in answer.citations),
        "searched": _searched(answer),
        "groups": _groups(answer),
        "nearest": [] if answer.sentences else [_hit(hit) for hit in answer.hits[:_NEAREST]],
        "references": [_reference(citation) for citation in answer.citations],
        "facts": _facts(answer),
        "copy": copy_text(answer) if answer.sentences else "",
        "again": answer.status is AnswerStatus.FAILED,
    }


def _empty() -> Payload:
    return {
        "status": "stopped", "message": "", "marking": None, "searched": "", "groups": [], "nearest": [],
        "references": [], "facts": [], "copy": "", "again": False,
    }  # fmt: skip


def place(citation: Citation) -> str:
    """Where a citation stands, in words: "page 2, II. Gaps"."""
    parts = [f"page {citation.page_label or citation.page}", " › ".join(citation.headings)]
    return ", ".join(part for part in parts if part)


def _groups(answer: Answer) -> list[Payload]:
    """The sentences under their headings, in the order of the answer; a document is named once in a row."""
    groups: list[Payload] = []
    named = None
    for group, together in itertools.groupby(answer.sentences, key=lambda sentence: sentence.group):
        sentences = list(together)
        document, section = _heading(group, sentences[0])
        shown = [_sentence(sentence) for sentence in sentences]
        groups.append({"document": document if document != named else "", "section": section, "sentences": shown})
        named = document
    return groups


def _heading(group: str, sentence: Sentence) -> tuple[str, str]:
    """A group's heading as document and section, where it begins with the title of what it cites."""
    title = sentence.citations[0].title if sentence.citations else ""
    if title and (group == title or group.startswith(f"{title} · ")):
        return title, group[len(title) :].removeprefix(" · ")
    return group, ""


def _sentence(sentence: Sentence) -> Payload:
    return {
        "text": sentence.text,
        "support": sentence.support.value,
        "warning": _WARNINGS.get(sentence.support, ""),
        "chips": [
            {"n": one.marker, "label": f"Source {one.marker}: {one.title}, {place(one)}"} for one in sentence.citations
        ],
    }


def _hit(hit: Hit) -> Payload:
    chunk = hit.chunk
    where = [f"page {chunk.spans[0].page}"] if chunk.spans else []
    return {
        "rank": hit.rank,
        "title": chunk.title,
        "place": " · ".join([*where, *chunk.headings[-1:]]),
        "text": chunk.text,
    }


def _reference(citation: Citation) -> Payload:
    parts = [citation.title, citation.date, place(citation)]
    return {"n": citation.marker, "text": ", ".join(part for part in parts if part), "marking": citation.marking}


def _searched(answer: Answer) -> str:
    """What was searched, where that is not plain from the question, or nothing was found."""
    said = []
    if answer.query != answer.question:
        said.append(f"Searched for: {answer.query}")
    if not answer.sentences:
        said.append(
            f"Searched {count(answer.searched_chunks, 'passage')} in {count(answer.searched_documents, 'document')}."
        )
    return " · ".join(said)


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
    marking = highest(citation.marking for citation in answer.citations)
    if marking:
        lines = [f"Marking: {marking}", *lines]
    for title, sentences in itertools.groupby(answer.sentences, key=lambda sentence: sentence.group):
        lines += [*([title] if title else []), " ".join(marked_text(sentence) for sentence in sentences), ""]
    references = [_reference(citation) for citation in answer.citations]
    return "\n".join([*lines, *(f"[{one['n']}] {one['text']}" for one in references)])
