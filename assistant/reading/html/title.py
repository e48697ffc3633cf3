"""The title that a web page prints: the heading that its ``<title>`` begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from assistant.reading.html.article import folded
from assistant.reading.markers import lift
from assistant.reading.raw import LineRole, RawLine

_FIRST_LINES = 4
_SHORTEST_TITLE = 4
_MOST_CHILDREN = 3


def printed_title(root: HtmlElement, lines: Sequence[RawLine]) -> dict[str, str]:
    """A "title" hint: the heading at the head of the article that the page's ``<title>`` opens with, if any.

    It is better than what the metadata calls a title, which often is the site's name.
    """
    named = [folded("".join(element.itertext())) for element in root.iter("title")]
    for line in lines[:_FIRST_LINES]:
        text = folded(line.text)
        if line.role is LineRole.HEADING and len(text) >= _SHORTEST_TITLE and any(x.startswith(text) for x in named):
            return {"title": line.text}
    return {}


def title_line(root: HtmlElement, lines: Sequence[RawLine], title: str) -> Iterator[RawLine]:
    """The ``title`` as a level 1 heading, where the page prints it outside the article's lines."""
    wanted = folded(title)
    if not wanted or any(folded(line.text) == wanted for line in lines[:_FIRST_LINES]):
        return
    for element in root.iter("h1", "h2", "h3", "h4", "p", "div"):
        text, _ = lift("".join(element.itertext())) if _might_be(element, wanted) else ("", ())
        is_printed = folded(text) == wanted or (element.tag == "h1" and wanted.startswith(folded(text)))
        if is_printed and len(folded(text)) >= _SHORTEST_TITLE:
            if not any(line.text == text for line in lines[:_FIRST_LINES]):
                yield RawLine(text=text, role=LineRole.HEADING, heading_level=1, starts_block=True)
            return


def _might_be(element: HtmlElement, wanted: str) -> bool:
    """Whether an element is worth comparing: a large box is not a title, whatever it holds."""
    return len(element) <= _MOST_CHILDREN and sum(map(len, element.itertext())) <= len(wanted) * 3 + 200
