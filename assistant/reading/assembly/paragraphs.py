"""Lines into paragraphs: where one ends and the next begins, and one line of text out of many."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from assistant.domain import WordBox
from assistant.reading.assembly.blocks import Block, BlockKind
from assistant.reading.assembly.hyphens import join_cut_word
from assistant.reading.assembly.page_text import moved
from assistant.reading.assembly.urls import wraps
from assistant.reading.raw import Box, LineRole, RawCall, RawLine

_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")
# A page of a few scattered lines (a cover) does not show how far apart lines are: their height does.
_FEWEST_PITCHES = 8
_DEEPEST_NUMBERS = 2
# Double-spaced text among tables set tight: up to this many line heights from line to line is still one paragraph.
_WIDEST_SPACING = 3.0
# How the text above a line end may end: an e-mail address, a cut word, a range; and "cross- and inland trade".
_BEFORE_HOST, _CUT_WORD, _BOUND = re.compile(r"\w@$"), re.compile(r"[^\W\d_][-‐]$"), re.compile(r"\w[-–/]$")
_SUSPENDED = re.compile(r"(?:and|or|und|oder|et|ou|y|o)\b")
# The longest address or word that a line end may cut, in characters.
_LONGEST_TAIL = 2_000
_DASH = re.compile(r"[-–—−]\s+")
_IN_BRACKETS = re.compile(r"\(?(?:[a-zA-Z]|[ivxIVX]{1,5}|\d{1,3}[a-z]?)\)\s")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})$")
BULLET = re.compile(r"[•‣▪●◦·∙○■□▶►➢➤✓✔*\-–—−]\s+(?=\S)|[\ue000-\uf8ff]\s*(?=\S)|o\s+(?=[A-Z])")
# A capital with a stop is left out: "J. Smith" opens more paragraphs than "J." numbers.
ITEM_NUMBER = re.compile(
    r"(?:-\s+)?(?:\(?(?:\d{1,3}[a-z]?|[a-zA-Z]|[ivx]{1,5})\)|(?:\d{1,3}|[a-z]|[ivx]{1,5}|[IVX]{2,4})\.(?:\d{1,2}\.?)*)\s+(?=\S)"
)


def opening_mark_end(text: str) -> int:
    """Where the words of an item or numbered paragraph begin, behind its bullet and numbers ("1. a)"); 0 by default."""
    bullet = BULLET.match(text)
    begin = bullet.end() if bullet else 0
    for _ in range(_DEEPEST_NUMBERS):
        number = ITEM_NUMBER.match(text, begin)
        if not number or number.end() >= len(text):
            break
        begin = number.end()
    return begin


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeasure:
    """How the lines of a page are set: pitch (line to line, in page heights), left and right edge per column."""

    pitch: float
    size_pt: float
    left: dict[int, float]
    right: dict[int, float]


def measure(lines: Sequence[RawLine]) -> PageMeasure | None:
    """Measure the lines of a page; None where there is no geometry."""
    boxed = [(line, line.box) for line in lines if line.box is not None]
    if len(boxed) < 2:
        return None
    pitches = [
        b.top - a.top
        for (first, a), (second, b) in itertools.pairwise(boxed)
        if first.column == second.column and 0 < b.top - a.top < 0.06 and first.size_pt == second.size_pt
    ]
    columns = {line.column for line, _ in boxed}
    lefts = {c: _edge([box.left for line, box in boxed if line.column == c], 0.15) for c in columns}
    rights = {c: _edge([box.right for line, box in boxed if line.column == c], 0.9) for c in columns}
    size = median(line.size_pt or 10.0 for line, _ in boxed)
    pitch = _edge(pitches, 0.33) if pitches else 0.02
    if len(pitches) < _FEWEST_PITCHES:
        pitch = min(pitch, 1.6 * median(box.bottom - box.top for _, box in boxed))
    return PageMeasure(pitch=pitch, size_pt=size, left=lefts, right=rights)


def paragraph_blocks(lines: Sequence[RawLine], page: int, words: frozenset[str]) -> list[Block]:
    """The blocks of one page's body (or note) lines. ``words`` is the document's vocabulary."""
    lines = [line for line in lines if line.text.strip()]
    measured = measure(lines)
    groups: list[list[RawLine]] = []
    for line in lines:
        if groups and not starts_block(groups[-1], line, measured):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = [joined(group, page, words) for group in groups]
    return [
        replace(block, gap=_gap(above, group, measured), fills=_fills(group[-1], measured))
        for block, group, above in _with_above(blocks, groups)
    ]


def starts_block(group: Sequence[RawLine], line: RawLine, measured: PageMeasure | None) -> bool:
    """Whether a line begins a new paragraph after the lines of ``group``."""
    above = group[-1]
    if line.starts_block is not None and line.box is None:
        return line.starts_block
    if line.role is not above.role or line.role is LineRole.TABLE_ROW or line.heading_level != above.heading_level:
        return True
    if above.box is None or line.box is None or measured is None:
        return line.starts_block is not False
    if line.note_number is not None or _LEADERS.search(above.text):
        return True
    return _breaks(group, above.box, line, line.box, measured)


def _breaks(group: Sequence[RawLine], a: Box, line: RawLine, b: Box, measured: PageMeasure) -> bool:
    above = group[-1]
    ended = bool(_ENDED.search(above.text)) and not above.ends_with_hyphen
    runs_on = not ended and _room(a, measured.right.get(line.column, a.right), line) <= 0
    size, other = line.size_pt or 0.0, above.size_pt or 0.0
    if abs(size - other) > (0.3 if runs_on else 0.08) * max(size, 1.0):
        return True
    if above.ends_with_hyphen:
        return False
    if line.column != above.column or b.top < a.top - 0.01:
        return ended or not _goes_on(above, line)
    if _pitch(a, b) > _widest_pitch(line, measured):
        return not (runs_on and line.text[:1].islower() and _pitch(a, b) < _WIDEST_SPACING * (a.bottom - a.top))
    if _on_one_row(a, b):
        return False
    opens_item = bool(BULLET.match(line.text) or ITEM_NUMBER.match(line.text))
    if runs_on and _is_aside(line.text) and not _DASH.match(group[0].text):
        return False
    if opens_item and (ended or BULLET.match(line.text) or _is_item(group[0].text)) and not line.text.startswith("- -"):
        return True
    if _is_one_heading(above, line):
        return False
    return _ends_short(above, a, line, measured) or (not opens_item and _is_indented(group, a, b, line, measured))


def _ends_short(above: RawLine, a: Box, line: RawLine, measured: PageMeasure) -> bool:
    """Whether the line above stops before the margin as only a paragraph's last line does."""
    room = _room(a, measured.right.get(line.column, a.right), line)
    if room <= 0 or _goes_on(above, line):
        return room > 0 and bool(_STOPPED.search(above.text))
    return bool(_ENDED.search(above.text)) or room > 0.2 or line.bold is not above.bold


