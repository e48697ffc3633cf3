"""A question as it is answered: part by part, each with the form of its answer and the words it is compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.candidates import Candidate
from assistant.answering.companions import points_back
from assistant.answering.question import QuestionShape, shape
from assistant.domain import Query
from assistant.retrieval.framing import without_framing
from assistant.retrieval.matched import stems
from assistant.retrieval.other_names import speaks_of_namesake
from assistant.retrieval.query import content_words, names
from assistant.retrieval.stems import stem

# A part with fewer content words than this says too little to be compared by itself.
SAYS_ENOUGH = 3

_SEVERAL = re.compile(
    r"\b(?:and|or|both|each|all|compare\w*|differ\w*|between|versus|than|across|respectively)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a question. ``text`` is how it was asked, ``reading`` what sentences are compared with.

    ``side`` is whether it is one side of a comparison, ``index`` its place among several parts that are read apart.
    """

    text: str
    reading: str
    form: QuestionShape
    side: bool = False
    index: int | None = None

    def is_about(self, candidate: Candidate) -> bool:
        """Whether a sentence stands where this side of a comparison is spoken of, and of no namesake of what is asked
        about."""
        there = " ".join((candidate.text, candidate.lead_in, *candidate.headings))
        side = {stem(word) for word in names(f"of {self.text}")} if self.side else set()
        if side and not side & stems(f"{there} {candidate.before}"):
            return False
        pointed_to = candidate.before if points_back(candidate.text) else ""
        return not speaks_of_namesake(self.text, f"{there} {pointed_to}")

    @property
    def names_several(self) -> bool:
        """Whether it is about several things by name, of which a sentence need name only one."""
        return bool(_SEVERAL.search(self.reading))

    @property
    def says_something(self) -> bool:
        """Whether there is anything to go by: function words and bare numbers match everything."""
        return any(character.isalpha() for word in content_words(self.reading) for character in word)


def whole(query: Query) -> Part:
    """The question as one part. What it only takes along from the turns before it is not asked again."""
    asked = query.asked if query.earlier else query.standalone
    return Part(text=query.standalone, reading=without_framing(query.standalone), form=shape(asked))


def parts(query: Query) -> tuple[Part, ...]:
    """The single questions of a question; itself where it is one."""
    if len(query.parts) < 2:
        return (whole(query),)
    compares = not any(part.rstrip().endswith("?") or _asks(part) for part in query.parts)
    return tuple(
        Part(
            text=text,
            reading=_reading(text, query),
            form=shape(query.standalone if compares else text),
            side=compares,
            index=None if compares or not _stands_alone(text) else place,
        )
        for place, text in enumerate(query.parts)
    )


def _asks(part: str) -> bool:
    return part.split()[0].lower() in {"who", "whom", "whose", "what", "which", "when", "where", "why", "how"}


def _reading(text: str, query: Query) -> str:
    """A part as it is compared: alone where it can be understood, else within its question."""
    return without_framing(text if _stands_alone(text) else query.standalone)


def _stands_alone(text: str) -> bool:
    return len(content_words(text)) >= SAYS_ENOUGH
