"""Sections: stretches of text under one heading path, which a page end does not close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Section, Span
from assistant.reading.assembly.blocks import Block, BlockKind, Paragraph
from assistant.reading.assembly.continuation import is_caption
from assistant.reading.assembly.header_block import FRONT_MATTER
from assistant.reading.assembly.headings import Numbering, numbering


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A heading under which text stands, with what it is compared to others by."""

    text: str
    numbered: Numbering | None
    size_pt: float | None
    bold: bool
    italic: bool
    level: int | None

    @property
    def look(self) -> tuple[int, bool, bool, bool]:
        """What one sees of a heading's rank: its size to half a point, weight, slant and capitals."""
        return round((self.size_pt or 0) * 2), self.bold, self.italic, self.text.isupper()


def divide(blocks: Sequence[Block], *, levels_are_sure: bool) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections and paragraphs of a document from the body blocks of all its pages, in order.

    Header blocks belong to neither. Headings printed right under each other with no text between
    ("CHAPTER I", "General provisions") still make a path.
    """
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    path: list[_Open] = []
    spans: list[Span] = []
    changed = True

    def close() -> None:
        if sections and spans:
            last = sections[-1]
            sections[-1] = Section(number=last.number, headings=last.headings, spans=_merged(spans))
        spans.clear()

    for block in blocks:
        if block.kind is BlockKind.HEADER:
            continue
        if block.kind is BlockKind.HEADING:
            opened = _opened(block)
            if changed and path and _is_title_of(opened, path[-1]):
                path[-1] = replace(path[-1], text=f"{path[-1].text} {opened.text}")
            else:
                _place(path, opened, levels_are_sure=levels_are_sure)
            changed = True
            continue
        if changed:
            close()
            sections.append(_section(path))
            changed = False
        spans.append(block.span())
        index = len(sections) - 1
        open_paragraph = _open_paragraph(paragraphs, index) if block.continues else None
        if open_paragraph is not None:
            last = paragraphs[open_paragraph]
            paragraphs[open_paragraph] = replace(last, blocks=(*last.blocks, block))
        else:
            paragraphs.append(Paragraph(blocks=(block,), section=index, index=len(paragraphs)))
    close()
    return tuple(sections), tuple(paragraphs)


def _open_paragraph(paragraphs: Sequence[Paragraph], section: int) -> int | None:
    """The last paragraph of running text in a section: tables and captions may stand between its two halves."""
    for paragraph in reversed(paragraphs):
        if paragraph.section != section:
            return None
        if paragraph.kind is not BlockKind.TABLE and not is_caption(paragraph.text):
            return paragraph.index
    return None


def _opened(block: Block) -> _Open:
    return _Open(
        text=block.text.strip(),
        numbered=numbering(block.text.strip()),
        size_pt=block.size_pt,
        bold=block.bold,
        italic=block.italic,
        level=block.heading_level,
    )


def _section(path: Sequence[_Open]) -> Section:
    number = path[-1].numbered.number if path and path[-1].numbered else None
    return Section(number=number, headings=tuple(opened.text for opened in path), spans=())


def _place(path: list[_Open], opened: _Open, *, levels_are_sure: bool) -> None:
    """Put a heading in its place on the path: beside the last one of its own kind, or under what it is smaller than."""
    alike = next((i for i in range(len(path) - 1, -1, -1) if _are_alike(opened, path[i])), None)
    if alike is not None:
        del path[alike:]
    while path and alike is None and not _is_deeper(opened, path[-1], levels_are_sure=levels_are_sure):
        path.pop()
    path.append(opened)


# Annexes, parts and chapters: whatever the type of the headings in them, they hold them and not the reverse.
_DIVISIONS = range(10, 36)


def _are_alike(one: _Open, other: _Open) -> bool:
    """Whether two headings are numbered in one style, or set in one type where neither has a number."""
    if one.numbered and other.numbered:
        return one.numbered.depth == other.numbered.depth
    return one.numbered is None and other.numbered is None and one.size_pt is not None and one.look == other.look


def _is_deeper(opened: _Open, outer: _Open, *, levels_are_sure: bool) -> bool:
    """Whether a heading stands under another: by numbering where both have one, else by type or the format's level."""
    size, outer_size = opened.size_pt, outer.size_pt
    smaller = size is not None and outer_size is not None and size < outer_size - 0.4
    if outer.numbered is None and FRONT_MATTER.fullmatch(outer.text):
        return smaller and not opened.numbered and not FRONT_MATTER.fullmatch(opened.text)
    if opened.numbered and outer.numbered:
        return opened.numbered.depth > outer.numbered.depth
    is_printed = size is not None or levels_are_sure
    if is_printed and opened.level is not None and outer.level is not None:
        return opened.level > outer.level
    if size is None or outer_size is None or FRONT_MATTER.fullmatch(opened.text):
        return False
    if outer.numbered and opened.look != outer.look:
        return size < outer_size + (2.0 if outer.numbered.rank in _DIVISIONS else 0.4)
    if opened.numbered and opened.numbered.rank in _DIVISIONS:
        return size < outer_size - 2.0
    return smaller or (abs(size - outer_size) <= 0.4 and outer.bold and not opened.bold)


def _is_title_of(opened: _Open, above: _Open) -> bool:
    """Whether a heading is the title of a bare number right above it ("Article 11", "Labelling")."""
    return bool(above.numbered and not above.numbered.rest and opened.numbered is None)


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """One span per run of blocks on a page: from the first block's start to the last one's end."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].page == span.page and merged[-1].end <= span.start:
            merged[-1] = Span(page=span.page, start=merged[-1].start, end=span.end)
        else:
            merged.append(span)
    return tuple(merged)