def _is_indented(group: Sequence[RawLine], a: Box, b: Box, line: RawLine, measured: PageMeasure) -> bool:
    """Whether a line stands in from the lines above, as the first line of a paragraph may."""
    left = max(measured.left.get(line.column, b.left), a.left)
    return len(group) > 1 and b.left > left + 0.012 and bool(_STOPPED.search(group[-1].text))


def _pitch(a: Box, b: Box) -> float:
    """The distance of two lines; a tall glyph (a bullet, a large initial) widens one of its two measures only."""
    return min(b.top - a.top, b.bottom - a.bottom)


def _widest_pitch(line: RawLine, measured: PageMeasure) -> float:
    """The distance of two lines above which white space sets them apart, in page heights."""
    larger = max((line.size_pt or measured.size_pt) / measured.size_pt, 1.0)
    return measured.pitch * 1.32 * larger + 0.001


def _is_one_heading(above: RawLine, line: RawLine) -> bool:
    """Two centred lines in the same capitals or bold type are one heading."""
    if above.box is None or line.box is None or above.bold is not line.bold or _ENDED.search(above.text):
        return False
    centred = abs(above.box.left + above.box.right - line.box.left - line.box.right) < 0.03
    in_capitals = above.text.isupper() and line.text.isupper()
    return centred and abs(above.box.left - line.box.left) > 0.004 and (in_capitals or above.bold)


