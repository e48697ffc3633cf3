"""A paper that leaves the house: what answers, answer sheets, positions and grids become before they are a file.

Three voices speak in it and are never mixed up: what a source says (``Sourced``, with a footnote for each citation),
what a person wrote (``OwnText``, shown as *own line*), and what the program remarks (``Remark``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.domain.reference import CitedDocument, Reference

DRAFTED = "Drafted with machine help; every footnote names the page it was checked against."
OWN_LINE = "own line"
_LONGEST_NAME = 60


class ExportKind(StrEnum):
    """The kinds of file that a paper can be written as; the value is the ending of the file's name."""

    WORD = "docx"
    MARKDOWN = "md"
    PDF = "pdf"
    CSV = "csv"
    BIBTEX = "bib"
    CSL_JSON = "json"

    @property
    def media_type(self) -> str:
        """The media type of such a file."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    ExportKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportKind.MARKDOWN: "text/markdown",
    ExportKind.PDF: "application/pdf",
    ExportKind.CSV: "text/csv",
    ExportKind.BIBTEX: "application/x-bibtex",
    ExportKind.CSL_JSON: "application/vnd.citationstyles.csl+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A sentence that is borne out by its references, of which it has at least one; each becomes a footnote.

    ``verbatim``: the words are the source's own. ``reservation`` says why it is borne out in part only, and is empty
    when it is wholly so. ``gap_before``: words of the source between this sentence and the one before are left out.
    Raises ValueError without a reference: such a sentence is a person's own text.
    """

    text: str
    references: tuple[Reference, ...]
    verbatim: bool = False
    reservation: str = ""
    gap_before: bool = False

    def __post_init__(self) -> None:
        if not self.references:
            raise ValueError(f"a sourced sentence needs a reference: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """A person's own words, which rest on no source. They never carry a footnote."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The program's own words, such as what was searched where nothing was found."""

    text: str


Run = Sourced | OwnText | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; ``level`` is 1, 2 or 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Runs that stand one behind the other; ``bullet``: an item of a list."""

    runs: tuple[Run, ...]
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. Every row has as many cells as there are columns, and a cell is a paragraph's runs."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of the head of a paper: "Meeting", "Working party of 3 March"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is written as a file.

    ``kind`` says what it is ("Answer", "Answer sheet"). ``marking`` is the highest among what is cited, or None.
    ``record_ids`` name the kept records of the answers in it, ``snapshot`` the corpus they were given from; ``made``
    is aware and UTC. ``documents`` are the cited documents, each once, in the order of their first footnote.
    """

    title: str
    kind: str
    blocks: tuple[Block, ...]
    snapshot: str
    made: datetime
    facts: tuple[Fact, ...] = ()
    marking: str | None = None
    markings: tuple[str | None, ...] = ()
    record_ids: tuple[str, ...] = ()
    documents: tuple[CitedDocument, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every reference in reading order: the footnotes, numbered from 1."""
        return tuple(references(self.blocks))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables of the paper."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


def file_name(title: str, kind: ExportKind) -> str:
    """A name for the file of a paper: its title in plain letters, and the ending of the kind."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    cut = words[:_LONGEST_NAME]
    whole = cut if len(words) <= _LONGEST_NAME else cut[: max(cut.rfind("-"), 1)]
    return f"{whole.strip('-') or 'paper'}.{kind.value}"


def references(blocks: tuple[Block, ...]) -> Iterator[Reference]:
    """The references of some blocks in reading order."""
    for block in blocks:
        for runs in _runs(block):
            for run in runs:
                if isinstance(run, Sourced):
                    yield from run.references


def _runs(block: Block) -> Iterator[tuple[Run, ...]]:
    if isinstance(block, Paragraph):
        yield block.runs
    elif isinstance(block, Grid):
        for row in block.rows:
            yield from row
