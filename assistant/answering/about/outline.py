"""The sections of a document as the headings that stand over them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.about.stating import Statement, first_line
from assistant.domain import Document, Section, Span


def contents(document: Document) -> Iterator[Statement]:
    """The outermost headings that part the document; one level deeper where a single heading stands over all."""
    titled = [section for section in document.sections if section.headings]
    depth = 0
    while titled and len({section.headings[: depth + 1] for section in titled}) == 1:
        if all(len(section.headings) <= depth + 1 for section in titled):
            break
        depth += 1
        titled = [section for section in titled if len(section.headings) > depth]
    firsts: dict[tuple[str, ...], Section] = {}
    for section in titled:
        firsts.setdefault(section.headings[: depth + 1], section)
    for path, section in firsts.items():
        place = _printed(document, path[-1], section)
        if place:
            yield Statement(document=document, span=place)
        else:
            yield Statement(document=document, span=first_line(document), text=f"It has a section “{path[-1]}”.")


def _printed(document: Document, heading: str, section: Section) -> Span | None:
    """Where a heading is printed: before the text of its section, on that page or the one before."""
    page = section.spans[0].page if section.spans else document.pages[0].number
    before = section.spans[0].start if section.spans else None
    for number, end in ((page, before), (page - 1, None)):
        text = next((one.text for one in document.pages if one.number == number), "")
        start = text.rfind(heading, 0, end)
        if start >= 0:
            return Span(page=number, start=start, end=start + len(heading))
    return None
