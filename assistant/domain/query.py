"""A question as it was understood: what is searched for, in which part of the corpus, in which parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FilterKind(StrEnum):
    """What a filter narrows a search by."""

    DOCUMENT = "document"
    SECTION = "section"
    MARKING = "marking"
    SINCE = "since"
    UNTIL = "until"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One narrowing of a search, recognised in a question or set by a person.

    ``value`` is what is compared: a document id; a section number or heading; a marking; an ISO date or the start
    of one ("2024", "2024-03"), both ends included; an author or issuer. ``label`` is what a person reads ("since
    2024"); ``words`` what was typed for it, empty when it was set otherwise.
    """

    kind: FilterKind
    value: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierText:
    """Something said earlier in a conversation that a search takes along, with its weight in (0, 1]."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question made ready to be searched for.

    ``asked`` is the question without the words that state its filters. ``standalone`` is the question as it
    reads without the turns before it; the person sees it and may edit it. ``reason`` says in a few words why it
    differs from ``question``, and is empty when it does not. ``earlier`` are the texts of earlier turns that the
    search takes along. ``parts`` are the single questions to search for apart, never empty. ``asked_in`` is the
    document that itself puts this question to its readers, if one does. ``in_focus`` are the documents that the answer
    before it cites, the most cited first: what "it" and "the note" mean.
    """

    question: str
    asked: str
    standalone: str
    parts: tuple[str, ...]
    reason: str = ""
    earlier: tuple[EarlierText, ...] = ()
    filters: tuple[Filter, ...] = ()
    asked_in: str | None = None
    in_focus: tuple[str, ...] = ()
