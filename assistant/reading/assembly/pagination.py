"""Cutting a text that has no pages at the running feet that a conversion left in it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Dropped
from assistant.reading.assembly.furniture_forms import RunningLine, is_document_number, running_line
from assistant.reading.assembly.note_lines import is_note_like
from assistant.reading.raw import RawDocument, RawLine, RawPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """A running foot found in a text: the lines it covers and what it says."""

    first: int
    last: int
    said: RunningLine


@dataclass(frozen=True, slots=True, kw_only=True)
class CutDocument:
    """The pages of a text that came without any, the feet that cut it, and what they say of the document."""

    pages: tuple[RawPage, ...]
    dropped: tuple[Dropped, ...]
    said: tuple[tuple[int, RunningLine], ...]


def cut_at_feet(raw: RawDocument) -> CutDocument:
    """Pages out of a one-page text: a foot ends a page, and the notes right after it still belong to that page."""
    lines = tuple(line for page in raw.pages for line in page.lines)
    feet = _feet(lines)
    if not feet:
        return CutDocument(pages=raw.pages, dropped=(), said=())
    pages: list[RawPage] = []
    dropped: list[Dropped] = []
    begin = 0
    for number, foot in enumerate(feet, start=1):
        end = foot.last + 1
        while end < len(lines) and is_note_like(lines[end]):
            end += 1
        kept = lines[begin : foot.first] + lines[foot.last + 1 : end]
        pages.append(RawPage(number=number, lines=kept, label=foot.said.label))
        text = " ".join(line.text for line in lines[foot.first : foot.last + 1])
        dropped.append(Dropped(page=number, text=text, reason="running foot"))
        begin = end
    if begin < len(lines):
        pages.append(RawPage(number=len(pages) + 1, lines=lines[begin:]))
    said = tuple((number, foot.said) for number, foot in enumerate(feet, start=1))
    return CutDocument(pages=tuple(pages), dropped=tuple(dropped), said=said)


def _feet(lines: tuple[RawLine, ...]) -> list[Foot]:
    feet: list[Foot] = []
    index = 0
    while index < len(lines):
        text = lines[index].text.strip()
        said = running_line(text) if lines[index].note_number is None else None
        following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        if said:
            feet.append(Foot(first=index, last=index, said=said))
        elif is_document_number(text) and running_line(following):
            whole = running_line(f"{text} {following}")
            if whole:
                feet.append(Foot(first=index, last=index + 1, said=whole))
                index += 1
        index += 1
    return _of_one_document(feet)


def _of_one_document(feet: list[Foot]) -> list[Foot]:
    """One foot alone is a line that only looks like one, unless it is of the document itself: two are a pattern."""
    numbers = [foot.said.document_number for foot in feet if foot.said.document_number]
    if len(feet) == 1 and not numbers:
        return []
    return feet
