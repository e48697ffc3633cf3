"""What something that was made of answers rests on, so that it can be told who may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from assistant.domain import (
    Answer,
    AnswerSheet,
    Chunk,
    Citation,
    Filter,
    FilterKind,
    GridRow,
    PositionPack,
    PositionPoint,
    Query,
    Record,
)
from assistant.domain.marking import Markings

# Where the types of the domain name documents.
_DOCUMENT_FIELDS: Mapping[type, tuple[str, ...]] = {
    AnswerSheet: ("document",),
    Chunk: ("document",),
    Citation: ("document",),
    GridRow: ("document",),
    PositionPack: ("note",),
    Query: ("asked_in", "in_focus"),
    Record: ("documents",),
}


def rests_on(kept: object) -> tuple[frozenset[str], Markings]:
    """The ids of the documents that something rests on or names, and the markings that were kept with it."""
    documents, markings = set[str](), set[str | None]()
    _gather(kept, documents, markings)
    return frozenset(documents), frozenset(markings)


def _gather(value: object, documents: set[str], markings: set[str | None]) -> None:
    """The documents that something made of answers rests on, and the markings that were kept with it."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple | list):
        for one in value:
            _gather(one, documents, markings)
        return
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return
    for name in _DOCUMENT_FIELDS.get(type(value), ()):
        named = getattr(value, name)
        documents.update([named] if isinstance(named, str) else named or ())
    if isinstance(value, Citation):
        markings.add(value.marking)
    if isinstance(value, Answer | PositionPoint):
        markings.update(value.markings)
    if isinstance(value, Filter) and value.kind is FilterKind.DOCUMENT:
        documents.add(value.value)
    for field in dataclasses.fields(value):
        _gather(getattr(value, field.name), documents, markings)
