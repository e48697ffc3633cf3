"""Fills pages with lines so that each page has room for the footnotes called on it, numbered from 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scripts.typeset.lines import Line, Style, broken
from scripts.typeset.source import Block, Source

TEXT_WIDTH = 453.0
BODY = Style(font="Times-Roman", size=11.5, leading=16)
HEADING = Style(font="Times-Bold", size=11.5, leading=19)
NOTE = Style(font="Times-Roman", size=9, leading=11)
NOTE_INDENT = 14.0
NOTE_GAP = 3.0
RULE_ROOM = 18.0
ITEM_INDENT = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that stay together, and the space above them in points (none at the top of a page)."""

    lines: tuple[Line, ...]
    above: float


@dataclass(slots=True, kw_only=True)
class SetPage:
    """One page being filled: its lines with the room above each, and its notes in the order of their calls."""

    room: float
    lines: list[tuple[float, Line]] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)

    def number_of(self, call: int) -> str:
        """The printed number of the page's ``call``-th footnote, counted from 0."""
        return str(call + 1)

    @property
    def notes_height(self) -> float:
        """What the notes take at the foot, in points, rule included."""
        heights = [NOTE_GAP + len(note) * NOTE.leading for note in self.notes]
        return RULE_ROOM + sum(heights) if heights else 0.0

    @property
    def free(self) -> float:
        """The points that are left between the last line and the notes."""
        return self.room - sum(above + line.style.leading for above, line in self.lines) - self.notes_height


def fill(source: Source, *, first_room: float, room: float) -> list[SetPage]:
    """The pages of a source: ``first_room`` points high on the first page, ``room`` on the others."""
    pages = [SetPage(room=first_room)]
    for group in _groups(source.blocks):
        notes = [_note(source.notes[name]) for line in group.lines for name in line.calls]
        if _needed(group, notes, pages[-1]) > pages[-1].free:
            pages.append(SetPage(room=room))
        page = pages[-1]
        above = group.above if page.lines else 0.0
        for line in group.lines:
            page.lines.append((above, line))
            above = 0.0
        page.notes += notes
    return pages


def _needed(group: Group, notes: list[list[Line]], page: SetPage) -> float:
    rule = RULE_ROOM if notes and not page.notes else 0.0
    lines = group.above + sum(line.style.leading for line in group.lines)
    return lines + rule + sum(NOTE_GAP + len(note) * NOTE.leading for note in notes)


def _note(text: str) -> list[Line]:
    return broken(text, NOTE, TEXT_WIDTH, indent=NOTE_INDENT)


def _groups(blocks: Iterable[Block]) -> list[Group]:
    """The lines of all blocks, tied so that no heading ends a page and no single line of a paragraph is left."""
    groups: list[Group] = []
    heading: tuple[Line, ...] = ()
    for block in blocks:
        lines = _lines(block)
        above = _ABOVE[block.kind]
        if block.kind == "heading":
            heading = lines
            continue
        for position, tied in enumerate(_tied(lines)):
            first = position == 0
            if first and heading:
                groups.append(Group(lines=heading + tied, above=_ABOVE["heading"]))
                heading = ()
            else:
                groups.append(Group(lines=tied, above=above if first else 0.0))
    return groups


_ABOVE: Mapping[str, float] = {"heading": 16.0, "paragraph": 8.0, "item": 4.0, "question": 7.0}


def _tied(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    if len(lines) <= 3:
        return [lines]
    return [lines[:2], *((line,) for line in lines[2:-2]), lines[-2:]]


def _lines(block: Block) -> tuple[Line, ...]:
    if block.kind == "heading":
        return tuple(broken(block.text, HEADING, TEXT_WIDTH))
    indent = ITEM_INDENT if block.kind in {"item", "question"} else 0.0
    return tuple(broken(block.text, BODY, TEXT_WIDTH, indent=indent, marker=block.marker))
