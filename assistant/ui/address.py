"""A passage as part of an address that can be sent to others: ``?document=…&page=2&passage=104-161-3fa29c``.

The last piece is a fingerprint of the words: when the document has changed and other words stand there, nothing is
marked rather than the wrong thing.
"""

from __future__ import annotations

import hashlib
import re

from assistant.domain import Document, Span

_NAME = re.compile(r"(\d{1,7})-(\d{1,7})-([0-9a-f]{6})")


def passage_name(document: Document, span: Span) -> str:
    """What stands for a span in an address, beside its page."""
    return f"{span.start}-{span.end}-{_fingerprint(document.text_of(span))}"


def passage_named(document: Document, page: int, name: str) -> Span | None:
    """The span that an address names, if these words still stand there."""
    match = _NAME.fullmatch(name)
    if match is None or page not in {one.number for one in document.pages}:
        return None
    span = Span(page=page, start=int(match[1]), end=int(match[2]))
    text = document.text_of(span)
    return span if text and _fingerprint(text) == match[3] else None


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]
