"""What a document holds, and the places in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of one page: ``page.text[start:end]``. Empty (start == end) for a point, such as a call."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its physical number, its printed label if any, and its text (NFC).

    The text holds the header block, the body and, last, the notes at the foot. Page furniture is
    not in it, nor are the markers that call footnotes: those are ``Footnote.calls``.
    """

    number: int
    label: str | None
    text: str


class WordBox(NamedTuple):
    """Where the characters ``start:end`` of a page's text stand on the picture of that page.

    A tuple, not a dataclass: a document has a hundred thousand words, and each is made three times while it is read.
    """

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """The geometry of one page of a document that has any (a PDF): size in points, and its words."""

    page: int
    width_pt: float
    height_pt: float
    words: tuple[WordBox, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something that a document says of itself, and the very place where it says it.

    ``span`` is None when the value was read from page furniture or from the file's own metadata;
    ``source`` then says which ("running foot", "HTML metadata"), and is "page" otherwise.
    """

    value: str
    span: Span | None
    source: str = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of body text under one heading path.

    ``number`` is the printed number of the innermost heading ("II", "3.1") or None; ``headings``
    runs from the outermost to the innermost heading, as printed and empty before the first one;
    ``spans`` cover the section's body text (headings excluded), one or more per page, in order.
    """

    number: str | None
    headings: tuple[str, ...]
    spans: tuple[Span, ...]


class SentenceKind(StrEnum):
    """What a sentence of a document is. Only ``prose`` and ``item`` can be quoted as an answer."""

    PROSE = "prose"
    ITEM = "item"
    QUESTION = "question"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSentence:
    """One sentence of a document's body. It has two spans when a page end cuts it, else one.

    ``section`` and ``paragraph`` are 0-based indexes (into ``Document.sections``; counting the
    document's paragraphs from its start).
    """

    spans: tuple[Span, ...]
    section: int
    paragraph: int
    kind: SentenceKind = SentenceKind.PROSE


class FootnoteLink(StrEnum):
    """How sure the join of a note to its calls is."""

    PRINTED = "printed"
    INFERRED = "inferred"
    UNRESOLVED = "unresolved"


class SourceStatus(StrEnum):
    """Whether what a note refers to can be opened."""

    IN_CORPUS = "in the corpus"
    NOT_IN_CORPUS = "not in the corpus"
    LINK_ONLY = "link only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """A web address in a note. ``doubtful`` is the reason to distrust it, or None."""

    value: str
    doubtful: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A note and the calls that lead to it.

    ``calls`` are empty spans at the places where the markers stood; ``phrases`` are, one for one,
    the words that each call supports. ``page`` is the page of the call (of the note where no call
    was found). ``span`` is None, and ``text`` empty, for a call whose note was not found.
    """

    page: int
    number: str
    text: str
    urls: tuple[Url, ...]
    span: Span | None
    calls: tuple[Span, ...]
    phrases: tuple[Span, ...]
    link: FootnoteLink
    reason: str
    source: SourceStatus | None = None
    source_document: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionQuestion:
    """A question that a document puts to its readers. ``parts`` has the single questions in it."""

    number: str
    text: str
    span: Span
    section: int | None = None
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form that the document itself spells out ("OCG" for "organised crime group")."""

    short: str
    long: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What the document says of another: ``kind`` is "revises", "corrects", "adds to", "supersedes"."""

    kind: str
    target: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something left out of a page's text and why ("running foot", "site furniture", "hidden text")."""

    page: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """A passage that is written for a language model and not for a reader; no model is ever given it.

    ``span`` is None for what stands in hidden text or in the file's metadata, which has no ``page`` either. ``reason``
    says what gave it away: "it addresses a language model".
    """

    page: int | None
    span: Span | None
    text: str
    reason: str


def caution(reason: str) -> str:
    """What a reader of such a passage is told; empty without a reason."""
    return f"Written to steer a language model, not to inform a reader: {reason}." if reason else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRefusal:
    """A page that was not indexed, with the reason in a sentence a person understands."""

    page: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of the corpus as the reader understood it. ``id`` is its path below the corpus."""

    id: str
    sha256: str
    media_type: str
    title: Stated
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    sentences: tuple[SourceSentence, ...]
    footnotes: tuple[Footnote, ...] = ()
    questions: tuple[DiscussionQuestion, ...] = ()
    issuer: Stated | None = None
    authors: tuple[Stated, ...] = ()
    document_number: Stated | None = None
    kind: Stated | None = None
    date: Stated | None = None
    marking: Stated | None = None
    language: Stated | None = None
    subject_codes: tuple[Stated, ...] = ()
    attachments_missing: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    refused_pages: tuple[PageRefusal, ...] = ()
    layouts: tuple[PageLayout, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    instructions: tuple[Instruction, ...] = ()

    def page(self, number: int) -> Page:
        """The page with this physical number. Raises KeyError when there is none."""
        # Mostly all pages are there; a walk through them for every place would take ever longer in long documents.
        likely = self.pages[number - 1 : number] if number > 0 else ()
        for page in (*likely, *self.pages):
            if page.number == number:
                return page
        raise KeyError(number)

    def text_of(self, span: Span) -> str:
        """The characters that a span covers. Raises KeyError when the page does not exist."""
        return self.page(span.page).text[span.start : span.end]

    def instruction_at(self, span: Span) -> str:
        """Why a place is kept from language models; empty for what they may be given."""
        return next(
            (
                one.reason
                for one in self.instructions
                if one.span and one.page == span.page and one.span.start < span.end and span.start < one.span.end
            ),
            "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFailure:
    """A file that could not be read, with a sentence that says why and what to do."""

    path: str
    reason: str
