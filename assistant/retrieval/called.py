"""What documents are called: their numbers, files and titles, as patterns to find in what people write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import DocumentSummary

_OTHER_VERSION = r"(?!\s+(?:REV|COR|ADD)\b)"
# A shorter title ("Customs policy") stands in too many questions by chance.
_TITLE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A pattern for what a document is called. Only a text that has its ``letters`` can match it.

    To look for these first costs a thousandth of the pattern, of which a large corpus has tens of thousands.
    """

    pattern: str
    letters: str


def forms_of(summary: DocumentSummary) -> Iterator[Form]:
    """What a document is called: its number, its file, its title."""
    if summary.document_number:
        number = re.sub(r"^(?:[A-Z]{2,4}\s)(?=\d+/\d)", "", summary.document_number)
        spaced = r"\s*".join(map(re.escape, number.split()))
        yield Form(pattern=rf"(?:[A-Z]{{2,4}}\s)?{spaced}(?![\w/]){_OTHER_VERSION}", letters=letters(number))
    for name in {summary.id, summary.id.rsplit("/", 1)[-1]}:
        if "." in name:
            yield Form(pattern=rf"[\"“]?{re.escape(name)}(?![\w/])[\"”]?", letters=letters(name))
    title = re.findall(r"[^\W_]+", summary.title)
    if len(title) >= _TITLE_WORDS:
        yield Form(pattern=rf"[\"“‘']?{_spelled(title)}(?!\w)[\"”’']?", letters=letters(summary.title))
    start = re.findall(r"[^\W_]+", re.split(r"[:?–—]", summary.title)[0])
    if 2 <= len(start) < len(title):  # half a title is one only in quotes
        yield Form(pattern=rf"[\"“]{_spelled(start)}[?]?[\"”]", letters=letters(" ".join(start)))


def letters(text: str) -> str:
    """The letters and digits of a text alone, lower case."""
    return "".join(re.findall(r"[^\W_]+", text.lower()))


def _spelled(words: Sequence[str]) -> str:
    return r"[^\w]+".join(map(re.escape, words))
