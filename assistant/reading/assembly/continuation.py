"""What goes on across page ends, and what only stands between: tables, captions, markings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.assembly.blocks import Block, BlockKind

_FINISHED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|box|chart|graph|map|source|sources|note|tabelle|abbildung|tableau|cuadro|gráfico)\s?(?:\d|[ivx]+\b|:|\.)",
    re.IGNORECASE,
)
_WORDS_IN_CELL = 12


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence, an item or an introduction to a list does."""
    return bool(_FINISHED.search(text))


def is_caption(text: str) -> bool:
    """Whether a block is the caption or source line of a table or figure."""
    return len(text) < 400 and bool(_CAPTION.match(text.strip()))


def mark_continuation(body: list[Block], before: Block | None) -> list[Block]:
    """The blocks of a page, with the first one of running text marked where it goes on with ``before``."""
    for index, block in enumerate(body):
        if block.kind in {BlockKind.TABLE, BlockKind.HEADER} or is_caption(block.text):
            continue
        if before is not None and _goes_on(before, block):
            return [*body[:index], replace(block, continues=True), *body[index + 1 :]]
        break
    return body


def last_open(body: Sequence[Block], before: Block | None) -> Block | None:
    """The last block of running text up to here, which the next page may go on with."""
    for block in reversed(body):
        if block.kind is not BlockKind.TABLE and not is_caption(block.text):
            return block
    return before


def smooth_tables(body: list[Block]) -> list[Block]:
    """Short unfinished lines between the rows of a table (row heads, wrapped cells) are rows of it, too."""
    kinds = [block.kind for block in body]
    begin: int | None = None
    for index, block in enumerate(body):
        if kinds[index] is BlockKind.TABLE:
            if begin is not None and 0 < index - begin - 1 <= 3:
                kinds[begin + 1 : index] = [BlockKind.TABLE] * (index - begin - 1)
            begin = index
        elif not _may_be_cell(block):
            begin = None
    return [block if block.kind is kind else replace(block, kind=kind) for block, kind in zip(body, kinds, strict=True)]


def _may_be_cell(block: Block) -> bool:
    is_plain = block.kind is BlockKind.PROSE and block.box is not None and not is_caption(block.text)
    return is_plain and not is_finished(block.text) and len(block.text.split()) <= _WORDS_IN_CELL


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a block on a new page goes on with the last paragraph of the page before it."""
    if before.kind not in {BlockKind.PROSE, BlockKind.ITEM} or block.kind is not BlockKind.PROSE:
        return False
    if is_finished(before.text):
        return False
    starts_small = block.text.lstrip("\"'“‘(")[:1].islower()
    if starts_small or before.text.rstrip()[-1:] in ",-–":
        return True
    if before.box is None or before.size_pt is None or block.size_pt is None:
        return False
    return abs(before.size_pt - block.size_pt) < 0.6 and before.bold is block.bold and len(before.text) > 60
