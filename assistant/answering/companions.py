"""What a sentence must be shown with to be understood: the one that "It" points to, the rest of its list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.candidates import Candidate, candidate_at, list_around
from assistant.domain import Document, SentenceKind

# An opening that says what it speaks of only in the sentence before.
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:however|moreover|furthermore|in addition|therefore|thus|instead|yet|but|and|also|as such)\b,?\s+)?"
    r"(?:it|its|this|these|that(?!\s+(?:\w+ed|said)\b)|those|such|they|their|he|his|she|her|both|"
    r"some of (?:them|these|this)|the (?:latter|former|same)|one of (?:them|these)|neither)\b",
    re.IGNORECASE,
)
# How many sentences back the subject is looked for.
_BACK = 2
# A longer list is shown by the items that answer, with a sign where others were left out.
LONGEST_LIST = 12


def points_back(text: str) -> bool:
    """Whether a sentence opens with a word that stands for something in the sentence before it."""
    return bool(_POINTS_BACK.match(text))


def with_companions(chosen: Sequence[Candidate], *, whole_lists: bool) -> list[Candidate]:
    """The chosen sentences and those that they need, each once; what was chosen comes first.

    A list is completed when ``whole_lists`` is wished and it is not too long; its lead-in always comes along.
    """
    found = {one.place: one for one in chosen}
    for one in chosen:
        for index in (*_subject(one), *_list(one, whole=whole_lists)):
            companion = candidate_at(one.document, index, one.hit)
            found.setdefault(companion.place, companion)
    return list(found.values())


def _subject(one: Candidate) -> Iterable[int]:
    """The sentences before one that points back, as far as the first that does not."""
    index, text = one.sentence, one.text
    for _ in range(_BACK):
        if not points_back(text) or not _goes_on(one.document, index):
            return
        index -= 1
        yield index
        text = candidate_at(one.document, index, one.hit).text


def _goes_on(document: Document, index: int) -> bool:
    """Whether the sentence before this one is running text of the same section."""
    if index == 0:
        return False
    before, here = document.sentences[index - 1], document.sentences[index]
    return before.section == here.section and before.kind is SentenceKind.PROSE


def _list(one: Candidate, *, whole: bool) -> Iterable[int]:
    lead_in, items = list_around(one.document, one.sentence)
    if lead_in is not None:
        yield lead_in
    if whole and len(items) <= LONGEST_LIST:
        yield from items
