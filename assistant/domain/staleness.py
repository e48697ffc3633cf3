"""Citations whose document has moved on since: gone, changed, or followed by a later version."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.answer import Citation
from assistant.domain.document import Span


class StaleCause(StrEnum):
    """What became of a cited passage. ``message`` is what the person reads."""

    GONE = "gone"
    CHANGED = "changed"
    SUPERSEDED = "superseded"

    @property
    def message(self) -> str:
        """The sentence shown for this cause."""
        return _MESSAGES[self]


_MESSAGES = {
    StaleCause.GONE: "The document is no longer in the corpus.",
    StaleCause.CHANGED: "The document has changed, and these words are no longer in it.",
    StaleCause.SUPERSEDED: "A later version of the document is in the corpus.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A citation that is no longer as it was, and what stands in its place.

    ``document`` and ``title`` are those of the document that holds ``text`` now: the cited one where that changed, the
    later version where there is one; empty when it is gone. ``text`` is the sentence that comes nearest to the cited
    words, at ``span``; empty and None when none is near. ``version`` names a later version as it is printed ("REV 1").
    """

    citation: Citation
    cause: StaleCause
    document: str = ""
    title: str = ""
    text: str = ""
    span: Span | None = None
    version: str = ""

    @property
    def same_words(self) -> bool:
        """Whether a later version still has these very words."""
        return " ".join(self.text.split()) == " ".join(self.citation.cited_text.split())
