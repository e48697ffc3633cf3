"""A better question: one that the nearest passages answer by their very heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.candidates import Candidate
from assistant.domain import Document, Hit

_OF_A_SECTION = re.compile(r"\bsay about “(?P<heading>[^”]+)”\W*$")


def section_asked_for(question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of the section whose heading a question names in the form of a suggestion; empty for any other."""
    match = _OF_A_SECTION.search(question)
    if match is None:
        return []
    return [one for one in found if one.headings and _plain(one.headings[-1]) == f"“{match['heading']}”"]


def suggestion(question: str, hits: Sequence[Hit], load: Callable[[str], Document]) -> str:
    """The question that the heading of the nearest passage with one answers; empty where none has a heading."""
    for hit in hits:
        if not hit.chunk.headings or not hit.chunk.sentences:
            continue
        document = load(hit.chunk.document)
        number = document.document_number
        name = f"document {number.value}" if number else f"“{document.title.value}”"
        # A heading's own quotation marks would end the name of the section too early.
        asked = f"What does {name} say about {_plain(hit.chunk.headings[-1])}?"
        if asked != question:
            return asked
    return ""


def _plain(heading: str) -> str:
    """A heading within a sentence: in quotation marks, since it is a name."""
    return f"“{re.sub('[“”]', '', heading).strip(' .:')}”"
