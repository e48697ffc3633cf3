"""Answers, their sentences, and the citations that prove them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.document import FootnoteLink, Span, Url, caution
from assistant.domain.index import Hit
from assistant.domain.marking import Markings, highest
from assistant.domain.query import Query


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
    answer's text it supports. ``ocr`` is True when the page was read by OCR, and may hold its mistakes.
    ``instruction`` says why the words were kept from language models; empty for ordinary words.
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
    ocr: bool = False
    instruction: str = ""

    @property
    def caution(self) -> str:
        """What a reader is told of words that were written for a language model; empty for ordinary words."""
        return caution(self.instruction)


class Support(StrEnum):
    """How well a sentence of an answer is borne out by what it cites. Only the first three are ever shown."""

    QUOTED = "quoted"
    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an answer. ``group`` is the heading it is shown under, or empty.

    ``reason`` says in words what keeps it from being wholly supported, and is empty when nothing does.
    ``score`` is the judge's, in [0, 1]; None for a quotation, which needs no judge. ``gap_before`` is True when
    something that stands between this quotation and the one before it, in one paragraph, was left out.
    """

    text: str
    support: Support
    citations: tuple[Citation, ...]
    group: str = ""
    reason: str = ""
    score: float | None = None
    gap_before: bool = False


class DeclineReason(StrEnum):
    """Why a question, or a part of one, got no answer. ``message`` is what the person reads."""

    NOTHING_FOUND = "nothing found"
    OFF_THE_POINT = "off the point"
    NOT_SAID = "not said"
    CONTRADICTED = "contradicted"
    OPINION_OR_FUTURE = "opinion or future"
    NOT_HELD = "not held"

    @property
    def message(self) -> str:
        """The sentence shown for this reason."""
        return _DECLINE_MESSAGES[self]


_DECLINE_MESSAGES = {
    DeclineReason.NOTHING_FOUND: "Nothing in the documents speaks to this question.",
    DeclineReason.OFF_THE_POINT: "The passages that come nearest are about something else.",
    DeclineReason.NOT_SAID: "The documents mention this, but do not say what is asked.",
    DeclineReason.CONTRADICTED: "The question takes something for granted that the documents contradict.",
    DeclineReason.OPINION_OR_FUTURE: "The question asks for an opinion or for what is still to come, "
    "and the documents state neither.",
    DeclineReason.NOT_HELD: "The answer would stand in a document that is named here but is not in the corpus.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """A question, or the part of one, that got no answer, and why.

    ``suggestion`` is a better question to ask, or empty. ``evidence`` are the sentences that show the reason: what
    contradicts the question, or names the document that is not held. They are no answer.
    """

    reason: DeclineReason
    question: str
    suggestion: str = ""
    evidence: tuple[Citation, ...] = ()


class Register(StrEnum):
    """The form in which an answer is written, where a language model writes it."""

    BRIEF = "brief"
    SPEAKING_NOTE = "speaking note"
    TABLE = "table"


class Length(StrEnum):
    """How long an answer that a language model writes should be."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a person wants an answer written. ``language`` is a name that a model understands ("English")."""

    language: str = "English"
    length: Length = Length.NORMAL
    register: Register = Register.BRIEF


class AnswerStatus(StrEnum):
    """How a question ended. ``message`` is what the person reads."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NO_EVIDENCE = "no_evidence"
    DECLINED = "declined"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"
    INTERRUPTED = "interrupted"

    @property
    def message(self) -> str:
        """The sentence shown for this status."""
        return _STATUS_MESSAGES[self]


_STATUS_MESSAGES = {
    AnswerStatus.ANSWERED: "Every sentence below is proved by the document named beside it.",
    AnswerStatus.PARTLY: "Part of the question is answered. Every sentence below is proved by the document named "
    "beside it.",
    AnswerStatus.NO_EVIDENCE: "Nothing in the documents answers this question.",
    AnswerStatus.DECLINED: "The documents touch on this, but no sentence in them answers the question.",
    AnswerStatus.UNSUPPORTED: "An answer was drafted, but no sentence of it could be proved, so none is shown.",
    AnswerStatus.FAILED: "The question could not be answered because a part of the program failed.",
    AnswerStatus.INTERRUPTED: "The program ended before this answer was whole. What had passed the checks by then is "
    "shown; there is no record of it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question got: its sentences with their proof, or a status that says why there are none.

    ``question`` is what was typed, ``query`` what was searched, ``understood`` how the one became the other.
    ``hits`` are the passages that were looked at (the nearest ones, when nothing answers).
    ``searched_documents`` and ``searched_chunks`` say how much was searched.

    ``withheld`` are sentences that a model wrote and the gate did not let pass; they are no part of the answer.
    ``declines`` has an entry for each part of the question that got no answer. ``fallback`` says why a configured
    model did not write the answer, and ``not_read`` how many of the sentences found did not fit its window.
    ``markings`` are those of all passages that were looked at, and of what the question itself was taken from.
    ``id`` is that of the answer's record, None where none was kept.
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
    understood: Query | None = None
    withheld: tuple[Sentence, ...] = ()
    declines: tuple[Decline, ...] = ()
    fallback: str = ""
    not_read: int = 0
    style: Style | None = None
    markings: tuple[str | None, ...] = ()
    id: str | None = None

    @property
    def message(self) -> str:
        """How the question ended, in a sentence or two: the reason of the decline where there is no answer."""
        if self.declines and not self.sentences:
            return self.declines[0].reason.message
        if any(sentence.support is Support.PARTLY for sentence in self.sentences):
            return f"{self.status.message} Where one is proved only in part, that is said behind it."
        return self.status.message

    @property
    def text(self) -> str:
        """The answer as one text with its ``[n]`` markers; the message when there is no sentence."""
        if not self.sentences:
            return self.message
        return " ".join(marked_text(sentence) for sentence in self.sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the answer, in the order of the markers."""
        return tuple(citation for sentence in self.sentences for citation in sentence.citations)

    @property
    def all_markings(self) -> Markings:
        """The markings of everything that went into it; for an answer from before they were kept, of what it cites."""
        withheld = (one for sentence in self.withheld for one in sentence.citations)
        evidence = (one for decline in self.declines for one in decline.evidence)
        return frozenset(self.markings) | {one.marking for one in (*self.citations, *withheld, *evidence)}

    @property
    def marking(self) -> str | None:
        """The highest of these, which the answer and all that is made of it bear."""
        return highest(self.all_markings)


# What stands in an answer's text for words of the source that were left out between two quotations.
GAP = "[…] "


def marked_text(sentence: Sentence) -> str:
    """A sentence followed by its markers, after the sign of a gap where there is one: ``"[…] Text. [1][2]"``."""
    gap = GAP if sentence.gap_before else ""
    return f"{gap}{sentence.text} " + "".join(f"[{citation.marker}]" for citation in sentence.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and its answer. ``answer`` may be None for a turn known only by its question."""

    question: str
    answer: Answer | None = None


def markings_of_turns(turns: Iterable[Turn]) -> Markings:
    """The markings of what the answers of some turns were made of."""
    return frozenset(one for turn in turns if turn.answer for one in turn.answer.all_markings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Turns in the order in which they happened."""

    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSummary:
    """A kept conversation as a list shows it: its first question, when it was last added to (ISO, UTC), its length."""

    id: str
    title: str
    updated: str
    turns: int
