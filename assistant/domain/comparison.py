"""Documents beside each other: a grid of cited cells, how much each says on a theme, and where they disagree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.domain.answer import Answer, AnswerStatus, Citation
from assistant.domain.index import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row of a grid: a document, or one section of it. ``section`` is its outermost heading, empty for the whole."""

    document: str
    title: str
    section: str = ""
    date: str | None = None

    @property
    def id(self) -> str:
        """What tells the row from the others."""
        return f"{self.document}#{self.section}"

    @property
    def label(self) -> str:
        """What a reader calls it: the section, or the title of the document."""
        return self.section or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A question or a theme that is put to every row."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """What one row says to one column.

    ``answer`` has at most two sentences, and explains itself where it has none; it is None where the question could
    not be asked, and ``failure`` says why. ``evidence`` are the passages of the row that may answer the question, each
    judged as if it were the first found, best first; ``read`` is how many were judged.
    """

    row: str
    column: str
    answer: Answer | None = None
    evidence: tuple[Hit, ...] = ()
    read: int = 0
    failure: str = ""

    @property
    def blank(self) -> str:
        """Why it has no sentence: what was searched, and what came nearest; empty where it has one."""
        answer = self.answer
        if answer is None:
            return self.failure
        if answer.sentences:
            return ""
        searched = f"Searched {answer.searched_chunks:,} passage{'' if answer.searched_chunks == 1 else 's'}"
        if answer.status is AnswerStatus.FAILED or not answer.hits:
            return f"{searched}. {answer.message}"
        chunk = answer.hits[0].chunk
        heading = f"“{chunk.headings[-1]}”" if chunk.headings else ""
        page = f"page {chunk.spans[0].page}" if chunk.spans else ""
        return f"{searched}; nearest: {', '.join(part for part in (heading, page) if part) or chunk.title}."


class ContrastKind(StrEnum):
    """What two statements differ in."""

    FIGURE = "figure"
    DATE = "date"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What the one statement says and the other says instead, as written; ``of`` is what is counted, if it is told."""

    kind: ContrastKind
    one: str
    other: str
    of: str = ""


class Cause(StrEnum):
    """The likely cause of a disagreement."""

    REVISION = "correction or revision"
    SCOPE = "scope"
    DEFINITION = "definition"
    TIME = "time"
    UNTOLD = "not told by the documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two statements of two documents on the same thing that cannot both be right as they stand.

    ``one`` and ``other`` are the citations of the whole sentences (two where a page end cuts a sentence), the earlier
    document first. ``why`` says in words what makes the cause likely.
    """

    one: tuple[Citation, ...]
    other: tuple[Citation, ...]
    differences: tuple[Contrast, ...]
    cause: Cause
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreements:
    """What came of comparing some documents, sentence by sentence.

    ``compared`` is how many sentences were read in how many ``documents``; ``snapshot`` is that of the corpus.
    """

    found: tuple[Disagreement, ...]
    documents: int
    compared: int
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Rows and columns, the cells filled so far, and the disagreements, None while nobody has looked for them."""

    title: str
    rows: tuple[GridRow, ...]
    columns: tuple[GridColumn, ...]
    cells: tuple[GridCell, ...] = ()
    disagreements: Disagreements | None = None
    snapshot: str | None = None

    @property
    def words(self) -> str:
        """What a search for this comparison looks in: its rows, its columns and what its cells say."""
        said = [one.text for cell in self.cells if cell.answer for one in cell.answer.sentences]
        return "\n".join([*(row.title for row in self.rows), *(column.text for column in self.columns), *said])

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents compared, each once, in the order of the rows."""
        return tuple(dict.fromkeys(row.document for row in self.rows))

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The row and the column of every cell, column by column."""
        return tuple((row.id, column.id) for column in self.columns for row in self.rows)

    def cell(self, row: str, column: str) -> GridCell | None:
        """A cell, or None while it is not filled."""
        return next((one for one in self.cells if (one.row, one.column) == (row, column)), None)

    def filled(self, cell: GridCell) -> Comparison:
        """The comparison with this cell in its place."""
        by_place = {(one.row, one.column): one for one in self.cells} | {(cell.row, cell.column): cell}
        cells = tuple(by_place[place] for place in self.places if place in by_place)
        return replace(self, cells=cells, snapshot=cell.answer.snapshot if cell.answer else self.snapshot)

    def with_column(self, column: GridColumn) -> Comparison:
        """The comparison with one more question."""
        return replace(self, columns=(*self.columns, column))

    def without_column(self, column: str) -> Comparison:
        """The comparison without a question and its cells."""
        return replace(
            self,
            columns=tuple(one for one in self.columns if one.id != column),
            cells=tuple(one for one in self.cells if one.column != column),
        )
