"""The text of a page out of its blocks, and the place of each block in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from assistant.domain import PageLayout, WordBox
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.raw import RawPage

_CLOSE = frozenset([(BlockKind.ITEM, BlockKind.ITEM), (BlockKind.TABLE, BlockKind.TABLE)])


def lay_out(body: Sequence[Block], notes: Sequence[Block]) -> tuple[str, list[Block], list[Block]]:
    """The page's text, and its blocks with their places. Notes come last, under the number printed at their head."""
    pieces: list[str] = []
    length = 0
    above: Block | None = None
    placed: list[Block] = []
    for block in [*body, *notes]:
        separator = "" if above is None else "\n" if (above.kind, block.kind) in _CLOSE else "\n\n"
        label = f"{block.number} " if block.kind is BlockKind.NOTE and block.number else ""
        pieces += [separator, label, block.text]
        placed.append(replace(block, start=length + len(separator) + len(label)))
        length += len(separator) + len(label) + len(block.text)
        above = block
    return "".join(pieces), placed[: len(body)], placed[len(body) :]


def moved(word: WordBox, by: int, limit: int | None = None) -> WordBox:
    """A word box whose offsets are shifted, and kept below ``limit``."""
    start, end, left, top, right, bottom = word
    return WordBox(start + by, end + by if limit is None else min(end + by, limit), left, top, right, bottom)


def page_layout(page: RawPage, blocks: Sequence[Block]) -> PageLayout | None:
    """The geometry of a page's words in the page's text, and of the markers as empty ranges; None without a size."""
    if page.width_pt is None or page.height_pt is None:
        return None
    words: list[WordBox] = []
    for block in blocks:
        words += [moved(word, block.start) for word in block.words]
        words += [
            WordBox(
                start=block.start + call.offset,
                end=block.start + call.offset,
                left=call.box.left,
                top=call.box.top,
                right=call.box.right,
                bottom=call.box.bottom,
            )
            for call in block.calls
            if call.box
        ]
    words.sort(key=itemgetter(0, 1))
    return PageLayout(page=page.number, width_pt=page.width_pt, height_pt=page.height_pt, words=tuple(words))
