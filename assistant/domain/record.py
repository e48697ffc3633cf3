"""What is kept of an answer so that it can be given an account of later, and what comes of asking it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.answer import Answer, AnswerStatus, Turn
from assistant.domain.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An answer with all that it was made from. ``asked_at`` is ISO, UTC.

    ``turns`` are those before it, without the passages behind their answers; ``documents`` the ids that the question
    was confined to, empty for none; ``corrected`` how a person had the question understood, None where nobody changed
    that. ``answer`` holds the query, the hits with their scores, the model, the fingerprint of its prompt and what was
    withheld. ``previous`` is the SHA-256 of the record before it, as it is written in its file; empty for the first.
    """

    id: str
    asked_at: str
    question: str
    turns: tuple[Turn, ...]
    documents: tuple[str, ...]
    corrected: Query | None
    answer: Answer
    settings: dict[str, str]
    versions: dict[str, str]
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSummary:
    """A record as a list shows it. ``person`` is the folder of whoever signed in and asked; empty without sign-in."""

    id: str
    asked_at: str
    question: str
    status: AnswerStatus
    marking: str | None = None
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """A place where the chain of records does not hold: a line that cannot be read, or one behind an edited one."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Whether the records are as they were written: they are when ``broken`` is empty.

    ``latest`` is the SHA-256 of the last one, empty without any. ``cut_short`` are lines that a crash left unfinished:
    no answer was shown for them. ``noted_stands`` says whether a SHA-256 that was noted down earlier is still in the
    chain, with all that came before it; None when none was given. ``people`` are the audits of those who have signed
    in, each with a chain of their own, by the name of their folder.
    """

    records: int
    latest: str
    broken: tuple[BrokenLink, ...]
    cut_short: tuple[BrokenLink, ...] = ()
    noted_stands: bool | None = None
    people: Mapping[str, Audit] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, taken out or added."""
        own = not self.broken and self.noted_stands is not False
        return own and all(audit.holds for audit in self.people.values())


class Change(StrEnum):
    """What differs between an answer as it was given and the same question asked again."""

    QUERY = "understood otherwise"
    STATUS = "ended otherwise"
    SENTENCE_GONE = "sentence gone"
    SENTENCE_NEW = "sentence new"
    SUPPORT = "judged otherwise"
    DECLINE = "declined otherwise"
    WITHHELD = "withheld otherwise"
    HITS = "other passages"
    SCORES = "other scores"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs, as it was and as it is now; either may be empty."""

    change: Change
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A recorded question asked again.

    ``snapshot`` is what it was asked of this time; ``snapshot_gone`` whether that is another than it was, because that
    one is no longer there. ``remarks`` are settings and versions that have changed since, in words: they need not
    change the answer. ``rechecked`` counts the sentences of a model that were judged anew against what they cite.
    """

    id: str
    snapshot: str
    snapshot_gone: bool
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...]
    rechecked: int = 0

    @property
    def same(self) -> bool:
        """Whether the same question got the same answer."""
        return not self.differences
