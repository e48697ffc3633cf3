"""Blocks: what lines become on the way to a ``Document``. A paragraph, heading, item, row or note is one block."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain import Span, WordBox
from assistant.reading.raw import Box, RawCall


class BlockKind(StrEnum):
    """What a block is to the document."""

    HEADER = "header"
    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of one page.

    Offsets of ``calls`` and ``words`` count in ``text``, which stands in the page's text from
    ``start`` on. ``continues`` is True where the block goes on with a paragraph that the page or
    column before it began. ``number`` is a note's number, printed or not yet known (None).
    ``gap`` is True where white space sets the block off from the one above, ``fills`` where its
    last line reaches the right margin.
    """

    page: int
    kind: BlockKind
    text: str
    start: int = 0
    calls: tuple[RawCall, ...] = ()
    words: tuple[WordBox, ...] = ()
    continues: bool = False
    number: str | None = None
    target: str | None = None
    box: Box | None = None
    boxes: tuple[Box, ...] = ()
    size_pt: float | None = None
    bold: bool = False
    italic: bool = False
    gap: bool = True
    fills: bool = False
    heading_level: int | None = None
    lines: int = 1
    column: int = 0

    @property
    def end(self) -> int:
        """The offset in the page's text at which the block ends."""
        return self.start + len(self.text)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place on the page of ``text[start:end]``."""
        stop = len(self.text) if end is None else end
        return Span(page=self.page, start=self.start + start, end=self.start + stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyStyle:
    """How most of a document's running text is set: what headings and notes are told apart by."""

    size_pt: float | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The blocks of one paragraph: one, or more where a page or column end cuts it. ``section`` is an index."""

    blocks: tuple[Block, ...]
    section: int
    index: int

    @property
    def kind(self) -> BlockKind:
        """The kind of its first block."""
        return self.blocks[0].kind

    @property
    def text(self) -> str:
        """Its text as one line."""
        return " ".join(block.text for block in self.blocks)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places of ``text[start:end]``, without the blanks at either end of a piece."""
        found: list[Span] = []
        offset = 0
        for block in self.blocks:
            low, high = max(start - offset, 0), min(end - offset, len(block.text))
            while low < high and block.text[low].isspace():
                low += 1
            while low < high and block.text[high - 1].isspace():
                high -= 1
            if low < high:
                found.append(block.span(low, high))
            offset += len(block.text) + 1
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The blocks of a document page by page, split by what they are."""

    body: dict[int, tuple[Block, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[Block, ...]] = field(default_factory=dict)
