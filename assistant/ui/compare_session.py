"""The comparison that one person has open, and the cells of it that are still to be filled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.domain import Comparison, GridCell
from assistant.ui.holding import Holder

if TYPE_CHECKING:
    from assistant.api import Assistant


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands beside the comparison: passage ``number`` (from 1) of the cell ``row``, ``column``, or of
    disagreement ``row``."""

    kind: Literal["citation", "hit", "evidence"]
    row: str
    column: str
    number: int


COMPARISONS: Holder[Comparison, Opened] = Holder("comparison", lambda assistant: assistant.desk.comparisons)


def begin(assistant: Assistant, comparison: Comparison) -> None:
    """Keeps a fresh comparison, opens it, and has every cell of it filled."""
    COMPARISONS.begin(assistant, comparison)
    COMPARISONS.queue(comparison.places)


def fill_next(assistant: Assistant, comparison: Comparison) -> None:
    """Fills the cell that waits longest, and keeps it."""
    place = COMPARISONS.waiting()[0]
    if place in comparison.places:
        COMPARISONS.change(assistant, assistant.desk.compared_one(comparison, *place))
    COMPARISONS.done_one()


def look_for_disagreements(assistant: Assistant, comparison: Comparison) -> None:
    """Compares the documents sentence by sentence, and keeps what was found."""
    found = assistant.desk.disagreements(comparison.documents)
    COMPARISONS.change(assistant, replace(comparison, disagreements=found))


def open_cell(cell: GridCell | None, number: int = 1) -> None:
    """Opens a passage of a cell: one that its answer cites, else one of those that came nearest."""
    if cell is None or cell.answer is None:
        return
    kind: Literal["citation", "hit"] = "citation" if cell.answer.citations else "hit"
    COMPARISONS.show_passage(Opened(kind, cell.row, cell.column, number))