def _room(a: Box, right: float, line: RawLine) -> float:
    """How much of the page's width was left on the line above after the next word, had it stood there."""
    first = line.words[0] if line.words else None
    width = (first.right - first.left) if first else 0.05
    return (right - a.right) - width - 0.01


def _goes_on(above: RawLine, line: RawLine) -> bool:
    start = line.text.lstrip("\"'“‘«(")[:1]
    return (
        start.islower()
        or (start.isdigit() and not ITEM_NUMBER.match(line.text))
        or above.text.endswith((",", "-", "–"))
    )


def _is_aside(text: str) -> bool:
    """Whether a line may begin with the dash of an aside: no item of a list when it goes on with a filled line."""
    dash = _DASH.match(text)
    return dash is not None and text[dash.end() :][:1].islower()


def _is_item(text: str) -> bool:
    return bool(BULLET.match(text) or ITEM_NUMBER.match(text))


def _on_one_row(a: Box, b: Box) -> bool:
    return abs(a.top - b.top) < 0.4 * (a.bottom - a.top)


def joined(group: Sequence[RawLine], page: int, words: frozenset[str]) -> Block:
    """One block out of its lines: text on one line, calls and word boxes moved along."""
    text = ""
    calls: list[RawCall] = []
    boxes: list[WordBox] = []
    cut = False
    for line in group:
        piece = line.text.strip()
        shift = len(line.text) - len(line.text.lstrip())
        text = _before_next(text, piece, words, cut=cut)
        offset = len(text) - shift
        text += piece
        calls += [replace(c, offset=max(min(c.offset + offset, len(text)), 0)) for c in line.calls]
        boxes += [moved(word, offset, len(text)) for word in line.words]
        cut = line.ends_with_hyphen
    first = group[0]
    return Block(
        page=page,
        kind=_kind(first, text),
        text=text,
        calls=tuple(calls),
        words=tuple(boxes),
        number=first.note_number,
        target=first.note_target,
        box=first.box,
        boxes=tuple(line.box for line in group if line.box),
        size_pt=first.size_pt,
        bold=all(line.bold for line in group),
        italic=all(line.italic for line in group),
        heading_level=first.heading_level,
        lines=len(group),
        column=first.column,
    )


def _before_next(text: str, piece: str, words: frozenset[str], *, cut: bool) -> str:
    """The text so far made ready for the next line: a blank, or the two halves of a cut word brought together."""
    if not text:
        return ""
    tail, end = text[-_LONGEST_TAIL:], text[-2:]
    if wraps(tail, piece) or _BEFORE_HOST.match(end):
        return text
    if cut:
        return text + join_cut_word(tail, piece, words)
    if _CUT_WORD.match(end) and piece[:1].islower() and not _SUSPENDED.match(piece):
        return text[:-1] + join_cut_word(tail[:-1], piece, words)
    if _BOUND.match(end) and piece[:1].isalnum() and not piece[:1].islower():
        return text
    return text + " "


def _kind(first: RawLine, text: str) -> BlockKind:
    if first.role is LineRole.TABLE_ROW:
        return BlockKind.TABLE
    if first.role is LineRole.NOTE:
        return BlockKind.NOTE
    if first.role is LineRole.ITEM or BULLET.match(text) or _IN_BRACKETS.match(text):
        return BlockKind.ITEM
    return BlockKind.PROSE


def _with_above(
    blocks: list[Block], groups: list[list[RawLine]]
) -> list[tuple[Block, list[RawLine], list[RawLine] | None]]:
    above: list[list[RawLine] | None] = [None, *groups][: len(groups)]
    return list(zip(blocks, groups, above, strict=True))


def _gap(above: list[RawLine] | None, group: list[RawLine], measured: PageMeasure | None) -> bool:
    if above is None or measured is None:
        return True
    a, b = above[-1].box, group[0].box
    if a is None or b is None or above[-1].column != group[0].column:
        return True
    return _pitch(a, b) > _widest_pitch(group[0], measured)


def _fills(line: RawLine, measured: PageMeasure | None) -> bool:
    return measured is not None and line.box is not None and measured.right[line.column] - line.box.right < 0.03


def _edge(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else median([0.0])
