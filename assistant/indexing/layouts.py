"""Page geometry packed small: one row of six numbers per word."""

from __future__ import annotations

import zlib

import numpy as np

from assistant.domain import PageLayout, WordBox

_COLUMNS = ("start", "end", "left", "top", "right", "bottom")


def pack(layout: PageLayout) -> bytes:
    """The words of a layout as compressed 32-bit floats (offsets up to 2^24 are exact), row by row."""
    rows = [[getattr(word, column) for column in _COLUMNS] for word in layout.words]
    return zlib.compress(np.asarray(rows, dtype="<f4").tobytes(), 3)


def unpack(page: int, width_pt: float, height_pt: float, packed: bytes) -> PageLayout:
    """The layout that ``pack`` made."""
    rows = np.frombuffer(zlib.decompress(packed), dtype="<f4").reshape(-1, len(_COLUMNS)).tolist()
    words = tuple(
        WordBox(start=int(start), end=int(end), left=left, top=top, right=right, bottom=bottom)
        for start, end, left, top, right, bottom in rows
    )
    return PageLayout(page=page, width_pt=width_pt, height_pt=height_pt, words=words)
