"""What a composer is given and what it gives back, whether it quotes or writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.domain import Decline, Document, Hit, Query, Sentence, Style, Turn, markings_of_turns
from assistant.domain.marking import Markings
from assistant.indexing.snapshot import Snapshot


def _ignore(_: Sentence, __: Markings) -> None:
    return None


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question over a snapshot, with the passages that were found for it, best first.

    ``load`` gives a document by its id. ``on_sentence`` is told each sentence as soon as it has passed the gate, with
    the markings of all that was looked at, and
    ``stopped`` says whether the person wants no more of them. ``style`` is None where no wish was stated.
    ``documents`` are the ids of those that the question may look in, None for all. ``turns`` are those before
    it.
    """

    snapshot: Snapshot
    query: Query
    load: Callable[[str], Document]
    hits: tuple[Hit, ...] = ()
    documents: frozenset[str] | None = None
    style: Style | None = None
    turns: Sequence[Turn] = ()
    on_sentence: Callable[[Sentence, Markings], None] = _ignore
    stopped: Callable[[], bool] = _never

    def with_hits(self, hits: Sequence[Hit], documents: frozenset[str] | None = None) -> Asked:
        """The same question with what was found for it, and the documents in which that was looked for."""
        return replace(self, hits=tuple(hits), documents=documents)

    @property
    def markings(self) -> Markings:
        """The markings of everything that an answer can be made of.

        A question that is not read as it was typed may hold words of earlier answers; one that a document puts to its
        readers holds that document's.
        """
        documents = {self.query.asked_in, *(hit.chunk.document for hit in self.hits)}
        stated = (self.load(id_).marking for id_ in documents if id_)
        as_typed = self.query.standalone == self.query.question
        said = frozenset() if as_typed else markings_of_turns(self.turns)
        return said | {one.value if one else None for one in stated}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a composer made of a question; the fields are those of ``Answer``, ``seconds_s`` further times to keep."""

    sentences: tuple[Sentence, ...] = ()
    withheld: tuple[Sentence, ...] = ()
    declines: tuple[Decline, ...] = ()
    model: str | None = None
    prompt_fingerprint: str | None = None
    fallback: str = ""
    not_read: int = 0
    seconds_s: Mapping[str, float] = field(default_factory=dict)


class Composer(Protocol):
    """Makes the sentences of an answer."""

    def compose(self, asked: Asked) -> Draft | None:
        """The draft of an answer; None when this composer does not answer such questions."""
        ...
