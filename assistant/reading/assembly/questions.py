"""Questions that a document puts to its readers for discussion: numbered lists, invitations, closing questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import DiscussionQuestion, Section
from assistant.reading.assembly.blocks import BlockKind, Paragraph
from assistant.reading.assembly.sentences import split_sentences

_HEADING = re.compile(
    r"questions?\b.*\b(?:discussion|debate|discuss|consideration|ministers|delegations|consultation|exchange)|"
    r"(?:discussion|debate|consultation|guiding)\s+(?:questions?|points?)|^(?:key\s+)?questions?(?: \w+){0,3}:?$|"
    r"points? for (?:discussion|debate)|issues? for discussion|"
    r"fragen (?:zur|für die) (?:diskussion|aussprache)|questions? (?:pour le|en vue du) débat|"
    r"preguntas para (?:el )?debate",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:therefore|hereby|kindly|thus|also|accordingly)\s+)*"
_READERS = (
    r"(?:delegations?|ministers?|member states|members|experts|coreper|committee|permanent representatives committee|"
    r"council|working party|group|board|participants)"
)
_INVITATION = re.compile(
    rf"\b(?:{_READERS}\s+(?:are|is|will be)\s+{_ADVERBS}(?:invited|asked|requested)\s+to\b|"
    r"(?:delegations|ministers)\s+may wish to\b|"
    rf"the (?:incoming )?(?:presidency|chair|commission|secretariat)\s+{_ADVERBS}"
    r"(?:invites|asks|requests|calls (?:up)?on|"
    rf"wishes to (?:invite|ask)|would\s+{_ADVERBS}(?:like to (?:invite|ask)|welcome))\s+(?:the\s+)?{_READERS}\b)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bfollowing\b|[:—–-]\s*$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:above|previous|preceding|foregoing)\s+questions?\b|\bquestions?\s+(?:above|set out)\b", re.I
)
_TO_DISCUSS = re.compile(
    r"\b(?:discuss|debate|exchange (?:of )?views|comment|reflect|consider|share|express|indicate|give (?:their|"
    r"its) views|answer|"
    r"respond|address|following questions?|whether|views)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:[-•–]\s*)?(?:Q(?:uestion)?\s?)?\(?(?P<n>\d{1,2}|[a-z]|[ivx]{1,4})[.):]\s+")
_BULLET = re.compile(r"[•‣▪●◦·\-–—−]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    paragraph: Paragraph
    start: int
    number: str | None


def find_questions(paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> tuple[DiscussionQuestion, ...]:
    """The discussion questions, in order. Without a printed number they are counted within their section."""
    candidates: dict[int, _Candidate] = {}
    for index, section in enumerate(sections):
        inside = [paragraph for paragraph in paragraphs if paragraph.section == index]
        if section.headings and _HEADING.search(section.headings[-1]):
            _take_list(inside, candidates, all_of_them=True)
        _take_invitations(inside, candidates)
        _take_closing(inside, candidates)
    questions: list[DiscussionQuestion] = []
    counts: dict[int, int] = {}
    for _, candidate in sorted(candidates.items()):
        place = candidate.paragraph.section
        counts[place] = counts.get(place, 0) + 1
        questions.append(_question(candidate, counts[place]))
    return tuple(questions)


def is_question_heading(text: str) -> bool:
    """Whether a heading announces questions for discussion."""
    return bool(_HEADING.search(text))


def _take_list(inside: Sequence[Paragraph], candidates: dict[int, _Candidate], *, all_of_them: bool) -> None:
    for paragraph in inside:
        text = paragraph.text
        number = _NUMBER.match(text)
        bullet = _BULLET.match(text)
        if paragraph.kind in {BlockKind.TABLE, BlockKind.NOTE} or not ("?" in text or (number and all_of_them)):
            continue
        if number or bullet or text.rstrip().endswith("?"):
            start = (number or bullet).end() if (number or bullet) else 0  # type: ignore[union-attr]
            candidates[paragraph.index] = _Candidate(
                paragraph=paragraph, start=start, number=number["n"] if number else None
            )


def _take_invitations(inside: Sequence[Paragraph], candidates: dict[int, _Candidate]) -> None:
    for position, paragraph in enumerate(inside):
        invitation = _INVITATION.search(paragraph.text)
        if not invitation or paragraph.kind in {BlockKind.TABLE, BlockKind.NOTE}:
            continue
        listed = _following_list(inside[position + 1 : position + 13])
        if not re.search(r"[:—–-]\s*$", paragraph.text):  # without a colon, only what asks is what it announces
            listed = [item for item in listed if item.text.rstrip().endswith("?")]
        if listed and _FOLLOWING.search(paragraph.text, invitation.start()):
            for item in listed:
                number, bullet = _NUMBER.match(item.text), _BULLET.match(item.text)
                found = number or bullet
                candidates.setdefault(
                    item.index,
                    _Candidate(
                        paragraph=item, start=found.end() if found else 0, number=number["n"] if number else None
                    ),
                )
        elif _TO_DISCUSS.search(paragraph.text, invitation.start()) and not _ELSEWHERE.search(paragraph.text):
            start = next((a for a, b in split_sentences(paragraph.text) if a <= invitation.start() < b), 0)
            number = _NUMBER.match(paragraph.text)
            start = number.end() if number and start < number.end() else start
            candidates.setdefault(paragraph.index, _Candidate(paragraph=paragraph, start=start, number=None))


def _following_list(following: Sequence[Paragraph]) -> list[Paragraph]:
    listed: list[Paragraph] = []
    for paragraph in following:
        marked = _NUMBER.match(paragraph.text) or _BULLET.match(paragraph.text) or paragraph.kind is BlockKind.ITEM
        if not marked and not paragraph.text.rstrip().endswith("?"):
            break
        listed.append(paragraph)
    return listed


def _take_closing(inside: Sequence[Paragraph], candidates: dict[int, _Candidate]) -> None:
    """Two or more numbered questions in a row at the end of a section are put to the reader."""
    closing: list[Paragraph] = []
    for paragraph in reversed(inside):
        if not (paragraph.text.rstrip().endswith("?") and _NUMBER.match(paragraph.text)):
            break
        closing.append(paragraph)
    if len(closing) >= 2:
        _take_list([p for p in closing if p.index not in candidates], candidates, all_of_them=False)


def _question(candidate: _Candidate, count: int) -> DiscussionQuestion:
    paragraph = candidate.paragraph
    block = paragraph.blocks[0]
    start = min(candidate.start, len(block.text))
    ranges = split_sentences(block.text[start:])
    parts = tuple(block.span(start + a, start + b) for a, b in ranges)
    return DiscussionQuestion(
        number=candidate.number or str(count),
        text=block.text[start:].strip(),
        span=block.span(start, len(block.text.rstrip())),
        section=paragraph.section,
        parts=parts,
    )
