"""Which citations the present snapshot no longer bears out as they stand, and what it has in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from assistant.domain import Citation, Document, DocumentSummary, SentenceKind, Span, Stale, StaleCause
from assistant.errors import UnknownDocument

_LATER = ("revises", "corrects")
_VERSION = re.compile(r"\b(?:REV|COR)\s?\d*")
_WORD = re.compile(r"\w{3,}")
# Of the sentences that share the most words with the cited one, so many are compared letter by letter, and one that
# is less alike than this is not shown as what became of it.
_COMPARED = 5
_ALIKE = 0.4

Load = Callable[[str], Document]


def stale_citations(
    citations: Iterable[Citation], *, load: Load, summaries: Sequence[DocumentSummary]
) -> tuple[Stale, ...]:
    """Those of some citations whose passage changed or vanished, or whose document has a later version.

    A passage that only moved within its document is not stale. Each place is looked at once.
    """
    once = {(one.document, one.span, one.cited_text): one for one in citations}
    found = (_stale(one, load, summaries) for one in once.values())
    return tuple(one for one in found if one is not None)


def _stale(citation: Citation, load: Load, summaries: Sequence[DocumentSummary]) -> Stale | None:
    try:
        document = load(citation.document)
    except UnknownDocument:
        return Stale(citation=citation, cause=StaleCause.GONE)
    if not _stands(document, citation):
        return _in_its_place(citation, document, StaleCause.CHANGED)
    later = latest_version(document, load, summaries)
    return _in_its_place(citation, later, StaleCause.SUPERSEDED) if later else None


def _stands(document: Document, citation: Citation) -> bool:
    return any(citation.cited_text in page.text for page in document.pages)


def latest_version(document: Document, load: Load, summaries: Sequence[DocumentSummary]) -> Document | None:
    """The last of the later versions of a document that are in the corpus; None when it is the last itself.

    Versions of a document carry its number and say that they revise or correct it (REV 1, COR 2).
    """
    number = document.document_number.value if document.document_number else None
    if number is None:
        return None
    own = _version(document, number)
    others = [load(one.id) for one in summaries if one.document_number == number and one.id != document.id]
    later = [one for one in others if version_name(one, number) and _version(one, number) > own]
    return max(later, key=lambda one: (_version(one, number), one.id), default=None)


def _version(document: Document, number: str) -> tuple[int, str]:
    """What orders the versions with one number: how high each counts itself, 0 for the first, and its date."""
    printed = version_name(document, number)
    digits = re.sub(r"\D", "", printed)
    return int(digits) if digits else int(bool(printed)), document.date.value if document.date else ""


def version_name(document: Document, number: str) -> str:
    """How a document names itself as a version of a number ("REV 1"); empty when it does not."""
    for relation in document.relations:
        if relation.target == number and relation.kind in _LATER:
            printed = _VERSION.search(document.text_of(relation.span)) if relation.span else None
            return printed[0] if printed else relation.kind
    return ""


def _in_its_place(citation: Citation, document: Document, cause: StaleCause) -> Stale:
    number = document.document_number.value if document.document_number else ""
    near = _nearest(citation.cited_text, document)
    return Stale(
        citation=citation,
        cause=cause,
        document=document.id,
        title=document.title.value,
        text=near[0] if near else "",
        span=near[1] if near else None,
        version=version_name(document, number) if cause is StaleCause.SUPERSEDED else "",
    )


def _nearest(text: str, document: Document) -> tuple[str, Span] | None:
    """The sentence of a document that is most like a text, with the place where it begins; None when none is."""
    wanted = _words(text)
    ranked = sorted(
        (
            (len(wanted & _words(one)) / (len(wanted | _words(one)) or 1), -order, one, span)
            for order, (one, span) in enumerate(_quotable(document))
        ),
        key=lambda item: item[:2],
        reverse=True,
    )[:_COMPARED]
    alike = [(SequenceMatcher(None, text, one, autojunk=False).ratio(), one, span) for _, _, one, span in ranked]
    ratio, one, span = max(alike, key=lambda item: item[0], default=(0.0, "", Span(page=1, start=0, end=0)))
    return (one, span) if ratio >= _ALIKE else None


def _quotable(document: Document) -> Iterator[tuple[str, Span]]:
    for sentence in document.sentences:
        if sentence.kind is not SentenceKind.TABLE:
            yield " ".join(document.text_of(span) for span in sentence.spans), sentence.spans[0]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
