"""The notes of a page: its note lines brought together, numbered where a number is printed, one block per note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.note_lines import is_url_tail, opening_number
from assistant.reading.assembly.paragraphs import joined
from assistant.reading.assembly.urls import ends_in_address, split_at_addresses
from assistant.reading.raw import RawLine

_LEADING = ").:–—- "


def note_blocks(lines: Sequence[RawLine], page: int, words: frozenset[str], calls: frozenset[str]) -> list[Block]:
    """The notes that the note lines of a page hold, in order. ``calls`` are the numbers called on the page."""
    groups: list[list[RawLine]] = []
    for line in lines:
        if groups and not _opens_note(line, calls):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks: list[Block] = []
    for group in groups:
        opens = _opens_note(group[0], calls)
        block = replace(joined(group, page, words), kind=BlockKind.NOTE, continues=not opens and not blocks)
        block = _with_lifted_number(block, calls) if block.number is None else _without_leading(block)
        blocks += _split(block)
    return blocks


def take_tails(body: list[Block], notes: list[Block]) -> tuple[list[Block], list[Block]]:
    """Put the ends of wrapped addresses that landed in the body back on the notes whose address was cut.

    Returns the body without them and the mended notes.
    """
    cut = [index for index, note in enumerate(notes) if ends_in_address(note.text)]
    tails = [block for block in body if is_url_tail(block.text) and not block.text.startswith(("http", "www."))]
    if not cut or not tails:
        return body, notes
    mended = list(notes)
    moved: list[Block] = []
    for index, tail in zip(cut, tails, strict=False):
        mended[index] = replace(mended[index], text=mended[index].text + tail.text.strip())
        moved.append(tail)
    return [block for block in body if block not in moved], mended


def cut_block(block: Block, start: int, end: int) -> Block:
    """The part of a block that holds ``text[start:end]``, with its calls and words."""
    return replace(
        block,
        text=block.text[start:end],
        calls=tuple(replace(c, offset=c.offset - start) for c in block.calls if start <= c.offset <= end),
        words=tuple(
            w._replace(start=max(w.start - start, 0), end=min(w.end, end) - start)
            for w in block.words
            if w.end > start and w.start < end
        ),
    )


def _opens_note(line: RawLine, calls: frozenset[str]) -> bool:
    if line.note_number is not None or line.note_target is not None:
        return True
    opening = opening_number(line.text)
    if opening and opening[0] in calls:
        return True
    return line.box is None and line.starts_block is not False


def _with_lifted_number(block: Block, calls: frozenset[str]) -> Block:
    opening = opening_number(block.text)
    if opening is None or opening[0] not in calls:
        return block
    return _without_leading(replace(cut_block(block, opening[1], len(block.text)), number=opening[0]))


def _without_leading(block: Block) -> Block:
    start = len(block.text) - len(block.text.lstrip(_LEADING))
    return cut_block(block, start, len(block.text)) if 0 < start < len(block.text) else block


def _split(block: Block) -> list[Block]:
    pieces = split_at_addresses(block.text)
    if len(pieces) == 1:
        return [block]
    parts: list[Block] = []
    begin = 0
    for position, piece in enumerate(pieces):
        begin = block.text.index(piece, begin)
        part = cut_block(block, begin, begin + len(piece))
        parts.append(part if position == 0 else replace(part, number=None, target=None))
        begin += len(piece)
    return parts
