"""Web pages: the article and its notes, without what the site puts around them."""

from __future__ import annotations

import re

from assistant.domain import ReadFailure
from assistant.reading.bracket_notes import lift_bracket_notes
from assistant.reading.html.article import article_lines, body_lines, extract
from assistant.reading.html.hints import page_hints
from assistant.reading.html.notes import lift_notes
from assistant.reading.html.stylesheet import with_own_styles
from assistant.reading.html.title import printed_title, title_line
from assistant.reading.html.tree import html_tree
from assistant.reading.markers import without_placeholders
from assistant.reading.plain.decoding import clean, decode
from assistant.reading.raw import RawDocument, RawPage

MEDIA_TYPE = "text/html"

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE)


def read_html(content: bytes) -> RawDocument | ReadFailure:
    """Read the article of a web page. Nothing is fetched. The path of a failure is left to the caller."""
    charset = _CHARSET.search(content[:4096])
    source = without_placeholders(clean(decode(content, charset.group(1).decode() if charset else None)))
    root = html_tree(source)
    if root is None:
        return ReadFailure(path="", reason="The HTML file holds no text.")
    root = with_own_styles(root)
    notes = lift_notes(root)
    extraction = extract(root)
    hints = page_hints(root, extraction.hints)
    lines = article_lines(root, extraction) or body_lines(root)
    if not lines:
        return ReadFailure(path="", reason="The HTML file holds no text.")
    hints |= printed_title(root, lines)
    lines = (*title_line(root, lines, hints.get("title", "")), *lines)
    page = RawPage(number=1, lines=(*lift_bracket_notes(lines), *notes))
    return RawDocument(media_type=MEDIA_TYPE, pages=(page,), paged=False, hints=hints)
