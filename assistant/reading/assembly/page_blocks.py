"""From the cleaned lines of the pages to their blocks: paragraphs, items, rows, headings, header block, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Dropped
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.continuation import is_finished, last_open, mark_continuation, smooth_tables
from assistant.reading.assembly.header_block import mark_header
from assistant.reading.assembly.headings import body_style, folded, mark_headings
from assistant.reading.assembly.hyphens import vocabulary
from assistant.reading.assembly.markings import marking_of
from assistant.reading.assembly.note_lines import split_notes
from assistant.reading.assembly.notes import note_blocks, take_tails
from assistant.reading.assembly.paragraphs import paragraph_blocks
from assistant.reading.raw import OutlineEntry, RawPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlocks:
    """One page: its body blocks and its note blocks, in reading order."""

    page: RawPage
    body: list[Block]
    notes: list[Block]


def page_blocks(
    pages: Sequence[RawPage], outline: Sequence[OutlineEntry], *, levels_are_sure: bool
) -> tuple[list[PageBlocks], list[Dropped]]:
    """The blocks of every page, told what they are; and the markings stamped on the pages, which leave the text."""
    split = _split(pages)
    style = body_style(block for page in split for block in page.body if block.kind is BlockKind.PROSE)
    bookmarks = _bookmarks(outline)
    marked: list[PageBlocks] = []
    before: Block | None = None
    has_header = False
    for item in split:
        number = item.page.number
        body = mark_headings(item.body, style, bookmarks.get(number, {}), levels_are_sure=levels_are_sure)
        if body and not has_header:
            body, has_header = mark_header(body, style), True
        body = mark_continuation(smooth_tables(body), before)
        before = last_open(body, before)
        marked.append(replace(item, body=body))
    return _without_stamps(_with_some_body(marked))


def _split(pages: Sequence[RawPage]) -> list[PageBlocks]:
    words = vocabulary(line.text for page in pages for line in page.lines)
    size = _body_size(pages)
    found: list[PageBlocks] = []
    goes_on = False
    for page in pages:
        calls = frozenset(call.number for line in page.lines for call in line.calls)
        body_lines, note_lines = split_notes(page.lines, body_size_pt=size, calls=calls, goes_on=goes_on)
        notes = note_blocks(note_lines, page.number, words, calls)
        body, notes = take_tails(paragraph_blocks(body_lines, page.number, words), notes)
        goes_on = bool(notes) and notes[-1].box is not None and not is_finished(notes[-1].text)
        found.append(PageBlocks(page=page, body=body, notes=notes))
    return found


def _body_size(pages: Sequence[RawPage]) -> float | None:
    """The font size in points of most characters, to half a point."""
    weights: Counter[float] = Counter()
    for line in (line for page in pages for line in page.lines):
        if line.size_pt:
            weights[round(line.size_pt * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else None


def _bookmarks(outline: Sequence[OutlineEntry]) -> dict[int, dict[str, int]]:
    """The bookmarks that lead to each page: their folded titles and levels."""
    found: dict[int, dict[str, int]] = {}
    for entry in outline:
        if entry.page is not None and len(folded(entry.title)) > 3:
            found.setdefault(entry.page, {})[folded(entry.title)] = entry.level
    return found


def _with_some_body(marked: list[PageBlocks]) -> list[PageBlocks]:
    """Where the header block swallowed all there is (a page of a few words), all but its first block is body."""
    if any(block.kind is not BlockKind.HEADER for item in marked for block in item.body):
        return marked
    blocks = sum(len(item.body) for item in marked)
    kept: list[PageBlocks] = []
    seen = 0
    for item in marked:
        body = []
        for block in item.body:
            is_title = seen == 0 and blocks > 1
            body.append(block if is_title else replace(block, kind=BlockKind.PROSE))
            seen += 1
        kept.append(replace(item, body=body))
    return kept


def _without_stamps(split: list[PageBlocks]) -> tuple[list[PageBlocks], list[Dropped]]:
    """Markings stamped on the pages leave the text; the header block keeps its own."""
    kept: list[PageBlocks] = []
    dropped: list[Dropped] = []
    for item in split:
        stamps = [b for b in item.body if b.kind in {BlockKind.PROSE, BlockKind.HEADING} and marking_of(b.text)]
        dropped += [Dropped(page=stamp.page, text=stamp.text, reason="marking") for stamp in stamps]
        kept.append(replace(item, body=[block for block in item.body if block not in stamps]) if stamps else item)
    return kept, dropped
