"""Where the link annotations that lie on a block lead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.assembly.blocks import Block
from assistant.reading.raw import Box, RawLink


def link_targets(block: Block, links: Sequence[RawLink]) -> tuple[str, ...]:
    """The addresses of the links whose boxes overlap a line of the block, each once."""
    found = [link.url for link in links if any(_overlaps(link.box, box) for box in block.boxes)]
    return tuple(dict.fromkeys(found))


def _overlaps(link: Box, line: Box) -> bool:
    """Whether a link's middle lies in the height of a line, and the two share some width."""
    middle = (link.top + link.bottom) / 2
    return line.top <= middle <= line.bottom and min(link.right, line.right) - max(link.left, line.left) > 0.002
