"""The part of the corpus that a search may look in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The documents and chunks that a search may find; None for no limit, an empty set for nothing at all.

    ``chunks`` is set when only certain sections may be found; it then lies within ``documents`` already.
    """

    documents: frozenset[str] | None = None
    chunks: frozenset[str] | None = None

    @classmethod
    def of(cls, documents: Collection[str]) -> Scope:
        """Only these documents; the whole corpus when none is named."""
        return cls(documents=frozenset(documents)) if documents else EVERYTHING

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all lies in it."""
        return self.documents == frozenset() or self.chunks == frozenset()

    @property
    def is_everything(self) -> bool:
        """Whether it limits nothing."""
        return self.documents is None and self.chunks is None


EVERYTHING = Scope()
