"""A page as it is shown: its picture with boxes over the marked words, or its text with the words marked."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Document, PageLayout, Span, WordBox
from assistant.ui.components import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words to mark on a page. ``kind`` is "cited", "match", "call", "note" or "question"."""

    span: Span
    kind: str
    title: str = ""


def payload(
    document: Document, page: int, marks: Sequence[Mark], *, picture: bytes | None, height: str, target: str
) -> Payload:
    """A page for the page component.

    ``height`` is the CSS height of the view; a new ``target`` scrolls to the first cited or matched
    words, the same one keeps the place.
    """
    text = document.page(page).text
    here = [mark for mark in marks if mark.span.page == page]
    layout = next((one for one in document.layouts if one.page == page), None)
    drawn = picture is not None and layout is not None
    return {
        "picture": base64.b64encode(picture).decode("ascii") if picture is not None and drawn else None,
        "fit": _text_width(layout) if layout else None,
        "ratio": f"{layout.width_pt} / {layout.height_pt}" if layout else "auto",
        "marks": [box for mark in here for box in _boxes(layout, text, mark)] if drawn and layout else [],
        "segments": [] if drawn else _segments(text, here),
        "alt": f"Page {document.page(page).label or page} of {document.title.value}",
        "height": height,
        "target": target,
    }


def _text_width(layout: PageLayout) -> Payload | None:
    """The left and right edge of what is printed: a page is first shown as wide as its text."""
    words = [word for word in layout.words if word.start < word.end]
    if not words:
        return None
    return {"left": min(word.left for word in words), "right": max(word.right for word in words)}


def _boxes(layout: PageLayout, text: str, mark: Mark) -> list[Payload]:
    if mark.span.start == mark.span.end:
        words = [_call_box(layout, mark.span.start)]
        return [_box(word, "", mark) for word in words if word]
    lines = _lines(word for word in layout.words if word.start < mark.span.end and word.end > mark.span.start)
    return [
        _box(_hull(line), text[max(line[0].start, mark.span.start) : min(line[-1].end, mark.span.end)], mark)
        for line in lines
    ]


def _call_box(layout: PageLayout, at: int) -> WordBox | None:
    """The raised number that stands at a place, or else the end of the word before it."""
    for word in layout.words:
        if word.start == word.end == at:
            return word
    before = next((word for word in layout.words if word.start < at <= word.end), None)
    if before is None:
        return None
    left = max(before.left, before.right - 0.004)
    return WordBox(
        start=at, end=at, left=left, top=before.top, right=before.right, bottom=(before.top + before.bottom) / 2
    )


def _lines(words: Iterable[WordBox]) -> list[list[WordBox]]:
    """The words in runs that stand side by side on one line, so that a run is one box."""
    lines: list[list[WordBox]] = []
    for word in words:
        if word.start == word.end:
            continue
        if lines and _continues(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _continues(before: WordBox, word: WordBox) -> bool:
    """Whether a word stands on the line of the one before, to its right and not in another column."""
    overlap = min(before.bottom, word.bottom) - max(before.top, word.top)
    lower = min(before.bottom - before.top, word.bottom - word.top)
    return overlap > 0.4 * lower and -0.01 <= word.left - before.right < 0.06


def _hull(line: Sequence[WordBox]) -> WordBox:
    return WordBox(
        start=line[0].start,
        end=line[-1].end,
        left=min(word.left for word in line),
        top=min(word.top for word in line),
        right=max(word.right for word in line),
        bottom=max(word.bottom for word in line),
    )


def _box(area: WordBox, text: str, mark: Mark) -> Payload:
    return {
        "left": round(area.left, 5),
        "top": round(area.top, 5),
        "width": round(area.right - area.left, 5),
        "height": round(area.bottom - area.top, 5),
        "kind": mark.kind,
        "text": text,
        "title": mark.title,
    }


def _segments(text: str, marks: Sequence[Mark]) -> list[Payload]:
    """The page's text cut at the marks; where two overlap the first one wins."""
    segments: list[Payload] = []
    at = 0
    for mark in sorted(marks, key=lambda one: (one.span.start, one.span.end)):
        if mark.span.start < at:
            continue
        segments.append({"text": text[at : mark.span.start], "mark": None})
        segments.append({"text": text[mark.span.start : mark.span.end], "mark": mark.kind})
        at = mark.span.end
    segments.append({"text": text[at:], "mark": None})
    return [one for one in segments if one["text"] or one["mark"]]
