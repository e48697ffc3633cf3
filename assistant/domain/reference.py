"""Where a cited passage stands, in the words of a footnote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain.answer import Citation, CitedFootnote
from assistant.domain.document import Document, FootnoteLink

_CUT = " […]"
_LONGEST_QUOTE = 2_000
_LONGEST_NOTE = 600
_LONGEST_TITLE = 300

GONE = "This document is not in the corpus any more."
CHANGED = "The document has changed since, and these words do not stand at this place any more."
NOT_FOUND = "a note that was not found"
READ_BY_OCR = "The page was read by OCR."


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """What a document says of itself, as far as a reference names it; what it does not say is None or empty."""

    id: str
    title: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    authors: tuple[str, ...] = ()
    kind: str | None = None
    marking: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, document: Document) -> CitedDocument:
        """The facts of a document."""
        return cls(
            id=document.id,
            title=document.title.value,
            number=document.document_number.value if document.document_number else None,
            date=document.date.value if document.date else None,
            issuer=document.issuer.value if document.issuer else None,
            authors=tuple(author.value for author in document.authors),
            kind=document.kind.value if document.kind else None,
            marking=document.marking.value if document.marking else None,
            language=document.language.value if document.language else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """What a cited sentence itself rests on: the text of the note that it calls, or words that say that it is lost.

    ``inferred`` is True where the join of the note to its call is a conclusion and not printed.
    """

    number: str
    text: str
    urls: tuple[str, ...] = ()
    inferred: bool = False

    @property
    def words(self) -> str:
        """The source with its note's number: ``"Europol, SOCTA 2025 (its note 3)"``."""
        inferred = ", inferred" if self.inferred else ""
        return f"{self.text} (its note {self.number}{inferred})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a passage stands: the document, its page, its section, its very words, and what they rest on.

    ``quote`` is verbatim, or the verbatim beginning of a very long passage, followed by ``[…]``. ``page`` is
    physical, ``page_label`` printed. ``warnings`` are whole sentences.
    """

    document: CitedDocument
    page: int
    page_label: str | None
    headings: tuple[str, ...]
    quote: str
    sources: tuple[CitedSource, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The document's title, cut where it is very long."""
        return shortened(self.document.title, _LONGEST_TITLE)

    @property
    def place(self) -> str:
        """Number, date, page and section: ``EX 101/26, 2 March 2026, p. iv (page 6 of the file), section “Gaps”``."""
        section = f"section “{' › '.join(self.headings)}”" if self.headings else ""
        parts = (self.document.number, long_date(self.document.date), self.pages, section)
        return ", ".join(part for part in parts if part)

    @property
    def pages(self) -> str:
        """The printed page, and the physical one where it is another."""
        if self.page_label is None:
            return f"page {self.page} of the file"
        if self.page_label == str(self.page):
            return f"p. {self.page}"
        return f"p. {self.page_label} (page {self.page} of the file)"

    @property
    def rests_on(self) -> str:
        """What the cited words themselves rest on: ``"citing: …"``; empty when they call no note."""
        return f"citing: {'; '.join(source.words for source in self.sources)}" if self.sources else ""

    @property
    def ending(self) -> str:
        """What stands behind the quotation in a note: what that rests on, and a full stop where none is there yet."""
        if self.rests_on:
            return f"; {self.rests_on}."
        return "" if self.quote.endswith((".", "!", "?", "…")) else "."

    @property
    def text(self) -> str:
        """The passage in quotation marks, with its reference: what is copied into a mail."""
        rests_on = f"; {self.rests_on}" if self.rests_on else ""
        marking = f"[{self.document.marking}] " if self.document.marking else ""
        return " ".join((f"{marking}“{self.quote}” ({self.title}, {self.place}{rests_on})", *self.warnings))


def reference(citation: Citation, document: Document | None) -> Reference:
    """The reference of a citation; ``document`` is the cited one as it stands now, None when it is gone."""
    return Reference(
        document=CitedDocument.of(document)
        if document
        else CitedDocument(id=citation.document, title=citation.title, date=citation.date, marking=citation.marking),
        page=citation.page,
        page_label=citation.page_label,
        headings=citation.headings,
        quote=shortened(citation.cited_text, _LONGEST_QUOTE),
        sources=tuple(source_of(note) for note in citation.footnotes),
        warnings=_warnings(citation, document),
    )


def source_of(note: CitedFootnote) -> CitedSource:
    """What a note says that it rests on; a note without text gives its addresses, or says that it was not found."""
    urls = tuple(url.value for url in note.urls)
    text = shortened(note.text, _LONGEST_NOTE) or ", ".join(urls) or NOT_FOUND
    return CitedSource(number=note.number, text=text, urls=urls, inferred=note.link is not FootnoteLink.PRINTED)


def _warnings(citation: Citation, document: Document | None) -> tuple[str, ...]:
    stands = GONE if document is None else "" if _holds(document, citation) else CHANGED
    return tuple(warning for warning in (stands, READ_BY_OCR if citation.ocr else "", citation.caution) if warning)


def _holds(document: Document, citation: Citation) -> bool:
    span = citation.span
    return any(
        page.number == span.page and page.text[span.start : span.end] == citation.cited_text for page in document.pages
    )


def long_date(stated: str | None) -> str:
    """An ISO date as it is written ("2 March 2026"); what is no ISO date as it stands, and nothing for None."""
    try:
        day = date.fromisoformat(stated or "")
    except ValueError:
        return stated or ""
    return f"{day.day} {day:%B %Y}"


def shortened(text: str, longest: int) -> str:
    """The text, cut at the end of a word where it has more than ``longest`` characters."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    cut = head.rfind(" ", longest // 2)
    return head[: cut if cut > 0 else longest].rstrip() + _CUT
