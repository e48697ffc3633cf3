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
# How much of a lead-in is read with an item; its end is nearest to what the item completes.
_LEAD_IN_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of a document that a hit brought up.

    ``before`` is the sentence in front of it, or empty; ``lead_in`` what opens the list that it is an item of, or
    empty.
    """

    document: Document
    sentence: int
    text: str
    before: str
    headings: tuple[str, ...]
    hit: Hit
    lead_in: str = ""

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
            if (document.id, index) not in found and _quotable(document, index):
                found[document.id, index] = candidate_at(document, index, hit)
    return list(found.values())


def candidate_at(document: Document, index: int, hit: Hit) -> Candidate:
    """A sentence of a document as a candidate, whether or not it could stand alone."""
    lead_in, _ = list_around(document, index)
    opening = "" if lead_in is None else " ".join(document_sentence(document, lead_in).split()[-_LEAD_IN_WORDS:])
    return Candidate(
        document=document,
        sentence=index,
        text=document_sentence(document, index),
        before=_before(document, index),
        headings=document.sections[document.sentences[index].section].headings,
        hit=hit,
        lead_in=opening,
    )


def list_around(document: Document, index: int) -> tuple[int | None, range]:
    """The list that a sentence is an item of: the index of its lead-in, or None, and those of its items.

    The items are an empty range when the sentence is no item.
    """
    sentences = document.sentences
    if sentences[index].kind is not SentenceKind.ITEM:
        return None, range(0)

    def belongs(other: int) -> bool:
        return sentences[other].kind is SentenceKind.ITEM and sentences[other].section == sentences[index].section

    first = last = index
    while first > 0 and belongs(first - 1):
        first -= 1
    while last + 1 < len(sentences) and belongs(last + 1):
        last += 1
    opens = first > 0 and sentences[first - 1].section == sentences[index].section
    opens = opens and sentences[first - 1].kind is SentenceKind.PROSE
    opens = opens and bool(_LEADS_ON.search(document_sentence(document, first - 1)))
    return (first - 1 if opens else None), range(first, last + 1)


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
