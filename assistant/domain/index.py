"""What the index holds: chunks, hits, and what became of each file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.document import Span


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
    """A chunk that was found, and why: where each search ranked it, and what the last judge gave it.

    ``score`` orders the hits. ``dense_score`` is a cosine, ``lexical_score`` BM25, ``rerank_score`` the
    cross-encoder's logit; each is None where that search or judge did not see the chunk.
    ``probability`` is how likely the chunk answers the question, calibrated on judged sets.
    ``matched`` are the words of the question that stand in it; ``part`` is the index of the part of the
    question that it was found for; ``marking`` that of its document, as it is printed.
    """

    chunk: Chunk
    rank: int
    score: float
    dense_rank: int | None = None
    dense_score: float | None = None
    lexical_rank: int | None = None
    lexical_score: float | None = None
    rerank_score: float | None = None
    probability: float | None = None
    matched: tuple[str, ...] = ()
    part: int = 0
    marking: str | None = None

    @property
    def verdict(self) -> str:
        """The probability in words; empty when the passage was not judged."""
        if self.probability is None:
            return ""
        return next(words for least, words in _VERDICTS if self.probability >= least)


_VERDICTS = (
    (0.5, "likely answers"),
    (0.25, "may answer"),
    (0.08, "touches on it"),
    (0.0, "unlikely to answer"),
)


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
    """How far a long piece of work is. ``stage`` names it: "reading", "embedding", "publishing", "joining".

    ``rate`` is how many are done in a second and ``left_s`` how long it will take from now, where that can be told.
    """

    stage: str
    done: int
    total: int
    detail: str = ""
    rate: float | None = None
    left_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """What a list of documents shows of one of them, without its pages.

    ``instructions`` counts the passages that are kept from language models.
    """

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
    instructions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMatch:
    """A place where a full-text search found its words inside one document."""

    document: str
    span: Span
    before: str
    matched: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionsInDocument:
    """Every place of one document where some words stand, in reading order; never empty. ``marking`` is as printed."""

    document: str
    title: str
    matches: tuple[TextMatch, ...]
    marking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Every mention of some words: exhaustive, the document with the most mentions first.

    ``searched_documents`` says how many documents were looked through, those without a mention included.
    ``near`` are words of the corpus that resemble what was looked for, when nothing was found.
    """

    words: str
    documents: tuple[MentionsInDocument, ...]
    searched_documents: int
    near: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many mentions there are in all."""
        return sum(len(document.matches) for document in self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """The index as it stands, for the status page and command. ``snapshot`` is None when none can answer.

    ``damage`` says what is wrong with the published snapshot when it is not as it was published; ``snapshot`` is then
    the one before it, if that can answer.
    """

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
    damage: str = ""
