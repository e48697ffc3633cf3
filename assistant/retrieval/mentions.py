"""Where some words stand inside one document."""

from __future__ import annotations

import re

from assistant.domain import Document, Span, TextMatch

_AROUND = 90


def find_words(document: Document, words: str) -> tuple[TextMatch, ...]:
    """Every place where the words stand next to each other, in order; case, hyphens and kinds of quotes forgiven."""
    parts = [re.escape(part) for part in re.findall(r"[^\s\-\u2010-\u2015'’\"“”]+", words)]
    if not parts:
        return ()
    pattern = re.compile(r"[\s\-\u2010-\u2015'’\"“”]*".join(parts), re.IGNORECASE)
    return tuple(
        TextMatch(
            document=document.id,
            span=Span(page=page.number, start=match.start(), end=match.end()),
            before=page.text[max(0, match.start() - _AROUND) : match.start()],
            matched=match.group(),
            after=page.text[match.end() : match.end() + _AROUND],
        )
        for page in document.pages
        for match in pattern.finditer(page.text)
    )
