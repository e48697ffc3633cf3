"""Where a passage was used: the answers, sheets, packs and comparisons that cite it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.answer import Citation
from assistant.domain.document import Span


class UseKind(StrEnum):
    """What cites a passage. The value is what the person reads."""

    ANSWER = "Answer"
    SHEET = "Answer sheet"
    PACK = "Position pack"
    COMPARISON = "Comparison"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A citation in something that is kept.

    ``id`` is that of the conversation, sheet, pack or comparison, and ``title`` what a list calls it. ``question`` is
    the one answered. ``place`` is where in it: the turn or the question (from 0) of a conversation or a sheet, the row
    and the column of a comparison, nothing for a pack. ``number`` is that of the source there.
    """

    kind: UseKind
    id: str
    title: str
    question: str
    citation: Citation
    number: int
    place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedPassage:
    """A passage of a document with everything kept that cites it."""

    text: str
    span: Span
    uses: tuple[Use, ...]
