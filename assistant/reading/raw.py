"""The one internal form between the file readers and the assembly of a Document.

Every reader (PDF, HTML, Markdown, DOCX, plain text) turns its file into a ``RawDocument`` of lines
whose footnote markers have already been lifted out of the text; ``assemble`` turns that into a
``Document``. Readers know file formats and nothing of policy documents; the assembly knows policy
documents and nothing of file formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain import WordBox


class LineRole(StrEnum):
    """What a reader knows of a line from its format alone. ``UNKNOWN`` leaves it to the assembly."""

    UNKNOWN = "unknown"
    HEADING = "heading"
    ITEM = "item"
    TABLE_ROW = "table row"
    NOTE = "note"
    SITE_FURNITURE = "site furniture"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the page: fractions of its width and height, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCall:
    """A footnote marker that stood before ``text[offset]`` of its line. ``target`` is a fragment id, if linked."""

    offset: int
    number: str
    target: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """One printed line (PDF, plain text) or one whole block such as a paragraph (HTML, Markdown, DOCX).

    ``text`` is NFC and holds no footnote markers. ``starts_block`` is True or False where the format
    says whether a new paragraph begins here, None where it has to be guessed (PDF). ``size_pt`` is
    the font size of most of its characters. ``heading_level`` is the format's own level (1 = h1).
    ``note_number`` is set when the line opens a footnote whose printed number was lifted off its
    start; ``note_target`` is the fragment id by which calls point at it. ``ends_with_hyphen`` is
    True when the format marked a line-end hyphen (already removed from the text).
    """

    text: str
    role: LineRole = LineRole.UNKNOWN
    calls: tuple[RawCall, ...] = ()
    words: tuple[WordBox, ...] = ()
    box: Box | None = None
    column: int = 0
    size_pt: float | None = None
    bold: bool = False
    italic: bool = False
    starts_block: bool | None = None
    heading_level: int | None = None
    note_number: str | None = None
    note_target: str | None = None
    ends_with_hyphen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLink:
    """A link annotation: where it is on the page, and where it leads."""

    box: Box
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """One page's lines in reading order. ``refusal`` is the reason why the page could not be read."""

    number: int
    lines: tuple[RawLine, ...]
    label: str | None = None
    width_pt: float | None = None
    height_pt: float | None = None
    links: tuple[RawLink, ...] = ()
    refusal: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A bookmark of a PDF: its title, its depth (1 = outermost) and the page it leads to."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """What a reader found in a file, with what the file's own metadata claims (never trusted over the page).

    ``paged`` is False where the format has no pages (HTML, Markdown, DOCX, text): the assembly then
    looks for running feet to cut it at. ``hints`` may hold "title", "author", "date", "language",
    "site".
    """

    media_type: str
    pages: tuple[RawPage, ...]
    paged: bool
    outline: tuple[OutlineEntry, ...] = ()
    hints: dict[str, str] = field(default_factory=dict)
