"""Table rows: lines of three or more cells that stand under one another's cells."""

from __future__ import annotations

from itertools import pairwise

from assistant.reading.pdf.lines import PdfLine

_CELL_GAP_EM = 1.4
_ALIGNED_EM = 0.7
_MIN_CELLS = 3
_NEIGHBOURS = 2

Cell = tuple[float, float]


def table_rows(lines: list[PdfLine]) -> set[int]:
    """The indexes of the lines that are rows of a table beyond doubt."""
    cells = [_cells(line) for line in lines]
    wide = [index for index, row in enumerate(cells) if len(row) >= _MIN_CELLS]
    rows: set[int] = set()
    for above, below in pairwise(wide):
        near = below - above <= _NEIGHBOURS and lines[above].column == lines[below].column
        if near and _aligned(cells[above], cells[below], lines[below].size) >= _MIN_CELLS - 1:
            rows |= {above, below}
    return rows


def _cells(line: PdfLine) -> list[Cell]:
    """The left and right edges of the stretches of text that wide gaps divide."""
    left, right = line.pieces[0].x0, line.pieces[0].x1
    cells: list[Cell] = []
    for piece in line.pieces[1:]:
        if piece.x0 - right > _CELL_GAP_EM * line.size:
            cells.append((left, right))
            left = piece.x0
        right = piece.x1
    return [*cells, (left, right)]


def _aligned(one: list[Cell], other: list[Cell], size: float) -> int:
    """How many cells share their left edge, right edge or middle with a cell of the other row.

    The first cells are left out: all lines of a page start at the same margin.
    """
    reach = _ALIGNED_EM * size
    return sum(any(_meet(cell, found, reach) for found in other[1:]) for cell in one[1:])


def _meet(one: Cell, other: Cell, reach: float) -> bool:
    middles = abs(sum(one) - sum(other)) / 2
    return min(abs(one[0] - other[0]), abs(one[1] - other[1]), middles) < reach
