"""What a corpus rests on: the sources that its footnotes name."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.document import Url


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A footnote that names a source: where it is called and what it is called for (``phrase``)."""

    document: str
    title: str
    page: int
    number: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteSource:
    """One source with the footnotes that name it, in the order of their documents and pages.

    ``text`` is the longest of the notes. Notes name the same source when they share a web address, or all their words.
    ``held_as`` is the document of the corpus that is this source, where it is there.
    """

    text: str
    urls: tuple[Url, ...]
    uses: tuple[SourceUse, ...]
    held_as: str | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that cite it, each once."""
        return tuple(dict.fromkeys(use.document for use in self.uses))
