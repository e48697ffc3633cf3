"""Footnotes that a page keeps beside their markers: tooltips, sidenotes, the inline notes of blog plugins."""

from __future__ import annotations

import re
from itertools import count

from lxml.html import HtmlElement

from assistant.reading.html.note_text import CALL_TEXT, note_words
from assistant.reading.markers import lift, placeholder
from assistant.reading.raw import LineRole, RawLine

_NOTE_CLASS = re.compile(
    r"(?:foot|side|margin)-?note[\w-]*?[-_](?:note|tooltip|content|text|body)\b|\b(?:side|margin)note\b"
)
_LIST_CLASS = re.compile(r"foot-?notes?[-_][\w-]*container")
_INLINE = ("span", "small", "aside", "cite")
_SHORTEST_NOTE = 8


def lift_inline_notes(root: HtmlElement) -> list[RawLine]:
    """Take the inline notes out of the text, a placeholder with the printed number (or the next one) in their place.

    The list at the foot of the page in which plugins repeat such notes is taken out too.
    """
    order = count(1)
    lines: list[RawLine] = []
    for element in [*root.iter(*_INLINE)]:
        if not _NOTE_CLASS.search(element.get("class") or "") or element.getparent() is None:
            continue
        text, _ = lift(" ".join(note_words(element)))
        if len(text) < _SHORTEST_NOTE:
            continue
        following = str(next(order))
        number, marker = _marker_before(element)
        target = f"inline-{following}"
        if marker is not None:
            show(marker, "")
        show(element, placeholder(number or following, target))
        lines.append(
            RawLine(
                text=text, role=LineRole.NOTE, starts_block=True, note_number=number or following, note_target=target
            )
        )
    for repeated in [*root.iter("div", "table", "ol", "section")] if lines else ():
        if _LIST_CLASS.search(repeated.get("class") or "") and repeated.getparent() is not None:
            repeated.drop_tree()
    return lines


def show(element: HtmlElement, text: str) -> None:
    """Make an element show ``text`` and nothing else. What follows it stays."""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", text, tail


def _marker_before(element: HtmlElement) -> tuple[str, HtmlElement | None]:
    """The printed number right before an inline note, and the element that shows it."""
    previous = element.getprevious()
    while previous is not None and previous.tag in ("input", "label") and not "".join(previous.itertext()).strip():
        previous = previous.getprevious()
    if previous is None or not isinstance(previous.tag, str) or (previous.tail or "").strip():
        return "", None
    printed = CALL_TEXT.fullmatch("".join(previous.itertext()).strip())
    return (printed.group(1), previous) if printed else ("", None)
