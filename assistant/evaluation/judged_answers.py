"""Questions with their right answers as places in documents, and what makes an answer to one of them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from assistant.domain import Answer, AnswerStatus, Citation, Sentence

# The least share of the shown sentences that must belong to the answer.
LEAST_PRECISION = 0.5
# A citation is of a place when they share this much of the shorter of the two.
LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a page's text. ``name`` is what the truth files call it, for people who look it up."""

    document: str
    page: int
    start: int
    end: int
    name: str = ""

    def is_cited_by(self, citation: Citation) -> bool:
        """Whether a citation points here."""
        span = citation.span
        if (citation.document, span.page) != (self.document, self.page):
            return False
        shared = min(self.end, span.end) - max(self.start, span.start)
        return shared > 0 and shared >= LEAST_SHARED * min(self.end - self.start, span.end - span.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuestion:
    """A question and what a right answer shows.

    ``must`` holds groups of places: one place of every group has to be cited. ``may`` are places that do no harm.
    ``status`` is "answered", "partly" or "declined"; ``reasons`` are the reasons that a decline may give. ``history``
    are the questions asked before it, oldest first.
    """

    id: str
    kind: str
    question: str
    history: tuple[str, ...]
    status: str
    must: tuple[tuple[Place, ...], ...]
    may: tuple[Place, ...]
    reasons: tuple[str, ...]


def read_questions(file: Path) -> list[JudgedQuestion]:
    """The questions of a file with one JSON object a line. Raises ValueError for a line that is none."""
    reader = TypeAdapter(JudgedQuestion)
    return [reader.validate_json(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(judged: JudgedQuestion, answer: Answer) -> list[str]:
    """What is wrong with an answer, in words; empty when it is right."""
    if judged.status == "declined":
        return [*_shown_in_vain(answer), *_wrong_reasons(judged, answer)]
    found = [f"misses {_names(group)}" for group in judged.must if not _is_cited(group, answer.sentences)]
    right = [place for group in judged.must for place in group] + list(judged.may)
    beside = [sentence for sentence in answer.sentences if not _is_cited(right, [sentence])]
    if len(answer.sentences) - len(beside) < LEAST_PRECISION * len(answer.sentences):
        found.append(f"{len(beside)} of {len(answer.sentences)} sentences are beside the point")
    if judged.status == "partly":
        return found + _wrong_reasons(judged, answer)
    if answer.status is AnswerStatus.PARTLY:
        found.append("says that a part has no answer")
    return found


def _shown_in_vain(answer: Answer) -> list[str]:
    return [f"answers with {len(answer.sentences)} sentences"] if answer.sentences else []


def _wrong_reasons(judged: JudgedQuestion, answer: Answer) -> list[str]:
    given = [decline.reason.value for decline in answer.declines]
    if not given:
        return ["declines nothing"]
    return [f"declines as “{reason}”" for reason in given if reason not in judged.reasons]


def _is_cited(places: Sequence[Place], sentences: Sequence[Sentence]) -> bool:
    return any(
        place.is_cited_by(citation) for sentence in sentences for citation in sentence.citations for place in places
    )


def _names(group: Sequence[Place]) -> str:
    return " or ".join(place.name or f"page {place.page}, {place.start}–{place.end}" for place in group)
