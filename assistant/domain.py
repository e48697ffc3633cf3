"""The types that everything else speaks in. Standard library only.

Conventions, stated once:

* page numbers are 1-based and physical; a page's ``label`` is what is printed on it ("iv");
* character offsets are 0-based, half-open, and count Unicode code points of that page's text;
* ranks are 1-based; a higher score is better;
* durations in seconds end in ``_s``, sizes in ``_bytes``, token counts in ``_tokens``;
* timestamps are aware and UTC; ids are strings;
* boxes are fractions of the page's width and height, measured from the top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

# ---------------------------------------------------------------- places in a document


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


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBox:
    """Where the characters ``start:end`` of a page's text stand on the picture of that page."""

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


# ---------------------------------------------------------------- what a document holds


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

    def page(self, number: int) -> Page:
        """The page with this physical number. Raises KeyError when there is none."""
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(number)

    def text_of(self, span: Span) -> str:
        """The characters that a span covers. Raises KeyError when the page does not exist."""
        return self.page(span.page).text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFailure:
    """A file that could not be read, with a sentence that says why and what to do."""

    path: str
    reason: str


# ---------------------------------------------------------------- the index


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What is searched: whole sentences of one section.

    ``text`` is the verbatim slices of ``spans`` joined by single spaces. ``sentences`` are indexes
    into the document's sentences; ``order`` counts the document's chunks from 0.
    """

    id: str
    document: str
    title: str
    section: int
    headings: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    sentences: tuple[int, ...]
    order: int
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that was found: its rank and fused score, and where each search ranked it."""

    chunk: Chunk
    rank: int
    score: float
    dense_rank: int | None = None
    dense_score: float | None = None
    lexical_rank: int | None = None


class IngestOutcome(StrEnum):
    """What became of one file during an ingest."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestRow:
    """One file of an ingest report. ``reason`` is set when it was refused, or some of its pages were."""

    path: str
    outcome: IngestOutcome
    reason: str | None = None
    pages: int = 0
    chunks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did: the snapshot that now answers, a row per file, and how long it took."""

    snapshot: str
    rows: tuple[IngestRow, ...]
    embedded_chunks: int
    seconds_s: float

    @property
    def failures(self) -> tuple[IngestRow, ...]:
        """The rows of the files that were refused."""
        return tuple(row for row in self.rows if row.outcome is IngestOutcome.REFUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a long piece of work is. ``stage`` is "reading", "embedding" or "publishing"."""

    stage: str
    done: int
    total: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """What a list of documents shows of one of them, without its pages."""

    id: str
    title: str
    media_type: str
    pages: int
    chunks: int
    issuer: str | None
    document_number: str | None
    kind: str | None
    date: str | None
    marking: str | None
    language: str | None
    footnotes: int
    questions: int
    refused_pages: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMatch:
    """A place where a full-text search found its words inside one document."""

    document: str
    span: Span
    before: str
    matched: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """The index as it stands, for the status page and command. ``snapshot`` is None before the first ingest."""

    snapshot: str | None
    published: str | None
    documents: int
    chunks: int
    pages: int
    refused: tuple[IngestRow, ...]
    embedder: str
    corpus: str
    index: str
    workspace: str
    size_bytes: int
    versions: dict[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- answers


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFootnote:
    """A footnote called inside a cited passage, as it is shown beside the citation."""

    number: str
    text: str
    urls: tuple[Url, ...]
    link: FootnoteLink
    reason: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The proof of a sentence: ``cited_text`` equals the page's text at ``span``, character for character.

    ``marker`` is the n of ``[n]``; ``start_index`` and ``end_index`` say which part of the
    answer's text it supports.
    """

    marker: int
    document: str
    title: str
    page: int
    page_label: str | None
    headings: tuple[str, ...]
    cited_text: str
    span: Span
    start_index: int
    end_index: int
    footnotes: tuple[CitedFootnote, ...] = ()
    date: str | None = None
    marking: str | None = None


class Support(StrEnum):
    """How well a sentence of an answer is borne out by what it cites."""

    QUOTED = "quoted"
    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an answer. ``group`` is the heading it is shown under, or empty."""

    text: str
    support: Support
    citations: tuple[Citation, ...]
    group: str = ""


class AnswerStatus(StrEnum):
    """How a question ended. ``message`` is what the person reads."""

    ANSWERED = "answered"
    NO_EVIDENCE = "no_evidence"
    DECLINED = "declined"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"

    @property
    def message(self) -> str:
        """The sentence shown for this status."""
        return _STATUS_MESSAGES[self]


_STATUS_MESSAGES = {
    AnswerStatus.ANSWERED: "Every sentence below is quoted from the document named beside it.",
    AnswerStatus.NO_EVIDENCE: "Nothing in the documents answers this question.",
    AnswerStatus.DECLINED: "The documents touch on this, but no sentence in them answers the question.",
    AnswerStatus.UNSUPPORTED: "An answer was drafted, but no sentence of it could be proved, so none is shown.",
    AnswerStatus.FAILED: "The question could not be answered because a part of the program failed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question got: its sentences with their proof, or a status that says why there are none.

    ``question`` is what was typed, ``query`` what was searched. ``hits`` are the passages that were
    looked at (the nearest ones, when nothing answers). ``searched_documents`` and
    ``searched_chunks`` say how much was searched.
    """

    question: str
    query: str
    sentences: tuple[Sentence, ...]
    status: AnswerStatus
    hits: tuple[Hit, ...]
    snapshot: str
    model: str | None = None
    prompt_fingerprint: str | None = None
    seconds_s: dict[str, float] = field(default_factory=dict)
    searched_documents: int = 0
    searched_chunks: int = 0

    @property
    def text(self) -> str:
        """The answer as one text with its ``[n]`` markers; the status message when there is no sentence."""
        if not self.sentences:
            return self.status.message
        return " ".join(marked_text(sentence) for sentence in self.sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the answer, in the order of the markers."""
        return tuple(citation for sentence in self.sentences for citation in sentence.citations)


def marked_text(sentence: Sentence) -> str:
    """A sentence followed by its markers: ``"Text. [1][2]"``."""
    return f"{sentence.text} " + "".join(f"[{citation.marker}]" for citation in sentence.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and its answer. ``answer`` may be None for a turn known only by its question."""

    question: str
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Turns in the order in which they happened."""

    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSummary:
    """A kept conversation as a list shows it: its first question, when it began (ISO, UTC), its length."""

    id: str
    title: str
    started: str
    turns: int
