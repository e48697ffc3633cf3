"""Page geometry packed small: one row of six numbers per word."""

from __future__ import annotations

import zlib

import numpy as np

from assistant.domain import PageLayout, WordBox


def pack(layout: PageLayout) -> bytes:
    """The words of a layout as compressed 32-bit floats (offsets up to 2^24 are exact), row by row."""
    return zlib.compress(np.asarray(layout.words, dtype="<f4").tobytes(), 3)


def unpack(page: int, width_pt: float, height_pt: float, packed: bytes) -> PageLayout:
    """The layout that ``pack`` made."""
    rows = np.frombuffer(zlib.decompress(packed), dtype="<f4").reshape(-1, len(WordBox._fields)).tolist()
    words = tuple(WordBox(int(start), int(end), *sides) for start, end, *sides in rows)
    return PageLayout(page=page, width_pt=width_pt, height_pt=height_pt, words=words)
