"""The article of a web page, found by trafilatura, as lines; and what the page's metadata claims."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from lxml.etree import _Element

from assistant.reading.html_furniture import is_site_furniture
from assistant.reading.markers import lift, mark_raised_characters, opening_number
from assistant.reading.raw import LineRole, RawLine

_BLOCKS = frozenset(["p", "head", "item", "quote", "list", "table", "row", "code", "figure", "div"])
_HINTS = {"title": "title", "author": "author", "date": "date", "language": "language", "sitename": "site"}


def article_lines(root: _Element) -> tuple[tuple[RawLine, ...], dict[str, str]]:
    """The lines of the article under ``root`` and the page's hints; no line where no article is found."""
    from trafilatura import bare_extraction  # noqa: TID251

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found = bare_extraction(
        root, include_comments=False, include_tables=True, include_formatting=True, with_metadata=True
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return (), {}
    hints = {name: str(value) for key, name in _HINTS.items() if (value := getattr(found, key))}
    return tuple(_lines(found.body)), hints


def _lines(body: _Element) -> Iterator[RawLine]:
    yield from _blocks(body, RawLine(text="", starts_block=True), "")


def _blocks(element: _Element, line: RawLine, prefix: str) -> Iterator[RawLine]:
    """Walk the extracted tree; text directly in an element and text in its blocks come in order."""
    words = [prefix, element.text or ""]
    numbers = count(1)
    for child in element:
        if child.tag not in _BLOCKS:
            words += [_inline(child), child.tail or ""]
            continue
        yield from _line(line, "".join(words))
        words = [child.tail or ""]
        yield from _block(child, line, f"{next(numbers)}. " if _is_numbered(element) and child.tag == "item" else "")
    yield from _line(line, "".join(words))


def _block(child: _Element, line: RawLine, prefix: str) -> Iterator[RawLine]:
    match child.tag:
        case "head":
            level = re.sub(r"\D", "", child.get("rend") or "") or "2"
            yield from _blocks(child, replace(line, role=LineRole.HEADING, heading_level=int(level)), "")
        case "item":
            yield from _blocks(child, replace(line, role=LineRole.ITEM), prefix)
        case "row":
            cells = [" ".join("".join(cell.itertext()).split()) for cell in child]
            yield from _line(replace(line, role=LineRole.TABLE_ROW), " | ".join(cell for cell in cells if cell))
        case _:
            yield from _blocks(child, line, prefix)


def _is_numbered(element: _Element) -> bool:
    return bool(element.tag == "list" and element.get("rend") == "ol")


def _inline(element: _Element) -> str:
    return "\n" if element.tag == "lb" else "".join(element.itertext())


def _line(line: RawLine, marked: str) -> Iterator[RawLine]:
    number, target, rest = opening_number(marked)
    text, calls = lift(mark_raised_characters(rest))
    if not text or not re.search(r"\w", text) or is_site_furniture(text):
        return
    made = replace(line, text=text, calls=calls)
    if number and made.role is LineRole.UNKNOWN:
        made = replace(made, role=LineRole.NOTE, note_number=number, note_target=target)
    yield made
