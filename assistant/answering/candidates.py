"""The sentences that could answer: those of the hits, each once, furniture of thought left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.domain import Document, Hit, SentenceKind
from assistant.indexing.chunks import document_sentence

_MIN_WORDS = 5
_LEADS_ON = re.compile(r"[:,–—-]$")
# The tail of a reference ("147, 6-11.", "pp. 3–9") and a fragment that begins in the middle of a sentence.
_REFERENCE = re.compile(r"(\d+\s*[-–]\s*\d+|\bpp?\.\s*\d+)\W*$")
_FRAGMENT = re.compile(r"[a-zà-öø-ÿ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a document that a hit brought up. ``before`` is the sentence in front of it, or empty."""

    document: Document
    sentence: int
    text: str
    before: str
    headings: tuple[str, ...]
    hit: Hit

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: document id and the index of the sentence."""
        return (self.document.id, self.sentence)

    @property
    def section(self) -> tuple[str, int]:
        """The document id and the index of its section."""
        return (self.document.id, self.document.sentences[self.sentence].section)


def candidates(hits: Iterable[Hit], load: Callable[[str], Document]) -> list[Candidate]:
    """Every sentence of the hits that could be quoted, the best hit's first."""
    found: dict[tuple[str, int], Candidate] = {}
    for hit in hits:
        document = load(hit.chunk.document)
        for index in hit.chunk.sentences:
            if (document.id, index) in found or not _quotable(document, index):
                continue
            found[document.id, index] = Candidate(
                document=document,
                sentence=index,
                text=document_sentence(document, index),
                before=_before(document, index),
                headings=hit.chunk.headings,
                hit=hit,
            )
    return list(found.values())


def _quotable(document: Document, index: int) -> bool:
    """Whether a sentence can stand as an answer: prose or a list item, whole, long enough, not a mere lead-in."""
    sentence = document.sentences[index]
    if sentence.kind not in (SentenceKind.PROSE, SentenceKind.ITEM):
        return False
    text = document_sentence(document, index)
    if len(text.split()) < _MIN_WORDS or text.endswith("?"):
        return False
    cut_short = sentence.kind is SentenceKind.PROSE and _FRAGMENT.match(text)
    return not (cut_short or _LEADS_ON.search(text) or _REFERENCE.search(text))


def _before(document: Document, index: int) -> str:
    if index == 0 or document.sentences[index - 1].section != document.sentences[index].section:
        return ""
    return document_sentence(document, index - 1)
